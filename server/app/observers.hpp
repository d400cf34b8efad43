#pragma once

#include "game/observer.hpp"
#include "net/server.hpp"
#include "telemetry/metrics.hpp"

namespace flumen::app {

/// Counts what the network does. Safe from any thread.
class NetworkMetrics final : public net::ServerObserver {
 public:
  explicit NetworkMetrics(telemetry::Metrics& metrics) : metrics_(metrics) {}

  void on_request(std::string_view route, net::Method method, int status, std::chrono::nanoseconds took) override;
  void on_connection_opened() override { metrics_.connections.add(1); }
  void on_connection_closed() override { metrics_.connections.add(-1); }
  void on_connection_refused(std::string_view why) override { metrics_.connections_refused.at(why).add(); }
  void on_websocket_opened() override {}
  void on_websocket_closed(std::uint16_t code) override { metrics_.count_disconnect(code); }
  void on_bytes_sent(std::size_t bytes) override {
    metrics_.bytes_out.add(bytes);
    metrics_.writes.add(1);
  }
  void on_bytes_received(std::size_t bytes) override { metrics_.bytes_in.add(bytes); }

 private:
  telemetry::Metrics& metrics_;
};

/// Counts what the game does. Safe from any thread.
class GameMetrics final : public game::GameObserver {
 public:
  explicit GameMetrics(telemetry::Metrics& metrics);

  void on_message_in(protocol::ClientMessageType type) override { messages_in_[static_cast<std::size_t>(type)]->add(); }
  void on_messages_out(const char* type, std::size_t count) override { metrics_.messages_out.at(type).add(count); }
  void on_moves_out(std::size_t count) override { moves_out_.add(count); }
  void on_move_refused(protocol::Refusal reason) override { metrics_.moves_refused.at(to_string(reason)).add(); }
  void on_player_entered() override { metrics_.players.add(1); }
  void on_player_left() override { metrics_.players.add(-1); }
  void on_map_loaded() override { metrics_.maps_loaded.add(1); }
  void on_map_unloaded() override { metrics_.maps_loaded.add(-1); }
  void on_flush(std::size_t shard, std::chrono::nanoseconds took, std::chrono::nanoseconds window,
                std::chrono::nanoseconds oldest_move) override;
  void on_fight_begun(protocol::FightKind kind) override;
  void on_fight_ended(fight::Outcome outcome) override;
  void on_fight_command(std::size_t action, bool accepted) override;
  void on_decision(std::chrono::nanoseconds took) override { metrics_.fight_decision_seconds.observe(took); }
  void on_rewarded(bool ok, std::chrono::nanoseconds lag) override;
  void on_saved(std::size_t positions, bool ok, std::chrono::nanoseconds took) override;

 private:
  telemetry::Metrics& metrics_;
  // Looked up once: these are counted for every message.
  std::array<telemetry::Counter*, protocol::kClientMessageTypes> messages_in_{};
  telemetry::Counter& moves_out_;
};

}  // namespace flumen::app
