#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "database/records.hpp"

namespace flumen::database {

/// What one fight gives to those who fought.
struct FightRewards {
  struct Share {
    base::CharacterId character;
    std::int64_t experience = 0;  ///< gained; not negative
    std::int32_t life = 1;        ///< left, at `at`
  };
  base::Uuid fight;
  base::SystemTime at;
  std::vector<Share> shares;
  std::vector<std::int64_t> level_begins;  ///< the experience levels 1, 2, … begin at; rising, from 0
  std::int64_t most_experience = 0;        ///< nobody gets past it
};

/// What a character has once its share is saved.
struct RewardedCharacter {
  base::CharacterId character;
  std::int64_t experience_gained = 0;
  std::int64_t experience = 0;
  std::int32_t level = 1;
  std::int32_t levels_gained = 0;
  SpentPoints spent_points{};
  std::int32_t life = 1;
  base::SystemTime life_at;
};

/// How characters grow. The same threads and errors as UserRepository.
class GrowthRepository {
 public:
  virtual ~GrowthRepository() = default;

  /// Gives every share of a fight, all or none, in one transaction. A share that was given before, by a call whose
  /// answer was lost, is not given again: the fight's and the character's ids are its key. Answers what was given,
  /// then or now; characters that no longer exist are left out.
  virtual base::Task<base::Result<std::vector<RewardedCharacter>>> reward(FightRewards rewards) = 0;

  /// Points a character of that class and level has been given altogether.
  using PointsGiven = std::function<std::int64_t(const Character&)>;

  /// Adds `points` to what the character has spent, and answers the character then; nothing when there is none or it
  /// is somebody else's. Fails with limit_reached, and spends nothing, when there are not so many left.
  /// REQUIRES none negative. `given` is called on a thread of the database.
  virtual base::Task<base::Result<std::optional<Character>>> spend_points(base::UserId owner, base::CharacterId id,
                                                                          SpentPoints points, PointsGiven given) = 0;

  /// Forgets rewards of fights that ended before then: nobody asks for them again. Answers how many.
  virtual base::Task<base::Result<std::size_t>> forget_rewards(base::SystemTime before) = 0;
};

}  // namespace flumen::database
