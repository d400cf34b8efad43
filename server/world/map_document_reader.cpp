#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <utility>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

#include "world/gate.hpp"
#include "world/json_duplicates.hpp"
#include "world/map_document.hpp"
#include "world/path.hpp"

namespace flumen::world {
namespace {

namespace json = boost::json;
using base::Edge;

constexpr std::size_t kMaxTitleBytes = 64;
constexpr std::size_t kMaxNameBytes = 32;
constexpr std::size_t kMaxTileNames = 256;

std::optional<Edge> edge_named(std::string_view name) {
  const auto* const found =
      std::find_if(kEdges.begin(), kEdges.end(), [&](Edge edge) { return to_string(edge) == name; });
  return found == kEdges.end() ? std::nullopt : std::optional(*found);
}

/// A name of ours: lower-case letters, digits and underscores.
bool is_name(std::string_view text) {
  return !text.empty() && text.size() <= kMaxNameBytes && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

bool is_title(std::string_view text) {
  return !text.empty() && text.size() <= kMaxTitleBytes && std::none_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
}

/// Text of unknown origin, made fit for a log line.
std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 40;
  return json::serialize(json::string(text.substr(0, kShown)));
}

/// Reads one document. Each reading function reports what is wrong and then returns something harmless, so that the
/// reading goes on in a straight line; the first problem reported is the one told.
class DocumentReader {
 public:
  base::Result<MapDocument> read(std::string_view text, std::string_view source) {
    json::error_code malformed;
    json::value root;
    if (text.size() > kMaxDocumentBytes) {
      report("", fmt::format("is longer than {} bytes", kMaxDocumentBytes));
    } else if (root = json::parse(text, malformed); malformed) {
      report("", "is not JSON: " + malformed.message());
    } else if (const auto key = find_duplicate_key(text)) {
      report("", fmt::format("has the key {} twice", quoted(*key)));
    } else {
      read_document(root);
      if (!problem_) check_ways();
    }
    if (problem_) return base::fail(base::Errc::invalid_argument, fmt::format("{}: {}", source, *problem_));
    return std::move(document_);
  }

 private:
  void report(std::string_view place, std::string_view what) {
    if (problem_) return;
    problem_ = place.empty() ? std::string(what) : fmt::format("{}: {}", place, what);
  }

  // --- JSON values ------------------------------------------------------------------------------------------------

  /// An object with exactly these keys, or null.
  const json::object* object(const json::value& value, const std::string& place,
                             std::initializer_list<std::string_view> keys) {
    const auto* found = value.if_object();
    if (found == nullptr) {
      report(place, "must be an object");
      return nullptr;
    }
    for (const auto& [key, ignored] : *found) {
      if (std::find(keys.begin(), keys.end(), std::string_view(key)) == keys.end()) {
        report(place, fmt::format("has the unknown key {}", quoted(key)));
        return nullptr;
      }
    }
    for (const auto key : keys) {
      if (!found->contains(key)) {
        report(place, fmt::format("lacks the key \"{}\"", key));
        return nullptr;
      }
    }
    return found;
  }

  const json::array& array(const json::value& value, const std::string& place, std::size_t least, std::size_t most) {
    static const json::array kEmpty;
    const auto* found = value.if_array();
    if (found == nullptr || found->size() < least || found->size() > most) {
      report(place, least == most ? fmt::format("must be an array of {}", most)
                                  : fmt::format("must be an array of {} to {}", least, most));
      return kEmpty;
    }
    return *found;
  }

  std::string_view string(const json::value& value, const std::string& place) {
    const auto* found = value.if_string();
    if (found != nullptr) return *found;
    report(place, "must be a string");
    return "";
  }

  std::int64_t whole_number(const json::value& value, const std::string& place, std::int64_t least, std::int64_t most) {
    const auto* found = value.if_int64();
    if (found != nullptr && *found >= least && *found <= most) return *found;
    report(place, least == most ? fmt::format("must be {}", most)
                                : fmt::format("must be a whole number from {} to {}", least, most));
    return least;
  }

  double number(const json::value& value, const std::string& place, double most) {
    json::error_code not_a_number;
    const auto found = value.to_number<double>(not_a_number);
    // To the two decimals that positions have everywhere.
    if (!not_a_number && found >= 0 && found <= most) return std::round(found * 100) / 100;
    report(place, fmt::format("must be a number from 0 to {}", most));
    return 0;
  }

  // --- The document -----------------------------------------------------------------------------------------------

