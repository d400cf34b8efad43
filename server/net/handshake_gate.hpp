#pragma once

#include <chrono>
#include <cstddef>

#include <boost/intrusive/list.hpp>

#include "base/clock.hpp"
#include "net/socket.hpp"

namespace flumen::net {

/// Lets the TLS handshakes of one loop begin, in the order in which they came: at most kBatch in a pause of
/// kBetweenBatches, so that a thousand players who reconnect at once do not hold up those who play, and at most
/// kMostAtOnce under way, since each holds the buffers of a handshake. Used on the loop's thread only.
class HandshakeGate {
 public:
  static constexpr std::size_t kMostAtOnce = 256;
  static constexpr std::size_t kBatch = 8;
  static constexpr std::chrono::milliseconds kBetweenBatches{5};

  /// One connection's way through the gate: its place is free again when this is destroyed.
  class Turn : public boost::intrusive::list_base_hook<> {
   public:
    explicit Turn(HandshakeGate& gate);
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    ~Turn();

    /// Waits for a place; false after give_up(). Call once.
    base::Task<bool> wait();
    void give_up();

   private:
    friend class HandshakeGate;

    HandshakeGate& gate_;
    Timer called_;  // cancelled when the waiting is over
    bool admitted_ = false;
    bool given_up_ = false;
  };

  explicit HandshakeGate(base::Executor executor) : next_batch_(executor) {}

  /// True while somebody waits because every place is taken: whoever takes long should make room.
  [[nodiscard]] bool crowded() const noexcept { return under_way_ >= kMostAtOnce && !waiting_.empty(); }

 private:
  void admit();

  boost::intrusive::list<Turn, boost::intrusive::constant_time_size<false>> waiting_;
  std::size_t under_way_ = 0;
  std::size_t begun_in_batch_ = 0;
  base::SteadyTime batch_end_{};
  Timer next_batch_;
  bool batch_awaited_ = false;
};

}  // namespace flumen::net
