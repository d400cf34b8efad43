// What the rules of the world cost: painting a map, serving it, judging a move, finding a way.

#include <random>
#include <vector>

#include <benchmark/benchmark.h>

#include "world/atlas.hpp"
#include "world/generator.hpp"
#include "world/path.hpp"

namespace {

using namespace flumen;
using world::Point;

constexpr std::uint64_t kSeed = 1;

world::MapDocument generated(base::MapId id) {
  world::Gates gates;
  for (const auto edge : world::kEdges) gates[edge] = world::generated_gate(kSeed, id, edge);
  return world::generate_map(kSeed, id, gates);
}

/// Moves as players make them: `length` px in any direction from where one can stand.
std::vector<std::pair<Point, Point>> moves_on(const world::Walkability& walkable, double length) {
  std::mt19937 engine(2);
  std::uniform_real_distribution<double> across(0, world::kMapWidth);
  std::uniform_real_distribution<double> down(0, world::kMapHeight);
  std::uniform_real_distribution<double> angle(0, 6.283185307179586);
  std::vector<std::pair<Point, Point>> moves;
  while (moves.size() < 1024) {
    const Point from{across(engine), down(engine)};
    const double direction = angle(engine);
    const Point to{from.x + length * std::cos(direction), from.y + length * std::sin(direction)};
    if (walkable.at(from)) moves.emplace_back(from, to);
  }
  return moves;
}

void paint_a_map(benchmark::State& state) {
  base::MapId id{0, 0};
  for (auto _ : state) {
    ++id.x;
    benchmark::DoNotOptimize(generated(id));
  }
}
BENCHMARK(paint_a_map)->Unit(benchmark::kMicrosecond);

void find_a_new_map_in_the_atlas(benchmark::State& state) {
  world::Atlas atlas(kSeed, 64);
  base::MapId id{0, 0};
  for (auto _ : state) {
    ++id.x;
    benchmark::DoNotOptimize(atlas.find(id));
  }
}
BENCHMARK(find_a_new_map_in_the_atlas)->Unit(benchmark::kMicrosecond);

void find_a_kept_map_in_the_atlas(benchmark::State& state) {
  world::Atlas atlas(kSeed, 64);
  for (auto _ : state) benchmark::DoNotOptimize(atlas.find({1, 1}));
}
BENCHMARK(find_a_kept_map_in_the_atlas);

void read_a_document(benchmark::State& state) {
  const std::string text = world::to_json(generated({3, 3}));
  for (auto _ : state) benchmark::DoNotOptimize(world::parse_map_document(text, "benchmark"));
}
BENCHMARK(read_a_document)->Unit(benchmark::kMicrosecond);

void check_a_segment(benchmark::State& state) {
  const auto map = generated({3, 3});
  const auto moves = moves_on(map.walkable, static_cast<double>(state.range(0)));
  std::size_t i = 0;
  for (auto _ : state) {
    const auto& [from, to] = moves[i++ % moves.size()];
    benchmark::DoNotOptimize(map.walkable.segment_is_walkable(from, to));
  }
}
BENCHMARK(check_a_segment)->Arg(10)->Arg(100)->Arg(500);

void find_a_path_across_a_map(benchmark::State& state) {
  const auto map = generated({3, 3});
  const Point from = map.spawn(base::Edge::west);
  const Point to = map.spawn(base::Edge::east);
  for (auto _ : state) benchmark::DoNotOptimize(world::find_path(map.walkable, from, to));
}
BENCHMARK(find_a_path_across_a_map)->Unit(benchmark::kMicrosecond);

}  // namespace

BENCHMARK_MAIN();
