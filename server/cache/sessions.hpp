#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "cache/cache.hpp"
#include "cache/session_record.hpp"

namespace flumen::cache {

/// Who is in the world, on which instance and in which session: kept for as long as it is refreshed.
/// Safe from any loop; fails as the cache does, and with corrupt for a record nobody could have written.
class Presence {
 public:
  Presence(Cache& cache, std::chrono::milliseconds ttl) : cache_(cache), ttl_(ttl) {}

  /// Enters the character and its account, or refreshes what is there. Call again well within the ttl.
  base::Task<base::Result<void>> refresh(SessionRecord record);
  /// Leaves; does nothing to a later session of the same character or account.
  base::Task<base::Result<void>> leave(SessionRecord record);

  base::Task<base::Result<std::optional<SessionRecord>>> find(base::CharacterId id);
  base::Task<base::Result<std::optional<SessionRecord>>> find(base::UserId id);

 private:
  Cache& cache_;
  const std::chrono::milliseconds ttl_;
};

/// Which one session an account plays in, across all processes. Threads and errors as Presence.
class SessionOwnership {
 public:
  SessionOwnership(Cache& cache, std::chrono::milliseconds ttl) : cache_(cache), ttl_(ttl) {}

  /// Makes `record` the account's session, whichever it was before: that one is returned, and is to be told to close.
  base::Task<base::Result<std::optional<SessionRecord>>> take_over(SessionRecord record);
  /// False when the account has another session by now, or this one was not renewed in time: it must close.
  base::Task<base::Result<bool>> renew(SessionRecord record);
  /// Gives the account up; does nothing when another session has taken it over.
  base::Task<base::Result<void>> release(SessionRecord record);

 private:
  Cache& cache_;
  const std::chrono::milliseconds ttl_;
};

/// What a client that lost its connection takes its session up again with: 244 random bits behind the account's id.
struct ResumeToken {
  base::UserId user;
  std::array<base::Uuid, 2> secret;

  [[nodiscard]] static ResumeToken make(base::UserId user);
  [[nodiscard]] std::string to_string() const;
};

/// The resume tokens that are good. Each works once, and an account has one at most. Threads and errors as Presence.
class ResumeTokens {
 public:
  ResumeTokens(Cache& cache, std::chrono::milliseconds ttl) : cache_(cache), ttl_(ttl) {}

  /// Makes `token` good for `record`, whose account it was made for.
  base::Task<base::Result<void>> issue(std::string token, SessionRecord record);
  /// Spends the token: the session it stands for, or nothing when it is unknown, expired or spent.
  base::Task<base::Result<std::optional<SessionRecord>>> redeem(std::string token);
  /// Who logs out does not come back by an old token.
  base::Task<base::Result<void>> revoke(base::UserId user);

 private:
  Cache& cache_;
  const std::chrono::milliseconds ttl_;
};

}  // namespace flumen::cache
