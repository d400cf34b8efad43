#include "telemetry/log_sink.hpp"

#include <ostream>
#include <unistd.h>

#include <spdlog/logger.h>
#include <spdlog/sinks/ansicolor_sink.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/sinks/stdout_sinks.h>

#include "telemetry/log_line.hpp"

namespace flumen::telemetry {
namespace {

spdlog::level::level_enum to_spdlog(base::LogLevel level) noexcept {
  switch (level) {
    case base::LogLevel::debug:
      return spdlog::level::debug;
    case base::LogLevel::info:
      return spdlog::level::info;
    case base::LogLevel::warning:
      return spdlog::level::warn;
    case base::LogLevel::error:
      break;
  }
  return spdlog::level::err;
}

class SpdlogSink final : public base::LogSink {
 public:
  SpdlogSink(base::LogLevel level, bool json, spdlog::sink_ptr sink) : level_(level), json_(json), logger_("", sink) {
    // What JSON needs is written by json_line(); the text form leaves time, level and colour to the library.
    logger_.set_pattern(json ? "%v" : "%H:%M:%S.%e %^%-7l%$ %v");
    logger_.set_level(to_spdlog(level));
    logger_.flush_on(spdlog::level::debug);
    logger_.set_error_handler([](const std::string&) {});  // where would it be written?
  }

  [[nodiscard]] bool enabled(base::LogLevel level) const noexcept override { return level >= level_; }

  void write(base::LogLevel level, std::string_view message, std::span<const base::LogField> context,
             std::span<const base::LogField> fields) noexcept override {
    if (!enabled(level)) return;
    try {
      const auto line = json_ ? json_line(std::chrono::system_clock::now(), level, message, context, fields)
                              : text_line(message, context, fields);
      logger_.log(to_spdlog(level), spdlog::string_view_t(line.data(), line.size()));
    } catch (...) {
      // A log line is not worth the process.
    }
  }

 private:
  const base::LogLevel level_;
  const bool json_;
  spdlog::logger logger_;
};

}  // namespace

std::unique_ptr<base::LogSink> make_log_sink(LogOptions options) {
  const bool terminal = ::isatty(STDERR_FILENO) == 1;
  const bool json = options.format == LogFormat::json || (options.format == LogFormat::automatic && !terminal);
  spdlog::sink_ptr sink;
  if (json || !terminal) {
    sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
  } else {
    sink = std::make_shared<spdlog::sinks::ansicolor_stderr_sink_mt>();
  }
  return std::make_unique<SpdlogSink>(options.level, json, std::move(sink));
}

std::unique_ptr<base::LogSink> make_log_sink(LogOptions options, std::ostream& out) {
  const bool json = options.format != LogFormat::text;
  return std::make_unique<SpdlogSink>(options.level, json,
                                      std::make_shared<spdlog::sinks::ostream_sink_mt>(out, /*force_flush=*/true));
}

}  // namespace flumen::telemetry
