#include "bench/floor/tls.hpp"

#include <fcntl.h>

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace flumen::bench {
namespace {

constexpr long kValidSeconds = 24 * 3600;
constexpr int kHandshakeTurns = 16;

base::Error failure(const char* what) {
  const unsigned long code = ERR_get_error();
  const char* reason = code == 0 ? nullptr : ERR_reason_error_string(code);
  return base::fail(base::Errc::internal, std::string(what) + (reason == nullptr ? "" : std::string(": ") + reason));
}

/// Gives the context a key and a certificate it signed itself, as short-lived as the program.
bool certify(SSL_CTX* context) {
  EVP_PKEY* key = EVP_EC_gen("P-256");
  X509* certificate = X509_new();
  bool good = key != nullptr && certificate != nullptr;
  if (good) {
    X509_gmtime_adj(X509_getm_notBefore(certificate), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate), kValidSeconds);
    good = X509_set_pubkey(certificate, key) == 1 && X509_sign(certificate, key, EVP_sha256()) != 0 &&
           SSL_CTX_use_certificate(context, certificate) == 1 && SSL_CTX_use_PrivateKey(context, key) == 1;
  }
  X509_free(certificate);
  EVP_PKEY_free(key);
  return good;
}

}  // namespace

base::Result<TlsSenders> TlsSenders::open(const std::vector<SocketPair>& pairs) {
  const Context server(SSL_CTX_new(TLS_server_method()));
  const Context client(SSL_CTX_new(TLS_client_method()));
  if (!server || !client || !certify(server.get())) return failure("no certificate could be made");
  SSL_CTX_set_min_proto_version(server.get(), TLS1_3_VERSION);
  SSL_CTX_set_ciphersuites(server.get(), "TLS_AES_128_GCM_SHA256");
  SSL_CTX_set_num_tickets(server.get(), 0);

  TlsSenders out;
  for (const SocketPair& pair : pairs) {
    Session sender(SSL_new(server.get()));
    const Session reader(SSL_new(client.get()));
    // The reader blocks on nothing while both ends take turns in one thread.
    const int flags = ::fcntl(pair.reader, F_GETFL);
    ::fcntl(pair.reader, F_SETFL, flags | O_NONBLOCK);
    if (!sender || !reader || SSL_set_fd(sender.get(), pair.sender) != 1 ||
        SSL_set_fd(reader.get(), pair.reader) != 1) {
      return failure("no TLS session could be made");
    }
    for (int turn = 0;
         turn < kHandshakeTurns && !(SSL_is_init_finished(sender.get()) && SSL_is_init_finished(reader.get()));
         ++turn) {
      (void)SSL_connect(reader.get());  // "try again" until the other end has answered
      (void)SSL_accept(sender.get());
    }
    if (!SSL_is_init_finished(sender.get())) return failure("a TLS handshake failed");
    ERR_clear_error();
    // From here on records go to memory, so that each message is one send() whatever its number of records.
    SSL_set0_wbio(sender.get(), BIO_new(BIO_s_mem()));
    out.sessions_.push_back(std::move(sender));
  }
  return out;
}

std::string_view TlsSenders::encrypt(std::size_t connection, std::string_view plain) {
  SSL* session = sessions_[connection].get();
  SSL_write(session, plain.data(), static_cast<int>(plain.size()));
  BIO* records = SSL_get_wbio(session);
  char* data = nullptr;
  const long size = BIO_get_mem_data(records, &data);
  encrypted_.assign(data, static_cast<std::size_t>(size));
  (void)BIO_reset(records);
  return encrypted_;
}

}  // namespace flumen::bench
