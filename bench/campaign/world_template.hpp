#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>

#include "base/error.hpp"

namespace flumen::auth {
struct Argon2Cost;
}

namespace flumen::bench {

/// Data folders with the bots' accounts, each standing on the map where flumen-bots wants it: a measurement begins
/// with log-ins, not with a walk of thousands from one map. Made once for each kind, then copied.
class WorldTemplates {
 public:
  /// `folder` is emptied. `maps` is where the drawn maps are.
  WorldTemplates(std::filesystem::path folder, std::filesystem::path maps);

  /// A fresh data folder for a server. `cost` is that of checking a password. Fails with what stood in the way.
  [[nodiscard]] base::Result<std::filesystem::path> make(std::size_t players, std::size_t maps,
                                                         const auth::Argon2Cost& cost);

 private:
  [[nodiscard]] base::Result<void> fill(const std::filesystem::path& database, std::size_t players, std::size_t maps,
                                        const auth::Argon2Cost& cost);

  const std::filesystem::path folder_;
  const std::filesystem::path maps_;
};

}  // namespace flumen::bench
