#include "handlers/character_handlers.hpp"

#include <utility>

#include "handlers/bearer.hpp"
#include "handlers/request_body.hpp"
#include "protocol/json_writer.hpp"

namespace flumen::handlers {
namespace {

void write(protocol::JsonWriter& json, const database::Character& character) {
  json.begin_object();
  json.key("id").string(character.id.to_string());
  json.key("user_id").string(character.user_id.to_string());
  json.key("name").string(character.name);
  json.key("class").string(character.character_class);
  json.key("level").integer(character.level);
  json.key("experience").integer(character.experience);
  json.key("map_id").string(character.map_id);
  json.key("pos_x").number(character.pos_x);
  json.key("pos_y").number(character.pos_y);
  json.key("created_at").integer(base::to_unix_ms(character.created_at));
  json.key("last_played_at");
  if (character.last_played_at == base::SystemTime{}) {
    json.null();
  } else {
    json.integer(base::to_unix_ms(character.last_played_at));
  }
  json.end_object();
}

/// The id of the path; text that is no id names no character.
std::optional<base::CharacterId> id_of(const net::Request& request) {
  const auto id = request.parameters.find("id");
  return id == request.parameters.end() ? std::nullopt : base::CharacterId::parse(id->second);
}

net::Response no_such_character() { return not_found("There is no such character."); }

}  // namespace

base::Task<net::Response> CharacterHandlers::list(const net::Request& request) {
  auto caller = co_await authenticate(parts_.auth, request);
  if (auto* answer = std::get_if<net::Response>(&caller)) co_return std::move(*answer);
  auto characters = co_await parts_.database.characters().list(std::get<auth::AccessClaims>(caller).user_id);
  if (!characters) co_return failure(characters.error(), request, parts_.logger);
  std::string body;
  protocol::JsonWriter json(body);
  json.begin_array();
  for (auto& character : *characters) {
    update_position(character);
    write(json, character);
  }
  json.end_array();
  co_return json_response(200, std::move(body));
}

base::Task<net::Response> CharacterHandlers::create(const net::Request& request) {
  auto caller = co_await authenticate(parts_.auth, request);
  if (auto* answer = std::get_if<net::Response>(&caller)) co_return std::move(*answer);
  auto read = RequestBody::read(request);
  if (auto* answer = std::get_if<net::Response>(&read)) co_return std::move(*answer);
  auto& fields = std::get<RequestBody>(read);

  database::Character character;
  character.id = base::CharacterId::random();
  character.user_id = std::get<auth::AccessClaims>(caller).user_id;
  character.name = fields.text("name");
  character.character_class = fields.text("class");
  character.created_at = parts_.clock.system_now();
  if (const auto sentence = auth::check_name(character.name)) fields.complain("name", *sentence);
  if (!parts_.classes.find(character.character_class)) fields.complain("class", "Choose one of the classes there are.");
  if (auto answer = fields.complaints()) co_return std::move(*answer);

  const auto created = co_await parts_.database.characters().create(character, kMaxCharacters);
  if (!created) {
    switch (created.error().code) {
      case base::Errc::already_exists:
        co_return error_response(409, "name_taken", "There is a character of that name already.");
      case base::Errc::limit_reached:
        co_return error_response(422, "too_many_characters", "An account can have at most five characters.");
      case base::Errc::not_found:
        co_return invalid_token();  // the account is gone, its token is not worth more
      default:
        co_return failure(created.error(), request, parts_.logger);
    }
  }
  std::string body;
  protocol::JsonWriter json(body);
  write(json, character);
  co_return json_response(201, std::move(body));
}

base::Task<net::Response> CharacterHandlers::remove(const net::Request& request) {
  auto caller = co_await authenticate(parts_.auth, request);
  if (auto* answer = std::get_if<net::Response>(&caller)) co_return std::move(*answer);
  const base::UserId owner = std::get<auth::AccessClaims>(caller).user_id;
  const auto id = id_of(request);
  if (!id) co_return no_such_character();
  // Looked up first: nobody ends the session of somebody else's character.
  const auto found = co_await parts_.database.characters().find(owner, *id);
  if (!found) co_return failure(found.error(), request, parts_.logger);
  if (!*found) co_return no_such_character();

  co_await hooks_.end_session_of_character(owner, *id);
  const auto removed = co_await parts_.database.characters().remove(owner, *id);
  if (!removed) co_return failure(removed.error(), request, parts_.logger);
  if (!*removed) co_return no_such_character();
  // It may have come back into the world before it was gone from the database.
  co_await hooks_.end_session_of_character(owner, *id);
  co_return no_content();
}

base::Task<net::Response> CharacterHandlers::select(const net::Request& request) {
  auto caller = co_await authenticate(parts_.auth, request);
  if (auto* answer = std::get_if<net::Response>(&caller)) co_return std::move(*answer);
  const auto& access = std::get<auth::AccessClaims>(caller);
  const auto id = id_of(request);
  if (!id) co_return no_such_character();
  auto found = co_await parts_.database.characters().find(access.user_id, *id);
  if (!found) co_return failure(found.error(), request, parts_.logger);
  if (!*found) co_return no_such_character();

  database::Character& character = **found;
  update_position(character);
  const auto token = parts_.auth.issue_for_character(access, character);
  if (!token) co_return refusal(token.error());
  std::string body;
  protocol::JsonWriter json(body);
  json.begin_object().key("token").string(*token).key("character");
  write(json, character);
  json.end_object();
  co_return json_response(200, std::move(body));
}

void CharacterHandlers::update_position(database::Character& character) const {
  auto newest = hooks_.unsaved_position(character.id);
  if (!newest) return;
  character.map_id = std::move(newest->map_id);
  character.pos_x = newest->x;
  character.pos_y = newest->y;
}

}  // namespace flumen::handlers
