#pragma once

#include <cstddef>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include <boost/asio/post.hpp>

#include "base/event_loop.hpp"

namespace flumen::base {

/// How messages reach what lives on one event loop: many senders, one receiver, first in first out per sender.
/// Messages are handed over in batches, so that a busy receiver pays for one wake-up, not for each message.
///
/// The receiver function runs on the loop's thread only. A message sent while it runs comes in a later batch.
/// The mailbox must outlive what its loop still has queued: destroy it after EventLoops::finish().
template <class Message>
class Mailbox {
 public:
  using Receiver = std::function<void(std::vector<Message>&)>;

  /// `capacity` bounds what waits, for try_send() only.
  Mailbox(EventLoop& loop, std::size_t capacity, Receiver receiver)
      : loop_(loop), capacity_(capacity), receiver_(std::move(receiver)) {}

  /// For what a client can cause at will: false, and `message` dropped, when the mailbox is full.
  [[nodiscard]] bool try_send(Message message) {
    {
      const std::lock_guard lock(mutex_);
      if (waiting_.size() >= capacity_) return false;
      waiting_.push_back(std::move(message));
      if (std::exchange(scheduled_, true)) return true;
    }
    schedule();
    return true;
  }

  /// For what must arrive and whose number is bounded elsewhere (a few in flight per session).
  void send(Message message) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(message));
      if (std::exchange(scheduled_, true)) return;
    }
    schedule();
  }

  [[nodiscard]] std::size_t depth() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }

 private:
  void schedule() {
    boost::asio::post(loop_.executor(), [this] { drain(); });
  }

  void drain() {
    {
      const std::lock_guard lock(mutex_);
      batch_.swap(waiting_);
      scheduled_ = false;
    }
    receiver_(batch_);
    batch_.clear();
    // One burst must not pin its memory for ever.
    if (batch_.capacity() > kKeptCapacity) batch_ = {};
  }

  static constexpr std::size_t kKeptCapacity = 4096;

  EventLoop& loop_;
  const std::size_t capacity_;
  const Receiver receiver_;

  mutable std::mutex mutex_;
  std::vector<Message> waiting_;  // guarded by mutex_
  bool scheduled_ = false;        // guarded by mutex_

  std::vector<Message> batch_;  // the loop's thread only
};

}  // namespace flumen::base
