#include "telemetry/log_line.hpp"

#include <algorithm>
#include <cmath>
#include <ctime>
#include <iterator>

#include <fmt/format.h>

namespace flumen::telemetry {
namespace {

using base::LogField;

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

/// The length of the well-formed UTF-8 sequence `text` starts with, or 0 (RFC 3629, section 4).
std::size_t sequence_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
  const auto continues = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  const auto first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return continues(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    const bool overlong = first == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = first == 0xED && byte(1) > 0x9F;
    return continues(1) && continues(2) && !overlong && !surrogate ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    const bool overlong = first == 0xF0 && byte(1) < 0x90;
    const bool beyond = first == 0xF4 && byte(1) > 0x8F;
    return continues(1) && continues(2) && continues(3) && !overlong && !beyond ? 4 : 0;
  }
  return 0;
}

void append_escaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const auto length = sequence_length(text);
    const auto c = static_cast<unsigned char>(text.front());
    if (length == 0) {
      out += kReplacement;
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += text.front();
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c < 0x20 || c == 0x7F) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", c);
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  append_escaped(out, text);
  out += '"';
}

void append_json(std::string& out, const LogField& field) {
  const auto& value = field.value;
  if (const auto* text = std::get_if<std::string>(&value)) {
    append_quoted(out, *text);
  } else if (const auto* number = std::get_if<double>(&value)) {
    // JSON has no infinity and no NaN (RFC 8259, section 6).
    std::isfinite(*number) ? out += fmt::format("{}", *number) : out += "null";
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    fmt::format_to(std::back_inserter(out), "{}", *whole);
  } else {
    out += std::get<bool>(value) ? "true" : "false";
  }
}

bool needs_quotes(std::string_view text) {
  return text.empty() || std::any_of(text.begin(), text.end(), [](char c) {
           return static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) >= 0x7F || c == '"' ||
                  c == '\\' || c == '=';
         });
}

/// Calls write(field) for the context, without what the line's own fields replace, and then for those.
template <class Write>
void for_each_field(std::span<const LogField> context, std::span<const LogField> fields, Write write) {
  for (const auto& field : context) {
    const auto same = [&](const LogField& other) { return other.key == field.key; };
    if (std::none_of(fields.begin(), fields.end(), same)) write(field);
  }
  for (const auto& field : fields) write(field);
}

bool is_reserved(std::string_view key) { return key == "time" || key == "level" || key == "message"; }

}  // namespace

std::string_view to_string(base::LogLevel level) noexcept {
  switch (level) {
    case base::LogLevel::debug:
      return "debug";
    case base::LogLevel::info:
      return "info";
    case base::LogLevel::warning:
      return "warning";
    case base::LogLevel::error:
      break;
  }
  return "error";
}

std::string utc_time(base::SystemTime time) {
  const auto ms = base::to_unix_ms(time);
  const std::time_t seconds = ms / 1000 - (ms % 1000 < 0 ? 1 : 0);
  std::tm utc{};
  gmtime_r(&seconds, &utc);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday,
                     utc.tm_hour, utc.tm_min, utc.tm_sec, ms - seconds * 1000);
}

std::string json_line(base::SystemTime time, base::LogLevel level, std::string_view message,
                      std::span<const LogField> context, std::span<const LogField> fields) {
  std::string line = fmt::format(R"({{"time":"{}","level":"{}","message":)", utc_time(time), to_string(level));
  append_quoted(line, message);
  for_each_field(context, fields, [&](const LogField& field) {
    line += ',';
    append_quoted(line, is_reserved(field.key) ? field.key + "_" : field.key);
    line += ':';
    append_json(line, field);
  });
  line += '}';
  return line;
}

std::string text_line(std::string_view message, std::span<const LogField> context, std::span<const LogField> fields) {
  std::string line;
  append_escaped(line, message);
  for_each_field(context, fields, [&](const LogField& field) {
    line += ' ';
    append_escaped(line, field.key);
    line += '=';
    const auto* text = std::get_if<std::string>(&field.value);
    if (text != nullptr && !needs_quotes(*text)) {
      line += *text;
    } else {
      append_json(line, field);
    }
  });
  return line;
}

}  // namespace flumen::telemetry
