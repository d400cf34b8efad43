#include "net/http_connection.hpp"

#include <exception>
#include <utility>
#include <variant>

#include "net/error_response.hpp"
#include "net/handshake.hpp"
#include "net/http_stream.hpp"
#include "net/request_reader.hpp"
#include "net/response_head.hpp"

namespace flumen::net {
namespace {

using Outcome = RequestReader::Outcome;

Response method_not_allowed(std::string allow) {
  Response response = error_response(405, "method_not_allowed", "This method is not allowed here.");
  response.headers.emplace_back("Allow", std::move(allow));
  return response;
}

/// The answer to OPTIONS, whether a browser asks for leave (CORS) or somebody just wants to know.
Response options_response(std::string allow) {
  Response response;
  response.status = 204;
  response.headers.emplace_back("Access-Control-Allow-Methods", allow);
  response.headers.emplace_back("Access-Control-Allow-Headers", "Authorization, Content-Type, If-None-Match");
  response.headers.emplace_back("Access-Control-Max-Age", "86400");
  response.headers.emplace_back("Allow", std::move(allow));
  return response;
}

Response internal_error() { return error_response(500, "internal", "Something went wrong on the server."); }

/// One connection's exchanges, strictly one after the other: pipelined requests wait in the reader.
class HttpConnection {
 public:
  HttpConnection(Shard& shard, Socket socket, const ConnectionTable::Lease& lease)
      : shard_(shard), lease_(lease), stream_(shard, std::move(socket)), reader_(stream_, shard, lease.address()) {}

  base::Task<std::unique_ptr<Upgrade>> run();

 private:
  using Clock = std::chrono::steady_clock;

  base::Task<bool> exchange();
  [[nodiscard]] bool admit_client();
  base::Task<Response> respond();
  base::Task<Response> handle(const Handler& handler);
  base::Task<Response> try_upgrade();
  base::Task<bool> send(Response response, bool keep_alive);
  base::Task<bool> refuse(Response response);
  void log_failure(const char* reason);

