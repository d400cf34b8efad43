#include "config/keys.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "config/values.hpp"

namespace flumen::config {
namespace {

using Kind = Key::Kind;

constexpr double kMillisecond = 1;
constexpr double kSecond = 1'000;
constexpr double kMinute = 60 * kSecond;
constexpr double kHour = 60 * kMinute;
constexpr double kDay = 24 * kHour;
constexpr double kKiB = 1024;
constexpr double kMiB = 1024 * kKiB;
constexpr double kMillion = 1e6;

const std::array kKeys = {
    Key{"server.address", [](Config& c) -> Slot { return &c.server.address; }},
    Key{"server.port", [](Config& c) -> Slot { return &c.server.port; }, Kind::plain, 0, 65'535},
    Key{"server.threads", [](Config& c) -> Slot { return &c.server.threads; }, Kind::plain, 0, 256},
    Key{"server.mode", [](Config& c) -> Slot { return &c.server.mode; }},
    Key{"server.data_dir", [](Config& c) -> Slot { return &c.server.data_dir; }},
    Key{"server.tls_certificate", [](Config& c) -> Slot { return &c.server.tls_certificate; }},
    Key{"server.tls_key", [](Config& c) -> Slot { return &c.server.tls_key; }},
    Key{"server.shutdown_timeout", [](Config& c) -> Slot { return &c.server.shutdown_timeout; }, Kind::plain, kSecond,
        kHour},

    Key{"net.websocket_path", [](Config& c) -> Slot { return &c.net.websocket_path; }},
    Key{"net.max_connections", [](Config& c) -> Slot { return &c.net.max_connections; }, Kind::plain, 1, kMillion},
    Key{"net.max_connections_per_address", [](Config& c) -> Slot { return &c.net.max_connections_per_address; },
        Kind::plain, 1, kMillion},
    Key{"net.trusted_proxies", [](Config& c) -> Slot { return &c.net.trusted_proxies; }},
    Key{"net.max_header_bytes", [](Config& c) -> Slot { return &c.net.max_header_bytes; }, Kind::bytes, kKiB, kMiB},
    Key{"net.max_body_bytes", [](Config& c) -> Slot { return &c.net.max_body_bytes; }, Kind::bytes, kKiB, 16 * kMiB},
    Key{"net.header_timeout", [](Config& c) -> Slot { return &c.net.header_timeout; }, Kind::plain, 100 * kMillisecond,
        5 * kMinute},
    Key{"net.body_timeout", [](Config& c) -> Slot { return &c.net.body_timeout; }, Kind::plain, 100 * kMillisecond,
        5 * kMinute},
    Key{"net.keep_alive_timeout", [](Config& c) -> Slot { return &c.net.keep_alive_timeout; }, Kind::plain,
        100 * kMillisecond, kHour},
    Key{"net.max_message_bytes", [](Config& c) -> Slot { return &c.net.max_message_bytes; }, Kind::bytes, 256, kMiB},
    Key{"net.outbox_bytes", [](Config& c) -> Slot { return &c.net.outbox_bytes; }, Kind::bytes, 4 * kKiB, 64 * kMiB},
    Key{"net.ping_interval", [](Config& c) -> Slot { return &c.net.ping_interval; }, Kind::plain, 100 * kMillisecond,
        kHour},
    Key{"net.idle_timeout", [](Config& c) -> Slot { return &c.net.idle_timeout; }, Kind::plain, 200 * kMillisecond,
        kDay},
    Key{"net.close_timeout", [](Config& c) -> Slot { return &c.net.close_timeout; }, Kind::plain, 10 * kMillisecond,
        kMinute},
    Key{"net.listen_backlog", [](Config& c) -> Slot { return &c.net.listen_backlog; }, Kind::plain, 1, 65'535},

    Key{"database.url", [](Config& c) -> Slot { return &c.database.url; }, Kind::url},
    Key{"database.connections", [](Config& c) -> Slot { return &c.database.connections; }, Kind::plain, 1, 128},
    Key{"database.queue_capacity", [](Config& c) -> Slot { return &c.database.queue_capacity; }, Kind::plain, 1,
        kMillion},
    Key{"database.retry_first", [](Config& c) -> Slot { return &c.database.retry_first; }, Kind::plain, kMillisecond,
        kMinute},
    Key{"database.retry_most", [](Config& c) -> Slot { return &c.database.retry_most; }, Kind::plain, kMillisecond,
        kHour},
    Key{"database.call_deadline", [](Config& c) -> Slot { return &c.database.call_deadline; }, Kind::plain,
        10 * kMillisecond, 5 * kMinute},

    Key{"cache.max_entries", [](Config& c) -> Slot { return &c.cache.max_entries; }, Kind::plain, 1'000,
        100 * kMillion},

    Key{"redis.url", [](Config& c) -> Slot { return &c.redis.url; }, Kind::url},
    Key{"redis.key_prefix", [](Config& c) -> Slot { return &c.redis.key_prefix; }},
    Key{"redis.connections", [](Config& c) -> Slot { return &c.redis.connections; }, Kind::plain, 1, 128},
    Key{"redis.queue_capacity", [](Config& c) -> Slot { return &c.redis.queue_capacity; }, Kind::plain, 1, kMillion},
    Key{"redis.connect_timeout", [](Config& c) -> Slot { return &c.redis.connect_timeout; }, Kind::plain,
        10 * kMillisecond, kMinute},
    Key{"redis.command_timeout", [](Config& c) -> Slot { return &c.redis.command_timeout; }, Kind::plain,
        10 * kMillisecond, kMinute},
    Key{"redis.retry_most", [](Config& c) -> Slot { return &c.redis.retry_most; }, Kind::plain, 10 * kMillisecond,
        kHour},

    Key{"auth.jwt_secret", [](Config& c) -> Slot { return &c.auth.jwt_secret; }, Kind::secret},
    Key{"auth.access_ttl", [](Config& c) -> Slot { return &c.auth.access_ttl; }, Kind::plain, kSecond, kDay},
    Key{"auth.refresh_ttl", [](Config& c) -> Slot { return &c.auth.refresh_ttl; }, Kind::plain, kMinute, 365 * kDay},
    Key{"auth.argon2_memory_bytes", [](Config& c) -> Slot { return &c.auth.argon2_memory_bytes; }, Kind::bytes,
        8 * kKiB, 1024 * kMiB},
    Key{"auth.argon2_passes", [](Config& c) -> Slot { return &c.auth.argon2_passes; }, Kind::plain, 1, 100},
    Key{"auth.hash_threads", [](Config& c) -> Slot { return &c.auth.hash_threads; }, Kind::plain, 1, 64},
    Key{"auth.hash_queue", [](Config& c) -> Slot { return &c.auth.hash_queue; }, Kind::plain, 1, 100'000},
    Key{"auth.failures_per_account", [](Config& c) -> Slot { return &c.auth.failures_per_account; }, Kind::plain, 1,
        kMillion},
    Key{"auth.failures_per_address", [](Config& c) -> Slot { return &c.auth.failures_per_address; }, Kind::plain, 1,
        kMillion},
    Key{"auth.failure_window", [](Config& c) -> Slot { return &c.auth.failure_window; }, Kind::plain, kSecond, kDay},
    Key{"auth.registrations_per_address", [](Config& c) -> Slot { return &c.auth.registrations_per_address; },
        Kind::plain, 0, kMillion},

    Key{"world.seed", [](Config& c) -> Slot { return &c.world.seed; }, Kind::plain, 0, 9'007'199'254'740'992.0},
    Key{"world.maps_folder", [](Config& c) -> Slot { return &c.world.maps_folder; }},
    Key{"world.max_speed", [](Config& c) -> Slot { return &c.world.max_speed; }, Kind::plain, 1, 100'000},
    Key{"world.movement_slack", [](Config& c) -> Slot { return &c.world.movement_slack; }, Kind::plain, 0, 2'203},
    Key{"world.transition_reach", [](Config& c) -> Slot { return &c.world.transition_reach; }, Kind::plain, 0, 500},
    Key{"world.max_refused_moves", [](Config& c) -> Slot { return &c.world.max_refused_moves; }, Kind::plain, 1,
        kMillion},

    Key{"game.save_interval", [](Config& c) -> Slot { return &c.game.save_interval; }, Kind::plain, 10 * kMillisecond,
        kMinute},
    Key{"game.flush_window_min", [](Config& c) -> Slot { return &c.game.flush_window_min; }, Kind::plain, kMillisecond,
        kSecond},
    Key{"game.flush_window_max", [](Config& c) -> Slot { return &c.game.flush_window_max; }, Kind::plain, kMillisecond,
        kSecond},
    Key{"game.moves_per_second", [](Config& c) -> Slot { return &c.game.moves_per_second; }, Kind::plain, 0.1, 1'000},
    Key{"game.moves_burst", [](Config& c) -> Slot { return &c.game.moves_burst; }, Kind::plain, 1, 10'000},
    Key{"game.chat_per_second", [](Config& c) -> Slot { return &c.game.chat_per_second; }, Kind::plain, 0.01, 1'000},
    Key{"game.chat_burst", [](Config& c) -> Slot { return &c.game.chat_burst; }, Kind::plain, 1, 10'000},
    Key{"game.messages_per_second", [](Config& c) -> Slot { return &c.game.messages_per_second; }, Kind::plain, 0.1,
        10'000},
    Key{"game.messages_burst", [](Config& c) -> Slot { return &c.game.messages_burst; }, Kind::plain, 1, 100'000},
    Key{"game.max_rate_strikes", [](Config& c) -> Slot { return &c.game.max_rate_strikes; }, Kind::plain, 0, kMillion},
    Key{"game.max_bad_messages", [](Config& c) -> Slot { return &c.game.max_bad_messages; }, Kind::plain, 0, 1'000},
    Key{"game.map_unload_after", [](Config& c) -> Slot { return &c.game.map_unload_after; }, Kind::plain, 0, kDay},
    Key{"game.auth_timeout", [](Config& c) -> Slot { return &c.game.auth_timeout; }, Kind::plain, 100 * kMillisecond,
        5 * kMinute},
    Key{"game.claim_timeout", [](Config& c) -> Slot { return &c.game.claim_timeout; }, Kind::plain, 100 * kMillisecond,
        5 * kMinute},
    Key{"game.mailbox_capacity", [](Config& c) -> Slot { return &c.game.mailbox_capacity; }, Kind::plain, 16,
        16 * kMillion},

    Key{"log.level", [](Config& c) -> Slot { return &c.log.level; }},
    Key{"log.format", [](Config& c) -> Slot { return &c.log.format; }},
};

std::string nearest(std::string_view name, const std::vector<std::string>& candidates) {
  const std::string* best = nullptr;
  std::size_t best_distance = name.size() / 3 + 2;
  for (const auto& candidate : candidates) {
    if (const auto distance = edit_distance(name, candidate); distance < best_distance) {
      best = &candidate;
      best_distance = distance;
    }
  }
  return best == nullptr ? std::string() : "; did you mean '" + *best + "'?";
}

}  // namespace

std::string Key::environment_name() const {
  std::string result = "FLUMEN_";
  for (const char c : name) {
    result += c == '.' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return result;
}

std::span<const Key> keys() { return kKeys; }

const Key* find_key(std::string_view name) {
  const auto found = std::find_if(kKeys.begin(), kKeys.end(), [&](const Key& key) { return key.name == name; });
  return found == kKeys.end() ? nullptr : &*found;
}

bool is_section(std::string_view name) {
  return std::any_of(kKeys.begin(), kKeys.end(), [&](const Key& key) { return key.section() == name; });
}

std::string suggest_key(std::string_view name) {
  std::vector<std::string> candidates;
  const auto leaf = name.substr(name.find('.') + 1);
  for (const auto& key : kKeys) {
    // The right key in the wrong section is what people mean most often.
    if (key.leaf() == leaf) return "; did you mean '" + std::string(key.name) + "'?";
    candidates.emplace_back(key.name);
  }
  return nearest(name, candidates);
}

std::string suggest_section(std::string_view name) {
  std::vector<std::string> candidates;
  for (const auto& key : kKeys) candidates.emplace_back(key.section());
  return nearest(name, candidates);
}

std::string suggest_variable(std::string_view name) {
  std::vector<std::string> candidates;
  for (const auto& key : kKeys) candidates.push_back(key.environment_name());
  return nearest(name, candidates);
}

}  // namespace flumen::config
