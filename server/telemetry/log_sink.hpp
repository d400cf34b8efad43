#pragma once

#include <iosfwd>
#include <memory>

#include "base/logger.hpp"

namespace flumen::telemetry {

enum class LogFormat {
  automatic,  ///< text when standard error is a terminal, else JSON
  json,       ///< one object a line: time, level, message, then the fields
  text,       ///< for people: time, level, message, then key=value
};

struct LogOptions {
  base::LogLevel level = base::LogLevel::info;  ///< lines below it are not written
  LogFormat format = LogFormat::automatic;
};

/// Writes to standard error, one line per write, unbuffered; coloured when that is a terminal.
/// Control characters and broken UTF-8 in what is logged are escaped: a line is always one line. A field replaces
/// a context field of the same name, and one called time, level or message gets a `_` behind its name.
/// A line that cannot be written is dropped.
[[nodiscard]] std::unique_ptr<base::LogSink> make_log_sink(LogOptions options);

/// The same, to `out`, which must outlive it; without colour, and `automatic` is JSON.
[[nodiscard]] std::unique_ptr<base::LogSink> make_log_sink(LogOptions options, std::ostream& out);

}  // namespace flumen::telemetry
