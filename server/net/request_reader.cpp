#include "net/request_reader.hpp"

#include <algorithm>
#include <cctype>
#include <cstring>

#include "base/uuid.hpp"
#include "net/error_response.hpp"
#include "net/handshake.hpp"
#include "net/target.hpp"

namespace flumen::net {
namespace {

namespace http = boost::beast::http;

// Small enough that what is read past a request stays small, large enough for nearly every request.
constexpr std::size_t kReadBytes = 8 * 1024;

Method to_method(http::verb verb) noexcept {
  switch (verb) {
    case http::verb::get:
      return Method::get;
    case http::verb::post:
      return Method::post;
    case http::verb::put:
      return Method::put;
    case http::verb::patch:
      return Method::patch;
    case http::verb::delete_:
      return Method::del;
    case http::verb::head:
      return Method::head;
    case http::verb::options:
      return Method::options;
    default:
      return Method::other;
  }
}

std::string lower_case(std::string_view text) {
  std::string lower(text);
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return lower;
}

std::string_view to_view(boost::beast::string_view text) { return {text.data(), text.size()}; }

}  // namespace

RequestReader::RequestReader(HttpStream& stream, Shard& shard, const boost::asio::ip::address& peer)
    : stream_(stream), shard_(shard), peer_(peer) {}

base::Task<RequestReader::Outcome> RequestReader::read_head() {
  const ServerOptions& options = shard_.options();
  request_ = {};
  http_1_0_ = false;
  parser_.emplace();
  parser_->header_limit(static_cast<std::uint32_t>(options.max_header_bytes));
  parser_->body_limit(options.max_body_bytes);
  if (buffer_.size() == 0) buffer_.shrink_to_fit();

  bool began = buffer_.size() > 0;
  bool in_request_line = false;
  stream_.expires_after(began || first_ ? options.header_timeout : options.keep_alive_timeout);
  for (;;) {
    if (!in_request_line) skip_line_ends();
    if (buffer_.size() > 0) {
      in_request_line = true;
      boost::system::error_code error;
      buffer_.consume(parser_->put(buffer_.data(), error));
      if (error && error != http::error::need_more) co_return refuse(error);
      if (parser_->is_header_done()) break;
    }
    const bool more = co_await receive();
    if (!more) co_return after_end(began);
    // Counted from the first byte of a head to its last, so that slowness does not pay.
    if (!began && !first_) stream_.expires_after(options.header_timeout);
    began = true;
  }
  first_ = false;
  stream_.never_expires();
  co_return accept_head() ? Outcome::complete : Outcome::refused;
}

base::Task<RequestReader::Outcome> RequestReader::read_body() {
  stream_.expires_after(shard_.options().body_timeout);
  parser_->eager(true);
  while (!parser_->is_done()) {
    if (buffer_.size() > 0) {
      boost::system::error_code error;
      buffer_.consume(parser_->put(buffer_.data(), error));
      if (error && error != http::error::need_more) co_return refuse(error);
      if (parser_->is_done()) break;
      // What the parser leaves is a chunk's header, which has no bound of its own.
      if (buffer_.size() > shard_.options().max_header_bytes) co_return refuse(http::error::bad_chunk);
    }
    const bool more = co_await receive();
    if (!more) co_return after_end(true);
  }
  stream_.never_expires();
  request_.body = std::move(parser_->get().body());
  co_return Outcome::complete;
}

bool RequestReader::expects_continue() const {
  const auto expect = request_.headers.find("expect");
  return !http_1_0_ && expect != request_.headers.end() && has_token(expect->second, "100-continue");
}

std::string RequestReader::take_unread() {
  std::string unread(static_cast<const char*>(buffer_.data().data()), buffer_.size());
  buffer_.consume(buffer_.size());
  return unread;
}

/// RFC 9112, section 2.2: empty lines before a request are ignored.
void RequestReader::skip_line_ends() {
  const std::string_view text(static_cast<const char*>(buffer_.data().data()), buffer_.size());
  buffer_.consume(std::min(text.find_first_not_of("\r\n"), text.size()));
}

base::Task<bool> RequestReader::receive() {
  const std::string_view bytes = co_await stream_.read(kReadBytes);
  if (bytes.empty()) co_return false;
  std::memcpy(buffer_.prepare(bytes.size()).data(), bytes.data(), bytes.size());
  buffer_.commit(bytes.size());
  co_return true;
}

RequestReader::Outcome RequestReader::after_end(bool began) {
  if (began && stream_.expired()) return refuse(408, "request_timeout", "The request took too long to arrive.");
  return Outcome::ended;
}

RequestReader::Outcome RequestReader::refuse(boost::system::error_code error) {
  if (error == http::error::header_limit) return refuse(431, "header_too_large", "The request head is too large.");
  if (error == http::error::body_limit) return refuse(413, "payload_too_large", "The request body is too large.");
  return refuse(400, "bad_request", "The request is malformed.");
}

RequestReader::Outcome RequestReader::refuse(int status, std::string_view code, std::string_view sentence) {
  if (request_.request_id.empty()) request_.request_id = base::Uuid::random().to_string();
  refusal_ = error_response(status, code, sentence);
  return Outcome::refused;
}

bool RequestReader::accept_head() {
  const auto& head = parser_->get();
  http_1_0_ = head.version() == 10;
  request_.request_id = base::Uuid::random().to_string();
  request_.method = to_method(head.method());
  std::size_t hosts = 0;
  for (const auto& field : head) {
    if (field.name() == http::field::host) ++hosts;
    const auto [entry, is_new] = request_.headers.try_emplace(lower_case(to_view(field.name_string())));
    if (!is_new) entry->second += ", ";
    entry->second += to_view(field.value());
  }
  client_ = client_address(peer_, request_.header("x-forwarded-for"), shard_.trusted_proxies());
  request_.remote_address = client_.to_string();

  const bool unknown_length = request_.headers.contains("transfer-encoding") && (!parser_->chunked() || http_1_0_);
  auto target = parse_target(to_view(head.target()));
  // RFC 9112, section 3.2: exactly one Host; section 6.1: a length that is not certain must not be guessed.
  if (!target || unknown_length || hosts > 1 || (hosts == 0 && !http_1_0_)) {
    static_cast<void>(refuse(400, "bad_request", "The request is malformed."));
    return false;
  }
  request_.path = std::move(target->path);
  request_.query = std::move(target->query);
  return true;
}

}  // namespace flumen::net
