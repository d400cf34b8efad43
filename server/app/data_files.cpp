#include "app/data_files.hpp"

#include <system_error>

namespace flumen::app {

namespace fs = std::filesystem;

base::Result<fs::path> find_data_folder(const std::string& configured) {
  std::error_code error;
  const fs::path wanted(configured);
  if (fs::is_directory(wanted, error)) return wanted;
  if (wanted.is_relative()) {
    fs::path above = fs::read_symlink("/proc/self/exe", error).parent_path();
    for (; !above.empty(); above = above.parent_path()) {
      if (fs::is_directory(above / wanted, error)) return (above / wanted).lexically_normal();
      if (above == above.root_path()) break;
    }
    const fs::path installed = fs::path("/usr/share/flumen") / wanted;
    if (fs::is_directory(installed, error)) return installed.lexically_normal();
  }
  return base::fail(base::Errc::invalid_argument,
                    "the folder of maps '" + configured + "' was not found; set world.maps_folder to where it is");
}

}  // namespace flumen::app
