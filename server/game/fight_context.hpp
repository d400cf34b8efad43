#pragma once

#include <atomic>
#include <cstdint>

#include "base/clock.hpp"
#include "base/logger.hpp"
#include "game/current_game_data.hpp"
#include "game/fight_register.hpp"
#include "game/observer.hpp"
#include "game/options.hpp"
#include "game/reward_desk.hpp"
#include "game/switchboard.hpp"

namespace flumen::game {

/// What the fights of every map need from around them. Outlives all maps.
struct FightContext {
  const GameOptions& options;
  const base::Clock& clock;
  Switchboard& switchboard;
  GameObserver& observer;
  const CurrentGameData& data;
  RewardDesk& rewards;
  FightRegister& fighting;
  std::uint64_t world_seed;
  std::atomic<std::uint32_t>& next_group;
  base::Logger logger;
};

}  // namespace flumen::game
