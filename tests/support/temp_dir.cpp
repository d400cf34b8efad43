#include "support/temp_dir.hpp"

#include <cerrno>
#include <stdlib.h>
#include <string>
#include <system_error>

namespace flumen::support {

TempDir::TempDir(std::string_view prefix) {
  std::string name = (std::filesystem::temp_directory_path() / std::string(prefix)).string() + "-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
  path_ = name;
}

TempDir::~TempDir() {
  std::error_code ignored;  // a folder left behind in /tmp must not fail a test that passed
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace flumen::support
