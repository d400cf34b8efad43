#include "bots/map_view.hpp"

#include <string>

#include <boost/json.hpp>
#include <boost/system/system_error.hpp>

namespace flumen::bots {
namespace {

namespace json = boost::json;

/// Carries the sentence from where the fault is found to parse_map_view().
struct Fault {
  std::string sentence;
};

base::MapId map_id(const json::value& value) {
  const auto id = base::MapId::parse(std::string_view(value.as_string()));
  if (!id) throw Fault{"'" + std::string(value.as_string()) + "' is no map id"};
  return *id;
}

void read_walkable(const json::array& rows, MapGrid& grid) {
  if (rows.size() != kRows) throw Fault{"'walkable' does not have 49 rows"};
  for (int row = 0; row < kRows; ++row) {
    const auto& cells = rows[static_cast<std::size_t>(row)].as_string();
    if (cells.size() != kColumns) throw Fault{"a row of 'walkable' does not have 22 cells"};
    for (int column = 0; column < kColumns; ++column) {
      grid.set({column, row}, cells[static_cast<std::size_t>(column)] == '.');
    }
  }
}

MapView read(const json::object& document) {
  MapView view;
  view.id = map_id(document.at("id"));
  read_walkable(document.at("walkable").as_array(), view.grid);
  for (const auto& transition : document.at("transitions").as_array()) {
    const auto& area = transition.at("area");
    view.exits.push_back({map_id(transition.at("to")),
                          {area.at("x").to_number<double>(), area.at("y").to_number<double>(),
                           area.at("width").to_number<double>(), area.at("height").to_number<double>()}});
  }
  return view;
}

}  // namespace

const MapView::Exit* MapView::exit_to(base::MapId map) const noexcept {
  for (const Exit& exit : exits) {
    if (exit.to == map) return &exit;
  }
  return nullptr;
}

base::Result<MapView> parse_map_view(std::string_view text) {
  try {
    return read(json::parse(text).as_object());
  } catch (const Fault& fault) {
    return base::fail(base::Errc::corrupt, "map document: " + fault.sentence);
  } catch (const std::exception& error) {
    // Boost.JSON throws for what is missing, mistyped or no JSON.
    return base::fail(base::Errc::corrupt, std::string("map document: ") + error.what());
  }
}

}  // namespace flumen::bots
