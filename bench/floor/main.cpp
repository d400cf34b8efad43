// The send floor: what one send() costs on this machine, over as many sockets as there are players and with the sizes
// the server really sends. No server that writes to each of its clients by itself can be quicker.

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <optional>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <thread>
#include <vector>

#include <CLI/CLI.hpp>
#include <boost/json.hpp>

#include "bench/floor/reader.hpp"
#include "bench/floor/socket_pairs.hpp"
#include "bench/floor/tls.hpp"

namespace flumen::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kOtherDescriptors = 64;
constexpr std::chrono::seconds kDrainTimeout{10};
constexpr std::chrono::microseconds kGlance{200};
constexpr std::size_t kMaxBytes = 128 * 1024;  // about what a new connection holds unread

struct Options {
  std::size_t sockets = 2500;
  std::vector<std::size_t> sizes{120, 4096, 32768};
  double seconds = 2;
  int sender_core = -1;
  int reader_core = -1;
};

/// The sending thread's CPU time for one message to one socket, µs: the median round and the middle 80 % of them.
struct Measured {
  std::size_t rounds = 0;
  double median = 0;
  double low = 0;
  double high = 0;
};

double thread_cpu_us() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

/// Sends to every socket, waits until all of it is read, and begins again: no send meets a full buffer. With `tls`,
/// encrypting is part of it.
base::Result<Measured> measure(const std::vector<SocketPair>& pairs, const Reader& reader, TlsSenders* tls,
                               std::size_t bytes, double seconds) {
  const std::string message(bytes, 'x');
  std::vector<double> rounds;
  std::uint64_t sent = reader.bytes();
  const auto end = Clock::now() + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(seconds));
  do {
    const double begin = thread_cpu_us();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const std::string_view wire = tls == nullptr ? std::string_view(message) : tls->encrypt(i, message);
      if (::send(pairs[i].sender, wire.data(), wire.size(), MSG_NOSIGNAL | MSG_DONTWAIT) !=
          static_cast<ssize_t>(wire.size())) {
        return base::fail(base::Errc::unavailable, "a socket did not take a whole message");
      }
      sent += wire.size();
    }
    rounds.push_back((thread_cpu_us() - begin) / static_cast<double>(pairs.size()));
    const auto deadline = Clock::now() + kDrainTimeout;
    while (reader.bytes() < sent) {
      if (Clock::now() > deadline) return base::fail(base::Errc::timed_out, "the reader does not read");
      std::this_thread::sleep_for(kGlance);
    }
  } while (Clock::now() < end);
  std::sort(rounds.begin(), rounds.end());
  const auto at = [&](double part) {
    return rounds[static_cast<std::size_t>(part * static_cast<double>(rounds.size() - 1))];
  };
  return Measured{rounds.size(), at(0.5), at(0.1), at(0.9)};
}

int complain(const std::string& sentence) {
  std::fprintf(stderr, "flumen-bench-floor: %s\n", sentence.c_str());
  return 1;
}

bool allow_descriptors(std::size_t wanted) {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  return ::setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= wanted;
}

int run(const Options& options) {
  const std::size_t descriptors = 2 * options.sockets + kOtherDescriptors;
  if (!allow_descriptors(descriptors)) {
    return complain(std::to_string(options.sockets) + " connections need " + std::to_string(descriptors) +
                    " open files, and fewer are allowed (ulimit -n)");
  }
  if (!pin_this_thread(options.sender_core))
    return complain("this program may not run on the core --sender-core names");

  boost::json::array results;
  for (const bool encrypted : {false, true}) {
    const auto pairs = SocketPairs::open(options.sockets);
    if (!pairs) return complain(pairs.error().message);
    std::optional<TlsSenders> tls;
    if (encrypted) {
      auto opened = TlsSenders::open(pairs->all());
      if (!opened) return complain(opened.error().message);
      tls.emplace(std::move(*opened));
    }
    const Reader reader(pairs->all(), options.reader_core);
    for (const std::size_t size : options.sizes) {
      const auto measured = measure(pairs->all(), reader, tls ? &*tls : nullptr, size, options.seconds);
      if (!measured) return complain(measured.error().message);
      results.push_back(boost::json::object{{"tls", encrypted},
                                            {"bytes", size},
                                            {"sockets", options.sockets},
                                            {"rounds", measured->rounds},
                                            {"us_per_send", measured->median},
                                            {"low_us", measured->low},
                                            {"high_us", measured->high}});
    }
  }
  std::printf("%s\n", boost::json::serialize(results).c_str());
  return 0;
}

}  // namespace
}  // namespace flumen::bench

int main(int argc, char** argv) {
  flumen::bench::Options options;
  CLI::App app("What one send() costs here, plain and over TLS 1.3: JSON, in µs of CPU time.", "flumen-bench-floor");
  app.add_option("--sockets", options.sockets, "Connections over loopback")->check(CLI::Range(1, 20'000));
  app.add_option("--bytes", options.sizes, "Sizes of what is sent, such as 120,4096")
      ->delimiter(',')
      ->check(CLI::Range(std::size_t{1}, flumen::bench::kMaxBytes));
  app.add_option("--seconds", options.seconds, "For each size, plain and over TLS")->check(CLI::Range(0.1, 600.0));
  app.add_option("--sender-core", options.sender_core, "Where to send from");
  app.add_option("--reader-core", options.reader_core, "Where to read");
  CLI11_PARSE(app, argc, argv);
  return flumen::bench::run(options);
}
