#include "net/response_head.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>

namespace flumen::net {
namespace {

bool same_name(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool has_header(const Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const auto& header) { return same_name(header.first, name); });
}

bool is_framing(std::string_view name) {
  return same_name(name, "connection") || same_name(name, "content-length") || same_name(name, "transfer-encoding");
}

std::string_view reason_of(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 304:
      return "Not Modified";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 413:
      return "Content Too Large";
    case 422:
      return "Unprocessable Content";
    case 426:
      return "Upgrade Required";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 503:
      return "Service Unavailable";
    default:
      return "";
  }
}

void add(std::string& head, std::string_view name, std::string_view value) {
  const auto harmless = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c; };
  std::ranges::transform(name, std::back_inserter(head), harmless);
  head += ": ";
  std::ranges::transform(value, std::back_inserter(head), harmless);
  head += "\r\n";
}

std::string http_date(base::SystemTime time) {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
  std::tm utc{};
  ::gmtime_r(&seconds, &utc);
  std::array<char, 40> text{};
  // No locale is ever set, so the names are the English ones HTTP asks for.
  const std::size_t length = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &utc);
  return {text.data(), length};
}

}  // namespace

std::string response_head(const Response& response, const Framing& framing) {
  std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ';
  head.append(reason_of(response.status)).append("\r\n");
  add(head, "Date", http_date(framing.date));
  if (may_have_body(response.status)) {
    if (!response.body.empty() && !has_header(response, "content-type"))
      add(head, "Content-Type", response.content_type);
    add(head, "Content-Length", std::to_string(response.body.size()));
  }
  for (const auto& [name, value] : response.headers) {
    if (!is_framing(name)) add(head, name, value);
  }
  const auto add_unless_set = [&](std::string_view name, std::string_view value) {
    if (!has_header(response, name)) add(head, name, value);
  };
  add_unless_set("X-Request-Id", framing.request_id);
  add_unless_set("X-Content-Type-Options", "nosniff");
  add_unless_set("Cache-Control", "no-store");
  // Every origin may call: no cookie is ever read, so a foreign page has no more power than any other client.
  add_unless_set("Access-Control-Allow-Origin", "*");
  add_unless_set("Access-Control-Expose-Headers", "ETag, Retry-After, X-Request-Id");
  const bool offers_upgrade = has_header(response, "upgrade");
  if (!framing.keep_alive) {
    add(head, "Connection", offers_upgrade ? "Upgrade, close" : "close");
  } else if (offers_upgrade || framing.http_1_0) {
    add(head, "Connection", offers_upgrade ? "Upgrade" : "keep-alive");
  }
  head += "\r\n";
  return head;
}

}  // namespace flumen::net
