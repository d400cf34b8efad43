#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace flumen::system_test {

/// Header names in lower case; of repeated ones the last.
using Headers = std::map<std::string, std::string, std::less<>>;

struct HttpResponse {
  unsigned status = 0;
  Headers headers;
  std::string body;

  /// The body as JSON. Throws when it is none.
  [[nodiscard]] boost::json::value json() const;
  /// The stable code of an error body, or "" when there is none.
  [[nodiscard]] std::string code() const;
};

/// One request on a connection of its own. Throws when no whole answer came within ten seconds.
[[nodiscard]] HttpResponse http(std::uint16_t port, std::string_view method, std::string_view target,
                                std::string_view body = {}, const Headers& headers = {});

/// The same with a JSON body.
[[nodiscard]] HttpResponse post_json(std::uint16_t port, std::string_view target, const boost::json::value& body,
                                     const Headers& headers = {});

[[nodiscard]] Headers bearer(std::string_view token);

/// Sends bytes as they are and reads until the server closes or `patience` has passed.
struct RawExchange {
  std::string received;
  bool closed = false;  ///< by the server
};
[[nodiscard]] RawExchange raw_exchange(std::uint16_t port, std::string_view bytes, std::chrono::milliseconds patience);

}  // namespace flumen::system_test
