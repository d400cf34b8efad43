#pragma once

#include <functional>
#include <optional>
#include <string>

#include "auth/auth_service.hpp"
#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/uuid.hpp"
#include "cache/cache.hpp"
#include "database/database.hpp"
#include "game/class_catalogue.hpp"
#include "game/current_game_data.hpp"
#include "net/http.hpp"
#include "world/atlas.hpp"

namespace flumen::handlers {

/// What the HTTP calls stand on. All of it is used by every loop at once and must outlive the router.
struct ApiParts {
  auth::AuthService& auth;
  database::Database& database;
  cache::Cache& cache;
  world::Atlas& atlas;
  const game::ClassCatalogue& classes;
  const game::CurrentGameData& data;
  const base::Clock& clock;
  base::Logger logger;
};

/// What the HTTP calls need of the running world, given by the composition root. Called from any loop; what is left
/// as it is stands for a server without a world.
struct ApiHooks {
  /// Ends the account's live session, whichever character it plays, and returns when its last position is on its way
  /// to be saved.
  std::function<base::Task<void>(base::UserId)> end_session_of_account = [](base::UserId) -> base::Task<void> {
    co_return;
  };
  /// The same, only if it plays this character.
  std::function<base::Task<void>(base::UserId, base::CharacterId)> end_session_of_character =
      [](base::UserId, base::CharacterId) -> base::Task<void> { co_return; };
  /// The newest position when the database does not have it yet.
  std::function<std::optional<database::CharacterPosition>(base::CharacterId)> unsaved_position =
      [](base::CharacterId) { return std::nullopt; };
  /// Keeps the character out of fights until what is returned is dropped; null when it is in one.
  std::function<std::shared_ptr<void>(base::CharacterId)> keep_out_of_fights = [](base::CharacterId) {
    return std::make_shared<bool>();
  };
  /// The character's points have been spent: returns when the world knows. It keeps what keeps the character out of
  /// fights until then.
  std::function<base::Task<void>(const database::Character&, std::shared_ptr<void>)> grown =
      [](const database::Character&, std::shared_ptr<void>) -> base::Task<void> { co_return; };
  /// False before the server takes players and once it is stopping.
  std::function<bool()> accepting = [] { return true; };
  /// What GET /metrics answers, in Prometheus' text format.
  std::function<std::string()> metrics = [] { return std::string(); };
};

/// Adds every call of docs/protocol.md, and /healthz, /readyz and /metrics. The routes own what they are made of.
void add_api_routes(net::Router& router, const ApiParts& parts, ApiHooks hooks);

}  // namespace flumen::handlers
