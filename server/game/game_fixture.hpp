#pragma once

// For tests: a whole game on real event loops, with clients that are queues instead of sockets.

#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/json.hpp>

#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "database/character_repository.hpp"
#include "game/fight_fixture.hpp"
#include "game/hub.hpp"
#include "protocol/binary.hpp"
#include "protocol/decode.hpp"
#include "protocol/testing/moves_reader.hpp"
#include "websocket/parser.hpp"

namespace flumen::game::testing {

/// Remembers positions; can be told to fail, as a database that is away.
class FakeCharacters final : public database::CharacterRepository {
 public:
  template <class T>
  using Reply = base::Task<base::Result<T>>;
  using Id = base::CharacterId;

  Reply<void> create(database::Character, std::size_t) override { co_return base::Result<void>{}; }
  Reply<std::vector<database::Character>> list(base::UserId) override { co_return std::vector<database::Character>{}; }
  Reply<std::optional<database::Character>> find(base::UserId, Id) override {
    co_return std::optional<database::Character>{};
  }
  Reply<std::optional<database::Character>> most_recent(base::UserId) override {
    co_return std::optional<database::Character>{};
  }
  Reply<bool> remove(base::UserId, Id) override { co_return false; }
  Reply<void> mark_played(Id, base::SystemTime) override { co_return base::Result<void>{}; }
  Reply<void> save_positions(std::vector<database::CharacterPosition> positions) override {
    const std::lock_guard lock(mutex_);
    if (away_) co_return base::fail(base::Errc::unavailable, "away");
    for (auto& position : positions) saved_[position.id] = position;
    changed_.notify_all();
    co_return base::Result<void>{};
  }

  void set_away(bool away) {
    const std::lock_guard lock(mutex_);
    away_ = away;
  }
  [[nodiscard]] std::optional<database::CharacterPosition> saved(Id id) const {
    const std::lock_guard lock(mutex_);
    const auto found = saved_.find(id);
    return found == saved_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::unordered_map<Id, database::CharacterPosition> saved_;
  bool away_ = false;
};

/// A client that keeps what it is sent, decoded. await() and the rest are for the test's thread.
class FakeClient final : public base::FrameSink, private websocket::ParserEvents {
 public:
  void append(base::Slice frames) override { queued_ += frames.view(); }
  void flush() override {
    std::string bytes = std::exchange(queued_, {});
    const std::lock_guard lock(mutex_);
    (void)parser_.feed(bytes.data(), bytes.size(), *this);
    changed_.notify_all();
  }
  void publish(const base::SharedBytes& bytes, std::span<const base::Extent> parts) override {
    for (const base::Extent part : parts) append(base::Slice(bytes, part));
    flush();
  }
  [[nodiscard]] bool congested() const noexcept override { return congested_; }
  void close(std::uint16_t code, std::string_view) override {
    const std::lock_guard lock(mutex_);
    if (closed_with_ == 0) closed_with_ = code;
    changed_.notify_all();
  }

  /// The next message of that type; what comes before it is kept for later. Empty when none comes in time.
  boost::json::object await(std::string_view type) {
    std::unique_lock lock(mutex_);
    boost::json::object found;
    const bool came = changed_.wait_for(lock, std::chrono::seconds(5), [&] {
      for (auto it = messages_.begin(); it != messages_.end(); ++it) {
        if (it->at("type").as_string() != boost::json::string_view(type.data(), type.size())) continue;
        found = std::move(*it);
        messages_.erase(it);
        return true;
      }
      return false;
    });
    return came ? found : boost::json::object{};
  }
  /// The oldest message that was not awaited, of whatever type. Empty when none comes in time.
  boost::json::object next() {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, std::chrono::seconds(5), [&] { return !messages_.empty(); })) return {};
    boost::json::object message = std::move(messages_.front());
    messages_.pop_front();
    return message;
  }
  std::uint16_t await_close() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(5), [&] { return closed_with_ != 0; });
    return closed_with_;
  }
  /// The types of what was received and not awaited, oldest first.
  [[nodiscard]] std::vector<std::string> types() const {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> types;
    for (const auto& message : messages_) types.emplace_back(message.at("type").as_string().c_str());
    return types;
  }
  void set_congested(bool congested) { congested_ = congested; }

 private:
  bool on_message(websocket::Opcode opcode, std::string_view payload) override {
    messages_.push_back(opcode == websocket::Opcode::binary
                            ? moves_as_json(payload)
                            : boost::json::parse({payload.data(), payload.size()}).as_object());
    return true;
  }
  /// {"type": "moves", "data": {"<number>": [x, y], …}}, in px.
  static boost::json::object moves_as_json(std::string_view payload) {
    boost::json::object data;
    const auto entries = protocol::testing::read_moves(payload);
    EXPECT_TRUE(entries) << "a binary message that is no moves";
    for (const auto& entry : entries.value_or(std::vector<protocol::testing::MoveEntry>{})) {
      data[std::to_string(entry.number)] = {entry.x / protocol::kStepsPerPixel, entry.y / protocol::kStepsPerPixel};
    }
    return {{"type", "moves"}, {"data", std::move(data)}};
  }
  bool on_control(websocket::Opcode, std::string_view) override { return true; }
  void on_close(std::uint16_t, std::string_view) override {}

  std::string queued_;  // the loop's thread only
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<boost::json::object> messages_;
  std::uint16_t closed_with_ = 0;
  std::atomic<bool> congested_{false};
  websocket::Parser parser_{websocket::Role::client, 1 << 20};
};

