#include <csignal>
#include <cstdio>
#include <exception>

#include "bots/campaign.hpp"
#include "bots/options.hpp"

int main(int argc, char** argv) {
  // A server that closes is an error of send(), not the end of this program.
  std::signal(SIGPIPE, SIG_IGN);
  try {
    const auto parsed = flumen::bots::parse_options(argc, argv);
    if (const auto* exit = std::get_if<flumen::bots::Exit>(&parsed)) {
      std::fprintf(exit->code == 0 ? stdout : stderr, "%s\n", exit->text.c_str());
      return exit->code;
    }
    return flumen::bots::run_campaign(std::get<flumen::bots::Options>(parsed));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "flumen-bots: %s\n", error.what());
    return 1;
  }
}
