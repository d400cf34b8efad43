#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "base/map_id.hpp"
#include "fight/engine.hpp"
#include "fight/placement.hpp"
#include "game/current_game_data.hpp"
#include "game/growth.hpp"
#include "game/messages.hpp"
#include "game/switchboard.hpp"
#include "protocol/encode_fight.hpp"

namespace flumen::game {

/// A player in a fight.
struct FightMember {
  SessionAddress session;  ///< id 0 while the connection is lost
  Slot slot = 0;           ///< of that session on the map
  Profile profile;
  Growth growth;          ///< before the fight
  world::Point position;  ///< where the fight began for it, and where it comes back
  bool left = false;      ///< has abandoned and been told the end
};

/// What a fight is made of.
struct FightPlan {
  protocol::FightHead head;
  world::Point place;  ///< of its marker, px
  std::uint64_t seed = 0;
  GameDataPtr data;
  fight::Grid ground;
  fight::StartCells start_cells;
  fight::TimeLimits limits;
  std::optional<std::uint32_t> group;           ///< the monsters' number on the map
  std::vector<FightMember> attackers;           ///< at least one
  std::vector<FightMember> defenders;           ///< none where monsters defend
  std::vector<gamedata::GroupMember> monsters;  ///< the defenders, else
};

/// One fight: the engine's state, who plays whom, and who is told what. Lives on the shard of its map and is used
/// from its thread only; the map's MapFights owns it.
///
/// Whatever is accepted is told at once, encoded once for each audience: the two sides, and those who watch.
class FightActor {
 public:
  static constexpr std::size_t kMaxWatchers = 64;

  /// In placement. The error is the engine's, for a plan that breaks its rules.
  [[nodiscard]] static base::Result<std::unique_ptr<FightActor>> begin(FightPlan plan, const base::Clock& clock,
                                                                       Switchboard& switchboard);

  // ---- what happens to it ----

  /// Carries a command out and tells everybody, or says why not.
  [[nodiscard]] std::optional<fight::Refusal> apply(const fight::Command& command);
  /// Takes somebody more into a side; who joined is told nothing: that is the caller's, by started_for().
  [[nodiscard]] std::optional<fight::Refusal> join(fight::Side side, FightMember member);
  /// Ends a placement or a turn whose time is over.
  void tick();
  /// True when it is a monster's turn: think() is to be called, once a loop turn.
  [[nodiscard]] bool thinks() const noexcept;
  /// Lets the monster whose turn it is do one thing. REQUIRES thinks().
  void think();

  // ---- who is there ----

  /// The fighter a session plays, or kNoFighter.
  [[nodiscard]] fight::FighterId fighter_of(SessionId session) const noexcept;
  [[nodiscard]] fight::FighterId fighter_of(base::CharacterId character) const noexcept;
  /// REQUIRES a player's fighter.
  [[nodiscard]] FightMember& member(fight::FighterId fighter) { return *members_[fighter]; }
  /// By fighter; nothing for monsters.
  [[nodiscard]] std::span<std::optional<FightMember>> members() noexcept { return members_; }
  [[nodiscard]] const FightMember& member(fight::FighterId fighter) const { return *members_[fighter]; }

  /// The player is back, or gone for now.
  void come_back(fight::FighterId fighter, SessionAddress session, Slot slot);
  void lose(fight::FighterId fighter);

  /// False when there are as many as there may be.
  [[nodiscard]] bool add_watcher(SessionAddress session);
  /// True when it was one.
  bool remove_watcher(SessionId session);
  [[nodiscard]] bool is_watched_by(SessionId session) const noexcept;
  [[nodiscard]] std::span<const SessionAddress> watchers() const noexcept { return watchers_; }

  // ---- what it is ----

  [[nodiscard]] const FightPlan& plan() const noexcept { return plan_; }
  [[nodiscard]] protocol::FightId id() const noexcept { return plan_.head.id; }
  [[nodiscard]] const fight::State& state() const noexcept { return state_; }
  [[nodiscard]] bool finished() const noexcept { return state_.phase == fight::Phase::finished; }
  /// Its marker on the map.
  [[nodiscard]] protocol::FightView view() const;
  /// A ready combat_started for a fighter, or for who watches (kNoFighter).
  [[nodiscard]] std::string started_for(fight::FighterId fighter) const;

  /// Unix time that never goes back.
  [[nodiscard]] fight::Millis now();

  // ---- notes of its owner ----

  bool marker_is_old = false;  ///< its view() has changed since it was told
  bool settling = false;       ///< finished, and its end is being saved

 private:
  FightActor(FightPlan plan, fight::State state, const base::Clock& clock, Switchboard& switchboard);

  void tell(std::span<const fight::Event> events);
  void deliver(const SessionAddress& session, const base::Slice& frames);
  [[nodiscard]] protocol::FightNames names() const { return {spell_ids_, identities_}; }

  const FightPlan plan_;
  const base::Clock& clock_;
  Switchboard& switchboard_;
  fight::State state_;
  fight::Events events_;  // of the command under way
  fight::Millis last_now_ = 0;

  std::vector<std::optional<FightMember>> members_;    // by fighter; nothing for monsters
  std::vector<protocol::FighterIdentity> identities_;  // by fighter
  std::vector<std::string> spell_ids_;                 // by index
  std::vector<SessionAddress> watchers_;
};

}  // namespace flumen::game
