#pragma once

#include <string>
#include <string_view>

#include "net/http.hpp"

namespace flumen::net {

/// An error of the network layer as every error looks: `{"error": sentence, "code": code}`.
/// REQUIRES that neither text holds a character JSON escapes.
[[nodiscard]] inline Response error_response(int status, std::string_view code, std::string_view sentence) {
  Response response;
  response.status = status;
  response.body.append(R"({"error":")").append(sentence).append(R"(","code":")").append(code).append(R"("})");
  return response;
}

/// The answer to one connection too many, of all or of its address.
[[nodiscard]] inline Response too_many_connections() {
  Response response = error_response(503, "too_many_connections", "The server is full. Please try again soon.");
  response.headers.emplace_back("Retry-After", "5");
  return response;
}

}  // namespace flumen::net
