#include "world/generator.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>
#include <vector>

#include "world/canvas.hpp"
#include "world/landscape.hpp"
#include "world/map_title.hpp"
#include "world/noise.hpp"
#include "world/path.hpp"

namespace flumen::world {
namespace {

using base::Edge;

/// What a way needs to either side to lead through an opening, px.
constexpr double kHalfWay = 65;
constexpr int kNoWay = -1;

/// The outermost cells. They are closed but for the gates, so that one sees where a map ends.
bool is_rim(Cell cell) noexcept {
  return cell.column == 0 || cell.column == kColumns - 1 || cell.row <= 1 || cell.row >= kRows - 2;
}

/// Exact for middles of cells, unlike distance(), which may differ in its last bit from machine to machine.
double distance_squared(Point a, Point b) noexcept { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }

class MapPainter {
 public:
  MapPainter(std::uint64_t seed, base::MapId id, const Gates& gates)
      : seed_(seed),
        id_(id),
        gates_(gates),
        landscape_(landscape_of(seed, id)),
        dice_(hash_of(mix(seed ^ 0x4D41504D), id.x, id.y)),
        canvas_(landscape_.ground) {}

  MapDocument paint() {
    const Cell hub{dice_.between(8, 13), dice_.between(18, 30)};
    const Cell start = *cell_at(kDefaultSpawn);
    paint_nature();
    open_gates();
    clear(hub);
    clear(start);
    if (landscape_.settled) settle(hub);
    if (dice_.chance(kRuinPercent)) place_ruin();
    close_rim();
    step_on(hub, true);
    for (const Edge edge : kEdges) {
      if (gates_[edge]) lay_way(doorstep(edge), true);
    }
    lay_way(start, false);
    for (const Edge edge : kEdges) {
      if (gates_[edge]) lay_way(*cell_at(entry(edge)), false);
    }
    if (landscape_.settled) furnish(hub);
    fill_pockets(start);
    return document();
  }

 private:
  static constexpr int kRuinPercent = 22;

  [[nodiscard]] Point entry(Edge edge) const noexcept { return entry_of(edge, *gates_[edge]); }

  /// The cell of the rim that lies in the transition area, as near as can be to the middle of the gate.
  [[nodiscard]] Cell doorstep(Edge edge) const noexcept {
    const Rect area = strip_of(edge, *gates_[edge]);
    const Point middle{area.x + area.width / 2, area.y + area.height / 2};
    Cell best = *cell_at(entry(edge));
    double nearest = kMapDiagonal * kMapDiagonal;
    for (const Cell cell : Canvas::cells()) {
      if (!is_rim(cell)) continue;
      const Point within{std::clamp(centre(cell).x, area.x, area.x + area.width),
                         std::clamp(centre(cell).y, area.y, area.y + area.height)};
      const double away = distance_squared(centre(cell), middle);
      if (away >= nearest || cell_at(within) != cell) continue;
      nearest = away;
      best = cell;
    }
    return best;
  }

  // --- Nature -----------------------------------------------------------------------------------------------------

  /// Noise runs on over the edges of the map: what begins on one map goes on in the next.
  [[nodiscard]] std::int64_t noise(std::uint64_t salt, Cell cell, std::int64_t period) const noexcept {
    const std::int64_t x = std::int64_t{id_.x} * 1920 + (2 * cell.column + 1 + (cell.row & 1)) * 43;
    const std::int64_t y = std::int64_t{-id_.y} * 1080 + (cell.row + 1) * 43 / 2;
    return fractal_noise(mix(seed_ ^ salt), x, y, period);
  }

  void paint_nature() {
    for (const Cell cell : Canvas::cells()) {
      const auto water = noise(0x5741, cell, landscape_.water_period) - landscape_.water_below;
      if (water < 0) {
        canvas_.set_ground(cell, water < -kDeepWater ? Tile::water_deep : Tile::water);
        if (water > -kDeepWater / 2 && dice_.chance(kLilyPercent)) canvas_.set_decor(cell, lily());
        continue;
      }
      if (water < kShoreWidth) {
        canvas_.set_ground(cell, landscape_.shore);
      } else if (noise(0x5041, cell, 420) > kPatchAbove) {
        canvas_.set_ground(cell, landscape_.ground_patches);
      }
      canvas_.set_decor(cell, growth(cell));
    }
  }

  [[nodiscard]] Tile lily() const noexcept {
    const bool warm = landscape_.shore != Tile::gravel;
    return warm ? Tile::water_lily : kNoTile;
  }

  Tile growth(Cell cell) {
    if (noise(0x5452, cell, 380) > landscape_.trees_above && dice_.chance(landscape_.tree_percent)) return tree();
    if (dice_.chance(kLoneTreePercent)) return tree();
    if (dice_.chance(landscape_.stone_percent)) return pick(landscape_.stones);
    if (dice_.chance(landscape_.sprinkle_percent)) return pick(landscape_.sprinkles);
    return kNoTile;
  }

