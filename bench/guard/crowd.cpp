#include "bench/guard/crowd.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

#include "websocket/frame.hpp"

namespace flumen::bench {
namespace {

constexpr std::size_t kScratchBytes = 64 * 1024;
constexpr double kStep = 8;  // px
constexpr int kEnterTurns = 1000;

constexpr std::string_view kUpgrade =
    "GET /ws/game HTTP/1.1\r\nHost: guard\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: flumen.bin.v1\r\n\r\n";

[[noreturn]] void fail(const char* what) { throw std::runtime_error(std::string(what) + ": " + std::strerror(errno)); }

template <class Integer>
void append_little_endian(std::string& out, Integer value) {
  for (std::size_t i = 0; i < sizeof value; ++i) out.push_back(static_cast<char>(value >> (8 * i)));
}

/// docs/protocol.md, "Moves in binary".
std::string binary_move(base::MapId map, world::Point to) {
  std::string message(1, '\1');
  append_little_endian(message, map.x);
  append_little_endian(message, map.y);
  append_little_endian(message, protocol::to_steps(to.x));
  append_little_endian(message, protocol::to_steps(to.y));
  return message;
}

std::string text_move(base::MapId map, world::Point to) {
  return fmt::format(R"({{"type":"player_move","data":{{"x":{:.2f},"y":{:.2f},"map_id":"{}"}}}})", to.x, to.y,
                     map.to_string());
}

std::string move_frame(protocol::MoveForm form, base::MapId map, world::Point to) {
  const bool binary = form == protocol::MoveForm::binary;
  std::string frame;
  websocket::append_client_frame(frame, binary ? websocket::Opcode::binary : websocket::Opcode::text,
                                 binary ? binary_move(map, to) : text_move(map, to), {0x12, 0x34, 0x56, 0x78});
  return frame;
}

void send_all(int socket, std::string_view bytes) {
  if (::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(bytes.size())) {
    fail("a player cannot send");
  }
}

}  // namespace

Crowd::Crowd(WorldInProcess& world, const Workload& workload, Counts& entering)
    : world_(world), players_(std::size_t{workload.maps} * workload.players_per_map), scratch_(kScratchBytes) {
  for (std::size_t i = 0; i < players_.size(); ++i) {
    const base::MapId map = WorldInProcess::map_of(static_cast<std::uint32_t>(i / workload.players_per_map));
    const world::Point spawn = world_.spawn_of(map);
    players_[i].forth = move_frame(workload.form, map, {spawn.x + kStep, spawn.y});
    players_[i].back = move_frame(workload.form, map, spawn);
    connect(players_[i]);
    // One after the other, so that player i is number i to the world.
    for (int turn = 0; world_.players() <= i; ++turn) {
      if (turn == kEnterTurns) throw std::runtime_error("a player did not get into the world");
      world_.advance(std::chrono::milliseconds(20));
      const Counting counting(entering);
      world_.serve();
    }
    drain();
  }
}

Crowd::~Crowd() {
  for (const Player& player : players_) {
    if (player.socket >= 0) ::close(player.socket);
  }
  world_.serve();
}

void Crowd::connect(Player& player) {
  player.socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  address.sin_port = ::htons(world_.port());
  // Loopback connects before anybody accepts.
  if (player.socket < 0 || ::connect(player.socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    fail("a player cannot connect");
  }
  send_all(player.socket, kUpgrade);
}

void Crowd::send_moves(std::uint32_t turn, std::uint32_t of) {
  for (std::size_t i = turn % of; i < players_.size(); i += of) {
    Player& player = players_[i];
    send_all(player.socket, player.is_forth ? player.back : player.forth);
    player.is_forth = !player.is_forth;
    ++moves_sent_;
  }
}

void Crowd::drain() {
  for (const Player& player : players_) {
    if (player.socket < 0) continue;
    while (::recv(player.socket, scratch_.data(), scratch_.size(), MSG_DONTWAIT) > 0) {
    }
  }
}

}  // namespace flumen::bench
