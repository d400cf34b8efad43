#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "game/challenges.hpp"
#include "game/fight_actor.hpp"
#include "game/fight_context.hpp"
#include "game/messages.hpp"
#include "game/monster_groups.hpp"
#include "protocol/encode_combat.hpp"
#include "world/atlas.hpp"

namespace flumen::game {

/// A player on the map, as fights see it.
struct Walker {
  SessionAddress session;
  Slot slot = 0;
  Profile profile;
  Growth growth;
  world::Point position;
  FightActor* fight = nullptr;  ///< the one it is in, of the same map
};

/// What fights ask of the map they are on. Called on its thread, from within the calls of MapFights.
class FightHost {
 public:
  virtual ~FightHost() = default;
  /// The player leaves the walking world.
  virtual void begin_fighting(Slot slot, FightActor& fight, std::string frames) = 0;
  /// The player is back in it; without a gain, as before. `frames` is combat_ended: the map adds what it looks like.
  virtual void end_fighting(Slot slot, std::optional<Gain> gain, std::string frames) = 0;
  /// Tells everybody on the map; `frame` is monsters_data.
  virtual void announce(std::string_view frame) = 0;
  /// The player with that account who stands on the map, fighting or not.
  [[nodiscard]] virtual std::optional<Walker> find_walker(base::UserId user) const = 0;
  virtual void deliver(const SessionAddress& session, const char* type, std::string frames) = 0;
};

/// Everything about fights on one map: the groups that stand there, the challenges between its players, and the fights.
/// Lives with the map's actor and is used from its thread only.
class MapFights {
 public:
  /// How near one must be to a group to attack it, px: two cells.
  static constexpr double kReach = 172;

  /// Everything passed by reference must outlive it.
  MapFights(const world::MapDocument& map, const FightContext& context, FightHost& host);

  // ---- for the map ----

  void receive(const Walker& walker, const to_map::Combat& message);
  void receive(const to_map::Rewarded& message);
  void receive(const to_map::RewardDelayed& message);
  void receive(to_shard::InterruptFights& message);

  struct Return {
    FightActor& fight;
    std::string frames;  ///< a ready combat_started
  };
  /// A character has come (back) to the map: to the fight it is in here, or to none.
  [[nodiscard]] std::optional<Return> enter(const SessionAddress& session, Slot slot, base::CharacterId character);
  /// The player has gone: left the map, or lost the connection.
  void leave(const Walker& walker);

  /// Looks at the clock: turns, placements, challenges, groups. `with_players`: somebody is there to see groups.
  void tick(bool with_players);
  /// True when a monster has to make up its mind.
  [[nodiscard]] bool thinks() const noexcept;
  /// Lets one monster do one thing: bounded work. REQUIRES thinks().
  void think();

  /// Ready monsters_data for who arrives.
  [[nodiscard]] std::string surroundings() const;
  [[nodiscard]] bool idle() const noexcept { return fights_.empty(); }

 private:
  /// A fight, and what the clock asks of every one many times a second, side by side: a fight itself is spread over
  /// some kilobytes that nobody has touched for a while.
  struct Entry {
    std::unique_ptr<FightActor> fight;
    fight::Millis deadline = 0;  // as look_after() saw it last
    bool thinks = false;         // the same
  };
  using ErrorCode = protocol::ErrorCode;

  /// Who asks, and how to answer.
  struct Request {
    const Walker& walker;
    std::string_view action;
    Seq seq;
  };
  /// True when it was accepted.
  bool handle(const Request& request, const protocol::combat::Attack& wish);
  bool handle(const Request& request, const protocol::combat::Challenge& wish);
  bool handle(const Request& request, const protocol::combat::Accept& wish);
  bool handle(const Request& request, const protocol::combat::Refuse& wish);
  bool handle(const Request& request, const protocol::combat::Cancel& wish);
  bool handle(const Request& request, const protocol::combat::Join& wish);
  bool handle(const Request& request, const protocol::combat::Watch& wish);
  bool handle(const Request& request, const protocol::combat::Leave& wish);
  bool handle(const Request& request, const protocol::combat::Place& wish);
  bool handle(const Request& request, const protocol::combat::Ready& wish);
  bool handle(const Request& request, const protocol::combat::Move& wish);
  bool handle(const Request& request, const protocol::combat::Cast& wish);
  bool handle(const Request& request, const protocol::combat::Pass& wish);
  bool handle(const Request& request, const protocol::combat::Abandon& wish);

  bool refuse(const Request& request, ErrorCode code, std::string_view sentence);
  bool refuse(const Request& request, fight::Refusal refusal);
  bool refuse_in_fight(const Request& request);
  bool accept(const Request& request, const FightActor* fight);
  /// Carries out a fighter's command on the fight it is in.
  template <class MakeCommand>
  bool command(const Request& request, MakeCommand make_command);

  /// True when none of them is kept out of fights; then they are in one, and begin() or the caller must see to it.
  bool claim(const Request& request, std::span<const base::CharacterId> characters);
  /// Null, and refused, when there cannot be a fight there; then its fighters are free again. REQUIRES claim() of all.
  FightActor* begin(const Request& request, FightPlan plan, fight::Cell around);
  FightActor* make_fight(const Request& request, FightPlan plan, fight::Cell around);
  void take_out_of_world(FightActor& fight, const FightMember& member, fight::FighterId fighter);
  void end_challenge(const Challenge& challenge, protocol::ChallengeState state);
  void stop_watching(SessionId session);

  /// What follows from what has just happened to a fight: its marker, its end.
  void look_after(FightActor& fight);
  void settle(FightActor& fight);
  void let_go(FightActor& fight, fight::FighterId fighter);
  void conclude(FightActor& fight, const std::vector<database::RewardedCharacter>& rewarded);
  void back_to_world(FightActor& fight, fight::FighterId fighter, const protocol::EndView& end,
                     const database::RewardedCharacter* rewarded);
  [[nodiscard]] database::FightRewards rewards_of(FightActor& fight) const;

  void announce_groups(const MonsterGroups::Changes& changes, std::vector<std::uint32_t> gone);
  void announce_fight(const FightActor& fight);
  [[nodiscard]] protocol::GroupView view_of(const MonsterGroups::Group& group) const;
  [[nodiscard]] FightActor* find(protocol::FightId id) noexcept;
  [[nodiscard]] fight::Millis now();

  const world::MapDocument& map_;
  const FightContext& context_;
  FightHost& host_;
  const fight::Grid ground_;
  MonsterGroups groups_;
  Challenges challenges_;
  std::vector<Entry> fights_;
  std::size_t next_thinker_ = 0;
  fight::Millis last_now_ = 0;
  std::shared_ptr<void> stopping_;  // released with the last fight
  bool closed_ = false;             // no fight begins any more
};

}  // namespace flumen::game
