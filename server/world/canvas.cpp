#include "world/canvas.hpp"

namespace flumen::world {

Canvas::Canvas(Tile ground) {
  ground_.fill(ground);
  decor_.fill(kNoTile);
}

void Canvas::build(Cell cell, Tile tile) noexcept {
  for (const Cell part : footprint(cell, kind_of(tile).size)) {
    decor_[index_of(part)] = kNoTile;
    covered_.set(index_of(part));
  }
  decor_[index_of(cell)] = tile;
}

Walkability Canvas::walkability() const noexcept {
  Walkability walkable;
  for (const Cell cell : cells()) walkable.set(cell, is_open(cell));
  return walkable;
}

void Canvas::write_to(MapDocument& document) const {
  std::array<bool, kTiles.size()> used{};
  for (std::size_t i = 0; i < kCellCount; ++i) {
    used[static_cast<std::size_t>(ground_[i])] = true;
    if (decor_[i] != kNoTile) used[static_cast<std::size_t>(decor_[i])] = true;
  }
  std::array<std::int16_t, kTiles.size()> number{};
  document.tile_names.clear();
  for (std::size_t i = 0; i < kTiles.size(); ++i) {
    if (!used[i]) continue;
    number[i] = static_cast<std::int16_t>(document.tile_names.size());
    document.tile_names.emplace_back(kTiles[i].name);
  }
  const auto layer = [&](const char* name, const std::array<Tile, kCellCount>& tiles) {
    TileLayer written{name, std::vector<std::int16_t>(kCellCount, -1)};
    for (std::size_t i = 0; i < kCellCount; ++i) {
      if (tiles[i] != kNoTile) written.tiles[i] = number[static_cast<std::size_t>(tiles[i])];
    }
    return written;
  };
  document.walkable = walkability();
  document.layers = {layer("ground", ground_), layer("decor", decor_)};
}

const std::array<Cell, kCellCount>& Canvas::cells() noexcept {
  static constexpr auto kCells = [] {
    std::array<Cell, kCellCount> cells;
    std::size_t i = 0;
    for (int row = 0; row < kRows; ++row) {
      for (int column = 0; column < kColumns; ++column) cells[i++] = {column, row};
    }
    return cells;
  }();
  return kCells;
}

std::vector<Cell> Canvas::footprint(Cell cell, int size) {
  std::vector<Cell> cells;
  for (int west = 0; west < size; ++west) {
    Cell part = cell;
    for (int i = 0; i < west; ++i) part = neighbours(part)[3];
    for (int east = 0; east < size; ++east) {
      cells.push_back(part);
      part = neighbours(part)[0];
    }
  }
  return cells;
}

}  // namespace flumen::world
