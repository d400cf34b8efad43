#pragma once

#include <cstddef>
#include <vector>

#include "base/error.hpp"

namespace flumen::bench {

/// A TCP connection over loopback, both of its ends non-blocking.
struct SocketPair {
  int sender = -1;
  int reader = -1;
};

/// Connections that are closed with this object.
class SocketPairs {
 public:
  /// Errc::unavailable when there are not enough descriptors or ports.
  [[nodiscard]] static base::Result<SocketPairs> open(std::size_t count);

  SocketPairs(SocketPairs&& other) noexcept = default;
  SocketPairs& operator=(SocketPairs&&) = delete;
  ~SocketPairs();

  [[nodiscard]] const std::vector<SocketPair>& all() const noexcept { return pairs_; }

 private:
  SocketPairs() = default;

  std::vector<SocketPair> pairs_;
};

}  // namespace flumen::bench
