#pragma once

#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace flumen::base {

enum class LogLevel { debug, info, warning, error };

/// One named value of a log line. Never a password, a token or a query string.
struct LogField {
  std::string key;
  std::variant<std::string, std::int64_t, double, bool> value;

  LogField(std::string_view k, std::string_view v) : key(k), value(std::string(v)) {}
  LogField(std::string_view k, const std::string& v) : key(k), value(v) {}
  LogField(std::string_view k, const char* v) : key(k), value(std::string(v)) {}
  LogField(std::string_view k, bool v) : key(k), value(v) {}
  LogField(std::string_view k, double v) : key(k), value(v) {}
  template <class Integer>
  requires std::integral<Integer> LogField(std::string_view k, Integer v)
      : key(k), value(static_cast<std::int64_t>(v)) {}
};

/// Where log lines go. Safe from any thread; must not throw.
class LogSink {
 public:
  virtual ~LogSink() = default;
  [[nodiscard]] virtual bool enabled(LogLevel level) const noexcept = 0;
  /// `context` are the logger's own fields (a session id, say), `fields` those of this line.
  virtual void write(LogLevel level, std::string_view message, std::span<const LogField> context,
                     std::span<const LogField> fields) noexcept = 0;
};

/// Drops everything; for tests and tools.
class NullLogSink final : public LogSink {
 public:
  [[nodiscard]] bool enabled(LogLevel) const noexcept override { return false; }
  void write(LogLevel, std::string_view, std::span<const LogField>, std::span<const LogField>) noexcept override {}
};

/// Writes structured lines with a fixed context. Cheap to copy when the context is empty; safe from any thread.
/// The sink must outlive it.
class Logger {
 public:
  explicit Logger(LogSink& sink) : sink_(&sink) {}

  /// The same logger with more context in every line.
  [[nodiscard]] Logger with(LogField field) const {
    Logger copy = *this;
    copy.context_.push_back(std::move(field));
    return copy;
  }

  void debug(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    write(LogLevel::debug, message, fields);
  }
  void info(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    write(LogLevel::info, message, fields);
  }
  void warning(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    write(LogLevel::warning, message, fields);
  }
  void error(std::string_view message, std::initializer_list<LogField> fields = {}) const {
    write(LogLevel::error, message, fields);
  }

  [[nodiscard]] bool enabled(LogLevel level) const noexcept { return sink_->enabled(level); }

 private:
  void write(LogLevel level, std::string_view message, std::initializer_list<LogField> fields) const {
    if (sink_->enabled(level)) sink_->write(level, message, context_, {fields.begin(), fields.size()});
  }

  LogSink* sink_;
  std::vector<LogField> context_;
};

}  // namespace flumen::base
