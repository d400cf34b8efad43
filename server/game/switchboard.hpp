#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "base/mailbox.hpp"
#include "game/messages.hpp"

namespace flumen::game {

/// Knows every mailbox of the game: what one actor needs to reach another. Filled by the hub before anything runs;
/// then safe from any thread.
class Switchboard {
 public:
  using ShardMailbox = base::Mailbox<ShardMessage>;
  using HubMailbox = base::Mailbox<HubMessage>;

  void add_shard(ShardMailbox& mailbox) { shards_.push_back(&mailbox); }
  void set_hub(HubMailbox& mailbox) { hub_ = &mailbox; }

  [[nodiscard]] std::size_t shard_count() const noexcept { return shards_.size(); }

  /// The shard on which a map lives: the same for as long as the process runs.
  [[nodiscard]] std::uint32_t shard_of(base::MapId map) const noexcept {
    return static_cast<std::uint32_t>(std::hash<base::MapId>{}(map) % shards_.size());
  }

  /// For what must arrive; bounded by the few messages a session has under way.
  void send(std::uint32_t shard, ShardMessage message) { shards_[shard]->send(std::move(message)); }
  /// For what a client may send at will: false when the shard has too much waiting.
  [[nodiscard]] bool try_send(std::uint32_t shard, ShardMessage message) {
    return shards_[shard]->try_send(std::move(message));
  }
  void send_to_hub(HubMessage message) { hub_->send(std::move(message)); }
  [[nodiscard]] bool try_send_to_hub(HubMessage message) { return hub_->try_send(std::move(message)); }

  [[nodiscard]] std::size_t depth(std::size_t shard) const { return shards_[shard]->depth(); }

 private:
  std::vector<ShardMailbox*> shards_;
  HubMailbox* hub_ = nullptr;
};

}  // namespace flumen::game
