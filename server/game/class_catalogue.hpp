#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "gamedata/translated.hpp"

namespace flumen::game {

/// What a character of a class has at level 1.
struct BaseStats {
  std::int32_t health = 0;
  std::int32_t action_points = 0;
  std::int32_t movement_points = 0;
  std::int32_t initiative = 0;
  std::int32_t strength = 0;      ///< earth
  std::int32_t intelligence = 0;  ///< fire
  std::int32_t agility = 0;       ///< air
  std::int32_t chance = 0;        ///< water
};

struct CharacterClass {
  std::string id;  ///< 1 to 20 lower-case letters
  gamedata::Translated name;
  gamedata::Translated description;
  BaseStats base_stats;
};

/// The classes a character can have, in the order they are shown. Immutable; safe from any thread.
class ClassCatalogue {
 public:
  /// Reads `classes.json`. The error names the file, the place in it and what is wrong.
  [[nodiscard]] static base::Result<ClassCatalogue> load(const std::filesystem::path& file);

  /// As load(); `source` is what the error calls the text.
  [[nodiscard]] static base::Result<ClassCatalogue> parse(std::string_view json, std::string_view source);

  [[nodiscard]] const std::vector<CharacterClass>& all() const noexcept { return classes_; }
  /// The class, or null. Valid as long as the catalogue.
  [[nodiscard]] const CharacterClass* find(std::string_view id) const noexcept;

 private:
  explicit ClassCatalogue(std::vector<CharacterClass> classes) : classes_(std::move(classes)) {}

  std::vector<CharacterClass> classes_;
};

}  // namespace flumen::game
