#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace flumen::cache {

/// Where a Redis server is and who we are to it.
struct RedisEndpoint {
  std::string host;
  std::uint16_t port = 6379;
  std::string user;      ///< "" for the default user
  std::string password;  ///< "" for none
  int database = 0;
};

/// Reads `redis://[[user]:password@]host[:port][/database]`; user and password may be percent-encoded, an IPv6
/// address stands in brackets. Fails with invalid_argument; the message never holds the password.
[[nodiscard]] base::Result<RedisEndpoint> parse_redis_url(std::string_view url);

}  // namespace flumen::cache
