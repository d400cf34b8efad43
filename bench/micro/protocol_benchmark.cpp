// What it costs to read a client's message and to write what others are told.

#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "protocol/binary.hpp"
#include "protocol/decode.hpp"
#include "protocol/encode.hpp"

namespace flumen::protocol {
namespace {

void decode_a_move(benchmark::State& state) {
  const std::string text = R"({"type":"player_move","data":{"x":790.25,"y":618.50,"map_id":"map_0_0"}})";
  for (auto _ : state) benchmark::DoNotOptimize(decode_client_message(text));
}
BENCHMARK(decode_a_move);

// The same, with a key the quick way does not know: what every other message costs.
void decode_a_move_with_an_unknown_key(benchmark::State& state) {
  const std::string text = R"({"type":"player_move","data":{"x":790.25,"y":618.50,"map_id":"map_0_0"},"timestamp":1})";
  for (auto _ : state) benchmark::DoNotOptimize(decode_client_message(text));
}
BENCHMARK(decode_a_move_with_an_unknown_key);

void decode_a_chat_line(benchmark::State& state) {
  const std::string text = R"({"type":"chat","data":{"channel":"map","text":"Quelle belle journée."}})";
  for (auto _ : state) benchmark::DoNotOptimize(decode_client_message(text));
}
BENCHMARK(decode_a_chat_line);

void encode_a_move(benchmark::State& state) {
  const auto user = base::UserId::random();
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_player_move(out, user, 790.25, 618.5, "map_0_0");
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(encode_a_move);

void decode_a_binary_move(benchmark::State& state) {
  const std::string message("\x01\0\0\0\0\0\0\0\0\x10\x60\x40\x4c", 13);
  for (auto _ : state) benchmark::DoNotOptimize(decode_binary_message(message));
}
BENCHMARK(decode_a_binary_move);

void encode_a_binary_move(benchmark::State& state) {
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_move(out, {7, 790.25, 618.5});
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(encode_a_binary_move);

void encode_a_players_list(benchmark::State& state) {
  const PlayerProfile profile{base::UserId::random(), base::CharacterId::random(), "mira", "Mira", "adventurer", 1, 0};
  const std::vector<PlayerView> players(static_cast<std::size_t>(state.range(0)),
                                        PlayerView{&profile, 7, 790.25, 618.5});
  std::string out;
  for (auto _ : state) {
    out.clear();
    append_players_list(out, players, {0, 0}, {});
    benchmark::DoNotOptimize(out.data());
  }
}
BENCHMARK(encode_a_players_list)->ArgName("players")->Arg(50)->Arg(2500)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace flumen::protocol

BENCHMARK_MAIN();
