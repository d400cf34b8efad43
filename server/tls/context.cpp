#include "tls/context.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <ctime>
#include <string_view>
#include <system_error>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include "tls/memory_io.hpp"

namespace flumen::tls {
namespace {

// Mozilla's "intermediate" list, version 5.7, without DHE: its key exchange costs the server more than any other, and
// whoever speaks TLS 1.2 with AEAD ciphers knows elliptic curves.
constexpr const char* kCiphersOf12 =
    "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:"
    "ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305";
constexpr const char* kCiphersOf13 = "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256";
constexpr const char* kGroups = "X25519:P-256:P-384";
constexpr std::array<unsigned char, 9> kHttp11 = {8, 'h', 't', 't', 'p', '/', '1', '.', '1'};

/// Why OpenSSL failed: the oldest error, which is nearest to the cause.
std::string reason() {
  const unsigned long code = ERR_peek_error();
  ERR_clear_error();
  const char* text = ERR_reason_error_string(code);
  return text == nullptr ? "it is malformed" : text;
}

base::Error unusable(std::string_view what, const std::string& file, const std::string& why) {
  return base::fail(base::Errc::invalid_argument, std::string(what) + " " + file + " cannot be used: " + why);
}

/// The system's word on a file that cannot be read; "" for one that can.
std::string unreadable(const std::string& file) {
  std::FILE* opened = std::fopen(file.c_str(), "re");
  if (opened == nullptr) return std::generic_category().message(errno);
  const bool readable = std::fgetc(opened) != EOF;
  const std::string why = std::ferror(opened) != 0 ? std::generic_category().message(errno) : "it is empty";
  std::fclose(opened);
  return readable ? "" : why;
}

/// Who offers protocols must offer ours (RFC 7301, section 3.2); who offers none speaks HTTP/1.1 anyway.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size, const unsigned char* offered,
                    unsigned int offered_size, void*) {
  unsigned char* found = nullptr;
  const int outcome = SSL_select_next_proto(&found, chosen_size, kHttp11.data(), kHttp11.size(), offered, offered_size);
  if (outcome != OPENSSL_NPN_NEGOTIATED) return SSL_TLSEXT_ERR_ALERT_FATAL;
  *chosen = found;
  return SSL_TLSEXT_ERR_OK;
}

/// A server has nobody to ask for a passphrase.
int no_passphrase(char*, int, int, void*) { return 0; }

base::SystemTime end_of(SSL_CTX* context) {
  std::tm end{};
  const X509* certificate = SSL_CTX_get0_certificate(context);
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &end) != 1) return {};
  return std::chrono::system_clock::from_time_t(::timegm(&end));
}

}  // namespace

/// Makes contexts, which nobody can change afterwards.
class ContextBuilder {
 public:
  using Outcome = base::Result<std::shared_ptr<const Context>>;

  explicit ContextBuilder(const SSL_METHOD* method) : made_(new Context) {
    made_->context_ = SSL_CTX_new(method);
    made_->io_ = make_memory_io();
    if (made_->context_ == nullptr || made_->io_ == nullptr) throw std::bad_alloc();

    SSL_CTX* context = native();
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, kCiphersOf12);
    SSL_CTX_set_ciphersuites(context, kCiphersOf13);
    SSL_CTX_set1_groups_list(context, kGroups);
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_NO_TICKET);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    // Buffers only while a record is under way; one read for all that has come.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_default_passwd_cb(context, no_passphrase);
    ERR_clear_error();
  }

  [[nodiscard]] SSL_CTX* native() const noexcept { return made_->context_; }

  [[nodiscard]] Outcome server(const std::string& certificate_file, const std::string& key_file) && {
    SSL_CTX* context = native();
    // The cheapest cipher both know; but a client without instructions for AES puts ChaCha20 first and gets it.
    SSL_CTX_set_options(context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_PRIORITIZE_CHACHA);
    SSL_CTX_set_num_tickets(context, 0);
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);

    if (const std::string why = unreadable(certificate_file); !why.empty()) {
      return Outcome(unusable("the certificate", certificate_file, why));
    }
    if (const std::string why = unreadable(key_file); !why.empty()) return Outcome(unusable("the key", key_file, why));
    if (SSL_CTX_use_certificate_chain_file(context, certificate_file.c_str()) != 1) {
      return Outcome(unusable("the certificate", certificate_file, reason()));
    }
    const bool key_is_read = SSL_CTX_use_PrivateKey_file(context, key_file.c_str(), SSL_FILETYPE_PEM) == 1;
    const bool key_is_another = ERR_GET_REASON(ERR_peek_error()) == X509_R_KEY_VALUES_MISMATCH;
    if (!key_is_read && !key_is_another) return Outcome(unusable("the key", key_file, reason()));
    // Of two kinds of keys the mismatch shows only here.
    if (!key_is_read || SSL_CTX_check_private_key(context) != 1) {
      ERR_clear_error();
      return Outcome(unusable("the key", key_file, "it does not belong to the certificate " + certificate_file));
    }
    made_->expires_ = end_of(context);
    return Outcome(std::move(made_));
  }

  [[nodiscard]] Outcome client(const Trust& trust) && {
    SSL_CTX* context = native();
    SSL_CTX_set_alpn_protos(context, kHttp11.data(), kHttp11.size());
    if (trust.anybody) return Outcome(std::move(made_));
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    if (trust.ca_file.empty()) {
      SSL_CTX_set_default_verify_paths(context);
    } else if (SSL_CTX_load_verify_locations(context, trust.ca_file.c_str(), nullptr) != 1) {
      const std::string why = unreadable(trust.ca_file);
      return Outcome(unusable("the file of authorities", trust.ca_file, why.empty() ? reason() : why));
    }
    return Outcome(std::move(made_));
  }

 private:
  std::shared_ptr<Context> made_;
};

Context::~Context() {
  SSL_CTX_free(context_);
  BIO_meth_free(io_);
}

base::Result<std::shared_ptr<const Context>> load_server_context(const std::string& certificate_file,
                                                                 const std::string& key_file) {
  return ContextBuilder(TLS_server_method()).server(certificate_file, key_file);
}

base::Result<std::shared_ptr<const Context>> make_client_context(const Trust& trust) {
  return ContextBuilder(TLS_client_method()).client(trust);
}

}  // namespace flumen::tls