  Tile tree() { return pick(landscape_.trees); }

  template <std::size_t kSize>
  Tile pick(const std::array<Tile, kSize>& tiles) {
    return tiles[static_cast<std::size_t>(dice_.below(static_cast<int>(kSize)))];
  }

  // --- Openings ---------------------------------------------------------------------------------------------------

  void open_gates() {
    for (const Edge edge : kEdges) {
      const auto& gate = gates_[edge];
      if (!gate) continue;
      // Wide enough for a way, and from the gate to the entry where that had to be moved out of a corner.
      const double at = along(edge, entry(edge));
      const Gate opening{std::min(gate->begin, at - kHalfWay), std::max(gate->end, at + kHalfWay)};
      for (const Cell cell : Canvas::cells()) {
        if (is_before(edge, centre(cell)) && opening.contains(along(edge, centre(cell)))) clear(cell);
      }
      clear(doorstep(edge));
      clear(*cell_at(entry(edge)));
    }
  }

  /// Between the edge and a little behind the entry.
  [[nodiscard]] static bool is_before(Edge edge, Point p) noexcept {
    switch (edge) {
      case Edge::north:
        return p.y <= 110;
      case Edge::east:
        return p.x >= kMapWidth - 150;
      case Edge::south:
        return p.y >= 965;
      case Edge::west:
        return p.x <= 150;
    }
    return false;
  }

  /// Makes a cell walkable for good.
  void clear(Cell cell) {
    if (is_water(canvas_.ground(cell))) canvas_.set_ground(cell, landscape_.shore);
    if (blocks(canvas_.decor(cell))) canvas_.set_decor(cell, kNoTile);
    kept_.set(index_of(cell));
  }

  void close_rim() {
    for (const Cell cell : Canvas::cells()) {
      if (is_rim(cell) && canvas_.is_open(cell) && !kept_[index_of(cell)]) canvas_.set_decor(cell, tree());
    }
  }

  // --- What people left -------------------------------------------------------------------------------------------

  /// True when a thing of that size can stand there with a free cell all round it, which keeps everything around it
  /// connected.
  [[nodiscard]] bool has_room(Cell cell, int size) const {
    const Cell below{cell.column, cell.row + 2};
    const auto area = Canvas::footprint(below, size + 2);
    return std::none_of(area.begin(), area.end(), [&](Cell part) {
      return !in_grid(part) || is_rim(part) || kept_[index_of(part)] || canvas_.is_built(part);
    });
  }

  bool build(Cell cell, Tile tile) {
    const int size = kind_of(tile).size;
    if (!has_room(cell, size)) return false;
    for (const Cell part : Canvas::footprint(cell, size)) {
      if (is_water(canvas_.ground(part))) return false;
    }
    canvas_.build(cell, tile);
    return true;
  }

  void settle(Cell hub) {
    for (const Cell cell : Canvas::cells()) {
      if (distance_squared(centre(cell), centre(hub)) > 130 * 130) continue;
      clear(cell);
      canvas_.set_decor(cell, kNoTile);
      canvas_.set_ground(cell, Tile::cobble);
    }
    constexpr std::array kHouses{Tile::house_cottage, Tile::house_cottage, Tile::house_cottage, Tile::house_hall,
                                 Tile::house_mill};
    int wanted = dice_.between(4, 7);
    for (int tries = 60; tries > 0 && wanted > 0; --tries) {
      const Cell cell{hub.column + dice_.between(-6, 6), hub.row + dice_.between(-13, 13)};
      if (build(cell, pick(kHouses))) --wanted;
    }
  }

  /// After the ways are laid: what stands at their side must not narrow them.
  void furnish(Cell hub) {
    constexpr std::array kThings{Tile::hay, Tile::barrel, Tile::crates, Tile::cart, Tile::fence};
    for (const Cell cell : Canvas::cells()) {
      const auto around = neighbours(cell);
      const bool beside_house =
          std::any_of(around.begin(), around.end(), [&](Cell next) { return in_grid(next) && canvas_.is_built(next); });
      if (beside_house && !is_rim(cell) && !way_[index_of(cell)] && !kept_[index_of(cell)] && canvas_.is_open(cell) &&
          dice_.chance(18)) {
        canvas_.set_decor(cell, pick(kThings));
      }
    }
    constexpr std::array kCentres{Tile::well, Tile::statue, Tile::lamp};
    for (const Cell cell : neighbours(hub)) {
      if (way_[index_of(cell)]) continue;
      canvas_.set_decor(cell, pick(kCentres));
      return;
    }
  }

