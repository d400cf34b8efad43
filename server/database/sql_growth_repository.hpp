#pragma once

#include "database/connection_pool.hpp"
#include "database/growth_repository.hpp"

namespace flumen::database {

class SqlGrowthRepository final : public GrowthRepository {
 public:
  explicit SqlGrowthRepository(ConnectionPool& pool) : pool_(pool) {}

  base::Task<base::Result<std::vector<RewardedCharacter>>> reward(FightRewards rewards) override;
  base::Task<base::Result<std::optional<Character>>> spend_points(base::UserId owner, base::CharacterId id,
                                                                  SpentPoints points, PointsGiven given) override;
  base::Task<base::Result<std::size_t>> forget_rewards(base::SystemTime before) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace flumen::database