  void read_document(const json::value& root) {
    const auto* fields = object(root, "",
                                {"format", "id", "title", "landscape", "size", "cell", "grid", "walkable",
                                 "spawn_points", "transitions", "tile_names", "layers"});
    if (fields == nullptr) return;
    whole_number(fields->at("format"), "format", 1, 1);
    read_names(*fields);
    expect_pair(fields->at("size"), "size", {"width", static_cast<int>(kMapWidth)},
                {"height", static_cast<int>(kMapHeight)});
    expect_pair(fields->at("cell"), "cell", {"width", static_cast<int>(kCellWidth)},
                {"height", static_cast<int>(kCellHeight)});
    expect_pair(fields->at("grid"), "grid", {"columns", kColumns}, {"rows", kRows});
    read_walkable(fields->at("walkable"));
    read_spawn_points(fields->at("spawn_points"));
    read_transitions(fields->at("transitions"));
    read_tile_names(fields->at("tile_names"));
    read_layers(fields->at("layers"));
  }

  void read_names(const json::object& fields) {
    const auto id = base::MapId::parse(string(fields.at("id"), "id"));
    if (!id) report("id", "must be map_X_Y, with X and Y from -999999 to 999999");
    document_.id = id.value_or(base::MapId{});
    document_.title = string(fields.at("title"), "title");
    if (!is_title(document_.title)) {
      report("title", fmt::format("must be 1 to {} bytes without control characters", kMaxTitleBytes));
    }
    document_.landscape = string(fields.at("landscape"), "landscape");
    if (!is_name(document_.landscape)) report("landscape", "must be 1 to 32 of a-z, 0-9 and _");
  }

  void expect_pair(const json::value& value, const std::string& place, std::pair<std::string_view, int> first,
                   std::pair<std::string_view, int> second) {
    const auto* fields = object(value, place, {first.first, second.first});
    if (fields == nullptr) return;
    for (const auto& [key, expected] : {first, second}) {
      whole_number(fields->at(key), fmt::format("{}.{}", place, key), expected, expected);
    }
  }

  void read_walkable(const json::value& value) {
    const auto& rows = array(value, "walkable", kRows, kRows);
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const auto place = fmt::format("walkable[{}]", row);
      const auto cells = string(rows[row], place);
      if (cells.size() != kColumns || cells.find_first_not_of(".#") != std::string_view::npos) {
        return report(place, fmt::format("must be {} characters, each '.' or '#'", kColumns));
      }
      for (std::size_t column = 0; column < cells.size(); ++column) {
        document_.walkable.set({static_cast<int>(column), static_cast<int>(row)}, cells[column] == '.');
      }
    }
  }

  void read_spawn_points(const json::value& value) {
    const auto& points = array(value, "spawn_points", 0, 1 + kEdges.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto place = fmt::format("spawn_points[{}]", i);
      const auto* fields = object(points[i], place, {"name", "x", "y"});
      if (fields == nullptr) return;
      SpawnPoint spawn{
          std::string(string(fields->at("name"), place + ".name")),
          {number(fields->at("x"), place + ".x", kMapWidth), number(fields->at("y"), place + ".y", kMapHeight)}};
      if (spawn.name != "default" && !edge_named(spawn.name)) {
        report(place + ".name", "must be default, north, east, south or west");
      }
      for (const auto& other : document_.spawn_points) {
        if (other.name == spawn.name) report(place + ".name", fmt::format("there is another \"{}\"", spawn.name));
      }
      document_.spawn_points.push_back(std::move(spawn));
    }
  }

  void read_transitions(const json::value& value) {
    const auto& transitions = array(value, "transitions", 0, kEdges.size());
    for (std::size_t i = 0; i < transitions.size(); ++i) {
      const auto place = fmt::format("transitions[{}]", i);
      const auto* fields = object(transitions[i], place, {"to", "edge", "area"});
      if (fields == nullptr) return;
      const auto to = string(fields->at("to"), place + ".to");
      const auto edge = edge_named(string(fields->at("edge"), place + ".edge"));
      if (!edge) return report(place + ".edge", "must be north, east, south or west");
      if (document_.transition_at(*edge) != nullptr) {
        return report(place + ".edge", fmt::format("there is another transition at the {} edge", to_string(*edge)));
      }
      const auto neighbour = document_.id.neighbour(*edge);
      if (!neighbour) return report(place, fmt::format("the grid ends at the {} edge", to_string(*edge)));
      if (to != neighbour->to_string()) {
        return report(place + ".to", fmt::format("the {} edge leads to {}", to_string(*edge), neighbour->to_string()));
      }
      document_.transitions.push_back({*neighbour, *edge, area(fields->at("area"), place + ".area")});
    }
  }

