#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/error.hpp"
#include "base/map_id.hpp"
#include "world/map_document.hpp"

namespace flumen::world {

/// A map, with its JSON and the strong entity tag of those bytes. About 16 KiB.
struct AtlasEntry {
  MapDocument document;
  std::string json;
  std::string etag;  ///< quoted, as in the ETag header
};

/// Every map there is: those drawn by hand, read at start, and all others, generated from the seed when asked for.
/// Safe from any thread. Holds at most `max_generated` generated maps, the least recently used going first;
/// what callers hold stays valid.
class Atlas {
 public:
  Atlas(std::uint64_t seed, std::size_t max_generated = 4096) : seed_(seed), max_generated_(max_generated) {}

  /// Reads every `map_X_Y.json` of a folder (not its subfolders; other files are left alone) and returns how many there
  /// were. Two such maps side by side must open towards each other on the same stretch, or both be closed. The error
  /// names file and place, and then none of the folder's maps is taken. REQUIRES nothing was asked for yet.
  [[nodiscard]] base::Result<std::size_t> load_folder(const std::filesystem::path& folder);

  /// Never null for an id of the grid. A generated map opens towards a hand-drawn neighbour where that one does.
  [[nodiscard]] std::shared_ptr<const AtlasEntry> find(base::MapId id);

 private:
  using Entry = std::shared_ptr<const AtlasEntry>;

  [[nodiscard]] Entry generate(base::MapId id) const;
  /// Moves a kept entry to the front; null if it is not kept. REQUIRES mutex_ is held.
  [[nodiscard]] Entry touch(base::MapId id);

  const std::uint64_t seed_;
  const std::size_t max_generated_;
  std::unordered_map<base::MapId, Entry> drawn_;

  std::mutex mutex_;
  std::list<Entry> recent_;                                                // guarded by mutex_
  std::unordered_map<base::MapId, std::list<Entry>::iterator> generated_;  // guarded by mutex_
};

}  // namespace flumen::world
