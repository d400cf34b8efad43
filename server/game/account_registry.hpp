#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/uuid.hpp"
#include "game/messages.hpp"
#include "game/switchboard.hpp"

namespace flumen::game {

/// Knows which session has which account: one at most, and a newer one takes over from an older one only after that
/// has left its map. Also finds players by name, for whispers. An actor: one thread.
class AccountRegistry {
 public:
  explicit AccountRegistry(Switchboard& switchboard) : switchboard_(switchboard) {}

  void receive(to_hub::Claim& message);
  void receive(const to_hub::Playing& message);
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
    std::optional<base::CharacterId> character;   // the owner's, once it is known
    std::optional<Claimant> next;                 // waits for the owner to leave
    std::vector<std::shared_ptr<void>> expelled;  // dropped when the account is free
  };
  using Accounts = std::unordered_map<base::UserId, Account>;

  void grant(const Account& account);
  void take_over(const SessionAddress& session);

  Switchboard& switchboard_;
  Accounts accounts_;
  std::unordered_map<std::string, base::UserId> by_name_;  // lower-case names of users in the world
};

}  // namespace flumen::game
