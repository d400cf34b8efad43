#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/logger.hpp"

namespace flumen::telemetry {

/// One log line without its end, as log_sink.hpp describes the two forms. Pure; allocates.
[[nodiscard]] std::string json_line(base::SystemTime time, base::LogLevel level, std::string_view message,
                                    std::span<const base::LogField> context, std::span<const base::LogField> fields);

/// What stands behind time and level on a terminal: `message key=value key="two words"`.
[[nodiscard]] std::string text_line(std::string_view message, std::span<const base::LogField> context,
                                    std::span<const base::LogField> fields);

/// RFC 3339 in UTC with milliseconds: 2024-05-06T07:08:09.123Z.
[[nodiscard]] std::string utc_time(base::SystemTime time);

[[nodiscard]] std::string_view to_string(base::LogLevel level) noexcept;

}  // namespace flumen::telemetry
