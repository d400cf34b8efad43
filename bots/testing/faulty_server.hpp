#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace flumen::bots {

/// The connection of one client of a FaultyServer, for one thread.
class Peer {
 public:
  Peer(int socket, const std::atomic<bool>& stopping) : socket_(socket), stopping_(stopping) {}

  /// All of it, unless the client goes or the test is over.
  void send(std::string_view bytes);
  /// Says nothing and reads nothing until the test is over.
  void stall();
  /// Reads and drops until the client goes, or the test is over.
  void swallow();
  /// Sends a byte of `bytes` every 20 ms, over and over, until the client goes or the test is over.
  void drip(std::string_view bytes);
  /// Sends `bytes` over and over, as fast as the client reads.
  void flood(std::string_view bytes);
  /// The head of the next request, with its body read and dropped; "" when the client has gone.
  [[nodiscard]] std::string read_request();

 private:
  const int socket_;
  const std::atomic<bool>& stopping_;
  std::string received_;
};

/// The part of a call that a test can replace.
enum class Step { ready, map, registration, login, upgrade, world };

/// Speaks as much of Flumen's protocol as a silent bot needs, and does one thing wrong. A thread for each connection.
class FaultyServer {
 public:
  /// What to do instead of what is right; the connection is closed after it.
  using Fault = std::function<void(Peer&)>;

  FaultyServer(Step step, Fault fault);
  ~FaultyServer();
  FaultyServer(const FaultyServer&) = delete;
  FaultyServer& operator=(const FaultyServer&) = delete;

  [[nodiscard]] std::uint16_t port() const noexcept { return port_; }
  /// True once the fault was met.
  [[nodiscard]] bool was_met() const noexcept { return met_; }

 private:
  void accept_all();
  void serve(int socket);
  /// True when the connection is to be kept for another request.
  bool answer(Peer& peer, const std::string& request);
  void enter_world(Peer& peer);

  const Step step_;
  const Fault fault_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> met_{false};
  std::thread acceptor_;
  std::mutex mutex_;
  std::vector<std::thread> threads_;  // guarded by mutex_
};

/// An HTTP answer with a body of its length.
[[nodiscard]] std::string http_answer(std::string_view status, std::string_view body);
/// A text frame as a server sends it.
[[nodiscard]] std::string text_frame(std::string_view text);
/// A message that puts the client on map_0_0.
[[nodiscard]] std::string welcome_message();

}  // namespace flumen::bots
