#include "app/observers.hpp"

namespace flumen::app {
namespace {

std::string_view name_of(net::Method method) {
  switch (method) {
    case net::Method::get:
      return "GET";
    case net::Method::post:
      return "POST";
    case net::Method::put:
      return "PUT";
    case net::Method::patch:
      return "PATCH";
    case net::Method::del:
      return "DELETE";
    case net::Method::head:
      return "HEAD";
    case net::Method::options:
      return "OPTIONS";
    case net::Method::other:
      return "other";
  }
  return "other";
}

}  // namespace

void NetworkMetrics::on_request(std::string_view route, net::Method method, int status, std::chrono::nanoseconds took) {
  metrics_.http.record(route, name_of(method), status, took);
}

GameMetrics::GameMetrics(telemetry::Metrics& metrics)
    : metrics_(metrics), moves_out_(metrics.messages_out.at("player_move")) {
  for (std::size_t i = 0; i < messages_in_.size(); ++i) {
    messages_in_[i] = &metrics_.messages_in.at(to_string(static_cast<protocol::ClientMessageType>(i)));
  }
}

void GameMetrics::on_flush(std::size_t shard, std::chrono::nanoseconds took, std::chrono::nanoseconds window,
                           std::chrono::nanoseconds oldest_move) {
  metrics_.flush_seconds.observe(took);
  metrics_.flush_window_seconds(shard).set(std::chrono::duration<double>(window).count());
  if (oldest_move.count() > 0) metrics_.move_to_flush_seconds.observe(oldest_move);
}

void GameMetrics::on_fight_begun(protocol::FightKind kind) {
  metrics_.fights.add(1);
  metrics_.fights_begun.at(to_string(kind)).add();
}

void GameMetrics::on_fight_ended(fight::Outcome outcome) {
  metrics_.fights.add(-1);
  metrics_.fights_ended.at(to_string(outcome)).add();
}

void GameMetrics::on_fight_command(std::size_t action, bool accepted) {
  (accepted ? metrics_.fight_wishes : metrics_.fight_refusals).at(protocol::name_of_action(action)).add();
}

void GameMetrics::on_rewarded(bool ok, std::chrono::nanoseconds lag) {
  metrics_.rewards.at(ok ? "ok" : "failed").add();
  if (ok) metrics_.reward_lag_seconds.observe(lag);
}

void GameMetrics::on_saved(std::size_t positions, bool ok, std::chrono::nanoseconds) {
  metrics_.saves.at(ok ? "ok" : "failed").add(positions);
}

}  // namespace flumen::app
