#include <array>
#include <charconv>
#include <cstddef>
#include <type_traits>
#include <utility>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

#include "world/map_document.hpp"

namespace flumen::world {
namespace {

/// A row of the map is a line of the text: people review drawn maps line by line, and a line costs one byte.
class DocumentWriter {
 public:
  std::string write(const MapDocument& document) {
    text_.reserve(kUsualBytes);
    text_ += "{\"format\":1,\n\"id\":\"" + document.id.to_string() + "\",\n\"title\":";
    string(document.title);
    text_ += ",\n\"landscape\":";
    string(document.landscape);
    pair("size", "width", static_cast<int>(kMapWidth), "height", static_cast<int>(kMapHeight));
    pair("cell", "width", static_cast<int>(kCellWidth), "height", static_cast<int>(kCellHeight));
    pair("grid", "columns", kColumns, "rows", kRows);
    walkable(document.walkable);
    spawn_points(document);
    transitions(document);
    text_ += ",\n\"tile_names\":[";
    list(document.tile_names, "", [&](const std::string& name) { string(name); });
    text_ += "],\n\"layers\":[";
    list(document.layers, "\n", [&](const TileLayer& tiles) { layer(tiles); });
    text_ += "\n]}\n";
    return std::move(text_);
  }

 private:
  static constexpr std::size_t kUsualBytes = 10 * 1024;

  template <class Items, class Write>
  void list(const Items& items, std::string_view before_each, Write write_one) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) text_ += ',';
      first = false;
      text_ += before_each;
      write_one(item);
    }
  }

  void string(std::string_view value) { text_ += boost::json::serialize(boost::json::string(value)); }

  template <class Number>
  void number(Number value) {
    std::array<char, 32> digits;
    std::to_chars_result end{};
    if constexpr (std::is_floating_point_v<Number>) {
      end = std::to_chars(digits.begin(), digits.end(), value, std::chars_format::fixed);
      // A tiny or huge value would not fit in plain decimals; none of either lies on a map.
      if (end.ec != std::errc{}) return number(0);
    } else {
      end = std::to_chars(digits.begin(), digits.end(), value);
    }
    text_.append(digits.begin(), end.ptr);
  }

  void pair(std::string_view key, std::string_view first, int first_value, std::string_view second, int second_value) {
    text_.append(",\n\"").append(key).append("\":{\"").append(first).append("\":");
    number(first_value);
    text_.append(",\"").append(second).append("\":");
    number(second_value);
    text_ += '}';
  }

  void walkable(const Walkability& cells) {
    text_ += ",\n\"walkable\":[";
    for (int row = 0; row < kRows; ++row) {
      text_ += row == 0 ? "\n\"" : ",\n\"";
      for (int column = 0; column < kColumns; ++column) text_ += cells.at(Cell{column, row}) ? '.' : '#';
      text_ += '"';
    }
    text_ += "\n]";
  }

  void spawn_points(const MapDocument& document) {
    text_ += ",\n\"spawn_points\":[";
    list(document.spawn_points, "\n", [&](const SpawnPoint& spawn) {
      text_ += "{\"name\":";
      string(spawn.name);
      text_ += ",\"x\":";
      number(spawn.position.x);
      text_ += ",\"y\":";
      number(spawn.position.y);
      text_ += '}';
    });
    text_ += "\n]";
  }

  void transitions(const MapDocument& document) {
    text_ += ",\n\"transitions\":[";
    list(document.transitions, "\n", [&](const Transition& transition) {
      text_ += "{\"to\":\"" + transition.to.to_string() + "\",\"edge\":";
      string(base::to_string(transition.edge));
      text_ += ",\"area\":{\"x\":";
      number(transition.area.x);
      text_ += ",\"y\":";
      number(transition.area.y);
      text_ += ",\"width\":";
      number(transition.area.width);
      text_ += ",\"height\":";
      number(transition.area.height);
      text_ += "}}";
    });
    text_ += "\n]";
  }

  void layer(const TileLayer& layer) {
    text_ += "{\"name\":";
    string(layer.name);
    text_ += ",\"tiles\":[";
    for (std::size_t i = 0; i < layer.tiles.size(); ++i) {
      if (i % kColumns == 0) text_ += i == 0 ? "\n[" : "],\n[";
      if (i % kColumns != 0) text_ += ',';
      number(layer.tiles[i]);
    }
    text_ += "]\n]}";
  }

  std::string text_;
};

}  // namespace

std::string to_json(const MapDocument& document) { return DocumentWriter().write(document); }

}  // namespace flumen::world
