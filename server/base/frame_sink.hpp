#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "base/shared_bytes.hpp"

namespace flumen::base {

/// The way to one client, for ready frames: all that the game knows of sockets, and all of the game that sockets know.
/// Used on one thread only.
class FrameSink {
 public:
  static constexpr std::size_t kMaxParts = 3;

  virtual ~FrameSink() = default;
  /// Queues frames behind what is queued; nothing is written before flush(). Ignored once closing.
  virtual void append(Slice frames) = 0;
  /// Writes what the client takes now.
  virtual void flush() = 0;
  /// append() of the parts of `bytes`, in order, and flush(): for less, since what the client takes at once is neither
  /// queued nor referred to. For what goes out to thousands. REQUIRES 1 to kMaxParts parts, none empty.
  virtual void publish(const SharedBytes& bytes, std::span<const Extent> parts) = 0;
  /// True while the client does not take what is sent: what may be dropped should be.
  [[nodiscard]] virtual bool congested() const noexcept = 0;
  /// Ends the connection with a close code of RFC 6455, behind what is queued. The first call wins.
  virtual void close(std::uint16_t code, std::string_view reason) = 0;
};

}  // namespace flumen::base
