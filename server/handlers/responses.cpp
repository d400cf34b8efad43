#include "handlers/responses.hpp"

#include <utility>

#include "protocol/json_writer.hpp"

namespace flumen::handlers {
namespace {

constexpr std::chrono::seconds kRetryWhenBusy{2};
constexpr std::chrono::seconds kRetryWhenAway{5};

net::Response retry_later(int status, std::string_view code, std::string_view sentence, std::chrono::seconds after) {
  net::Response response = error_response(status, code, sentence);
  response.headers.emplace_back("Retry-After", std::to_string(after.count()));
  return response;
}

net::Response overloaded(std::chrono::seconds after) {
  return retry_later(503, "overloaded", "The server is busy. Try again in a moment.", after);
}

net::Response unavailable(std::chrono::seconds after) {
  return retry_later(503, "unavailable", "The server cannot do this right now. Try again in a moment.", after);
}

net::Response internal_error() {
  return error_response(500, "internal", "Something went wrong on the server. It has been noted.");
}

}  // namespace

net::Response json_response(int status, std::string body) {
  net::Response response;
  response.status = status;
  response.body = std::move(body);
  response.headers.emplace_back("Cache-Control", "no-store");
  return response;
}

net::Response no_content() {
  net::Response response;
  response.status = 204;
  response.content_type.clear();
  return response;
}

net::Response error_response(int status, std::string_view code, std::string_view sentence) {
  std::string body;
  protocol::JsonWriter(body).begin_object().key("error").string(sentence).key("code").string(code).end_object();
  net::Response response = json_response(status, std::move(body));
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
  return response;
}

net::Response validation_failed(const FieldErrors& fields) {
  std::string body;
  protocol::JsonWriter json(body);
  json.begin_object().key("error").string("Some fields need another look.").key("code").string("validation_failed");
  json.key("fields").begin_object();
  for (const auto& [field, sentence] : fields) json.key(field).string(sentence);
  json.end_object().end_object();
  return json_response(422, std::move(body));
}

net::Response invalid_token() {
  return error_response(401, "invalid_token", "Your session is not valid any more. Please log in again.");
}

net::Response not_found(std::string_view sentence) { return error_response(404, "not_found", sentence); }

net::Response refusal(const auth::AuthError& error) {
  switch (error.code) {
    case auth::AuthError::Code::validation_failed:
      return validation_failed(error.fields);
    case auth::AuthError::Code::username_taken:
      return error_response(409, "username_taken", "That user name is taken.");
    case auth::AuthError::Code::email_taken:
      return error_response(409, "email_taken", "There is an account with that e-mail address already.");
    case auth::AuthError::Code::invalid_credentials:
      return error_response(401, "invalid_credentials", "The name or the password is wrong.");
    case auth::AuthError::Code::too_many_attempts:
      return retry_later(429, "too_many_attempts", "Too many tries. Please wait before the next one.",
                         error.retry_after);
    case auth::AuthError::Code::invalid_token:
      return invalid_token();
    case auth::AuthError::Code::token_reused:
      return error_response(401, "token_reused",
                            "This session was continued somewhere else, so it was ended. Please log in again.");
    case auth::AuthError::Code::overloaded:
      return overloaded(error.retry_after);
    case auth::AuthError::Code::unavailable:
      return unavailable(error.retry_after);
    case auth::AuthError::Code::internal:
      break;
  }
  return internal_error();
}

net::Response failure(const base::Error& error, const net::Request& request, const base::Logger& logger) {
  switch (error.code) {
    case base::Errc::busy:
      return overloaded(kRetryWhenBusy);
    case base::Errc::unavailable:
    case base::Errc::timed_out:
    case base::Errc::cancelled:
      return unavailable(kRetryWhenAway);
    default:
      logger.error("a call failed", {{"request_id", request.request_id},
                                     {"path", request.path},
                                     {"code", to_string(error.code)},
                                     {"reason", error.message}});
      return internal_error();
  }
}

}  // namespace flumen::handlers
