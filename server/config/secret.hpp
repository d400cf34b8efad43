#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "config/config.hpp"

namespace flumen::config {

/// A signing secret shorter than this can be guessed from a token.
inline constexpr std::size_t kMinSecretBytes = 32;

/// What a server may start with: in production a secret of its own, long enough and not one out of a document;
/// in development also none at all. Fails with invalid_argument and a sentence that does not hold the secret.
[[nodiscard]] base::Result<void> check_secret(const Config& config);

/// The secret in the file at `path`; when there is no such file it is made: 256 random bits in hexadecimal, mode
/// 0600, complete or not there at all, and of several processes that start at once all get the same one.
/// Fails with forbidden for a file that others can read or write or that is not the user's own, with corrupt for one
/// that holds too little, and with unavailable when it cannot be read or made. Blocks.
[[nodiscard]] base::Result<std::string> load_or_create_secret(const std::string& path);

}  // namespace flumen::config
