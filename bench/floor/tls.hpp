#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/ssl.h>

#include "base/error.hpp"
#include "bench/floor/socket_pairs.hpp"

namespace flumen::bench {

/// The sending ends of TLS 1.3 connections (AES-128-GCM) whose readers need not decrypt. One thread.
class TlsSenders {
 public:
  /// Shakes hands on every connection. Errc::internal with OpenSSL's reason.
  [[nodiscard]] static base::Result<TlsSenders> open(const std::vector<SocketPair>& pairs);

  /// What has to be sent for `plain` on that connection; valid until the next call.
  [[nodiscard]] std::string_view encrypt(std::size_t connection, std::string_view plain);

 private:
  template <class T, void (*kFree)(T*)>
  struct Free {
    void operator()(T* object) const noexcept { kFree(object); }
  };
  using Context = std::unique_ptr<SSL_CTX, Free<SSL_CTX, SSL_CTX_free>>;
  using Session = std::unique_ptr<SSL, Free<SSL, SSL_free>>;

  TlsSenders() = default;

  std::vector<Session> sessions_;  // each keeps its context alive
  std::string encrypted_;
};

}  // namespace flumen::bench
