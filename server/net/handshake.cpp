#include "net/handshake.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include <openssl/evp.h>

#include "net/error_response.hpp"

namespace flumen::net {
namespace {

bool equals_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

/// Whether `matches` is true of an item of the comma-separated header value `list`.
template <class Matches>
bool any_item(std::string_view list, Matches matches) {
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    std::string_view item = list.substr(0, comma);
    list = comma == std::string_view::npos ? "" : list.substr(comma + 1);
    while (!item.empty() && (item.front() == ' ' || item.front() == '\t')) item.remove_prefix(1);
    while (!item.empty() && (item.back() == ' ' || item.back() == '\t')) item.remove_suffix(1);
    if (matches(item)) return true;
  }
  return false;
}

/// 16 bytes in base64 are 22 digits and "==".
bool is_valid_key(std::string_view key) {
  constexpr std::size_t kLength = 24;
  if (key.size() != kLength || !key.ends_with("==")) return false;
  return std::ranges::all_of(key.substr(0, kLength - 2), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
  });
}

/// By what the head announces: the body itself may not have come yet.
bool announces_body(const Request& request) {
  return request.headers.contains("transfer-encoding") ||
         request.header("content-length").find_first_of("123456789") != std::string_view::npos;
}

Response upgrade_required(std::string_view sentence) {
  Response response = error_response(426, "upgrade_required", sentence);
  response.headers.emplace_back("Upgrade", "websocket");
  response.headers.emplace_back("Sec-WebSocket-Version", "13");
  return response;
}

}  // namespace

std::string accept_key(std::string_view key) {
  std::string text(key);
  text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha1(), nullptr);
  std::array<unsigned char, 2 * EVP_MAX_MD_SIZE> encoded{};
  const int length = EVP_EncodeBlock(encoded.data(), digest.data(), static_cast<int>(size));
  return {encoded.begin(), encoded.begin() + length};
}

bool has_token(std::string_view list, std::string_view token) {
  return any_item(list, [token](std::string_view item) { return equals_ignoring_case(item, token); });
}

bool offers_subprotocol(const Request& request, std::string_view subprotocol) {
  return any_item(request.header("sec-websocket-protocol"),
                  [subprotocol](std::string_view item) { return item == subprotocol; });
}

std::optional<Response> refuse_upgrade(const Request& request) {
  if (!has_token(request.header("upgrade"), "websocket") || !has_token(request.header("connection"), "upgrade")) {
    return upgrade_required("This address speaks WebSocket only.");
  }
  if (request.header("sec-websocket-version") != "13") {
    return upgrade_required("Only version 13 of WebSocket is spoken here.");
  }
  if (!is_valid_key(request.header("sec-websocket-key"))) {
    return error_response(400, "bad_request", "The Sec-WebSocket-Key header is missing or malformed.");
  }
  if (announces_body(request)) {
    return error_response(400, "bad_request", "An upgrade request has no body.");
  }
  return std::nullopt;
}

std::string switching_protocols(const Request& request, std::string_view subprotocol) {
  std::string head = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n";
  head += "Sec-WebSocket-Accept: " + accept_key(request.header("sec-websocket-key")) + "\r\n";
  if (!subprotocol.empty()) head.append("Sec-WebSocket-Protocol: ").append(subprotocol).append("\r\n");
  head += "X-Request-Id: " + request.request_id + "\r\n\r\n";
  return head;
}

}  // namespace flumen::net
