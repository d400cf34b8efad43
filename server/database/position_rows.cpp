#include "database/position_rows.hpp"

#include <cmath>
#include <iterator>
#include <unordered_set>

#include <fmt/format.h>

#include "base/map_id.hpp"

namespace flumen::database {

PositionRows position_rows(std::span<const CharacterPosition> positions) {
  constexpr std::size_t kTypicalRow = 110;  // bytes
  PositionRows rows;
  rows.json.reserve(2 + positions.size() * kTypicalRow);
  rows.json.push_back('[');
  std::unordered_set<base::Uuid> seen(positions.size());
  for (auto position = positions.rbegin(); position != positions.rend(); ++position) {
    if (!std::isfinite(position->x) || !std::isfinite(position->y) || !base::MapId::parse(position->map_id)) {
      ++rows.refused;
      continue;
    }
    if (!seen.insert(position->id.value).second) continue;
    if (rows.count++ > 0) rows.json.push_back(',');
    // Nothing here needs escaping, and {} prints a double so that it reads back the same.
    fmt::format_to(std::back_inserter(rows.json), R"({{"id":"{}","map_id":"{}","x":{},"y":{}}})",
                   position->id.to_string(), position->map_id, position->x, position->y);
  }
  rows.json.push_back(']');
  return rows;
}

}  // namespace flumen::database
