#pragma once

#include <chrono>
#include <optional>
#include <string>

#include <boost/beast/core/flat_buffer.hpp>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "bots/wire.hpp"

namespace flumen::bots {

/// No single exchange with the server takes longer.
inline constexpr std::chrono::seconds kExchangeTimeout{30};

struct HttpAnswer {
  unsigned status = 0;
  std::string body;
  std::optional<std::chrono::seconds> retry_after;
};

/// Calls the server over one connection that is kept between calls. Used by one coroutine at a time.
class HttpClient {
 public:
  HttpClient(base::Executor executor, const Target& target) : executor_(executor), target_(target) {}

  /// `body` is JSON. Any status is an answer. Fails with Errc::unavailable (no connection, or it broke), timed_out,
  /// unauthenticated (not the server that was meant) or corrupt (no HTTP); the message says which and why.
  base::Task<base::Result<HttpAnswer>> get(std::string path);
  base::Task<base::Result<HttpAnswer>> post(std::string path, std::string body);

 private:
  base::Task<base::Result<HttpAnswer>> call(bool post, std::string path, std::string body);
  base::Task<base::Result<HttpAnswer>> exchange(bool post, const std::string& path, const std::string& body);

  base::Executor executor_;
  Target target_;
  std::optional<Wire> wire_;
  boost::beast::flat_buffer buffer_;
};

/// `why` as the reason for `what`, in one sentence.
[[nodiscard]] base::Error because(const std::string& what, const base::Error& why);

}  // namespace flumen::bots