  /// A ring of old walls with gaps.
  void place_ruin() {
    const Cell middle{dice_.between(4, 17), dice_.between(9, 39)};
    constexpr std::array kRemains{Tile::ruin_wall, Tile::ruin_wall, Tile::column, Tile::column_broken};
    const int radius = dice_.between(110, 170);
    const int inside = radius - 46;
    for (const Cell cell : Canvas::cells()) {
      if (kept_[index_of(cell)] || canvas_.is_built(cell) || is_water(canvas_.ground(cell))) continue;
      const double away = distance_squared(centre(cell), centre(middle));
      if (away > radius * radius) continue;
      canvas_.set_ground(cell, Tile::stone);
      canvas_.set_decor(cell, away > inside * inside && dice_.chance(70) ? pick(kRemains) : kNoTile);
    }
  }

  // --- Ways -------------------------------------------------------------------------------------------------------

  /// What it costs to lead a way over a cell; kNoWay where none can be.
  [[nodiscard]] int cost(Cell cell) const noexcept {
    const std::size_t i = index_of(cell);
    if (canvas_.is_built(cell) || (is_rim(cell) && !kept_[i])) return kNoWay;
    const int wander = static_cast<int>(hash_of(seed_, cell.column, cell.row) >> 60);
    if (is_water(canvas_.ground(cell))) return 60 + wander;
    return (blocks(canvas_.decor(cell)) ? 28 : 10) + wander;
  }

  /// Makes the cheapest way (Dijkstra 1959) from a cell to the ways there are walkable. Everything inside the rim but
  /// buildings, which stand apart, can be led over, so there always is one.
  void lay_way(Cell from, bool road) {
    using Open = std::pair<int, std::size_t>;  // cost so far, cell
    std::array<int, kCellCount> best;
    std::array<Cell, kCellCount> before;
    best.fill(INT32_MAX);
    std::vector<Open> storage;
    storage.reserve(kCellCount);
    std::priority_queue<Open, std::vector<Open>, std::greater<>> open(std::greater<>{}, std::move(storage));
    best[index_of(from)] = 0;
    open.emplace(0, index_of(from));
    while (!open.empty()) {
      const auto [so_far, index] = open.top();
      open.pop();
      const Cell cell = cell_of(index);
      if (way_[index]) {
        for (Cell back = cell; back != from; back = before[index_of(back)]) step_on(back, road);
        return step_on(from, road);
      }
      if (so_far > best[index]) continue;
      for (const Cell next : neighbours(cell)) {
        if (!in_grid(next)) continue;
        const int step = cost(next);
        if (step == kNoWay || so_far + step >= best[index_of(next)]) continue;
        best[index_of(next)] = so_far + step;
        before[index_of(next)] = cell;
        open.emplace(so_far + step, index_of(next));
      }
    }
  }

  void step_on(Cell cell, bool road) {
    if (is_water(canvas_.ground(cell))) {
      canvas_.set_ground(cell, Tile::bridge);
    } else if (road && canvas_.ground(cell) != Tile::cobble && canvas_.ground(cell) != Tile::bridge) {
      canvas_.set_ground(cell, landscape_.road);
    }
    canvas_.set_decor(cell, kNoTile);
    way_.set(index_of(cell));
    if (!road) return;
    for (const Cell beside : neighbours(cell)) {
      if (!in_grid(beside) || is_rim(beside) || canvas_.is_built(beside) || is_water(canvas_.ground(beside))) continue;
      if (blocks(canvas_.decor(beside)) && dice_.chance(60)) canvas_.set_decor(beside, kNoTile);
    }
  }

  void fill_pockets(Cell start) {
    const Walkability walkable = canvas_.walkability();
    const Walkability reached = reachable_from(walkable, start);
    for (const Cell cell : Canvas::cells()) {
      if (walkable.at(cell) && !reached.at(cell)) canvas_.set_decor(cell, tree());
    }
  }

  [[nodiscard]] MapDocument document() const {
    MapDocument document;
    document.id = id_;
    document.landscape = landscape_.name;
    document.title = title_of(seed_, id_, landscape_.name);
    document.spawn_points.push_back({"default", kDefaultSpawn});
    for (const Edge edge : kEdges) {
      const auto& gate = gates_[edge];
      if (!gate) continue;
      document.spawn_points.push_back({std::string(to_string(edge)), entry(edge)});
      document.transitions.push_back({*id_.neighbour(edge), edge, strip_of(edge, *gate)});
    }
    canvas_.write_to(document);
    return document;
  }

  static constexpr std::int64_t kDeepWater = 4'500;
  static constexpr std::int64_t kShoreWidth = 1'500;
  static constexpr std::int64_t kPatchAbove = 40'000;
  static constexpr int kLilyPercent = 6;
  static constexpr int kLoneTreePercent = 3;

  const std::uint64_t seed_;
  const base::MapId id_;
  const Gates& gates_;
  const Landscape& landscape_;
  Random dice_;
  Canvas canvas_;
  std::bitset<kCellCount> kept_;  ///< what must stay walkable
  std::bitset<kCellCount> way_;
};

}  // namespace

MapDocument generate_map(std::uint64_t seed, base::MapId id, const Gates& gates) {
  return MapPainter(seed, id, gates).paint();
}

}  // namespace flumen::world
