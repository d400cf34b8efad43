#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

#include "app/application.hpp"
#include "app/process.hpp"
#include "app/signals.hpp"
#include "config/command_line.hpp"
#include "telemetry/log_sink.hpp"

namespace {

using namespace flumen;

constexpr int kClean = 0;
constexpr int kFailed = 1;
constexpr int kBadUsage = 2;

int fail(const base::Error& error) {
  std::fprintf(stderr, "flumen: %s\n", error.message.c_str());
  return error.code == base::Errc::invalid_argument ? kBadUsage : kFailed;
}

int migrate(const config::Config& config, base::LogSink& log) {
  const auto applied = app::migrate(config, log);
  if (applied.has_error()) return fail(applied.error());
  std::printf("%zu migrations applied; the database is up to date.\n", *applied);
  return kClean;
}

int serve(const config::Config& config, base::LogSink& log, const app::Signals& signals) {
  app::Application application(config, log);
  if (const auto started = application.start(); started.has_error()) return fail(started.error());
  base::Logger(log).info("the server is ready", {{"address", config.server.address}, {"port", application.port()}});
  while (signals.wait() == app::Signals::Request::reload) application.reload();

  // A second signal hurries.
  std::atomic<bool> stopped{false};
  std::thread watcher([&] {
    while (!stopped) {
      if (signals.wait_for_stop(std::chrono::milliseconds(50))) application.hurry();
    }
  });
  const bool all_saved = application.stop();
  stopped = true;
  watcher.join();
  return all_saved ? kClean : kFailed;
}

}  // namespace

int main(int argc, char** argv) {
  app::tune_allocator();
  const app::Signals signals;
  auto asked = config::read_command_line(argc, argv, config::process_environment(), app::version());
  if (const auto* exit = std::get_if<config::Exit>(&asked)) {
    std::fputs(exit->text.c_str(), exit->code == 0 ? stdout : stderr);
    return exit->code;
  }
  const auto& [command, loaded] = std::get<config::Invocation>(asked);
  const config::Config& config = loaded.config;
  const auto log = telemetry::make_log_sink(
      {.level = config.log.level, .format = static_cast<telemetry::LogFormat>(config.log.format)});
  return command == config::Command::migrate ? migrate(config, *log) : serve(config, *log, signals);
}
