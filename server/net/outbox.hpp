#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/shared_bytes.hpp"

namespace flumen::net {

class TlsStream;

/// The bytes one connection still has to write, in order: references to shared frames, never copies.
/// Owned by one thread. It does not bound itself: its owner looks at held_bytes() before it appends.
class Outbox {
 public:
  enum class Status {
    drained,  ///< everything was written
    blocked,  ///< the socket takes no more now; flush again when it is writable
    broken,   ///< the connection is gone
  };
  struct Flushed {
    Status status = Status::drained;
    std::size_t bytes = 0;  ///< written by this call
  };

  /// What a queued slice takes besides its bytes, at most: its place in the queue, and a shared string of its own.
  static constexpr std::size_t kSliceOverhead = 100;

  void append(base::Slice slice);

  /// Appends `slice`, of which only the newest matters: it takes the place of the one that was appended so before, if
  /// nothing of that was written yet.
  void append_latest(base::Slice slice);

  /// Writes to the socket `descriptor`, without blocking, until nothing is left or it takes no more.
  /// Up to 64 slices go out with one system call.
  [[nodiscard]] Flushed flush(int descriptor);
  /// The same over TLS, slices put together to records. What a record took counts as written, though the stream may
  /// still hold a part of it: then this is blocked, even when nothing is left here.
  [[nodiscard]] Flushed flush(TlsStream& stream);

  /// append() of the parts of `bytes` and flush(), without queueing what the socket takes at once. REQUIRES empty(),
  /// and what base::FrameSink::publish() requires.
  [[nodiscard]] Flushed write_through(int descriptor, const base::SharedBytes& bytes,
                                      std::span<const base::Extent> parts);

  /// The same over TLS. REQUIRES that the stream is not blocked, too.
  [[nodiscard]] Flushed write_through(TlsStream& stream, const base::SharedBytes& bytes,
                                      std::span<const base::Extent> parts);

  /// Forgets every slice of which nothing was written, so that what stays ends where a slice ends.
  void discard_unbegun();

  [[nodiscard]] std::size_t queued_bytes() const noexcept { return bytes_; }
  /// The memory the queue holds, for its bound: many small slices weigh more than their bytes.
  [[nodiscard]] std::size_t held_bytes() const noexcept { return bytes_ + (slices_.size() - first_) * kSliceOverhead; }
  [[nodiscard]] bool empty() const noexcept { return bytes_ == 0; }

 private:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  [[nodiscard]] std::size_t copy_to(std::span<char> into) const noexcept;
  void written(std::size_t bytes);

  std::vector<base::Slice> slices_;  // those before first_ are written and empty
  std::size_t first_ = 0;
  std::size_t latest_ = kNone;  // the unbegun slice that append_latest() replaces
  std::size_t bytes_ = 0;
  bool front_begun_ = false;
};

}  // namespace flumen::net
