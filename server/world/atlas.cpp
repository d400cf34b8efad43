#include "world/atlas.hpp"

#include <algorithm>
#include <fstream>
#include <system_error>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "world/entity_tag.hpp"
#include "world/gate.hpp"
#include "world/generator.hpp"

namespace flumen::world {
namespace {

namespace fs = std::filesystem;

std::shared_ptr<const AtlasEntry> make_entry(MapDocument document) {
  auto entry = std::make_shared<AtlasEntry>();
  entry->document = std::move(document);
  entry->json = to_json(entry->document);
  entry->json.shrink_to_fit();
  entry->etag = entity_tag(entry->json);
  return entry;
}

bool is_map_file(const fs::path& path) {
  return path.extension() == ".json" && path.filename().string().starts_with("map_");
}

/// The map files of a folder in the order of their names, so that the same problem is always the first one found.
base::Result<std::vector<fs::path>> map_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code ec;
  for (fs::directory_iterator it(folder, ec), end; !ec && it != end; it.increment(ec)) {
    if (is_map_file(it->path())) files.push_back(it->path());
  }
  if (ec) {
    return base::fail(base::Errc::not_found,
                      fmt::format("cannot read the maps in {}: {}", folder.string(), ec.message()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

base::Result<std::string> read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  // One byte more than allowed is enough to see that it is too long.
  std::string text(kMaxDocumentBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || !file.is_open()) {
    return base::fail(base::Errc::unavailable, fmt::format("{}: cannot be read", path.string()));
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

base::Result<MapDocument> read_map(const fs::path& path) {
  const auto text = read_file(path);
  if (!text) return text.error();
  auto document = parse_map_document(*text, path.string());
  if (document && document->id.to_string() != path.stem().string()) {
    return base::fail(base::Errc::invalid_argument,
                      fmt::format("{}: id: must be {}, as the file is called", path.string(), path.stem().string()));
  }
  return document;
}

std::string describe(const std::optional<Gate>& gate) {
  return gate ? fmt::format("opens from {} to {} px", gate->begin, gate->end) : "is closed";
}

}  // namespace

base::Result<std::size_t> Atlas::load_folder(const fs::path& folder) {
  const auto files = map_files(folder);
  if (!files) return files.error();

  auto drawn = drawn_;
  for (const auto& path : *files) {
    auto document = read_map(path);
    if (!document) return document.error();
    const base::MapId id = document->id;
    if (!drawn.emplace(id, make_entry(std::move(*document))).second) {
      return base::fail(base::Errc::already_exists,
                        fmt::format("{}: {} is loaded already", path.string(), id.to_string()));
    }
  }
  for (const auto& [id, entry] : drawn) {
    for (const base::Edge edge : {base::Edge::north, base::Edge::east}) {
      const auto other = id.neighbour(edge);
      const auto neighbour = other ? drawn.find(*other) : drawn.end();
      if (neighbour == drawn.end()) continue;
      const auto here = gate_of(entry->document, edge);
      const auto there = gate_of(neighbour->second->document, opposite(edge));
      if (here == there) continue;
      return base::fail(base::Errc::invalid_argument,
                        fmt::format("{}: transitions: the {} edge {}, but {} {} there", id.to_string(), to_string(edge),
                                    describe(here), other->to_string(), describe(there)));
    }
  }
  drawn_ = std::move(drawn);
  return files->size();
}

std::shared_ptr<const AtlasEntry> Atlas::find(base::MapId id) {
  if (const auto drawn = drawn_.find(id); drawn != drawn_.end()) return drawn->second;
  {
    const std::lock_guard lock(mutex_);
    if (auto kept = touch(id)) return kept;
  }
  // Outside the lock: two threads may paint the same map, which is rare and harmless, but none waits for a painter.
  auto entry = generate(id);

  const std::lock_guard lock(mutex_);
  if (auto kept = touch(id)) return kept;
  if (max_generated_ == 0) return entry;
  if (recent_.size() >= max_generated_) {
    generated_.erase(recent_.back()->document.id);
    recent_.pop_back();
  }
  recent_.push_front(entry);
  generated_.emplace(id, recent_.begin());
  return entry;
}

Atlas::Entry Atlas::touch(base::MapId id) {
  const auto kept = generated_.find(id);
  if (kept == generated_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, kept->second);
  return recent_.front();
}

Atlas::Entry Atlas::generate(base::MapId id) const {
  Gates gates;
  for (const base::Edge edge : kEdges) {
    const auto neighbour = id.neighbour(edge);
    if (!neighbour) continue;
    const auto drawn = drawn_.find(*neighbour);
    gates[edge] =
        drawn == drawn_.end() ? generated_gate(seed_, id, edge) : gate_of(drawn->second->document, opposite(edge));
  }
  return make_entry(generate_map(seed_, id, gates));
}

}  // namespace flumen::world
