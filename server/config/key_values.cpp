// How a key's text becomes its value and back: the part of keys.hpp that knows the types.

#include <array>
#include <limits>
#include <type_traits>

#include "config/keys.hpp"
#include "config/values.hpp"

namespace flumen::config {
namespace {

using base::Errc;
using base::Result;
using std::chrono::milliseconds;
using std::chrono::seconds;

template <class T>
struct Choice {
  std::string_view name;
  T value;
};

constexpr std::array<Choice<Mode>, 2> kModes = {{{"development", Mode::development}, {"production", Mode::production}}};
constexpr std::array<Choice<base::LogLevel>, 4> kLevels = {{{"debug", base::LogLevel::debug},
                                                            {"info", base::LogLevel::info},
                                                            {"warning", base::LogLevel::warning},
                                                            {"error", base::LogLevel::error}}};
constexpr std::array<Choice<LogFormat>, 3> kFormats = {
    {{"auto", LogFormat::automatic}, {"json", LogFormat::json}, {"text", LogFormat::text}}};

template <class T>
const auto& choices() {
  if constexpr (std::is_same_v<T, Mode>) {
    return kModes;
  } else if constexpr (std::is_same_v<T, base::LogLevel>) {
    return kLevels;
  } else {
    return kFormats;
  }
}

template <class T>
Result<T> parse_choice(std::string_view text) {
  std::string expected;
  for (const auto& choice : choices<T>()) {
    if (choice.name == text) return choice.value;
    expected += (expected.empty() ? "" : ", ") + std::string(choice.name);
  }
  return base::fail(Errc::invalid_argument, "must be one of " + expected);
}

template <class T>
constexpr bool kIsDuration = std::is_same_v<T, milliseconds> || std::is_same_v<T, seconds>;

/// A bound as the key's values are written.
template <class T>
std::string print_bound(const Key& key, double bound) {
  if constexpr (kIsDuration<T>) {
    return format_duration(milliseconds(static_cast<std::int64_t>(bound)));
  } else {
    return key.kind == Key::Kind::bytes ? format_size(static_cast<std::uint64_t>(bound)) : format_number(bound);
  }
}

template <class T>
Result<T> in_range(const Key& key, double comparable, T value) {
  if (comparable < key.least || comparable > key.most) {
    return base::fail(Errc::invalid_argument,
                      "must be between " + print_bound<T>(key, key.least) + " and " + print_bound<T>(key, key.most));
  }
  return value;
}

std::string_view trim(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

Result<std::vector<std::string>> parse_list(std::string_view text) {
  std::vector<std::string> items;
  if (trim(text).empty()) return items;
  for (;;) {
    const auto comma = text.find(',');
    const auto item = trim(text.substr(0, comma));
    if (item.empty()) return base::fail(Errc::invalid_argument, "must be a list without empty items");
    items.emplace_back(item);
    if (comma == std::string_view::npos) return items;
    text.remove_prefix(comma + 1);
  }
}

template <class T>
Result<T> parse_as(const Key& key, std::string_view text) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (text.find('\0') != std::string_view::npos) {
      return base::fail(Errc::invalid_argument, "must not hold a zero byte");
    }
    return std::string(text);
  } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
    return parse_list(text);
  } else if constexpr (std::is_same_v<T, double>) {
    const auto number = parse_number(text);
    if (!number) return number.error();
    return in_range(key, *number, *number);
  } else if constexpr (kIsDuration<T>) {
    const auto duration = parse_duration(text);
    if (!duration) return duration.error();
    const auto rounded = std::chrono::duration_cast<T>(*duration);
    if (rounded != *duration) return base::fail(Errc::invalid_argument, "must be whole seconds");
    return in_range(key, static_cast<double>(duration->count()), rounded);
  } else if constexpr (std::is_integral_v<T>) {
    const auto number = key.kind == Key::Kind::bytes ? parse_size(text) : parse_whole_number(text);
    if (!number) return number.error();
    return in_range(key, static_cast<double>(*number), static_cast<T>(*number));
  } else {
    return parse_choice<T>(text);
  }
}

template <class T>
std::string print_as(const Key& key, const T& value, bool reveal) {
  if constexpr (std::is_same_v<T, std::string>) {
    if (reveal || value.empty()) return quote(value);
    if (key.kind == Key::Kind::secret) return quote("********");
    return quote(key.kind == Key::Kind::url ? mask_url_password(value) : value);
  } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
    std::string out;
    for (const auto& item : value) out += (out.empty() ? "" : ", ") + quote(item);
    return "[" + out + "]";
  } else if constexpr (std::is_same_v<T, double>) {
    return format_number(value);
  } else if constexpr (kIsDuration<T>) {
    return format_duration(value);
  } else if constexpr (std::is_integral_v<T>) {
    return key.kind == Key::Kind::bytes ? format_size(static_cast<std::uint64_t>(value)) : std::to_string(value);
  } else {
    for (const auto& choice : choices<T>()) {
      if (choice.value == value) return std::string(choice.name);
    }
    return {};
  }
}

}  // namespace

Result<void> Key::set(Config& config, std::string_view text) const {
  return std::visit(
      [&]<class T>(T* value) -> Result<void> {
        auto parsed = parse_as<T>(*this, text);
        if (!parsed) return parsed.error();
        *value = std::move(*parsed);
        return {};
      },
      slot(config));
}

std::string Key::print(const Config& config, bool reveal) const {
  // A slot points into a Config that can be written; a copy is one, and this is no hot path.
  Config copy = config;
  return std::visit([&]<class T>(T* value) { return print_as<T>(*this, *value, reveal); }, slot(copy));
}

}  // namespace flumen::config
