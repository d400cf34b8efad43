#include "game/monster_groups.hpp"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "fight/placement.hpp"
#include "fight/reach.hpp"

namespace flumen::game {
namespace {

constexpr int kStride = 2;       ///< cells of one walk
constexpr int kTerritory = 4;    ///< cells a group goes from its home
constexpr int kHomesTried = 24;  ///< places looked at for one home
constexpr int kStridesTried = 6;

fight::Millis spread(fight::Dice& dice, fight::Millis least) {
  return least + dice.below(static_cast<std::int32_t>(least) + 1);
}

}  // namespace

MonsterGroups::MonsterGroups(base::MapId map, std::string landscape, std::uint64_t seed, const fight::Grid& ground,
                             Limits limits, std::atomic<GroupNumber>& next_number)
    : landscape_(std::move(landscape)),
      distance_(std::max(std::abs(map.x), std::abs(map.y))),
      seed_(fight::mix(seed ^ fight::mix(std::hash<base::MapId>{}(map)))),
      ground_(ground),
      limits_(limits),
      next_number_(next_number),
      missing_(limits.groups, 0) {}

MonsterGroups::Group* MonsterGroups::find(std::int64_t number) noexcept {
  const auto found = std::ranges::find_if(groups_, [&](const Group& g) { return g.number == number && !g.fights; });
  return found == groups_.end() ? nullptr : &*found;
}

MonsterGroups::Changes MonsterGroups::tick(const GameDataPtr& data, fight::Millis now) {
  Changes changes;
  spawn(data, now, changes);
  for (Group& group : groups_) {
    if (!group.fights && group.next_step <= now) wander(group, now, changes);
  }
  return changes;
}

void MonsterGroups::spawn(const GameDataPtr& data, fight::Millis now, Changes& changes) {
  for (fight::Millis& due : missing_) {
    if (due > now) continue;
    due = now + limits_.respawn;  // should nothing come of it
    fight::Dice dice = roll();
    const auto seed = static_cast<std::uint64_t>(dice.below(1 << 30));
    std::vector<gamedata::GroupMember> members = data->roll_group(landscape_, distance_, seed);
    const fight::Cell home = members.empty() ? fight::kNoCell : roll_home();
    if (home == fight::kNoCell) continue;
    groups_.push_back({.number = next_number_.fetch_add(1, std::memory_order_relaxed),
                       .home = home,
                       .cell = home,
                       .data = data,
                       .members = std::move(members),
                       .next_step = now + spread(dice, limits_.rest)});
    changes.changed.push_back(groups_.back().number);
    due = -1;
  }
  std::erase(missing_, -1);
}

fight::Cell MonsterGroups::roll_home() {
  fight::Dice dice = roll();
  for (int i = 0; i < kHomesTried; ++i) {
    const auto cell = static_cast<fight::Cell>(dice.below(fight::kCells));
    const bool taken =
        std::ranges::any_of(groups_, [&](const Group& g) { return fight::distance(g.home, cell) <= 2 * kTerritory; });
    if (!taken && ground_.can_stand(cell) && fight::find_start_cells(ground_, cell)) return cell;
  }
  return fight::kNoCell;
}

void MonsterGroups::wander(Group& group, fight::Millis now, Changes& changes) {
  fight::Dice dice = roll();
  group.next_step = now + spread(dice, limits_.rest);
  const fight::Reach reach = fight::reach_from(ground_, {}, group.cell, kStride);
  const fight::Diamond here = fight::diamond_of(group.cell);
  for (int i = 0; i < kStridesTried; ++i) {
    const fight::Cell cell =
        fight::cell_at({here.x + dice.between(-kStride, kStride), here.y + dice.between(-kStride, kStride)});
    if (cell == fight::kNoCell || cell == group.cell || !reach.cells[static_cast<std::size_t>(cell)]) continue;
    if (fight::distance(cell, group.home) > kTerritory) continue;
    group.cell = cell;
    changes.changed.push_back(group.number);
    return;
  }
}

void MonsterGroups::end_fight(GroupNumber number, bool beaten, fight::Millis now) {
  const auto found = std::ranges::find(groups_, number, &Group::number);
  if (found == groups_.end()) return;
  if (!beaten) {
    found->fights = false;
    return;
  }
  groups_.erase(found);
  fight::Dice dice = roll();
  missing_.push_back(now + spread(dice, limits_.respawn));
}

}  // namespace flumen::game
