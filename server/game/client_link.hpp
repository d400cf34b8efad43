#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/shared_bytes.hpp"

namespace flumen::game {

/// The way from a session to its client: all the game knows of sockets. Used on the session's own thread only.
class ClientLink {
 public:
  virtual ~ClientLink() = default;
  /// Queues ready frames; nothing is written before flush().
  virtual void append(base::Slice frames) = 0;
  virtual void flush() = 0;
  /// True while the client does not take what is sent: what may be dropped should be.
  [[nodiscard]] virtual bool congested() const noexcept = 0;
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
};

}  // namespace flumen::game
