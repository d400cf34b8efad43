#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/rate_limiter.hpp"
#include "base/uuid.hpp"
#include "game/messages.hpp"
#include "game/options.hpp"
#include "game/switchboard.hpp"

namespace flumen::game {

/// Knows which session has which account: one at most, and a newer one takes over from an older one only after that
/// has left its map. Also finds players by name, for whispers. An actor: one thread.
class AccountRegistry {
 public:
  AccountRegistry(Switchboard& switchboard, const GameOptions& options, const base::Clock& clock)
      : switchboard_(switchboard), clock_(clock), claim_rate_(options.claims_per_second, options.claims_burst) {}

  void receive(to_hub::Claim& message);
  void receive(const to_hub::Playing& message);
  void receive(const to_hub::Release& message);
  void receive(const to_hub::Whisper& message);
  void receive(to_hub::Expel& message);
  void receive(const to_hub::Grown& message);

  [[nodiscard]] std::size_t size() const noexcept { return accounts_.size(); }

 private:
  struct Claimant {
    SessionAddress session;
    std::string username;
  };
  /// Who waits for the owner of an account to leave.
  struct Waiting {
    std::optional<Claimant> next;
    std::vector<std::shared_ptr<void>> expelled;  // dropped when the account is free
  };
  struct Account {
    Claimant owner;
    std::optional<base::CharacterId> character;  // the owner's, once it is known
    std::unique_ptr<Waiting> waiting;            // null: nobody, as nearly always

    [[nodiscard]] Waiting& wait() {
      if (!waiting) waiting = std::make_unique<Waiting>();
      return *waiting;
    }
    [[nodiscard]] const Claimant* next() const noexcept { return waiting && waiting->next ? &*waiting->next : nullptr; }
  };
  using Accounts = std::unordered_map<base::UserId, Account>;

  [[nodiscard]] bool allow_claim(base::UserId user);
  void grant(const Account& account);
  void take_over(const SessionAddress& session);

  /// How many rates are kept before those that are full again are forgotten.
  static constexpr std::size_t kKeptRates = 10'000;

  Switchboard& switchboard_;
  const base::Clock& clock_;
  const base::Rate claim_rate_;
  Accounts accounts_;
  std::unordered_map<base::UserId, base::RateLimiter> claim_rates_;
  std::size_t prune_rates_at_ = kKeptRates;
  std::unordered_map<std::string, base::UserId> by_name_;  // lower-case names of users in the world
};

}  // namespace flumen::game
