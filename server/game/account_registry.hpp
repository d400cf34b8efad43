#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/uuid.hpp"
#include "game/messages.hpp"
#include "game/observer.hpp"
#include "game/switchboard.hpp"

namespace flumen::game {

/// Hears of sessions that get and lose an account, to tell the outside world (presence). The registry's thread.
class PresenceListener {
 public:
  virtual ~PresenceListener() = default;
  virtual void on_online(base::UserId user, SessionAddress session) = 0;
  virtual void on_offline(base::UserId user, SessionAddress session) = 0;
};

/// Knows which session has which account: one at most, and a newer one takes over from an older one only after that
/// has left its map. Also finds players by name, for whispers. An actor: one thread.
class AccountRegistry {
 public:
  AccountRegistry(Switchboard& switchboard, PresenceListener& presence)
      : switchboard_(switchboard), presence_(presence) {}

  void receive(to_hub::Claim& message);
  void receive(const to_hub::Release& message);
  void receive(const to_hub::Whisper& message);
  void receive(to_hub::Expel& message);

  [[nodiscard]] std::size_t size() const noexcept { return accounts_.size(); }

 private:
  struct Claimant {
    SessionAddress session;
    std::string username;
  };
  struct Account {
    Claimant owner;
    std::optional<Claimant> next;                 // waits for the owner to leave
    std::vector<std::shared_ptr<void>> expelled;  // dropped when the account is free
  };
  using Accounts = std::unordered_map<base::UserId, Account>;

  void grant(base::UserId user, Account& account);
  void take_over(const SessionAddress& session);

  Switchboard& switchboard_;
  PresenceListener& presence_;
  Accounts accounts_;
  std::unordered_map<std::string, base::UserId> by_name_;  // lower-case user names
};

}  // namespace flumen::game
