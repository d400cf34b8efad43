#pragma once

#include <string>
#include <string_view>

#include "base/uuid.hpp"

/// Every key the server keeps in the cache, in one place, so that no two uses can meet by accident.
namespace flumen::cache::keys {

inline std::string login_failures_of_account(std::string_view identifier) {
  return "login:account:" + std::string(identifier);
}
inline std::string login_failures_of_address(std::string_view address) {
  return "login:address:" + std::string(address);
}
inline std::string registrations_of_address(std::string_view address) {
  return "register:address:" + std::string(address);
}
inline std::string revoked_access(std::string_view jti) { return "revoked:" + std::string(jti); }
inline std::string presence_of_account(base::UserId id) { return "presence:account:" + id.to_string(); }
inline std::string presence_of_character(base::CharacterId id) { return "presence:character:" + id.to_string(); }
inline std::string session_owner(base::UserId id) { return "session:" + id.to_string(); }
inline std::string resume(base::UserId id) { return "resume:" + id.to_string(); }

}  // namespace flumen::cache::keys
