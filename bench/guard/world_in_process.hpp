#pragma once

#include <cstdint>
#include <memory>

#include "bench/support/bare_game.hpp"
#include "net/server.hpp"
#include "protocol/binary.hpp"

namespace flumen::bench {

/// The server's hot path whole, from real sockets to real sockets, without database and log-in: whoever connects is a
/// player, the n-th on map n / players_per_map. Everything runs on the thread that calls serve(), and game time stands
/// still between calls of advance(): the same calls do the same work.
class WorldInProcess {
 public:
  WorldInProcess(std::uint32_t players_per_map, protocol::MoveForm form);
  WorldInProcess(const WorldInProcess&) = delete;
  WorldInProcess& operator=(const WorldInProcess&) = delete;
  ~WorldInProcess();

  /// The port it listens on, over loopback.
  [[nodiscard]] std::uint16_t port() const noexcept { return server_->port(); }
  /// Where the players of map number `n` begin.
  [[nodiscard]] static base::MapId map_of(std::uint32_t n) noexcept { return {static_cast<std::int32_t>(n), 1}; }
  [[nodiscard]] world::Point spawn_of(base::MapId map) { return game_.spawn_of(map); }

  void advance(std::chrono::milliseconds time) { game_.advance(time); }
  /// Does everything there is to do.
  void serve() { game_.serve(); }

  [[nodiscard]] std::size_t players() noexcept { return game_.hub().player_count(); }
  /// Moves handed to connections so far, once for each.
  [[nodiscard]] std::uint64_t moves_out() const noexcept { return observer_.moves_out; }
  [[nodiscard]] std::uint64_t moves_refused() const noexcept { return observer_.moves_refused; }

 private:
  class Endpoint;
  struct Observer final : game::GameObserver {
    std::uint64_t moves_out = 0;
    std::uint64_t moves_refused = 0;
    void on_moves_out(std::size_t count) override { moves_out += count; }
    void on_move_refused(protocol::Refusal) override { ++moves_refused; }
  };

  Observer observer_;
  const std::unique_ptr<net::ServerObserver> traffic_;
  BareGame game_;
  const std::unique_ptr<Endpoint> endpoint_;
  const net::Router router_;
  std::unique_ptr<net::Server> server_;
};

}  // namespace flumen::bench
