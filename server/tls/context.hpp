#pragma once

#include <memory>
#include <string>

#include "base/clock.hpp"
#include "base/error.hpp"

struct bio_method_st;
struct ssl_ctx_st;

namespace flumen::tls {

/// What the sessions of one side share: a certificate or whom to trust, versions and ciphers. Immutable: safe from any
/// thread. Sessions keep it alive, so that a new certificate can take its place while old sessions go on.
///
/// TLS 1.2 and 1.3, the ciphers and groups of Mozilla's "intermediate" configuration without finite-field
/// Diffie-Hellman; ALPN `http/1.1`; no renegotiation, no compression, no resumption
/// (docs/adr/0011-tls-in-the-server.md).
class Context {
 public:
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  /// When a server's certificate ends; the epoch for a client.
  [[nodiscard]] base::SystemTime expires() const noexcept { return expires_; }

  /// OpenSSL's own, for the sessions.
  [[nodiscard]] ssl_ctx_st* native() const noexcept { return context_; }
  [[nodiscard]] bio_method_st* io() const noexcept { return io_; }

 private:
  friend class ContextBuilder;
  Context() = default;

  ssl_ctx_st* context_ = nullptr;
  bio_method_st* io_ = nullptr;
  base::SystemTime expires_{};
};

/// Reads a certificate, with the chain that leads to it, and its private key, both PEM. Blocks. Fails with
/// invalid_argument and a sentence that names the file: one that cannot be read or holds something else, a key that
/// needs a passphrase, a key of another certificate, a certificate too weak to be used.
[[nodiscard]] base::Result<std::shared_ptr<const Context>> load_server_context(const std::string& certificate_file,
                                                                               const std::string& key_file);

/// Whom a client believes.
struct Trust {
  bool anybody = false;  ///< for self-signed certificates: encrypted, but with whoever answers
  std::string ca_file;   ///< PEM; "" for the authorities of the system
};

/// Fails with invalid_argument when the file of authorities cannot be used.
[[nodiscard]] base::Result<std::shared_ptr<const Context>> make_client_context(const Trust& trust);

}  // namespace flumen::tls
