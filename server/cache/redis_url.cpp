#include "cache/redis_url.hpp"

#include <charconv>
#include <optional>
#include <system_error>

namespace flumen::cache {
namespace {

base::Error malformed(std::string_view what) {
  return base::fail(base::Errc::invalid_argument, "the Redis URL " + std::string(what));
}

template <class Integer>
std::optional<Integer> whole_number(std::string_view text, Integer least, Integer most) {
  Integer value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < least || value > most) return std::nullopt;
  return value;
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string decoded;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      decoded += text[i];
      continue;
    }
    if (text.size() - i < 3) return std::nullopt;
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data() + i + 1, text.data() + i + 3, value, 16);
    if (error != std::errc{} || end != text.data() + i + 3) return std::nullopt;
    decoded += static_cast<char>(value);
    i += 2;
  }
  return decoded;
}

}  // namespace

base::Result<RedisEndpoint> parse_redis_url(std::string_view url) {
  constexpr std::string_view kScheme = "redis://";
  if (!url.starts_with(kScheme)) return malformed("must start with redis://");
  url.remove_prefix(kScheme.size());

  RedisEndpoint endpoint;
  if (const auto at = url.rfind('@'); at != std::string_view::npos) {
    const std::string_view credentials = url.substr(0, at);
    url.remove_prefix(at + 1);
    const auto colon = credentials.find(':');
    if (colon == std::string_view::npos) return malformed("has a user but no password: write :password@host");
    const auto user = percent_decoded(credentials.substr(0, colon));
    const auto password = percent_decoded(credentials.substr(colon + 1));
    if (!user || !password) return malformed("has a user or password with a bad percent sign (write %25)");
    endpoint.user = *user;
    endpoint.password = *password;
  }

  if (const auto slash = url.find('/'); slash != std::string_view::npos) {
    const std::string_view database = url.substr(slash + 1);
    url = url.substr(0, slash);
    if (!database.empty()) {
      const auto number = whole_number<int>(database, 0, 9'999);
      if (!number) return malformed("must name its database by a whole number");
      endpoint.database = *number;
    }
  }

  if (url.starts_with('[')) {
    const auto end = url.find(']');
    if (end == std::string_view::npos) return malformed("has an address without its closing bracket");
    endpoint.host = url.substr(1, end - 1);
    url.remove_prefix(end + 1);
    if (!url.empty() && url.front() != ':') return malformed("has text between address and port");
  } else {
    const auto colon = url.find(':');
    endpoint.host = url.substr(0, colon);
    url = colon == std::string_view::npos ? std::string_view{} : url.substr(colon);
  }
  if (endpoint.host.empty()) return malformed("names no host");
  if (!url.empty()) {
    const auto port = whole_number<std::uint16_t>(url.substr(1), 1, 65'535);
    if (!port) return malformed("must have a port from 1 to 65535");
    endpoint.port = *port;
  }
  return endpoint;
}

}  // namespace flumen::cache
