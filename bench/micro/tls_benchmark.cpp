// What TLS costs a server, without sockets: a full handshake, a record, and the memory of a session.

#include <malloc.h>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "support/certificate.hpp"
#include "support/temp_dir.hpp"
#include "tls/session.hpp"

namespace flumen::tls {
namespace {

using Handshake = Session::Handshake;
using Clock = std::chrono::steady_clock;
using support::KeyKind;

std::shared_ptr<const Context> server_context(KeyKind kind) {
  const support::TempDir folder;
  const auto made = support::make_certificate(folder.path(), "benchmark", kind);
  return load_server_context(made.file, made.key_file).value();
}

std::shared_ptr<const Context> client_context() {
  return make_client_context({.anybody = true, .ca_file = ""}).value();
}

/// The time the server's end needed.
Clock::duration shake_hands(Session& server, Session& client) {
  Clock::duration took{};
  std::string to_server;
  std::string to_client;
  auto of_client = client.handshake({}, to_server);
  for (auto of_server = Handshake::under_way; of_server == Handshake::under_way;) {
    const auto begin = Clock::now();
    of_server = server.handshake(std::exchange(to_server, {}), to_client);
    took += Clock::now() - begin;
    if (of_client == Handshake::under_way) of_client = client.handshake(std::exchange(to_client, {}), to_server);
  }
  return took;
}

void server_handshake(benchmark::State& state, KeyKind kind) {
  const auto of_server = server_context(kind);
  const auto of_client = client_context();
  for (auto _ : state) {
    const auto begin = Clock::now();
    Session server(of_server);
    const auto made = Clock::now() - begin;
    Session client(of_client, "localhost");
    const auto took = made + shake_hands(server, client);
    state.SetIterationTime(std::chrono::duration<double>(took).count());
  }
}
BENCHMARK_CAPTURE(server_handshake, p256, KeyKind::p256)->UseManualTime()->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(server_handshake, rsa2048, KeyKind::rsa2048)->UseManualTime()->Unit(benchmark::kMicrosecond);

void send_record(benchmark::State& state) {
  Session server(server_context(KeyKind::p256));
  Session client(client_context(), "localhost");
  shake_hands(server, client);
  const std::string plain(static_cast<std::size_t>(state.range(0)), 'x');
  std::string output;
  for (auto _ : state) {
    output.clear();
    benchmark::DoNotOptimize(server.send(plain, output));
  }
}
BENCHMARK(send_record)->Arg(120)->Arg(1024)->Arg(4096)->Arg(16384)->Unit(benchmark::kMicrosecond);

void memory_of_a_session(benchmark::State& state) {
  constexpr std::size_t kSessions = 100;
  const auto of_server = server_context(KeyKind::p256);
  const auto of_client = client_context();
  for (auto _ : state) {
    std::vector<std::unique_ptr<Session>> servers;
    servers.reserve(kSessions);
    const std::size_t before = ::mallinfo2().uordblks;
    for (std::size_t i = 0; i < kSessions; ++i) {
      servers.push_back(std::make_unique<Session>(of_server));
      Session client(of_client, "localhost");
      shake_hands(*servers.back(), client);
    }
    const std::size_t held = ::mallinfo2().uordblks - before;
    state.counters["bytes"] = static_cast<double>(held) / kSessions;
  }
}
BENCHMARK(memory_of_a_session)->Iterations(1);

}  // namespace
}  // namespace flumen::tls

BENCHMARK_MAIN();
