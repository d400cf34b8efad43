#include "tls/session.hpp"

#include <new>
#include <utility>

#include <boost/asio/ip/address.hpp>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

namespace flumen::tls {

void Session::Free::operator()(ssl_st* session) const noexcept { SSL_free(session); }

Session::Session(std::shared_ptr<const Context> context)
    : context_(std::move(context)), session_(SSL_new(context_->native())) {
  BIO* bio = session_ ? BIO_new(context_->io()) : nullptr;
  if (bio == nullptr) throw std::bad_alloc();
  BIO_set_data(bio, &io_);
  SSL_set_bio(session_.get(), bio, bio);
  SSL_set_accept_state(session_.get());
}

Session::Session(std::shared_ptr<const Context> context, const std::string& host) : Session(std::move(context)) {
  SSL* session = session_.get();
  SSL_set_connect_state(session);
  boost::system::error_code is_name;
  boost::asio::ip::make_address(host, is_name);
  if (is_name) {
    // SSL_set_tlsext_host_name() without its old-style cast; the name is copied.
    SSL_ctrl(session, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, const_cast<char*>(host.c_str()));
    SSL_set1_host(session, host.c_str());
  } else {
    // An address is no server name (RFC 6066, section 3), but certificates may be made out to one.
    X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(session), host.c_str());
  }
}

Session::Handshake Session::handshake(std::span<const char> input, std::string& output) {
  begin(input, output);
  const int done = SSL_do_handshake(session_.get());
  const int error = SSL_get_error(session_.get(), done);
  if (done == 1) {
    end();
    more_ = !held_.empty() || SSL_has_pending(session_.get()) == 1;
    return Handshake::done;
  }
  if (error == SSL_ERROR_WANT_READ) {
    end();
    return Handshake::under_way;
  }
  const unsigned long first = ERR_peek_error();
  const bool http = ERR_GET_LIB(first) == ERR_LIB_SSL && ERR_GET_REASON(first) == SSL_R_HTTP_REQUEST;
  fail();
  end();
  return http ? Handshake::plain_http : Handshake::failed;
}

Session::Received Session::receive(std::span<const char> input, std::span<char> into, std::string& output) {
  Received received;
  if (failed_) return {0, Status::failed};
  begin(input, output);
  more_ = true;
  while (more_ && received.bytes < into.size()) {
    std::size_t bytes = 0;
    const int read = SSL_read_ex(session_.get(), into.data() + received.bytes, into.size() - received.bytes, &bytes);
    if (read == 1) {
      received.bytes += bytes;
      more_ = !io_.input.empty() || SSL_has_pending(session_.get()) == 1;
      continue;
    }
    more_ = false;
    const int error = SSL_get_error(session_.get(), read);
    if (error == SSL_ERROR_ZERO_RETURN) {
      received.status = Status::ended;
    } else if (error != SSL_ERROR_WANT_READ) {
      received.status = Status::failed;
      fail();
    }
  }
  end();
  return received;
}

bool Session::send(std::string_view plain, std::string& output) {
  if (failed_) return false;
  begin({}, output);
  while (!plain.empty()) {
    std::size_t bytes = 0;
    // Never blocked: the output takes everything. It fails in the middle of a renegotiation or key update only, which
    // nobody honest begins and leaves unfinished.
    if (SSL_write_ex(session_.get(), plain.data(), plain.size(), &bytes) != 1) {
      fail();
      break;
    }
    plain.remove_prefix(bytes);
  }
  end();
  return !failed_;
}

void Session::finish(std::string& output) {
  // OpenSSL: not after a failure, nor before the end of the handshake.
  if (failed_ || SSL_is_init_finished(session_.get()) != 1) return;
  if ((SSL_get_shutdown(session_.get()) & SSL_SENT_SHUTDOWN) != 0) return;
  begin({}, output);
  static_cast<void>(SSL_shutdown(session_.get()));  // 0: the peer's has not come, for which nobody waits
  end();
}

/// The queue of errors is the thread's: what another session left there must not be taken for this one's.
void Session::begin(std::span<const char> input, std::string& output) {
  ERR_clear_error();
  if (!held_.empty()) {
    held_.append(input.data(), input.size());
    input = held_;
  }
  io_ = {input, &output};
}

void Session::end() {
  if (io_.input.empty()) {
    if (!held_.empty()) held_ = {};
  } else {
    held_ = std::string(io_.input.data(), io_.input.size());
  }
  io_ = {};
}

void Session::fail() {
  failed_ = true;
  const unsigned long code = ERR_peek_error();
  const char* text = ERR_reason_error_string(code);
  error_ = text == nullptr ? "the connection broke" : text;
  const long verified = SSL_get_verify_result(session_.get());
  if (verified != X509_V_OK && ERR_GET_REASON(code) == SSL_R_CERTIFICATE_VERIFY_FAILED) {
    error_ += std::string(": ") + X509_verify_cert_error_string(verified);
  }
  ERR_clear_error();
}

}  // namespace flumen::tls
