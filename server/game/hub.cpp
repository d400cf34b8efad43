#include "game/hub.hpp"

#include <future>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include "base/token_gate.hpp"
#include "protocol/encode.hpp"

namespace flumen::game {

using std::chrono::milliseconds;

Hub::Hub(base::EventLoops& loops, GameOptions options, HubParts parts, const base::Clock& clock, GameObserver& observer,
         base::Logger logger)
    : loops_(loops),
      options_(options),
      logger_(std::move(logger)),
      saves_(loops[0], parts.characters, switchboard_, options_.save_interval, observer, logger_),
      rewards_(loops[0], parts.growth, switchboard_, observer, logger_),
      registry_(switchboard_, options_, clock),
      registry_mailbox_(loops[0], options_.mailbox_capacity,
                        [this](std::vector<HubMessage>& batch) {
                          for (HubMessage& any : batch) {
                            std::visit([this](auto& message) { registry_.receive(message); }, any);
                          }
                        }),
      session_context_{options_, clock, switchboard_, observer, SessionRates(options_)},
      fight_context_{options_, clock,     switchboard_,     observer,    parts.data,
                     rewards_, fighting_, parts.world_seed, next_group_, logger_},
      map_context_{options_, clock, switchboard_, saves_, observer, fight_context_} {
  switchboard_.set_hub(registry_mailbox_);
  for (std::size_t i = 0; i < loops.size(); ++i) {
    shards_.push_back(std::make_unique<Shard>(loops[i], session_context_, map_context_, parts.atlas, logger_));
    switchboard_.add_shard(shards_.back()->mailbox());
  }
}

void Hub::start() {
  for (auto& shard : shards_) shard->start();
  saves_.start();
}

PlayerSession& Hub::open_session(const base::EventLoop& loop, base::FrameSink& client, protocol::MoveForm form) {
  return shards_[loop.index()]->open_session(client, form);
}

void Hub::notify_all(std::string_view kind, std::string_view text) {
  std::string frame;
  protocol::append_server_notice(frame, kind, text);
  const base::Slice notice(std::make_shared<const std::string>(std::move(frame)));
  for (std::uint32_t shard = 0; shard < shards_.size(); ++shard) {
    switchboard_.send(shard, to_shard::Broadcast{"server_notice", notice});
  }
}

base::Task<bool> Hub::expel(base::UserId user, std::optional<base::CharacterId> character, std::uint16_t code,
                            std::string reason, milliseconds timeout) {
  base::TokenGate gate(co_await boost::asio::this_coro::executor);
  switchboard_.send_to_hub(to_hub::Expel{user, character, code, std::move(reason), gate.token()});
  co_return co_await gate.wait(timeout);
}

std::size_t Hub::player_count() const noexcept {
  std::size_t count = 0;
  for (const auto& shard : shards_) count += shard->player_count();
  return count;
}

std::size_t Hub::map_count() const noexcept {
  std::size_t count = 0;
  for (const auto& shard : shards_) count += shard->map_count();
  return count;
}

base::Task<> Hub::grown(base::UserId user, base::CharacterId character, fight::SpentPoints spent,
                        std::shared_ptr<void> held) {
  constexpr milliseconds kTimeout{2'000};
  base::TokenGate gate(co_await boost::asio::this_coro::executor);
  {
    // Dropped as one, the second first: when the gate opens, the character may fight.
    using Tokens = std::pair<std::shared_ptr<void>, std::shared_ptr<void>>;
    auto tokens = std::make_shared<Tokens>(gate.token(), std::move(held));
    switchboard_.send_to_hub(to_hub::Grown{user, character, spent, std::move(tokens)});
  }
  if (!co_await gate.wait(kTimeout)) logger_.warning("the world is slow to learn of points that were spent");
}

base::Task<> Hub::interrupt_fights(milliseconds timeout) {
  base::TokenGate gate(co_await boost::asio::this_coro::executor);
  {
    const auto token = gate.token();
    for (std::uint32_t shard = 0; shard < shards_.size(); ++shard) {
      switchboard_.send(shard, to_shard::InterruptFights{token});
    }
  }
  if (!co_await gate.wait(timeout)) logger_.warning("not every fight could be settled in time");
  // The maps have told the sessions; who closes their connections next must not overtake that.
  co_await pass_mailboxes();
}

base::Task<> Hub::settle() {
  // A message may cause one on another shard, and that one a last one: a session's leave goes shard → map → registry.
  constexpr int kHops = 3;
  for (int hop = 0; hop < kHops; ++hop) co_await pass_mailboxes();
}

base::Task<> Hub::pass_mailboxes() {
  constexpr milliseconds kTimeout{2'000};
  base::TokenGate gate(co_await boost::asio::this_coro::executor);
  {
    const auto token = gate.token();
    for (std::uint32_t shard = 0; shard < shards_.size(); ++shard) {
      switchboard_.send(shard, to_shard::CollectPositions{token});
    }
  }
  if (!co_await gate.wait(kTimeout)) logger_.warning("a shard did not finish in time");
}

std::size_t Hub::stop(milliseconds timeout) {
  auto lost = boost::asio::co_spawn(
      loops_[0].executor(),
      [](Hub& hub, milliseconds limit) -> base::Task<std::size_t> {
        co_await hub.settle();
        const std::size_t rewards = co_await hub.rewards_.finish(limit);
        co_return rewards + co_await hub.saves_.finish(limit);
      }(*this, timeout),
      boost::asio::use_future);
  const std::size_t count = lost.get();
  for (auto& shard : shards_) shard->stop();
  return count;
}

}  // namespace flumen::game
