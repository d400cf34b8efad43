#include "app/application.hpp"

#include <atomic>
#include <filesystem>
#include <future>
#include <optional>
#include <thread>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <sodium.h>

#include "app/certificate.hpp"
#include "app/data_files.hpp"
#include "app/housekeeping.hpp"
#include "app/observers.hpp"
#include "app/options.hpp"
#include "app/process.hpp"
#include "auth/auth_service.hpp"
#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "cache/cache.hpp"
#include "cache/sessions.hpp"
#include "config/secret.hpp"
#include "database/database.hpp"
#include "game/class_catalogue.hpp"
#include "game/current_game_data.hpp"
#include "game/hub.hpp"
#include "handlers/api.hpp"
#include "handlers/game_handler.hpp"
#include "handlers/presence_keeper.hpp"
#include "net/server.hpp"
#include "telemetry/metrics.hpp"
#include "websocket/frame.hpp"
#include "world/atlas.hpp"

namespace flumen::app {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

namespace {

constexpr milliseconds kResumeTokenTtl{120'000};
constexpr milliseconds kExpelTimeout{5'000};

std::size_t thread_count(const config::Config& config) {
  if (config.server.threads != 0) return config.server.threads;
  return std::max(1U, std::thread::hardware_concurrency());
}

/// Runs a task on a loop and waits for it; not on a loop's thread.
template <class T>
T wait_for(base::EventLoop& loop, base::Task<T> task) {
  return boost::asio::co_spawn(loop.executor(), std::move(task), boost::asio::use_future).get();
}

}  // namespace

/// Members are built from the top down and destroyed from the bottom up; start() and stop() follow the same order.
class Application::Parts {
 public:
  Parts(config::Config config, base::LogSink& log)
      : config_(std::move(config)),
        logger_(log),
        loops_(thread_count(config_)),
        metrics_({.version = version(), .loops = loops_.size()}),
        network_metrics_(metrics_),
        game_metrics_(metrics_),
        atlas_(config_.world.seed) {}

  base::Result<void> start();
  [[nodiscard]] std::uint16_t port() const { return server_->port(); }
  void reload();
  bool stop();
  void hurry();

 private:
  base::Result<void> prepare_data();
  void reload_game_data();
  void reload_certificate();
  base::Result<void> open_stores();
  base::Result<std::string> signing_secret() const;
  void build_game();
  base::Result<void> build_server();
  handlers::ApiHooks api_hooks();
  base::Task<> end_session(base::UserId user, std::optional<base::CharacterId> character, std::uint16_t code,
                           const char* reason);
  void describe_queues();
  [[nodiscard]] milliseconds remaining(steady_clock::time_point deadline) const;

  const config::Config config_;
  const base::Logger logger_;
  const base::SystemClock clock_;
  std::atomic<bool> hurried_{false};
  std::atomic<bool> accepting_{false};
  DataLock data_lock_;

  base::EventLoops loops_;
  telemetry::Metrics metrics_;
  NetworkMetrics network_metrics_;
  GameMetrics game_metrics_;

  world::Atlas atlas_;
  std::optional<game::ClassCatalogue> classes_;
  std::optional<game::CurrentGameData> game_data_;
  std::unique_ptr<database::Database> database_;
  std::unique_ptr<cache::Cache> cache_;
  std::unique_ptr<auth::AuthService> auth_;
  std::unique_ptr<game::Hub> hub_;
  std::unique_ptr<handlers::PresenceKeeper> presence_;
  std::unique_ptr<handlers::GameHandler> game_handler_;
  net::Router router_;
  std::unique_ptr<net::Server> server_;
  std::unique_ptr<Housekeeping> housekeeping_;
  std::optional<cache::ResumeTokens> resume_tokens_;
  std::optional<base::TaskGroup> tasks_;  // on the first loop
};

// ---- starting --------------------------------------------------------------------------------------------------

base::Result<void> Application::Parts::start() {
  if (sodium_init() < 0) return base::fail(base::Errc::internal, "libsodium could not be initialised");
  if (auto ready = prepare_data(); ready.has_error()) return ready;
  if (auto opened = open_stores(); opened.has_error()) return opened;

  auto secret = signing_secret();
  if (secret.has_error()) return secret.error();
  auth_ = auth::make_auth_service(auth_options(config_, std::move(*secret)), *database_, *cache_, clock_, logger_);
  housekeeping_ = std::make_unique<Housekeeping>(loops_[0], *auth_, database_->growth(), clock_, logger_);
  build_game();
  if (auto built = build_server(); built.has_error()) return built;
  describe_queues();

  loops_.start();
  if (const auto warm = wait_for(loops_[0], auth_->warm_up()); warm.has_error()) {
    logger_.warning("tokens revoked earlier could not be loaded; the database is asked instead",
                    {{"reason", warm.error().message}});
  }
  hub_->start();
  presence_->start();
  housekeeping_->start();
  server_->start();
  accepting_ = true;
  return {};
}

base::Result<void> Application::Parts::prepare_data() {
  const auto folder = find_data_folder(config_.world.maps_folder);
  if (folder.has_error()) return folder.error();
  const auto maps = atlas_.load_folder(*folder);
  if (maps.has_error()) return maps.error();
  auto classes = game::ClassCatalogue::load(*folder / "classes.json");
  if (classes.has_error()) return classes.error();
  classes_.emplace(std::move(*classes));
  auto data = gamedata::GameData::load(*folder);
  if (data.has_error()) return data.error();
  game_data_.emplace(std::move(*data));
  logger_.info("maps are loaded", {{"folder", folder->string()}, {"drawn", *maps}});

  std::error_code error;
  std::filesystem::create_directories(config_.server.data_dir, error);
  if (error) {
    return base::fail(base::Errc::unavailable, "the data folder " + config_.server.data_dir + " cannot be made: " +
                                                   error.message() + "; choose another with --data-dir");
  }
  if (config_.database.url.starts_with("sqlite:")) return data_lock_.acquire(config_.server.data_dir);
  return {};
}

base::Result<void> Application::Parts::open_stores() {
  auto database = database::make_database(database_options(config_), logger_);
  if (database.has_error()) return database.error();
  database_ = std::move(*database);
  if (auto opened = database_->open(); opened.has_error()) return opened;
  const auto migrated = database_->migrate();
  if (migrated.has_error()) return migrated.error();
  if (*migrated > 0) logger_.info("the database schema was brought up to date", {{"migrations", *migrated}});

  if (config_.redis.url.empty()) {
    cache_ = cache::make_memory_cache(clock_, config_.cache.max_entries);
    return {};
  }
  auto redis = cache::make_redis_cache(redis_options(config_), logger_);
  if (redis.has_error()) return redis.error();
  cache_ = std::move(*redis);
  return {};
}

base::Result<std::string> Application::Parts::signing_secret() const {
  if (!config_.auth.jwt_secret.empty()) return config_.auth.jwt_secret;
  return config::load_or_create_secret(config_.server.data_dir + "/jwt_secret");
}

void Application::Parts::build_game() {
  tasks_.emplace(loops_[0], logger_);
  resume_tokens_.emplace(*cache_, kResumeTokenTtl);
  hub_ = std::make_unique<game::Hub>(
      loops_, game_options(config_),
      game::HubParts{atlas_, database_->characters(), database_->growth(), *game_data_, config_.world.seed}, clock_,
      game_metrics_, logger_);
  presence_ = std::make_unique<handlers::PresenceKeeper>(
      loops_[0], *cache_, base::Uuid::random().to_string(),
      [this](const cache::SessionRecord& record) {
        tasks_->spawn("take-over", end_session(record.user_id, record.character_id, websocket::kTakenOver,
                                               "This character entered the world from somewhere else."));
      },
      logger_);
  game_handler_ = std::make_unique<handlers::GameHandler>(
      handlers::PlayContext{*hub_, *resume_tokens_, *presence_, clock_, game_metrics_, logger_}, *auth_, *database_,
      config_.game.auth_timeout);
}

base::Result<void> Application::Parts::build_server() {
  const handlers::ApiParts parts{*auth_, *database_, *cache_, atlas_, *classes_, *game_data_, clock_, logger_};
  handlers::add_api_routes(router_, parts, api_hooks());
  net::ServerOptions options = server_options(config_);
  auto certificate = load_certificate(config_, logger_);
  if (certificate.has_error()) return certificate.error();
  options.tls = std::move(*certificate);
  // What is not a connection: databases, caches, logs, the kernel's own handles of every loop.
  constexpr std::size_t kOtherFiles = 128;
  const std::size_t files = raise_file_limit();
  if (files < options.max_connections + kOtherFiles) {
    options.max_connections = files > 2 * kOtherFiles ? files - kOtherFiles : kOtherFiles;
    logger_.warning("the limit of open files is below what net.max_connections needs; see LimitNOFILE",
                    {{"limit", files},
                     {"needed", config_.net.max_connections + kOtherFiles},
                     {"max_connections", options.max_connections}});
  }
  server_ =
      std::make_unique<net::Server>(loops_, std::move(options), router_, *game_handler_, network_metrics_, logger_);
  return server_->listen();
}

base::Task<> Application::Parts::end_session(base::UserId user, std::optional<base::CharacterId> character,
                                             std::uint16_t code, const char* reason) {
  // GCC 12 destroys a temporary twice that is an argument inside a co_await expression: it needs a name.
  std::string text(reason);
  const bool ended = co_await hub_->expel(user, character, code, std::move(text), kExpelTimeout);
  if (!ended) logger_.warning("a session did not end in time", {{"user_id", user.to_string()}});
}

handlers::ApiHooks Application::Parts::api_hooks() {
  handlers::ApiHooks hooks;
  hooks.end_session_of_account = [this](base::UserId user) -> base::Task<void> {
    co_await end_session(user, std::nullopt, websocket::kUnauthorised, "You have logged out.");
    (void)co_await resume_tokens_->revoke(user);  // with the cache away there is none
  };
  hooks.end_session_of_character = [this](base::UserId user, base::CharacterId character) -> base::Task<void> {
    co_await end_session(user, character, websocket::kNormal, "This character was deleted.");
  };
  hooks.unsaved_position = [this](base::CharacterId id) -> std::optional<database::CharacterPosition> {
    const auto position = hub_->saves().latest(id);
    if (!position) return std::nullopt;
    return database::CharacterPosition{id, position->map.to_string(), position->position.x, position->position.y};
  };
  hooks.is_fighting = [this](base::CharacterId id) { return hub_->is_fighting(id); };
  hooks.grown = [this](const database::Character& character) {
    hub_->grown(character.user_id, character.id,
                {character.spent_points, character.life, base::to_unix_ms(character.life_at)});
  };
  hooks.accepting = [this] { return accepting_.load(std::memory_order_relaxed); };
  hooks.metrics = [this] {
    metrics_.save_lag_seconds.set(std::chrono::duration<double>(hub_->saves().lag()).count());
    return metrics_.scrape();
  };
  return hooks;
}

void Application::Parts::describe_queues() {
  metrics_.add_queue("database", [this] { return database_->queue_depth(); });
  metrics_.add_queue("password_hash", [this] { return auth_->hash_queue_depth(); });
  metrics_.add_queue("rewards", [this] { return hub_->rewards().depth(); });
  metrics_.add_queue("save", [this] { return hub_->saves().depth(); });
  for (std::size_t i = 0; i < loops_.size(); ++i) {
    metrics_.add_queue("mailbox_" + std::to_string(i), [this, i] { return hub_->queue_depth(i); });
  }
}

void Application::Parts::reload() {
  reload_game_data();
  reload_certificate();
}

void Application::Parts::reload_game_data() {
  const auto folder = find_data_folder(config_.world.maps_folder);
  auto data = folder ? gamedata::GameData::load(*folder) : base::Result<game::GameDataPtr>(folder.error());
  if (data.has_error()) {
    logger_.error("the game's data could not be reloaded; what was in force stays so",
                  {{"reason", data.error().message}});
    return;
  }
  game_data_->replace(std::move(*data));
  logger_.info("the game's data was reloaded");
}

void Application::Parts::reload_certificate() {
  auto certificate = load_certificate(config_, logger_);
  if (certificate.has_error()) {
    logger_.error("the certificate could not be reloaded; the one before stays in use",
                  {{"reason", certificate.error().message}});
  } else if (*certificate) {
    server_->renew_tls(std::move(*certificate));
  } else {
    logger_.info("there is nothing to reload: no certificate is configured");
  }
}

// ---- stopping --------------------------------------------------------------------------------------------------

milliseconds Application::Parts::remaining(steady_clock::time_point deadline) const {
  if (hurried_.load(std::memory_order_relaxed)) return milliseconds{0};
  const auto left = std::chrono::duration_cast<milliseconds>(deadline - steady_clock::now());
  return std::max(left, milliseconds{0});
}

void Application::Parts::hurry() {
  hurried_.store(true, std::memory_order_relaxed);
  // The patient call of stop() returns as soon as there is nobody left to wait for.
  (void)server_->close_all(websocket::kGoingAway, "The server is stopping.", milliseconds{0});
}

bool Application::Parts::stop() {
  // What is kept back for the database, after the players had their time to say goodbye.
  constexpr milliseconds kSavingTime{3'000};
  constexpr milliseconds kSettlingTime{2'000};
  const auto deadline = steady_clock::now() + config_.server.shutdown_timeout;

  accepting_ = false;
  server_->stop_accepting();
  hub_->notify_all("shutdown", "The server is stopping; your character is saved.");
  wait_for(loops_[0], hub_->interrupt_fights(std::min(remaining(deadline - kSavingTime), kSettlingTime)));
  const std::size_t dropped =
      server_->close_all(websocket::kGoingAway, "The server is stopping.", remaining(deadline - kSavingTime));
  if (dropped > 0) logger_.warning("connections had to be dropped", {{"connections", dropped}});
  const std::size_t lost = hub_->stop(std::max(remaining(deadline), kSavingTime));
  if (lost > 0) logger_.error("positions or rewards could not be saved", {{"count", lost}});
  wait_for(loops_[0], tasks_->join());  // bounded by kExpelTimeout
  wait_for(loops_[0], presence_->stop());
  wait_for(loops_[0], housekeeping_->stop());
  loops_.finish();

  auth_->close();
  database_->close();
  cache_->close();
  logger_.info("the server has stopped");
  return lost == 0;
}

// ---- the outside -----------------------------------------------------------------------------------------------

Application::Application(config::Config config, base::LogSink& log)
    : parts_(std::make_unique<Parts>(std::move(config), log)) {}
Application::~Application() = default;

base::Result<void> Application::start() { return parts_->start(); }
std::uint16_t Application::port() const { return parts_->port(); }
void Application::reload() { parts_->reload(); }
bool Application::stop() { return parts_->stop(); }
void Application::hurry() { parts_->hurry(); }

base::Result<std::size_t> migrate(const config::Config& config, base::LogSink& log) {
  auto database = database::make_database(database_options(config), base::Logger(log));
  if (database.has_error()) return database.error();
  std::error_code ignored;  // opening the database says it better
  std::filesystem::create_directories(config.server.data_dir, ignored);
  if (auto opened = (*database)->open(); opened.has_error()) return opened.error();
  auto applied = (*database)->migrate();
  (*database)->close();
  return applied;
}

std::string version() { return FLUMEN_VERSION; }

}  // namespace flumen::app
