#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "database/records.hpp"

namespace flumen::database {

/// Characters. The same threads and errors as UserRepository.
class CharacterRepository {
 public:
  virtual ~CharacterRepository() = default;

  /// Fails with already_exists (name taken, without regard to case), limit_reached (the account has `limit`
  /// characters, counted in the same transaction so that two calls at once cannot pass it), or not_found (no account).
  virtual base::Task<base::Result<void>> create(Character character, std::size_t limit) = 0;

  /// Oldest first.
  virtual base::Task<base::Result<std::vector<Character>>> list(base::UserId owner) = 0;
  /// Nothing when there is none or it is somebody else's.
  virtual base::Task<base::Result<std::optional<Character>>> find(base::UserId owner, base::CharacterId id) = 0;
  /// The one played last; of those never played, the oldest.
  virtual base::Task<base::Result<std::optional<Character>>> most_recent(base::UserId owner) = 0;
  /// True when a character was deleted.
  virtual base::Task<base::Result<bool>> remove(base::UserId owner, base::CharacterId id) = 0;

  virtual base::Task<base::Result<void>> mark_played(base::CharacterId id, base::SystemTime when) = 0;

  /// Saves all positions with one statement; of several of one character the last wins. Characters that no longer
  /// exist are skipped; what is not finite or on no map is dropped and logged, not to keep the others from being saved.
  /// Make one call at a time: a repeated older batch would overwrite a newer one.
  virtual base::Task<base::Result<void>> save_positions(std::vector<CharacterPosition> positions) = 0;
};

}  // namespace flumen::database
