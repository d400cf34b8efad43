#pragma once

#include "database/connection_pool.hpp"
#include "database/token_repository.hpp"

namespace flumen::database {

class SqlTokenRepository final : public TokenRepository {
 public:
  explicit SqlTokenRepository(ConnectionPool& pool) : pool_(pool) {}

  base::Task<base::Result<void>> insert(RefreshToken token) override;
  base::Task<base::Result<RefreshToken>> rotate(std::string old_hash, RefreshToken next, base::SystemTime now) override;
  base::Task<base::Result<void>> revoke_family(std::string hash, base::UserId owner, base::SystemTime now) override;
  base::Task<base::Result<void>> revoke_access(std::string jti, base::SystemTime expires_at) override;
  base::Task<base::Result<bool>> is_access_revoked(std::string jti) override;
  base::Task<base::Result<std::vector<std::pair<std::string, base::SystemTime>>>> revoked_access(
      base::SystemTime now) override;
  base::Task<base::Result<std::size_t>> purge(base::SystemTime now) override;

 private:
  ConnectionPool& pool_;
};

}  // namespace flumen::database
