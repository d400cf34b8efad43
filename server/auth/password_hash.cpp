#include "auth/password_hash.hpp"

#include <array>
#include <cerrno>

#include <sodium.h>

#include "auth/secret.hpp"

namespace flumen::auth {

PasswordHasher::PasswordHasher(Argon2Cost cost) : memory_bytes_(cost.memory_kib * 1024), passes_(cost.passes) {
  if (auto made = hash(random_secret())) nobody_ = std::move(*made);
}

base::Result<std::string> PasswordHasher::hash(std::string password) const {
  computed_.fetch_add(1, std::memory_order_relaxed);
  std::array<char, crypto_pwhash_argon2id_STRBYTES> text{};
  const int failed = sodium_init() < 0 || crypto_pwhash_argon2id_str(text.data(), password.data(), password.size(),
                                                                     passes_, memory_bytes_) != 0;
  sodium_memzero(password.data(), password.size());
  if (failed) return base::fail(base::Errc::internal, "Argon2id failed: out of memory, or its cost is out of range");
  return std::string(text.data());
}

base::Result<bool> PasswordHasher::verify(const std::string& hash, std::string password) const {
  if (!hash.starts_with(crypto_pwhash_argon2id_STRPREFIX) || hash.size() >= crypto_pwhash_argon2id_STRBYTES) {
    return base::fail(base::Errc::corrupt, "a stored password hash is not an Argon2id hash");
  }
  computed_.fetch_add(1, std::memory_order_relaxed);
  errno = 0;
  const int mismatch = crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size());
  const int reason = errno;
  sodium_memzero(password.data(), password.size());
  // libsodium tells a wrong password from its own failure by errno alone.
  if (mismatch != 0 && reason != EINVAL) return base::fail(base::Errc::internal, "Argon2id failed: out of memory");
  return mismatch == 0;
}

base::Result<bool> PasswordHasher::verify_against_nobody(std::string password) const {
  const auto matched = verify(nobody_, std::move(password));
  if (!matched) return matched;
  return false;
}

bool PasswordHasher::needs_rehash(const std::string& hash) const noexcept {
  return crypto_pwhash_argon2id_str_needs_rehash(hash.c_str(), passes_, memory_bytes_) != 0;
}

}  // namespace flumen::auth
