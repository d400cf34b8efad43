#include "bench/campaign/world_template.hpp"

#include <memory>
#include <vector>

#include <fmt/format.h>

#include "auth/password_hash.hpp"
#include "bots/map_view.hpp"
#include "bots/region.hpp"
#include "database/database.hpp"
#include "support/run_task.hpp"
#include "world/atlas.hpp"

namespace flumen::bench {
namespace {

constexpr std::uint64_t kSeed = 1;  // world.seed's default
// As flumen-bots' defaults have them.
constexpr const char* kPassword = "flumen-bots";

/// The maps flumen-bots spreads its bots over, in its order.
base::Result<std::vector<base::MapId>> homes(std::size_t count, const std::filesystem::path& folder) {
  world::Atlas atlas(kSeed);
  const auto loaded = atlas.load_folder(folder);
  if (!loaded) return loaded.error();
  std::vector<std::shared_ptr<const bots::MapView>> views;
  for (const base::MapId id : bots::nearest_maps(count)) {
    auto view = bots::parse_map_view(world::to_json(atlas.find(id)->document));
    if (!view) return view.error();
    views.push_back(std::make_shared<const bots::MapView>(std::move(*view)));
  }
  const bots::Region region(std::move(views));
  std::vector<base::MapId> ids;
  for (const auto& map : region.maps()) ids.push_back(map->id);
  return ids;
}

}  // namespace

WorldTemplates::WorldTemplates(std::filesystem::path folder, std::filesystem::path maps)
    : folder_(std::move(folder)), maps_(std::move(maps)) {
  std::filesystem::remove_all(folder_);
  std::filesystem::create_directories(folder_);
}

base::Result<std::filesystem::path> WorldTemplates::make(std::size_t players, std::size_t maps,
                                                         const auth::Argon2Cost& cost) {
  const auto original = folder_ / fmt::format("{}-{}-{}.db", players, maps, cost.memory_kib);
  if (!std::filesystem::exists(original)) {
    if (const auto filled = fill(original, players, maps, cost); !filled) return filled.error();
  }
  const auto data = folder_ / "data";
  std::filesystem::remove_all(data);
  std::filesystem::create_directories(data);
  std::filesystem::copy_file(original, data / "flumen.db");
  return data;
}

base::Result<void> WorldTemplates::fill(const std::filesystem::path& file, std::size_t players, std::size_t maps,
                                        const auth::Argon2Cost& cost) {
  const auto where = homes(maps, maps_);
  if (!where) return where.error();
  const auth::PasswordHasher hasher(cost);
  const auto hash = hasher.hash(kPassword);
  if (!hash) return hash.error();

  base::NullLogSink log;
  auto made = database::make_database({.url = "sqlite:" + file.string()}, base::Logger(log));
  if (!made) return made.error();
  database::Database& database = **made;
  if (const auto opened = database.open(); !opened) return opened.error();
  if (const auto migrated = database.migrate(); !migrated) return migrated.error();

  const auto now = std::chrono::system_clock::now();
  for (std::size_t i = 0; i < players; ++i) {
    const std::string name = fmt::format("bot-{}", i + 1);
    const auto user = base::UserId::random();
    database::Character character;
    character.id = base::CharacterId::random();
    character.user_id = user;
    character.name = name;
    character.character_class = "adventurer";
    character.map_id = (*where)[i % where->size()].to_string();
    character.created_at = now;
    const auto created = support::run_task(
        database.users().create({user, name, name + "@bots.invalid", *hash, now}, std::move(character)));
    if (!created) return created.error();
  }
  database.close();
  return {};
}

}  // namespace flumen::bench
