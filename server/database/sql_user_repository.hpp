#pragma once

#include "database/connection_pool.hpp"
#include "database/user_repository.hpp"

namespace flumen::database {

class SqlUserRepository final : public UserRepository {
 public:
  explicit SqlUserRepository(ConnectionPool& pool) : pool_(pool) {}

  base::Task<base::Result<void>> create(User user, Character first_character) override;
  base::Task<base::Result<std::optional<User>>> find_by_identifier(std::string identifier) override;
  base::Task<base::Result<std::optional<User>>> find(base::UserId id) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace flumen::database