/// A player: a client, and the session it has on one loop.
struct Player {
  FakeClient client;
  base::EventLoop* loop = nullptr;
  PlayerSession* session = nullptr;
  Profile profile;
  protocol::PlayerNumber number = 0;  ///< on the map it entered
  boost::json::object monsters;       ///< monsters_data on arrival

  [[nodiscard]] std::string user_id() const { return profile->user_id.to_string(); }

  /// Runs `call(session)` on the session's thread and waits for it.
  template <class Call>
  void on_session(Call call) {
    std::promise<void> done;
    boost::asio::post(loop->executor(), [&] {
      call(*session);
      done.set_value();
    });
    done.get_future().wait();
  }
  void move(double x, double y, Seq seq = {}) {
    on_session([&](PlayerSession& s) { s.move({x, y, base::MapId{0, 0}}, std::chrono::steady_clock::now(), seq); });
  }
  void say(protocol::ChatChannel channel, std::string text, std::string to = {}) {
    on_session([&](PlayerSession& s) { s.chat({channel, std::move(text), std::move(to)}, 7); });
  }
  /// Sends `combat` with these members of `data`, as JSON.
  void combat(std::string_view members, Seq seq = {}) {
    auto decoded = protocol::decode_client_message(R"({"type":"combat","data":{)" + std::string(members) + "}}");
    auto* message = std::get_if<protocol::ClientMessage>(&decoded);
    ASSERT_NE(message, nullptr) << members;
    on_session([&](PlayerSession& s) { s.combat(std::move(std::get<protocol::Combat>(message->body)), seq); });
  }
  void disconnect() {
    on_session([](PlayerSession& s) { s.disconnected(protocol::LeaveReason::left); });
    session = nullptr;
  }
};

/// A game on `threads` loops whose maps are generated.
class Game {
 public:
  explicit Game(std::size_t threads = 2, GameOptions options = quick_options())
      : data(arena_data()),
        loops(threads),
        atlas(1),
        hub(loops, options, HubParts{atlas, characters, growth, data, 1}, clock, observer, base::Logger(log)) {
    loops.start();
    hub.start();
  }
  ~Game() {
    if (!stopped_) (void)stop();
  }

  static GameOptions quick_options() {
    GameOptions options;
    options.save_interval = std::chrono::milliseconds(50);
    options.chats_per_second = 1000;
    options.chats_burst = 1000;
    options.groups_per_map = 0;
    return options;
  }

  std::size_t stop(std::chrono::milliseconds timeout = std::chrono::milliseconds(2000)) {
    for (auto& player : players_) {
      if (player->session != nullptr) player->disconnect();
    }
    stopped_ = true;
    const std::size_t lost = hub.stop(timeout);
    loops.finish();
    return lost;
  }

  /// A player who is on a map; every other one starts on the other loop. Waits for players_list unless told not to.
  Player& enter(const std::string& name, base::MapId map = {}, world::Point at = {758, 605},
                base::UserId user = base::UserId::random(), protocol::MoveForm form = protocol::MoveForm::text) {
    Player& player = connect(form);
    const auto claimed = claim(player, user, name);
    EXPECT_TRUE(claimed.has_value());
    start_playing(player, user, name, map, at);
    const auto welcome = player.client.await("welcome");
    EXPECT_FALSE(welcome.empty());
    if (!welcome.empty()) player.number = welcome.at("data").at("number").to_number<protocol::PlayerNumber>();
    EXPECT_FALSE(player.client.await("players_list").empty());
    player.monsters = player.client.await("monsters_data");
    EXPECT_FALSE(player.monsters.empty());
    return player;
  }
  /// The same, of a client that has its moves in binary.
  Player& enter_binary(const std::string& name, base::MapId map = {}, world::Point at = {758, 605}) {
    return enter(name, map, at, base::UserId::random(), protocol::MoveForm::binary);
  }

  Player& connect(protocol::MoveForm form = protocol::MoveForm::text) {
    auto owned = std::make_unique<Player>();
    Player& player = *owned;
    player.loop = &loops[players_.size() % loops.size()];
    players_.push_back(std::move(owned));
    std::promise<void> done;
    boost::asio::post(player.loop->executor(), [&] {
      player.session = &hub.open_session(*player.loop, player.client, form);
      done.set_value();
    });
    done.get_future().wait();
    return player;
  }
  base::Result<void> claim(Player& player, base::UserId user, const std::string& name) {
    return boost::asio::co_spawn(player.loop->executor(), player.session->claim(user, name), boost::asio::use_future)
        .get();
  }
  void start_playing(Player& player, base::UserId user, const std::string& name, base::MapId map, world::Point at,
                     base::CharacterId character = base::CharacterId::random()) {
    player.profile = std::make_shared<protocol::PlayerProfile>(
        protocol::PlayerProfile{user, character, name, name, "adventurer", 1, 0});
    player.on_session([&](PlayerSession& s) { s.enter(player.profile, Growth{}, map, at, "resume"); });
  }

  FakeCharacters characters;
  FakeGrowth growth;
  CurrentGameData data;
  base::NullLogSink log;
  base::SystemClock clock;
  GameObserver observer;
  base::EventLoops loops;
  world::Atlas atlas;
  Hub hub;

 private:
  std::vector<std::unique_ptr<Player>> players_;
  bool stopped_ = false;
};

}  // namespace flumen::game::testing
