#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "fight/growth.hpp"
#include "fight/spell.hpp"
#include "fight/state.hpp"
#include "gamedata/translated.hpp"

/// What the game's designers write: classes, spells, monsters, experience. docs/fights.md describes the files.
namespace flumen::gamedata {

/// What the book of spells does not need to know of a spell.
struct SpellInfo {
  std::string id;  ///< 1 to 32 of a-z, 0-9, _
  Translated name;
  Translated description;
};

struct ClassInfo {
  std::string id;
  fight::ClassGrowth growth;
  std::vector<fight::SpellIndex> spells;  ///< at most fight::kMaxSpells, in the order of the spell bar

  /// Those a character of that level has: at most fight::kMaxSpells.
  [[nodiscard]] std::vector<fight::SpellIndex> spells_at(const fight::SpellBook& book, int level) const;
};

struct Family {
  std::string id;
  Translated name;
};

/// A place in GameData::monsters.
using MonsterIndex = std::uint16_t;

struct Monster {
  std::string id;
  std::size_t family = 0;  ///< a place in GameData::families
  Translated name;
  Translated description;
  fight::Behaviour behaviour = fight::Behaviour::brute;
  std::vector<fight::SpellIndex> spells;
  fight::StatSheet stats;                 ///< at level 1
  fight::StatSheet per_level;             ///< added for each level above, in hundredths
  std::int64_t experience = 0;            ///< for beating one of level 1
  std::int64_t experience_per_level = 0;  ///< more, for each level above

  /// One of that level, at full life. REQUIRES 1 ≤ level ≤ fight::kMaxLevel.
  [[nodiscard]] fight::FighterSpec spec_at(int level) const;
  [[nodiscard]] std::int64_t experience_at(int level) const noexcept {
    return experience + experience_per_level * (level - 1);
  }
};

struct GroupMember {
  MonsterIndex monster = 0;
  std::int32_t level = 1;
  bool operator==(const GroupMember&) const = default;
};

/// Which monsters may stand together, and where.
struct GroupTemplate {
  struct Member {
    MonsterIndex monster = 0;
    std::int32_t least = 1;  ///< how many
    std::int32_t most = 1;
  };
  std::vector<std::string> landscapes;
  std::int32_t least_distance = 0;  ///< from map_0_0, in maps (the greater of |X| and |Y|)
  std::int32_t most_distance = 0;
  std::int32_t weight = 1;       ///< how often, compared to the others of the place
  std::int32_t least_level = 1;  ///< of each monster
  std::int32_t most_level = 1;
  std::vector<Member> members;  ///< together at most fight::kMaxSideFighters
};

/// The texts of the files, by the names errors call them.
struct Sources {
  struct File {
    std::string name;
    std::string text;
  };
  File classes;   ///< classes.json
  File spells;    ///< spells.yaml
  File monsters;  ///< monsters.yaml
  File growth;    ///< growth.yaml
};

/// All of it, checked. Immutable once made; safe from any thread. Share it: fights go on with the data they began with.
class GameData {
 public:
  /// Reads the four files of a folder: all of them, or none. The error names file, line and what is wrong.
  [[nodiscard]] static base::Result<std::shared_ptr<const GameData>> load(const std::filesystem::path& folder);
  /// The same, of texts.
  [[nodiscard]] static base::Result<std::shared_ptr<const GameData>> parse(const Sources& sources);

  fight::SpellBook book;
  std::vector<SpellInfo> spells;  ///< by fight::SpellIndex
  std::vector<ClassInfo> classes;
  std::vector<Family> families;
  std::vector<Monster> monsters;
  std::vector<GroupTemplate> groups;
  fight::ExperienceCurve experience{};

  [[nodiscard]] std::optional<fight::SpellIndex> find_spell(std::string_view id) const noexcept;
  [[nodiscard]] std::optional<MonsterIndex> find_monster(std::string_view id) const noexcept;
  /// The class, or null.
  [[nodiscard]] const ClassInfo* find_class(std::string_view id) const noexcept;

  /// A group for a place, chosen by `seed`; empty where no template fits. At most fight::kMaxSideFighters.
  [[nodiscard]] std::vector<GroupMember> roll_group(std::string_view landscape, std::int32_t map_distance,
                                                    std::uint64_t seed) const;
};

/// A character as a fighter, with `life` points now (kept within 1 and the most there can be).
[[nodiscard]] fight::FighterSpec spec_of(const GameData& data, const ClassInfo& character_class, int level,
                                         const fight::SpentPoints& spent, std::int32_t life);

}  // namespace flumen::gamedata
