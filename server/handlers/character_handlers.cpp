#include "handlers/character_handlers.hpp"

#include <utility>

#include "handlers/bearer.hpp"
#include "handlers/character_json.hpp"
#include "handlers/request_body.hpp"
#include "protocol/json_writer.hpp"

namespace flumen::handlers {
namespace {

/// The id of the path; text that is no id names no character.
std::optional<base::CharacterId> id_of(const net::Request& request) {
  const auto id = request.parameters.find("id");
  return id == request.parameters.end() ? std::nullopt : base::CharacterId::parse(id->second);
}

/// More than anybody ever has; what is left is for the database to say.
constexpr std::int32_t kMostPoints = 10'000;

net::Response no_such_character() { return not_found("There is no such character."); }

}  // namespace

base::Task<net::Response> CharacterHandlers::list(const net::Request& request) {
  auto caller = co_await authenticate(parts_.auth, request);
  if (auto* answer = std::get_if<net::Response>(&caller)) co_return std::move(*answer);
  auto characters = co_await parts_.database.characters().list(std::get<auth::AccessClaims>(caller).user_id);
  if (!characters) co_return failure(characters.error(), request, parts_.logger);
  const auto data = parts_.data.get();
  const fight::Millis now = now_ms();
  std::string body;
  protocol::JsonWriter json(body);
  json.begin_array();
  for (auto& character : *characters) {
    update_position(character);
    write_character(json, character, *data, now);
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
  write_character(json, character, *parts_.data.get(), now_ms());
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
  write_character(json, character, *parts_.data.get(), now_ms());
  json.end_object();
  co_return json_response(200, std::move(body));
}

base::Task<net::Response> CharacterHandlers::spend_points(const net::Request& request) {
  auto caller = co_await authenticate(parts_.auth, request);
  if (auto* answer = std::get_if<net::Response>(&caller)) co_return std::move(*answer);
  const base::UserId owner = std::get<auth::AccessClaims>(caller).user_id;
  const auto id = id_of(request);
  if (!id) co_return no_such_character();
  auto read = RequestBody::read(request);
  if (auto* answer = std::get_if<net::Response>(&read)) co_return std::move(*answer);
  auto& fields = std::get<RequestBody>(read);

  database::SpentPoints points{};
  bool any = false;
  for (std::size_t i = 0; i < points.size(); ++i) {
    points[i] = fields.count(fight::to_string(fight::kSpendable[i]), kMostPoints);
    any = any || points[i] > 0;
  }
  if (auto answer = fields.complaints()) co_return std::move(*answer);
  if (!any) co_return error_response(422, "nothing_to_spend", "Say how many points to spend on what.");
  // Looked up first: nobody keeps somebody else's character out of fights.
  const auto found = co_await parts_.database.characters().find(owner, *id);
  if (!found) co_return failure(found.error(), request, parts_.logger);
  if (!*found) co_return no_such_character();
  // Held until the world knows, or a fight that begins meanwhile would be fought with the stats of before.
  auto held = hooks_.keep_out_of_fights(*id);
  if (held == nullptr) {
    co_return error_response(409, "in_fight", "Points cannot be spent in the middle of a fight.");
  }
  database::GrowthRepository::PointsGiven given = [data = parts_.data.get()](const database::Character& character) {
    return std::int64_t{fight::points_at(class_of(character, *data).growth, character.level)};
  };
  auto spent = co_await parts_.database.growth().spend_points(owner, *id, points, std::move(given));
  if (!spent) {
    if (spent.error().code != base::Errc::limit_reached) co_return failure(spent.error(), request, parts_.logger);
    co_return error_response(422, "not_enough_points", "There are not so many points left to spend.");
  }
  if (!*spent) co_return no_such_character();
  database::Character& character = **spent;
  co_await hooks_.grown(character, std::move(held));
  update_position(character);
  std::string body;
  protocol::JsonWriter json(body);
  write_character(json, character, *parts_.data.get(), now_ms());
  co_return json_response(200, std::move(body));
}

fight::Millis CharacterHandlers::now_ms() const { return base::to_unix_ms(parts_.clock.system_now()); }

void CharacterHandlers::update_position(database::Character& character) const {
  auto newest = hooks_.unsaved_position(character.id);
  if (!newest) return;
  character.map_id = std::move(newest->map_id);
  character.pos_x = newest->x;
  character.pos_y = newest->y;
}

}  // namespace flumen::handlers
