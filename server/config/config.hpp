#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/logger.hpp"

namespace flumen::config {

using std::chrono::milliseconds;
using std::chrono::seconds;

enum class Mode {
  development,  ///< everything has a default, and the signing secret is generated
  production,   ///< refuses to start without a good signing secret
};

enum class LogFormat { automatic, json, text };

/// The configuration of one server, defaults filled in. config/flumen.example.yaml says what each value does; the
/// table in keys.cpp says how each is written and which range it has. Plain values: read freely, from any thread.
struct Config {
  struct Server {
    std::string address = "0.0.0.0";
    std::uint16_t port = 9090;  ///< 0 lets the kernel choose
    std::size_t threads = 0;    ///< event loops; 0 means one per core
    Mode mode = Mode::development;
    std::string data_dir = "./data";
    std::string tls_certificate;  ///< a file; empty, as is tls_key then: HTTP and WebSocket in the clear
    std::string tls_key;          ///< a file
    milliseconds shutdown_timeout{10'000};
  } server;

  struct Net {
    std::string websocket_path = "/ws/game";
    std::size_t max_connections = 20'000;
    std::size_t max_connections_per_address = 20'000;
    std::vector<std::string> trusted_proxies;
    std::size_t max_header_bytes = 16 * 1024;
    std::size_t max_body_bytes = 64 * 1024;
    milliseconds header_timeout{10'000};
    milliseconds body_timeout{10'000};
    milliseconds keep_alive_timeout{30'000};
    std::size_t max_message_bytes = 4 * 1024;
    std::size_t outbox_bytes = 1024 * 1024;
    milliseconds ping_interval{20'000};
    milliseconds idle_timeout{60'000};
    milliseconds close_timeout{2'000};
    std::uint32_t listen_backlog = 4096;
  } net;

  struct Database {
    std::string url;  ///< after load(): never empty, by default sqlite:<data_dir>/flumen.db
    std::size_t connections = 4;
    std::size_t queue_capacity = 4096;
    milliseconds retry_first{50};
    milliseconds retry_most{2'000};
    milliseconds call_deadline{5'000};
  } database;

  struct Cache {
    std::size_t max_entries = 1'000'000;  ///< of the in-memory cache
  } cache;

  struct Redis {
    std::string url;  ///< empty: the cache is in memory
    std::string key_prefix = "flumen:";
    std::size_t connections = 2;
    std::size_t queue_capacity = 4096;
    milliseconds connect_timeout{1'000};
    milliseconds command_timeout{1'000};
    milliseconds retry_most{2'000};
  } redis;

  struct Auth {
    std::string jwt_secret;  ///< empty in development: load_or_create_secret() in config/secret.hpp
    seconds access_ttl{15 * 60};
    seconds refresh_ttl{30 * 24 * 3600};
    std::size_t argon2_memory_bytes = 19 * 1024 * 1024;
    std::uint32_t argon2_passes = 2;
    std::size_t hash_threads = 1;
    std::size_t hash_queue = 256;
    std::int64_t failures_per_account = 10;
    std::int64_t failures_per_address = 100;
    seconds failure_window{15 * 60};
    std::int64_t registrations_per_address = 0;  ///< an hour; 0 for no limit
  } auth;

  struct World {
    std::uint64_t seed = 1;
    std::string maps_folder = "./maps";
    double max_speed = 400;        ///< px/s
    double movement_slack = 200;   ///< px
    double transition_reach = 86;  ///< px
    std::uint32_t max_refused_moves = 10;
  } world;

  struct Game {
    milliseconds save_interval{800};
    milliseconds flush_window_min{5};
    milliseconds flush_window_max{40};
    double moves_per_second = 30;
    double moves_burst = 60;
    double chat_per_second = 1;
    double chat_burst = 5;
    double messages_per_second = 60;
    double messages_burst = 120;
    std::uint32_t max_rate_strikes = 200;
    std::uint32_t max_bad_messages = 5;
    milliseconds map_unload_after{60'000};
    milliseconds auth_timeout{5'000};
    milliseconds claim_timeout{5'000};
    std::size_t mailbox_capacity = 65'536;
  } game;

  struct Log {
    base::LogLevel level = base::LogLevel::info;
    LogFormat format = LogFormat::automatic;
  } log;
};

}  // namespace flumen::config
