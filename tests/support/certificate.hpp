#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace flumen::support {

/// A self-signed certificate for `localhost` and 127.0.0.1, and its key, as PEM files.
struct Certificate {
  std::string file;
  std::string key_file;
};

enum class KeyKind { p256, rsa2048 };

/// Writes `<name>.pem` and, with mode 0600, `<name>.key` into `folder`. The certificate's common name is `name`; it
/// is valid from an hour ago on for `lifetime` from now. Throws std::runtime_error when that fails.
[[nodiscard]] Certificate make_certificate(const std::filesystem::path& folder, const std::string& name,
                                           KeyKind kind = KeyKind::p256,
                                           std::chrono::seconds lifetime = std::chrono::hours(24));

}  // namespace flumen::support
