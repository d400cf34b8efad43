#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <random>
#include <string_view>

#include "bots/connection.hpp"
#include "bots/fighter.hpp"
#include "bots/map_view.hpp"
#include "bots/role.hpp"
#include "bots/setting.hpp"
#include "bots/stats.hpp"
#include "bots/walker.hpp"

namespace flumen::bots {

/// The fights of one bot: whom it seeks and when, how fast it gives its commands, and what is counted of them. Owned by
/// one bot.
class FightingLife {
 public:
  /// Everything given must outlive it.
  FightingLife(std::size_t bot, const Role& role, Setting& setting, Stats& stats, Connection& connection,
               std::uint32_t seed);

  /// In the world, under this account.
  void enter(base::UserId user, base::SteadyTime now);
  /// On another map, or out of the world.
  void forget();
  [[nodiscard]] bool fighting() const noexcept { return fighter_.fighting(); }

  /// True while something is expected that is to be read at once.
  [[nodiscard]] bool waits() const noexcept;

  /// What a message has changed: a fighter is not on its map.
  enum class Change { none, began, ended };
  /// Reads `monsters_data` and everything that begins with `combat_`, but for answers.
  Change read(std::string_view message, base::SteadyTime now);
  /// Reads a `combat_action_response`.
  void answered(std::string_view message, base::SteadyTime now);
  /// Reads an `error`. True when it answers a command, and is counted as that.
  bool refused(std::string_view message, base::SteadyTime now);

  /// The bot's turn, on the map where it lives or has come to. False when it has nothing to do with fights, or leads
  /// the bot's way to one.
  bool act(const MapView& map, Walker& walker, base::SteadyTime intended);

 private:
  struct Command {
    std::uint64_t seq = 0;
    base::SteadyTime intended;
    bool seeks = false;  ///< a fight is to come of it
  };

  void give(std::string_view wish, base::SteadyTime intended, bool seeks);
  /// Takes out the command that the message answers, and counts how long that took.
  std::optional<Command> take(std::string_view message, base::SteadyTime now);
  [[nodiscard]] bool accepts() const noexcept { return role_.behaviour == Scenario::fight; }
  bool spar(base::SteadyTime intended);
  bool hunt(const MapView& map, Walker& walker, base::SteadyTime intended);
  void look_for_another(base::SteadyTime now);
  void count(bool under_way);
  [[nodiscard]] double between(double least, double most) {
    return std::uniform_real_distribution<double>(least, most)(random_);
  }

  const std::size_t bot_;
  const Role role_;
  Setting& setting_;
  const Options& options_;
  const bool seeks_fights_;
  Stats& stats_;
  Connection& connection_;
  std::minstd_rand random_;
  Fighter fighter_;
  std::optional<Fighter::Group> prey_;  // the group the way leads to
  std::deque<Command> unanswered_;      // oldest first, at most kMostUnanswered
  std::uint64_t seq_ = 0;
  bool counted_ = false;  // as under way
  bool awaits_ = false;   // has asked for a fight, until next_search_ at the latest
  base::SteadyTime next_command_{};
  base::SteadyTime next_search_{};  // for somebody to fight
};

}  // namespace flumen::bots
