#pragma once

#include <filesystem>
#include <string_view>

namespace flumen::support {

/// A fresh folder of mode 0700 that disappears, with all that is in it, with this object.
/// Throws std::system_error when it cannot be made.
class TempDir {
 public:
  explicit TempDir(std::string_view prefix = "flumen-test");
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace flumen::support
