#pragma once

#include "base/logger.hpp"
#include "database/character_repository.hpp"
#include "database/connection_pool.hpp"

namespace flumen::database {

class SqlCharacterRepository final : public CharacterRepository {
 public:
  SqlCharacterRepository(ConnectionPool& pool, base::Logger logger) : pool_(pool), logger_(std::move(logger)) {}

  base::Task<base::Result<void>> create(Character character, std::size_t limit) override;
  base::Task<base::Result<std::vector<Character>>> list(base::UserId owner) override;
  base::Task<base::Result<std::optional<Character>>> find(base::UserId owner, base::CharacterId id) override;
  base::Task<base::Result<std::optional<Character>>> most_recent(base::UserId owner) override;
  base::Task<base::Result<bool>> remove(base::UserId owner, base::CharacterId id) override;
  base::Task<base::Result<void>> mark_played(base::CharacterId id, base::SystemTime when) override;
  base::Task<base::Result<void>> save_positions(std::vector<CharacterPosition> positions) override;

 private:
  ConnectionPool& pool_;
  base::Logger logger_;
};

}  // namespace flumen::database
