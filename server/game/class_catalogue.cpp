#include "game/class_catalogue.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <utility>

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include "protocol/strict_json.hpp"

namespace flumen::game {
namespace {

constexpr std::string_view kStartingClass = "adventurer";
constexpr std::size_t kMaxIdLength = 20;  // the database's column

struct Stat {
  std::string_view name;
  std::int32_t BaseStats::*field;
  std::int32_t least;
  std::int32_t most;
};
constexpr Stat kStats[] = {
    {"health", &BaseStats::health, 1, 1'000'000},
    {"action_points", &BaseStats::action_points, 1, 100},
    {"movement_points", &BaseStats::movement_points, 1, 100},
    {"initiative", &BaseStats::initiative, 0, 100'000},
    {"strength", &BaseStats::strength, 0, 100'000},
    {"intelligence", &BaseStats::intelligence, 0, 100'000},
    {"agility", &BaseStats::agility, 0, 100'000},
    {"chance", &BaseStats::chance, 0, 100'000},
};

/// What is wrong, and where: thrown and caught within this file.
struct Malformed {
  std::string where;
  std::string what;
};

const boost::json::value& member(const boost::json::object& object, std::string_view name, const std::string& where) {
  const boost::json::value* value = object.if_contains(name);
  if (!value) throw Malformed{where, "\"" + std::string(name) + "\" is missing"};
  return *value;
}

const boost::json::object& object_at(const boost::json::value& value, const std::string& where) {
  if (!value.is_object()) throw Malformed{where, "must be an object"};
  return value.get_object();
}

std::string text_at(const boost::json::object& object, std::string_view name, const std::string& where) {
  const boost::json::value& value = member(object, name, where);
  if (!value.is_string() || value.get_string().empty()) {
    throw Malformed{where + "." + std::string(name), "must be a text that is not empty"};
  }
  return std::string(value.get_string());
}

gamedata::Translated translated_at(const boost::json::object& object, std::string_view name, const std::string& where) {
  const std::string inside = where + "." + std::string(name);
  const boost::json::object& texts = object_at(member(object, name, where), inside);
  return {text_at(texts, "en", inside), text_at(texts, "fr", inside)};
}

BaseStats stats_at(const boost::json::object& object, const std::string& where) {
  const std::string inside = where + ".base_stats";
  const boost::json::object& values = object_at(member(object, "base_stats", where), inside);
  BaseStats stats;
  for (const Stat& stat : kStats) {
    const boost::json::value& value = member(values, stat.name, inside);
    const bool good = value.is_int64() && value.get_int64() >= stat.least && value.get_int64() <= stat.most;
    if (!good) {
      throw Malformed{inside + "." + std::string(stat.name),
                      "must be a whole number from " + std::to_string(stat.least) + " to " + std::to_string(stat.most)};
    }
    stats.*stat.field = static_cast<std::int32_t>(value.get_int64());
  }
  for (const auto& entry : values) {
    const bool known = std::ranges::any_of(kStats, [&](const Stat& stat) { return stat.name == entry.key(); });
    if (!known) throw Malformed{inside, "\"" + std::string(entry.key()) + "\" is no base stat"};
  }
  return stats;
}

CharacterClass class_at(const boost::json::value& value, const std::string& where) {
  const boost::json::object& object = object_at(value, where);
  CharacterClass read;
  read.id = text_at(object, "id", where);
  const bool good =
      read.id.size() <= kMaxIdLength && std::ranges::all_of(read.id, [](char c) { return c >= 'a' && c <= 'z'; });
  if (!good) throw Malformed{where + ".id", "must be 1 to 20 lower-case letters"};
  read.name = translated_at(object, "name", where);
  read.description = translated_at(object, "description", where);
  read.base_stats = stats_at(object, where);
  return read;
}

std::vector<CharacterClass> classes_in(const boost::json::value& document) {
  const boost::json::object& root = object_at(document, "the document");
  const boost::json::value& list = member(root, "classes", "the document");
  if (!list.is_array()) throw Malformed{"classes", "must be an array"};
  std::vector<CharacterClass> classes;
  for (const boost::json::value& value : list.get_array()) {
    const std::string where = "classes[" + std::to_string(classes.size()) + "]";
    CharacterClass read = class_at(value, where);
    const bool taken = std::ranges::any_of(classes, [&](const CharacterClass& other) { return other.id == read.id; });
    if (taken) throw Malformed{where + ".id", "is taken by a class before it"};
    classes.push_back(std::move(read));
  }
  const bool can_start = std::ranges::any_of(classes, [](const CharacterClass& c) { return c.id == kStartingClass; });
  if (!can_start) throw Malformed{"classes", "must hold \"adventurer\", the class of every first character"};
  return classes;
}

}  // namespace

base::Result<ClassCatalogue> ClassCatalogue::load(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream) return base::fail(base::Errc::not_found, file.string() + ": cannot be read");
  return parse(text, file.string());
}

base::Result<ClassCatalogue> ClassCatalogue::parse(std::string_view json, std::string_view source) {
  const auto document = protocol::parse_strict_json(json);
  if (!document) {
    return base::fail(base::Errc::invalid_argument, std::string(source) + ": " + document.error().message);
  }
  try {
    return ClassCatalogue(classes_in(*document));
  } catch (const Malformed& malformed) {
    return base::fail(base::Errc::invalid_argument,
                      std::string(source) + ": " + malformed.where + ": " + malformed.what);
  }
}

const CharacterClass* ClassCatalogue::find(std::string_view id) const noexcept {
  const auto found = std::ranges::find(classes_, id, &CharacterClass::id);
  return found == classes_.end() ? nullptr : &*found;
}

}  // namespace flumen::game
