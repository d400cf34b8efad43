#pragma once

#include "handlers/api.hpp"

namespace flumen::handlers {

/// An account's characters over HTTP. Safe from any loop. A character that is somebody else's does not exist here.
class CharacterHandlers {
 public:
  static constexpr std::size_t kMaxCharacters = 5;  ///< per account

  CharacterHandlers(const ApiParts& parts, ApiHooks hooks) : parts_(parts), hooks_(std::move(hooks)) {}

  base::Task<net::Response> list(const net::Request& request);
  base::Task<net::Response> create(const net::Request& request);
  /// Ends the character's live session first, and one that began meanwhile after.
  base::Task<net::Response> remove(const net::Request& request);
  base::Task<net::Response> select(const net::Request& request);
  /// Spends points on stats; refused while the character is in a fight.
  base::Task<net::Response> spend_points(const net::Request& request);

 private:
  /// Puts the character where it stands now.
  void update_position(database::Character& character) const;
  [[nodiscard]] fight::Millis now_ms() const;

  const ApiParts parts_;
  const ApiHooks hooks_;
};

}  // namespace flumen::handlers
