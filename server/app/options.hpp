#pragma once

#include "auth/auth_service.hpp"
#include "cache/cache.hpp"
#include "config/config.hpp"
#include "database/database.hpp"
#include "game/options.hpp"
#include "net/server.hpp"

/// The configuration, translated for each layer: only app knows both sides.
namespace flumen::app {

[[nodiscard]] net::ServerOptions server_options(const config::Config& config);
[[nodiscard]] database::DatabaseOptions database_options(const config::Config& config);
[[nodiscard]] cache::RedisOptions redis_options(const config::Config& config);
[[nodiscard]] auth::AuthOptions auth_options(const config::Config& config, std::string jwt_secret);
[[nodiscard]] game::GameOptions game_options(const config::Config& config);

}  // namespace flumen::app
