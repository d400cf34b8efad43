#include "cache/sessions.hpp"

#include <utility>

#include "cache/keys.hpp"

namespace flumen::cache {
namespace {

base::Result<std::optional<SessionRecord>> parsed(const std::optional<std::string>& text) {
  if (!text) return std::optional<SessionRecord>();
  auto record = SessionRecord::parse(*text);
  if (!record) return base::fail(base::Errc::corrupt, "the cache holds a malformed session record");
  return record;
}

base::Task<base::Result<std::optional<SessionRecord>>> record_under(Cache& cache, std::string key) {
  auto text = co_await cache.get(std::move(key));
  if (!text) co_return text.error();
  co_return parsed(*text);
}

}  // namespace

base::Task<base::Result<void>> Presence::refresh(SessionRecord record) {
  const std::string text = record.to_string();
  auto stored = co_await cache_.set(keys::presence_of_character(record.character_id), text, ttl_);
  if (!stored) co_return stored;
  co_return co_await cache_.set(keys::presence_of_account(record.user_id), text, ttl_);
}

base::Task<base::Result<void>> Presence::leave(SessionRecord record) {
  const std::string text = record.to_string();
  const auto by_character = co_await cache_.erase_if(keys::presence_of_character(record.character_id), text);
  if (!by_character) co_return by_character.error();
  const auto by_account = co_await cache_.erase_if(keys::presence_of_account(record.user_id), text);
  if (!by_account) co_return by_account.error();
  co_return base::Result<void>{};
}

base::Task<base::Result<std::optional<SessionRecord>>> Presence::find(base::CharacterId id) {
  return record_under(cache_, keys::presence_of_character(id));
}

base::Task<base::Result<std::optional<SessionRecord>>> Presence::find(base::UserId id) {
  return record_under(cache_, keys::presence_of_account(id));
}

base::Task<base::Result<std::optional<SessionRecord>>> SessionOwnership::take_over(SessionRecord record) {
  auto before = co_await cache_.exchange(keys::session_owner(record.user_id), record.to_string(), ttl_);
  if (!before) co_return before.error();
  auto owner = parsed(*before);
  // Taking over again what one owns already displaces nobody.
  if (owner && *owner == record) co_return std::optional<SessionRecord>();
  co_return owner;
}

base::Task<base::Result<bool>> SessionOwnership::renew(SessionRecord record) {
  return cache_.extend_if(keys::session_owner(record.user_id), record.to_string(), ttl_);
}

base::Task<base::Result<void>> SessionOwnership::release(SessionRecord record) {
  const auto released = co_await cache_.erase_if(keys::session_owner(record.user_id), record.to_string());
  if (!released) co_return released.error();
  co_return base::Result<void>{};
}

ResumeToken ResumeToken::make(base::UserId user) { return {user, {base::Uuid::random(), base::Uuid::random()}}; }

std::string ResumeToken::to_string() const {
  std::string token;
  token.reserve(3 * base::Uuid::kTextLength + 1);
  token.append(user.to_string()).append(1, '.');
  return token.append(secret[0].to_string()).append(secret[1].to_string());
}

base::Task<base::Result<void>> ResumeTokens::issue(std::string token, SessionRecord record) {
  return cache_.set(keys::resume(record.user_id), token + ' ' + record.to_string(), ttl_);
}

base::Task<base::Result<std::optional<SessionRecord>>> ResumeTokens::redeem(std::string token) {
  const auto user = base::UserId::parse(std::string_view(token).substr(0, base::Uuid::kTextLength));
  if (!user) co_return std::optional<SessionRecord>();
  auto stored = co_await cache_.get(keys::resume(*user));
  if (!stored) co_return stored.error();
  if (!*stored || !(**stored).starts_with(token + ' ')) co_return std::optional<SessionRecord>();
  // Of two that read it at once, one erases it.
  const auto spent = co_await cache_.erase_if(keys::resume(*user), **stored);
  if (!spent) co_return spent.error();
  if (!*spent) co_return std::optional<SessionRecord>();
  co_return parsed((**stored).substr(token.size() + 1));
}

base::Task<base::Result<void>> ResumeTokens::revoke(base::UserId user) { return cache_.erase(keys::resume(user)); }

}  // namespace flumen::cache
