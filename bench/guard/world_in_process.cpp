#include "bench/guard/world_in_process.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "handlers/message_dispatch.hpp"

namespace flumen::bench {
namespace {

class NoTraffic final : public net::ServerObserver {
 public:
  void on_request(std::string_view, net::Method, int, std::chrono::nanoseconds) override {}
  void on_connection_opened() override {}
  void on_connection_closed() override {}
  void on_connection_refused(std::string_view) override {}
  void on_websocket_opened() override {}
  void on_websocket_closed(std::uint16_t) override {}
  void on_bytes_sent(std::size_t) override {}
  void on_bytes_received(std::size_t) override {}
};

/// A session, and what feeds it with what its connection reads.
class Player final : public net::MessageHandler {
 public:
  Player(net::WebSocketConnection& connection, game::Hub& hub, protocol::MoveForm form, const base::Clock& clock,
         game::GameObserver& observer)
      : connection_(connection),
        hub_(hub),
        session_(hub.open_session(connection.loop(), connection, form)),
        dispatch_(session_, hub.options(), clock, observer) {}

  [[nodiscard]] game::PlayerSession& session() noexcept { return session_; }

  bool on_message(websocket::Opcode opcode, std::string_view payload) override {
    if (opcode == websocket::Opcode::binary) {
      dispatch_.receive_binary(payload);
    } else {
      dispatch_.receive(payload);
    }
    return true;
  }
  void on_batch_end() override { hub_.flush_sessions(connection_.loop()); }
  void on_drained() override { session_.on_drained(); }
  base::Task<void> on_closed(net::CloseInfo) override {
    session_.disconnected(protocol::LeaveReason::left);
    co_return;
  }

 private:
  net::WebSocketConnection& connection_;
  game::Hub& hub_;
  game::PlayerSession& session_;
  handlers::MessageDispatch dispatch_;
};

/// The same ids in every run, and so the same bytes and hash tables.
template <class Id>
Id id_of(std::uint32_t kind, std::uint32_t number) {
  char text[37];
  std::snprintf(text, sizeof text, "%08x-0000-4000-8000-%012x", kind, number);
  return *Id::parse(text);
}

}  // namespace

class WorldInProcess::Endpoint final : public net::WebSocketEndpoint {
 public:
  Endpoint(WorldInProcess& world, std::uint32_t players_per_map, protocol::MoveForm form)
      : world_(world), players_per_map_(players_per_map), form_(form) {}

  base::Task<std::variant<Admission, net::Response>> authorize(const net::Request&) override {
    Admission admission;
    if (form_ == protocol::MoveForm::binary) admission.subprotocol = protocol::kBinarySubprotocol;
    co_return admission;
  }

  base::Task<std::unique_ptr<net::MessageHandler>> serve(net::WebSocketConnection& connection, Admission) override {
    const std::uint32_t number = next_++;
    const base::MapId map = map_of(number / players_per_map_);
    const std::string name = "player-" + std::to_string(number);
    const auto profile = std::make_shared<protocol::PlayerProfile>(protocol::PlayerProfile{
        id_of<base::UserId>(1, number), id_of<base::CharacterId>(2, number), name, name, "adventurer", 1, 0});
    auto player =
        std::make_unique<Player>(connection, world_.game_.hub(), form_, world_.game_.clock(), world_.observer_);
    const auto claimed = co_await player->session().claim(profile->user_id, profile->username);
    if (claimed.has_value()) player->session().enter(profile, {}, map, world_.spawn_of(map), "resume");
    co_return player;
  }

 private:
  WorldInProcess& world_;
  const std::uint32_t players_per_map_;
  const protocol::MoveForm form_;
  std::uint32_t next_ = 0;
};

WorldInProcess::WorldInProcess(std::uint32_t players_per_map, protocol::MoveForm form)
    : traffic_(std::make_unique<NoTraffic>()),
      game_(observer_),
      endpoint_(std::make_unique<Endpoint>(*this, players_per_map, form)) {
  net::ServerOptions options;
  options.address = "127.0.0.1";
  options.port = 0;
  server_ = std::make_unique<net::Server>(game_.loops(), options, router_, *endpoint_, *traffic_, game_.logger());
  if (const auto listening = server_->listen(); !listening) throw std::runtime_error(listening.error().message);
  server_->start();
}

WorldInProcess::~WorldInProcess() {
  // The players have hung up and serve() was called: nothing is left but the listener, which the server takes down.
  game_.loop().context().stop();
}

}  // namespace flumen::bench
