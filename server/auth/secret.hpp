#pragma once

#include <string>
#include <string_view>

namespace flumen::auth {

/// 256 random bits of the kernel's generator as 43 characters that need no escaping anywhere (base64url).
[[nodiscard]] std::string random_secret();

/// The lower-case hexadecimal SHA-256 of `text`. Enough for what is random already; never for passwords.
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace flumen::auth
