#include "handlers/game_handler.hpp"

#include <utility>

#include "handlers/player_connection.hpp"
#include "net/handshake.hpp"
#include "protocol/binary.hpp"
#include "protocol/decode.hpp"
#include "protocol/encode.hpp"
#include "protocol/json_writer.hpp"
#include "websocket/frame.hpp"

namespace flumen::handlers {
namespace {

using protocol::ErrorCode;

net::Response refusal(const auth::AuthError& error) {
  net::Response response;
  std::string_view code = "invalid_token";
  std::string_view sentence = "Your session is not valid any more; please log in again.";
  response.status = 401;
  switch (error.code) {
    case auth::AuthError::Code::overloaded:
      code = "overloaded";
      sentence = "The server is very busy; try again in a moment.";
      response.status = 503;
      break;
    case auth::AuthError::Code::unavailable:
    case auth::AuthError::Code::internal:
      code = "unavailable";
      sentence = "The server cannot check who you are right now; try again in a moment.";
      response.status = 503;
      break;
    default:
      response.headers.emplace_back("WWW-Authenticate", "Bearer");
  }
  if (response.status == 503) response.headers.emplace_back("Retry-After", "1");
  protocol::JsonWriter(response.body)
      .begin_object()
      .key("error")
      .string(sentence)
      .key("code")
      .string(code)
      .end_object();
  return response;
}

}  // namespace

GameHandler::GameHandler(PlayContext play, auth::AuthService& auth, database::Database& database,
                         std::chrono::milliseconds auth_timeout)
    : play_(std::move(play)), auth_(auth), database_(database), auth_timeout_(auth_timeout) {}

// ---- who is it? ------------------------------------------------------------------------------------------------

base::Task<std::variant<net::WebSocketEndpoint::Admission, net::Response>> GameHandler::authorize(
    const net::Request& request) {
  auto token = request.bearer_token();
  if (!token) token = request.query_value("token");
  Admission admission;
  if (net::offers_subprotocol(request, protocol::kBinarySubprotocol)) {
    admission.subprotocol = protocol::kBinarySubprotocol;
  }
  if (!token) co_return admission;

  auto claims = co_await auth_.verify(std::string(*token));
  if (claims.has_error()) co_return refusal(claims.error());
  admission.subject =
      std::make_shared<Identity>(Identity{claims->user_id, std::move(claims->username), claims->character_id});
  co_return admission;
}

base::Task<GameHandler::Admitted<GameHandler::Identity>> GameHandler::authenticate(
    net::WebSocketConnection& connection) {
  const auto text = co_await connection.read_message(auth_timeout_);
  if (text.has_error()) {
    co_return Refused{ErrorCode::auth_timeout, "The first message must come within a few seconds and bring a token.",
                      websocket::kUnauthorised};
  }
  auto decoded = protocol::decode_client_message(*text);
  const auto* message = std::get_if<protocol::ClientMessage>(&decoded);
  const auto* given = message == nullptr ? nullptr : std::get_if<protocol::Auth>(&message->body);
  if (given == nullptr) {
    co_return Refused{ErrorCode::unauthorised, "The first message must be \"auth\" with a token.",
                      websocket::kUnauthorised};
  }
  if (!given->resume_token.empty()) co_return co_await resume(given->resume_token);

  auto claims = co_await auth_.verify(given->token);
  if (claims.has_value()) co_return Identity{claims->user_id, std::move(claims->username), claims->character_id};
  if (claims.error().code == auth::AuthError::Code::invalid_token) {
    co_return Refused{ErrorCode::unauthorised, "Your session is not valid any more; please log in again.",
                      websocket::kUnauthorised};
  }
  co_return Refused{ErrorCode::busy, "The server cannot check who you are right now; try again in a moment.",
                    websocket::kTryAgainLater};
}

base::Task<GameHandler::Admitted<GameHandler::Identity>> GameHandler::resume(std::string token) {
  const auto record = co_await play_.resume_tokens.redeem(std::move(token));
  if (record.has_value() && record->has_value()) {
    const auto user = co_await database_.users().find((**record).user_id);
    if (user.has_value() && user->has_value()) {
      co_return Identity{(**user).id, (**user).username, (**record).character_id};
    }
  }
  co_return Refused{ErrorCode::unauthorised, "This session cannot be resumed; please connect with a token.",
                    websocket::kUnauthorised};
}

// ---- into the world --------------------------------------------------------------------------------------------

base::Task<GameHandler::Admitted<database::Character>> GameHandler::find_character(const Identity& identity) {
  database::CharacterRepository& characters = database_.characters();
  const Refused away{ErrorCode::busy, "The server cannot load your character right now; try again in a moment.",
                     websocket::kTryAgainLater};
  const Refused none{ErrorCode::no_character, "This account has no such character.", websocket::kPolicyViolation};

  auto id = identity.character_id;
  if (!id) {
    const auto recent = co_await characters.most_recent(identity.user_id);
    if (recent.has_error()) co_return away;
    if (!recent->has_value()) co_return none;
    id = (**recent).id;
  }
  // Asked before the row is read: a position that is saved meanwhile may or may not be in it.
  const auto unsaved = play_.hub.saves().latest(*id);
  auto found = co_await characters.find(identity.user_id, *id);
  if (found.has_error()) co_return away;
  if (!found->has_value()) co_return none;
  database::Character character = std::move(**found);
  if (const auto& newer = unsaved) {
    character.map_id = newer->map.to_string();
    character.pos_x = newer->position.x;
    character.pos_y = newer->position.y;
  }
  co_return character;
}

base::Task<std::optional<GameHandler::Refused>> GameHandler::admit(PlayerConnection& player, const Identity& identity) {
  game::PlayerSession& session = player.session();
  const Refused taken_over{ErrorCode::busy, "This character entered the world from somewhere else.",
                           websocket::kTakenOver};
  const auto claimed = co_await session.claim(identity.user_id, identity.username);
  if (claimed.has_error()) {
    if (claimed.error().code == base::Errc::conflict) co_return taken_over;
    if (claimed.error().code == base::Errc::limit_reached) {
      co_return Refused{ErrorCode::rate_limited, "You connect too often; wait a few seconds.",
                        websocket::kTryAgainLater};
    }
    co_return Refused{ErrorCode::busy, "Your last session is still ending; try again in a moment.",
                      websocket::kTryAgainLater};
  }
  auto found = co_await find_character(identity);
  if (auto* refused = std::get_if<Refused>(&found)) co_return std::move(*refused);
  auto& character = std::get<database::Character>(found);

  const auto marked = co_await database_.characters().mark_played(character.id, play_.clock.system_now());
  if (marked.has_error()) {
    player.logger().warning("it could not be noted when a character was played", {{"reason", marked.error().message}});
  }
  if (session.was_taken_over()) co_return taken_over;

  const auto map = base::MapId::parse(character.map_id);
  if (!map) player.logger().warning("a character stood on a map outside the grid", {{"map_id", character.map_id}});
  player.logger().info("a player enters the world", {{"user_id", identity.user_id.to_string()},
                                                     {"character_id", character.id.to_string()},
                                                     {"map_id", character.map_id}});
  const auto token = cache::ResumeToken::make(identity.user_id);
  session.enter(std::make_shared<protocol::PlayerProfile>(protocol::PlayerProfile{
                    identity.user_id, character.id, identity.username, std::move(character.name),
                    std::move(character.character_class), character.level, character.experience}),
                game::Growth{character.spent_points, character.life, base::to_unix_ms(character.life_at)},
                map.value_or(base::MapId{}), {character.pos_x, character.pos_y}, token.to_string());
  player.admitted(character.id, token);
  co_return std::nullopt;
}

void GameHandler::refuse(net::WebSocketConnection& connection, const Refused& refused) {
  std::string frame;
  protocol::append_error(frame, refused.error, refused.sentence, {});
  connection.append(base::Slice(std::make_shared<const std::string>(std::move(frame))));
  connection.flush();
  connection.close(refused.close_code, refused.sentence);
}

base::Task<std::unique_ptr<net::MessageHandler>> GameHandler::serve(net::WebSocketConnection& connection,
                                                                    Admission admission) {
  std::shared_ptr<const Identity> identity = std::static_pointer_cast<const Identity>(admission.subject);
  if (!identity) {
    auto authenticated = co_await authenticate(connection);
    if (const auto* refused = std::get_if<Refused>(&authenticated)) {
      refuse(connection, *refused);
      co_return nullptr;
    }
    identity = std::make_shared<const Identity>(std::move(std::get<Identity>(authenticated)));
  }

  const auto form =
      admission.subprotocol == protocol::kBinarySubprotocol ? protocol::MoveForm::binary : protocol::MoveForm::text;
  auto player = std::make_unique<PlayerConnection>(play_, connection, form);
  if (const auto refused = co_await admit(*player, *identity)) refuse(connection, *refused);
  co_return player;
}

}  // namespace flumen::handlers
