#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "game/frame_block.hpp"
#include "game/map_fights.hpp"
#include "game/messages.hpp"
#include "game/observer.hpp"
#include "game/options.hpp"
#include "game/save_queue.hpp"
#include "game/switchboard.hpp"
#include "world/atlas.hpp"
#include "world/movement_budget.hpp"

namespace flumen::game {

/// What every map needs from around it. Outlives all maps.
struct MapContext {
  const GameOptions& options;
  const base::Clock& clock;
  Switchboard& switchboard;
  SaveQueue& saves;
  GameObserver& observer;
  const FightContext& fights;
};

/// Owns who stands on one map, and where. Lives on one shard and is used from its thread only; everybody else
/// sends it messages.
///
/// Changes are collected and published by flush(), which the shard calls when the flush window is over.
class MapActor final : private FightHost {
 public:
  MapActor(std::shared_ptr<const world::AtlasEntry> entry, const MapContext& context);

  void receive(const to_map::Enter& message);
  void receive(const to_map::Move& message);
  void receive(const to_map::ChangeMap& message);
  void receive(const to_map::Leave& message);
  void receive(const to_map::Chat& message);
  void receive(const to_map::ListPlayers& message);
  void receive(const to_map::CatchUp& message);
  void receive(const to_map::Combat& message);
  void receive(const to_map::Grown& message);
  void receive(const to_map::Rewarded& message) { fights_.receive(message); }
  void receive(const to_map::RewardDelayed& message) { fights_.receive(message); }
  void interrupt_fights(to_shard::InterruptFights& message) { fights_.receive(message); }

  /// Looks at the clock: fights and monsters live by it. A few times a second.
  void tick() { fights_.tick(player_count() != 0); }
  /// True when a monster has to make up its mind: think() lets one do one thing.
  [[nodiscard]] bool thinks() const noexcept { return fights_.thinks(); }
  void think() { fights_.think(); }
  /// True when nobody is here and nothing goes on: the actor may be dropped.
  [[nodiscard]] bool idle() const noexcept { return by_session_.empty() && !dirty() && fights_.idle(); }

  /// True when something waits to be flushed.
  [[nodiscard]] bool dirty() const noexcept { return !events_.empty() || !moved_.empty() || !askers_.empty(); }
  /// Publishes what was collected to every shard that has players here. Returns when the oldest move in it came.
  std::optional<base::SteadyTime> flush();

  /// Puts the positions that changed since the last call into the save queue.
  void collect_positions();

  [[nodiscard]] base::MapId id() const noexcept { return entry_->document.id; }
  [[nodiscard]] std::size_t player_count() const noexcept { return by_session_.size(); }

 private:
  struct Player {
    SessionAddress session;  // id 0: the slot is free
    Profile profile;
    Growth growth;
    world::Point position;
    world::MovementBudget budget;
    std::uint64_t moved_in_flush = 0;
    int refused_in_row = 0;
    protocol::MoveForm form = protocol::MoveForm::text;
    bool moved = false;           // stands in moved_
    bool unsaved = false;         // stands in unsaved_
    FightActor* fight = nullptr;  // then it is not in the walking world: nobody sees it, and it cannot move
  };

  [[nodiscard]] Player* find(SessionId session, Slot slot);
  [[nodiscard]] Slot take_slot(Player player);
  /// Ends a session whose player finds no place here.
  void turn_away(const to_map::Enter& message, world::Point position);
  /// `reason` is told to the others, who have been told already of one who fights.
  void remove(Slot slot, protocol::LeaveReason reason);
  [[nodiscard]] Walker walker(Slot slot) const;

  void begin_fighting(Slot slot, FightActor& fight, std::string frames) override;
  void end_fighting(Slot slot, std::optional<Gain> gain, std::string frames) override;
  void announce(std::string_view frame) override;
  [[nodiscard]] std::optional<Walker> find_walker(base::UserId user) const override;
  void deliver(const SessionAddress& session, const char* type, std::string frames) override;
  void mark_moved(Slot slot);
  void mark_unsaved(Slot slot);
  /// Moves the player there, or says why not.
  [[nodiscard]] std::optional<protocol::Refusal> try_move(Player& player, world::Point target,
                                                          base::SteadyTime received) const;
  void refuse_move(Player& player, protocol::Refusal reason, Seq seq);
  [[nodiscard]] std::string encode_players(Slot except, Seq reply_to) const;
  /// Begins an event: its frame is what is appended to the string returned.
  [[nodiscard]] std::string& begin_event(FrameBlock::Kind kind);
  void answer_askers();
  [[nodiscard]] bool wanted(protocol::MoveForm form) const noexcept;
  void append_binary_moves(std::string& out, std::span<const Slot> slots) const;
  void append_text_move(std::string& out, Slot slot) const;
  /// Appends the moves of this flush to `block`, in the forms that somebody here reads.
  void encode_moves(FrameBlock& block);

  const std::shared_ptr<const world::AtlasEntry> entry_;
  const MapContext& context_;
  const std::string id_text_;

  std::vector<Player> players_;  // by slot
  std::vector<Slot> free_slots_;
  std::unordered_map<SessionId, Slot> by_session_;
  std::vector<std::uint32_t> players_per_shard_;
  std::array<std::uint32_t, protocol::kMoveForms> players_per_form_{};  // who reads moves as what

  // What this flush window has collected.
  std::string event_bytes_;
  std::vector<FrameBlock::Event> events_;
  std::vector<Slot> moved_;
  std::vector<to_map::ListPlayers> askers_;  // get the list behind the block, so that it is not older than that
  FrameBlock::Counts counts_;
  base::SteadyTime oldest_move_{};

  std::uint64_t last_event_ = 0;
  std::uint64_t flush_number_ = 0;
  std::vector<Slot> unsaved_;
  MapFights fights_;
};

}  // namespace flumen::game
