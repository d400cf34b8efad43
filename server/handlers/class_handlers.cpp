#include "handlers/class_handlers.hpp"

#include "handlers/accept_language.hpp"
#include "protocol/json_writer.hpp"

namespace flumen::handlers {

base::Task<net::Response> ClassHandlers::list(const net::Request& request) {
  const gamedata::Language language = preferred_language(request.header("accept-language"));
  net::Response response;
  protocol::JsonWriter json(response.body);
  json.begin_array();
  for (const game::CharacterClass& each : classes_.all()) {
    const game::BaseStats& stats = each.base_stats;
    json.begin_object();
    json.key("id").string(each.id);
    json.key("name").string(each.name.in(language));
    json.key("description").string(each.description.in(language));
    json.key("base_stats").begin_object();
    json.key("health").integer(stats.health);
    json.key("action_points").integer(stats.action_points);
    json.key("movement_points").integer(stats.movement_points);
    json.key("initiative").integer(stats.initiative);
    json.key("strength").integer(stats.strength);
    json.key("intelligence").integer(stats.intelligence);
    json.key("agility").integer(stats.agility);
    json.key("chance").integer(stats.chance);
    json.end_object().end_object();
  }
  json.end_array();
  response.headers.emplace_back("Content-Language", gamedata::tag_of(language));
  response.headers.emplace_back("Vary", "Accept-Language");
  response.headers.emplace_back("Cache-Control", "public, no-cache");
  co_return response;
}

}  // namespace flumen::handlers
