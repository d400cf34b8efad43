#include "net/target.hpp"

#include "websocket/parser.hpp"

namespace flumen::net {
namespace {

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

enum class Plus { itself, space };

std::optional<std::string> decode(std::string_view text, Plus plus) {
  std::string decoded;
  decoded.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '%') {
      if (text.size() - i < 3) return std::nullopt;
      const int high = hex_value(text[i + 1]);
      const int low = hex_value(text[i + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      i += 2;
    } else if (c == '+' && plus == Plus::space) {
      c = ' ';
    }
    if (c == '\0') return std::nullopt;
    decoded.push_back(c);
  }
  if (!websocket::is_valid_utf8(decoded)) return std::nullopt;
  return decoded;
}

}  // namespace

std::optional<Target> parse_target(std::string_view text) {
  if (text == "*") return Target{"*", {}};
  if (const std::size_t scheme = text.find("://"); scheme != std::string_view::npos && !text.starts_with('/')) {
    // Absolute form (RFC 9112, section 3.2.2): the authority is not ours to judge.
    const std::size_t path = text.find_first_of("/?", scheme + 3);
    text = path == std::string_view::npos ? "/" : text.substr(path);
  }
  if (!text.starts_with('/')) return std::nullopt;

  Target target;
  const std::size_t question = text.find('?');
  auto path = decode(text.substr(0, question), Plus::itself);
  if (!path) return std::nullopt;
  target.path = std::move(*path);
  std::string_view query = question == std::string_view::npos ? "" : text.substr(question + 1);
  while (!query.empty()) {
    const std::size_t end = query.find('&');
    const std::string_view pair = query.substr(0, end);
    query = end == std::string_view::npos ? "" : query.substr(end + 1);
    if (pair.empty()) continue;
    const std::size_t equals = pair.find('=');
    auto key = decode(pair.substr(0, equals), Plus::space);
    auto value = decode(equals == std::string_view::npos ? "" : pair.substr(equals + 1), Plus::space);
    if (!key || !value) return std::nullopt;
    target.query.emplace_back(std::move(*key), std::move(*value));
  }
  return target;
}

}  // namespace flumen::net
