#include "cache/login_throttle.hpp"

#include <algorithm>
#include <utility>

#include "cache/keys.hpp"

namespace flumen::cache {
namespace {

using std::chrono::milliseconds;

std::string account_key(std::string account) {
  std::transform(account.begin(), account.end(), account.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return keys::login_failures_of_account(account);
}

std::optional<milliseconds> longest_wait(const Count& account, std::int64_t account_limit, const Count& address,
                                         std::int64_t address_limit) {
  std::optional<milliseconds> wait;
  if (account.value >= account_limit) wait = account.remaining;
  if (address.value >= address_limit) wait = std::max(wait.value_or(milliseconds{0}), address.remaining);
  return wait;
}

}  // namespace

base::Task<base::Result<std::optional<milliseconds>>> LoginThrottle::blocked_for(std::string account,
                                                                                 std::string address) {
  auto by_account = co_await cache_.count(account_key(std::move(account)));
  if (!by_account) co_return by_account.error();
  auto by_address = co_await cache_.count(keys::login_failures_of_address(address));
  if (!by_address) co_return by_address.error();
  co_return longest_wait(*by_account, limits_.failures_per_account, *by_address, limits_.failures_per_address);
}

base::Task<base::Result<std::optional<milliseconds>>> LoginThrottle::failed(std::string account, std::string address) {
  auto by_account = co_await cache_.increment(account_key(std::move(account)), limits_.window);
  if (!by_account) co_return by_account.error();
  auto by_address = co_await cache_.increment(keys::login_failures_of_address(address), limits_.window);
  if (!by_address) co_return by_address.error();
  --by_account->value;
  --by_address->value;
  co_return longest_wait(*by_account, limits_.failures_per_account, *by_address, limits_.failures_per_address);
}

base::Task<base::Result<void>> LoginThrottle::succeeded(std::string account) {
  co_return co_await cache_.erase(account_key(std::move(account)));
}

}  // namespace flumen::cache
