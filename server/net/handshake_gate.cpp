#include "net/handshake_gate.hpp"

#include <boost/asio/redirect_error.hpp>

namespace flumen::net {

HandshakeGate::Turn::Turn(HandshakeGate& gate)
    : gate_(gate), called_(gate.next_batch_.get_executor(), base::SteadyTime::max()) {}

HandshakeGate::Turn::~Turn() {
  if (is_linked()) gate_.waiting_.erase(gate_.waiting_.iterator_to(*this));
  if (!admitted_) return;
  --gate_.under_way_;
  gate_.admit();
}

base::Task<bool> HandshakeGate::Turn::wait() {
  gate_.waiting_.push_back(*this);
  gate_.admit();
  while (!admitted_ && !given_up_) {
    boost::system::error_code called;  // being cancelled is the call
    co_await called_.async_wait(boost::asio::redirect_error(kAwait, called));
  }
  co_return admitted_;
}

void HandshakeGate::Turn::give_up() {
  given_up_ = true;
  called_.cancel();
}

/// Calls whoever may begin now, and sees to it that the others are called later.
void HandshakeGate::admit() {
  const base::SteadyTime now = std::chrono::steady_clock::now();
  if (now >= batch_end_) begun_in_batch_ = 0;
  while (!waiting_.empty() && under_way_ < kMostAtOnce && begun_in_batch_ < kBatch) {
    if (begun_in_batch_ == 0) batch_end_ = now + kBetweenBatches;
    Turn& next = waiting_.front();
    waiting_.pop_front();
    next.admitted_ = true;
    ++under_way_;
    ++begun_in_batch_;
    next.called_.cancel();
  }
  // With every place taken the next one that ends calls.
  if (waiting_.empty() || under_way_ >= kMostAtOnce || batch_awaited_) return;
  batch_awaited_ = true;
  next_batch_.expires_at(batch_end_);
  next_batch_.async_wait([this](boost::system::error_code error) {
    if (error) return;  // the gate is gone
    batch_awaited_ = false;
    admit();
  });
}

}  // namespace flumen::net
