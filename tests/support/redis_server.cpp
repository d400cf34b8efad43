#include "support/redis_server.hpp"

#include <array>
#include <chrono>
#include <filesystem>
#include <signal.h>
#include <stdexcept>
#include <string_view>
#include <thread>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>

#include "support/free_port.hpp"

namespace flumen::support {
namespace {

using std::chrono::milliseconds;

constexpr const char* kProgram = "/usr/bin/redis-server";
constexpr milliseconds kStartLimit{20'000};
constexpr milliseconds kStopLimit{10'000};

// One request and its reply by the Redis protocol; empty when there is no answer.
std::string ask(std::uint16_t port, std::string_view request, std::size_t reply_size) {
  using boost::asio::ip::tcp;
  boost::asio::io_context context;
  tcp::socket socket(context);
  boost::system::error_code error;
  socket.connect({boost::asio::ip::address_v4::loopback(), port}, error);
  if (error) return {};
  boost::asio::write(socket, boost::asio::buffer(request), error);
  std::string reply(reply_size, '\0');
  reply.resize(error ? 0 : boost::asio::read(socket, boost::asio::buffer(reply), error));
  return reply;
}

}  // namespace

RedisServer::RedisServer() : folder_("flumen-redis"), port_(free_port()) {
  if (!std::filesystem::exists(kProgram)) {
    throw std::runtime_error("Redis is not installed: apt-get install redis-server (Debian package)");
  }
  start();
}

RedisServer::~RedisServer() { kill(); }

std::string RedisServer::url() const { return "redis://127.0.0.1:" + std::to_string(port_); }

void RedisServer::start() {
  const auto log = folder_.path() / "server.log";
  process_ = std::make_unique<ChildProcess>(
      ChildProcess::Options{.command = {kProgram, "--port", std::to_string(port_), "--bind", "127.0.0.1", "--save", "",
                                        "--appendonly", "no", "--daemonize", "no", "--dir", folder_.path().string()},
                            .log = log});
  const auto deadline = std::chrono::steady_clock::now() + kStartLimit;
  while (ask(port_, "PING\r\n", 7) != "+PONG\r\n") {
    if (!process_->running() || std::chrono::steady_clock::now() > deadline) {
      process_.reset();
      throw std::runtime_error("Redis did not start: " + read_file(log));
    }
    std::this_thread::sleep_for(milliseconds(5));
  }
}

void RedisServer::stop() {
  if (!process_) return;
  ask(port_, "SAVE\r\n", 5);
  process_->signal(SIGTERM);
  process_->wait(kStopLimit);
  process_.reset();
}

void RedisServer::kill() { process_.reset(); }

void RedisServer::pause() {
  if (process_) process_->signal(SIGSTOP);
}

void RedisServer::resume() {
  if (process_) process_->signal(SIGCONT);
}

}  // namespace flumen::support
