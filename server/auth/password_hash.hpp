#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/error.hpp"

namespace flumen::auth {

/// What one hash costs. A hash holds its memory while it is computed.
struct Argon2Cost {
  std::size_t memory_kib = 19 * 1024;  ///< at least 8
  std::uint32_t passes = 2;            ///< at least 1
};

/// Argon2id (RFC 9106) by libsodium; hashes are PHC strings that carry their own parameters.
/// Safe from any thread; every call but needs_rehash() blocks for one hash, so make them on a pool.
/// Passwords are wiped once they are hashed.
class PasswordHasher {
 public:
  explicit PasswordHasher(Argon2Cost cost);

  /// Fails with internal when the memory cannot be had.
  [[nodiscard]] base::Result<std::string> hash(std::string password) const;

  /// Whether `password` is the one `hash` was made of. Fails with corrupt when `hash` is no Argon2id hash, or internal.
  [[nodiscard]] base::Result<bool> verify(const std::string& hash, std::string password) const;

  /// Does the work of verify() for an account there is not, and says no.
  [[nodiscard]] base::Result<bool> verify_against_nobody(std::string password) const;

  /// True when `hash` was made at another cost than new ones are.
  [[nodiscard]] bool needs_rehash(const std::string& hash) const noexcept;

  /// How many hashes were computed so far.
  [[nodiscard]] std::uint64_t computed() const noexcept { return computed_.load(std::memory_order_relaxed); }

 private:
  std::size_t memory_bytes_;
  std::uint32_t passes_;
  std::string nobody_;  ///< the hash of a password nobody knows
  mutable std::atomic<std::uint64_t> computed_{0};
};

}  // namespace flumen::auth
