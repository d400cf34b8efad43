#pragma once

#include <array>
#include <bitset>
#include <vector>

#include "world/cell_grid.hpp"
#include "world/map_document.hpp"
#include "world/tiles.hpp"

namespace flumen::world {

/// A map while it is being painted: what lies and what stands on each cell. Plain data of one thread.
class Canvas {
 public:
  explicit Canvas(Tile ground);

  [[nodiscard]] Tile ground(Cell cell) const noexcept { return ground_[index_of(cell)]; }
  [[nodiscard]] Tile decor(Cell cell) const noexcept { return decor_[index_of(cell)]; }
  /// True when nothing that lies, stands or reaches there blocks.
  [[nodiscard]] bool is_open(Cell cell) const noexcept {
    return !blocks(ground(cell)) && !blocks(decor(cell)) && !covered_[index_of(cell)];
  }
  /// True under a thing of several cells.
  [[nodiscard]] bool is_built(Cell cell) const noexcept { return covered_[index_of(cell)]; }

  void set_ground(Cell cell, Tile tile) noexcept { ground_[index_of(cell)] = tile; }
  /// One cell of decor, or kNoTile. REQUIRES kind_of(tile).size == 1 and !is_built(cell).
  void set_decor(Cell cell, Tile tile) noexcept { decor_[index_of(cell)] = tile; }
  /// A thing of several cells, `cell` the southernmost. REQUIRES that all of them are in the grid.
  void build(Cell cell, Tile tile) noexcept;

  [[nodiscard]] Walkability walkability() const noexcept;
  /// Writes walkability, tile names (those used, in the order of kTiles) and layers.
  void write_to(MapDocument& document) const;

  /// Every cell of the grid.
  [[nodiscard]] static const std::array<Cell, kCellCount>& cells() noexcept;
  /// The cells a thing of `size` × `size` covers when it stands on `cell`; they may lie outside the grid.
  [[nodiscard]] static std::vector<Cell> footprint(Cell cell, int size);

 private:
  std::array<Tile, kCellCount> ground_;
  std::array<Tile, kCellCount> decor_;
  std::bitset<kCellCount> covered_;
};

}  // namespace flumen::world