  Shard& shard_;
  const ConnectionTable::Lease& lease_;
  std::optional<ConnectionTable::Lease> client_;  // while a request of a proxy's client is served
  HttpStream stream_;
  RequestReader reader_;
  Router::Match match_;
  Clock::time_point began_;
  bool switched_ = false;             // HTTP has ended here
  std::unique_ptr<Upgrade> upgrade_;  // null if the client was gone by then
};

base::Task<std::unique_ptr<Upgrade>> HttpConnection::run() {
  const bool ready = co_await stream_.handshake();
  if (!ready) co_return nullptr;
  for (;;) {
    const bool another = co_await exchange();
    if (!another) break;
  }
  if (!upgrade_) stream_.say_goodbye();
  co_return std::move(upgrade_);
}

/// Serves one request; false when it was the last.
base::Task<bool> HttpConnection::exchange() {
  match_ = {};
  client_.reset();
  const Outcome head = co_await reader_.read_head();
  began_ = Clock::now();
  if (head == Outcome::ended) co_return false;
  if (head == Outcome::refused) co_return co_await refuse(std::move(reader_.refusal()));

  Request& request = reader_.request();
  const bool is_websocket = request.path == shard_.options().websocket_path;
  if (is_websocket) {
    match_.pattern = request.path;
  } else {
    match_ = shard_.router().find(request.method, request.path);
    request.parameters = std::move(match_.parameters);
  }

  if (!admit_client()) {
    const auto refusal = ConnectionTable::Refusal::too_many_of_address;
    shard_.observer().on_connection_refused(to_string(refusal));
    Response response = too_many_connections();
    co_return co_await refuse(std::move(response));
  }

  if (reader_.has_body()) {
    if (reader_.expects_continue()) {
      // Who asks first is spared a body that nobody would read.
      if (match_.handler == nullptr) {
        Response response = co_await respond();
        co_return co_await refuse(std::move(response));
      }
      stream_.expires_after(shard_.options().body_timeout);
      const bool invited = co_await stream_.write("HTTP/1.1 100 Continue\r\n\r\n", "");
      if (!invited) co_return false;
    }
    const Outcome body = co_await reader_.read_body();
    if (body == Outcome::ended) co_return false;
    if (body == Outcome::refused) co_return co_await refuse(std::move(reader_.refusal()));
  }

  Response response = co_await respond();
  if (switched_) co_return false;
  const bool keep_alive = reader_.keep_alive() && !stream_.closing();
  const bool sent = co_await send(std::move(response), keep_alive);
  if (sent && !keep_alive) co_await stream_.linger();
  co_return sent&& keep_alive;
}

/// False when the request's client, who stands behind a proxy, has all the places its address may have.
bool HttpConnection::admit_client() {
  if (reader_.client() == lease_.address()) return true;
  auto client = lease_.admit_behind(reader_.client());
  if (!client) return false;
  client_.emplace(std::move(*client));
  return true;
}

base::Task<Response> HttpConnection::respond() {
  const Request& request = reader_.request();
  if (request.path == shard_.options().websocket_path) {
    if (request.method == Method::options) co_return options_response("GET, OPTIONS");
    if (request.method != Method::get) co_return method_not_allowed("GET, OPTIONS");
    co_return co_await try_upgrade();
  }
  if (match_.handler != nullptr) co_return co_await handle(*match_.handler);
  if (request.path == "*" && request.method == Method::options)
    co_return options_response("GET, POST, DELETE, OPTIONS");
  if (match_.pattern.empty()) co_return error_response(404, "not_found", "There is nothing at this address.");
  if (request.method == Method::options) co_return options_response(match_.allow);
  co_return method_not_allowed(match_.allow);
}

base::Task<Response> HttpConnection::handle(const Handler& handler) {
  try {
    co_return co_await handler(reader_.request());
  } catch (const std::exception& exception) {
    log_failure(exception.what());
  } catch (...) {
    log_failure("an exception of unknown type");
  }
  co_return internal_error();
}

/// Answers the upgrade by itself, which sets switched_, or returns the answer that refuses it.
base::Task<Response> HttpConnection::try_upgrade() {
  const Request& request = reader_.request();
  auto refusal = refuse_upgrade(request);
  if (!refusal && reader_.is_http_1_0()) refusal = error_response(400, "bad_request", "WebSocket needs HTTP/1.1.");
  if (refusal) co_return std::move(*refusal);

  std::variant<WebSocketEndpoint::Admission, Response> answer;
  bool failed = false;
  try {
    answer = co_await shard_.endpoint().authorize(request);
  } catch (const std::exception& exception) {
    log_failure(exception.what());
    failed = true;
  } catch (...) {
    log_failure("an exception of unknown type");
    failed = true;
  }
  if (failed) co_return internal_error();
  if (auto* response = std::get_if<Response>(&answer)) co_return std::move(*response);

  auto& admission = std::get<WebSocketEndpoint::Admission>(answer);
  if (!admission.subprotocol.empty() && !offers_subprotocol(request, admission.subprotocol)) {
    log_failure("the endpoint chose a subprotocol that was not offered");
    co_return internal_error();
  }
  switched_ = true;
  const std::string head = switching_protocols(request, admission.subprotocol);
  stream_.expires_after(shard_.options().body_timeout);
  const bool sent = co_await stream_.write(head, "");
  shard_.observer().on_request(match_.pattern, request.method, 101, Clock::now() - began_);
  if (sent) {
    upgrade_ = std::make_unique<Upgrade>(Upgrade{stream_.release(), reader_.take_unread(), std::move(admission),
                                                 request.remote_address, std::move(client_)});
  }
  co_return Response{};
}

base::Task<bool> HttpConnection::send(Response response, bool keep_alive) {
  if (response.status < 200 || response.status > 599) {
    log_failure("the handler gave a status that ends no exchange");
    response = internal_error();
  }
  const Request& request = reader_.request();
  const std::string head = response_head(
      response, {keep_alive, reader_.is_http_1_0(), request.request_id, std::chrono::system_clock::now()});
  const bool with_body = may_have_body(response.status) && request.method != Method::head;
  stream_.expires_after(shard_.options().body_timeout);
  const bool sent = co_await stream_.write(head, with_body ? std::string_view(response.body) : std::string_view());
  const auto took = Clock::now() - began_;
  shard_.observer().on_request(match_.pattern, request.method, response.status, took);
  if (shard_.logger().enabled(base::LogLevel::debug)) {
    shard_.logger().debug("request", {{"request_id", request.request_id},
                                      {"remote_address", request.remote_address},
                                      {"path", request.path},
                                      {"status", response.status},
                                      {"ms", std::chrono::duration<double, std::milli>(took).count()}});
  }
  co_return sent;
}

/// Answers and ends the connection: what follows on it cannot be told apart from the request that was refused.
base::Task<bool> HttpConnection::refuse(Response response) {
  const bool sent = co_await send(std::move(response), false);
  if (sent) co_await stream_.linger();
  co_return false;
}

void HttpConnection::log_failure(const char* reason) {
  shard_.logger().error("a request failed",
                        {{"request_id", reader_.request().request_id}, {"route", match_.pattern}, {"reason", reason}});
}

}  // namespace

base::Task<std::unique_ptr<Upgrade>> serve_http(Shard& shard, Socket socket, const ConnectionTable::Lease& lease) {
  HttpConnection connection(shard, std::move(socket), lease);
  std::unique_ptr<Upgrade> upgrade = co_await connection.run();
  co_return upgrade;
}

}  // namespace flumen::net
