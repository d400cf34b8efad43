#include "handlers/auth_handlers.hpp"

#include <array>
#include <utility>

#include "handlers/bearer.hpp"
#include "handlers/request_body.hpp"
#include "protocol/json_writer.hpp"

namespace flumen::handlers {
namespace {

constexpr std::array<std::string_view, 3> kIdentifierNames{"identifier", "email", "username"};
constexpr std::array<std::string_view, 2> kRefreshTokenNames{"refresh_token", "refreshToken"};

net::Response tokens_response(const auth::Tokens& tokens) {
  std::string body;
  protocol::JsonWriter json(body);
  json.begin_object().key("token").string(tokens.access_token).key("refresh_token").string(tokens.refresh_token);
  json.key("expires_in").integer(tokens.expires_in.count());
  json.key("user").begin_object();
  json.key("id").string(tokens.user.id.to_string());
  json.key("username").string(tokens.user.username);
  json.key("email").string(tokens.user.email);
  json.end_object().end_object();
  return json_response(200, std::move(body));
}

}  // namespace

base::Task<net::Response> AuthHandlers::register_user(const net::Request& request) {
  auto read = RequestBody::read(request);
  if (auto* answer = std::get_if<net::Response>(&read)) co_return std::move(*answer);
  auto& fields = std::get<RequestBody>(read);
  std::string username = fields.text("username");
  std::string email = fields.text("email");
  std::string password = fields.text("password");
  if (auto answer = fields.complaints()) co_return std::move(*answer);

  const auto registered = co_await parts_.auth.register_user(std::move(username), std::move(email), std::move(password),
                                                             request.remote_address);
  if (!registered) co_return refusal(registered.error());
  std::string body;
  protocol::JsonWriter json(body);
  json.begin_object().key("userID").string(registered->user_id.to_string());
  json.key("username").string(registered->username).end_object();
  co_return json_response(201, std::move(body));
}

base::Task<net::Response> AuthHandlers::login(const net::Request& request) {
  auto read = RequestBody::read(request);
  if (auto* answer = std::get_if<net::Response>(&read)) co_return std::move(*answer);
  auto& fields = std::get<RequestBody>(read);
  std::string identifier = fields.text(kIdentifierNames);
  std::string password = fields.text("password");
  if (auto answer = fields.complaints()) co_return std::move(*answer);

  const auto tokens = co_await parts_.auth.login(std::move(identifier), std::move(password), request.remote_address);
  if (!tokens) co_return refusal(tokens.error());
  co_return tokens_response(*tokens);
}

base::Task<net::Response> AuthHandlers::refresh(const net::Request& request) {
  auto read = RequestBody::read(request);
  if (auto* answer = std::get_if<net::Response>(&read)) co_return std::move(*answer);
  auto& fields = std::get<RequestBody>(read);
  std::string refresh_token = fields.text(kRefreshTokenNames);
  if (auto answer = fields.complaints()) co_return std::move(*answer);

  const auto tokens = co_await parts_.auth.refresh(std::move(refresh_token));
  if (!tokens) co_return refusal(tokens.error());
  co_return tokens_response(*tokens);
}

base::Task<net::Response> AuthHandlers::logout(const net::Request& request) {
  auto caller = co_await authenticate(parts_.auth, request);
  if (auto* answer = std::get_if<net::Response>(&caller)) co_return std::move(*answer);
  auto& access = std::get<auth::AccessClaims>(caller);
  auto read = RequestBody::read(request);
  if (auto* answer = std::get_if<net::Response>(&read)) co_return std::move(*answer);
  auto& fields = std::get<RequestBody>(read);
  std::string refresh_token = fields.text(kRefreshTokenNames);
  if (auto answer = fields.complaints()) co_return std::move(*answer);

  const base::UserId user_id = access.user_id;
  const auto done = co_await parts_.auth.logout(std::move(access), std::move(refresh_token));
  if (!done) co_return refusal(done.error());
  // After the tokens: a client that comes back at once finds the door shut.
  co_await hooks_.end_session_of_account(user_id);
  co_return no_content();
}

base::Task<net::Response> AuthHandlers::me(const net::Request& request) {
  auto caller = co_await authenticate(parts_.auth, request);
  if (auto* answer = std::get_if<net::Response>(&caller)) co_return std::move(*answer);
  const auto user = co_await parts_.database.users().find(std::get<auth::AccessClaims>(caller).user_id);
  if (!user) co_return failure(user.error(), request, parts_.logger);
  if (!*user) co_return invalid_token();
  std::string body;
  protocol::JsonWriter json(body);
  json.begin_object().key("id").string((*user)->id.to_string()).key("username").string((*user)->username);
  json.key("email").string((*user)->email).key("created_at").integer(base::to_unix_ms((*user)->created_at));
  json.end_object();
  co_return json_response(200, std::move(body));
}

}  // namespace flumen::handlers
