#include "app/options.hpp"

#include <utility>

namespace flumen::app {

net::ServerOptions server_options(const config::Config& config) {
  return {.address = config.server.address,
          .port = config.server.port,
          .websocket_path = config.net.websocket_path,
          .max_connections = config.net.max_connections,
          .max_connections_per_address = config.net.max_connections_per_address,
          .trusted_proxies = config.net.trusted_proxies,
          .max_header_bytes = config.net.max_header_bytes,
          .max_body_bytes = config.net.max_body_bytes,
          .header_timeout = config.net.header_timeout,
          .body_timeout = config.net.body_timeout,
          .keep_alive_timeout = config.net.keep_alive_timeout,
          .max_message_bytes = config.net.max_message_bytes,
          .outbox_bytes = config.net.outbox_bytes,
          .ping_interval = config.net.ping_interval,
          .idle_timeout = config.net.idle_timeout,
          .close_timeout = config.net.close_timeout,
          .listen_backlog = static_cast<int>(config.net.listen_backlog)};
}

database::DatabaseOptions database_options(const config::Config& config) {
  return {.url = config.database.url,
          .connections = config.database.connections,
          .queue_capacity = config.database.queue_capacity,
          .retry_first = config.database.retry_first,
          .retry_most = config.database.retry_most,
          .call_deadline = config.database.call_deadline};
}

cache::RedisOptions redis_options(const config::Config& config) {
  return {.url = config.redis.url,
          .key_prefix = config.redis.key_prefix,
          .connections = config.redis.connections,
          .queue_capacity = config.redis.queue_capacity,
          .connect_timeout = config.redis.connect_timeout,
          .command_timeout = config.redis.command_timeout,
          .retry_most = config.redis.retry_most};
}

auth::AuthOptions auth_options(const config::Config& config, std::string jwt_secret) {
  return {.jwt_secret = std::move(jwt_secret),
          .access_ttl = config.auth.access_ttl,
          .refresh_ttl = config.auth.refresh_ttl,
          .argon2_memory_kib = config.auth.argon2_memory_bytes / 1024,
          .argon2_passes = config.auth.argon2_passes,
          .hash_threads = config.auth.hash_threads,
          .hash_queue = config.auth.hash_queue,
          .failures_per_account = config.auth.failures_per_account,
          .failures_per_address = config.auth.failures_per_address,
          .failure_window = config.auth.failure_window,
          .registrations_per_address = config.auth.registrations_per_address};
}

game::GameOptions game_options(const config::Config& config) {
  game::GameOptions options;
  options.max_speed = config.world.max_speed;
  options.movement_slack = config.world.movement_slack;
  options.transition_reach = config.world.transition_reach;
  options.max_refused_moves = static_cast<int>(config.world.max_refused_moves);
  options.moves_per_second = config.game.moves_per_second;
  options.moves_burst = config.game.moves_burst;
  options.chats_per_second = config.game.chat_per_second;
  options.chats_burst = config.game.chat_burst;
  options.messages_per_second = config.game.messages_per_second;
  options.messages_burst = config.game.messages_burst;
  options.max_rate_strikes = static_cast<int>(config.game.max_rate_strikes);
  options.claim_timeout = config.game.claim_timeout;
  options.max_bad_messages = static_cast<int>(config.game.max_bad_messages);
  options.flush_window_min = config.game.flush_window_min;
  options.flush_window_max = config.game.flush_window_max;
  options.save_interval = config.game.save_interval;
  options.map_unload_after = config.game.map_unload_after;
  options.mailbox_capacity = config.game.mailbox_capacity;
  options.placement_time = config.fights.placement_time;
  options.turn_time = config.fights.turn_time;
  options.absent_turn_time = config.fights.absent_turn_time;
  options.challenge_time = config.fights.challenge_time;
  options.group_respawn = config.fights.group_respawn;
  options.groups_per_map = config.fights.groups_per_map;
  options.combats_per_second = config.fights.wishes_per_second;
  options.combats_burst = config.fights.wishes_burst;
  return options;
}

}  // namespace flumen::app