  Rect area(const json::value& value, const std::string& place) {
    const auto* fields = object(value, place, {"x", "y", "width", "height"});
    if (fields == nullptr) return {};
    const Rect rect{number(fields->at("x"), place + ".x", kMapWidth), number(fields->at("y"), place + ".y", kMapHeight),
                    number(fields->at("width"), place + ".width", kMapWidth),
                    number(fields->at("height"), place + ".height", kMapHeight)};
    if (rect.x + rect.width > kMapWidth || rect.y + rect.height > kMapHeight) report(place, "must lie on the map");
    return rect;
  }

  void read_tile_names(const json::value& value) {
    const auto& names = array(value, "tile_names", 1, kMaxTileNames);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const auto place = fmt::format("tile_names[{}]", i);
      std::string name(string(names[i], place));
      if (!is_name(name)) report(place, "must be 1 to 32 of a-z, 0-9 and _");
      const auto& before = document_.tile_names;
      if (std::find(before.begin(), before.end(), name) != before.end()) report(place, "stands there twice");
      document_.tile_names.push_back(std::move(name));
    }
  }

  void read_layers(const json::value& value) {
    constexpr std::array<std::string_view, 2> kLayers{"ground", "decor"};
    const auto& layers = array(value, "layers", kLayers.size(), kLayers.size());
    for (std::size_t i = 0; i < layers.size() && !problem_; ++i) {
      const auto place = fmt::format("layers[{}]", i);
      const auto* fields = object(layers[i], place, {"name", "tiles"});
      if (fields == nullptr) return;
      if (string(fields->at("name"), place + ".name") != kLayers[i]) {
        report(place + ".name", fmt::format("must be {}", kLayers[i]));
      }
      // Every cell has a ground; not every one has something standing on it.
      const std::int64_t least = i == 0 ? 0 : -1;
      document_.layers.push_back({std::string(kLayers[i]), read_tiles(fields->at("tiles"), place + ".tiles", least)});
    }
  }

  std::vector<std::int16_t> read_tiles(const json::value& value, const std::string& place, std::int64_t least) {
    std::vector<std::int16_t> tiles;
    tiles.reserve(kCellCount);
    const auto most = static_cast<std::int64_t>(document_.tile_names.size()) - 1;
    const auto& rows = array(value, place, kRows, kRows);
    for (std::size_t r = 0; r < rows.size() && !problem_; ++r) {
      const auto row_place = fmt::format("{}[{}]", place, r);
      const auto& row = array(rows[r], row_place, kColumns, kColumns);
      for (std::size_t c = 0; c < row.size(); ++c) {
        const auto* tile = row[c].if_int64();
        if (tile == nullptr || *tile < least || *tile > most) {
          report(fmt::format("{}[{}]", row_place, c), fmt::format("must be a whole number from {} to {}", least, most));
          return tiles;
        }
        tiles.push_back(static_cast<std::int16_t>(*tile));
      }
    }
    return tiles;
  }

  // --- The ways through it ----------------------------------------------------------------------------------------

  void check_ways() {
    const Point start = document_.default_spawn();
    if (!document_.walkable.at(start)) return report("spawn_points", position("default", start) + " is not walkable");
    const Walkability reached = reachable_from(document_.walkable, *cell_at(start));
    for (const Edge edge : kEdges) {
      if (document_.transition_at(edge) != nullptr) check_spawn(reached, to_string(edge), document_.spawn(edge));
    }
    for (const auto& spawn : document_.spawn_points) check_spawn(reached, spawn.name, spawn.position);
    for (std::size_t i = 0; i < document_.transitions.size(); ++i) {
      if (!area_is_walkable(reached, document_.transitions[i].area)) {
        report(fmt::format("transitions[{}].area", i), "no part of it can be walked to from the default spawn point");
      }
    }
  }

  void check_spawn(const Walkability& reached, std::string_view name, Point spawn) {
    if (!document_.walkable.at(spawn)) return report("spawn_points", position(name, spawn) + " is not walkable");
    if (!reached.at(spawn)) report("spawn_points", position(name, spawn) + " cannot be walked to from the default one");
    for (const auto& transition : document_.transitions) {
      if (transition.area.contains(spawn)) {
        report("spawn_points", position(name, spawn) + " lies in the transition area to " + transition.to.to_string());
      }
    }
  }

  static std::string position(std::string_view name, Point p) { return fmt::format("{} at ({}, {})", name, p.x, p.y); }

  MapDocument document_;
  std::optional<std::string> problem_;
};

}  // namespace

base::Result<MapDocument> parse_map_document(std::string_view text, std::string_view source) {
  return DocumentReader().read(text, source);
}

}  // namespace flumen::world
