#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include <boost/json/object.hpp>

#include "http_client.hpp"

namespace flumen::system_test {

/// A client's end of one TLS connection, over Boost.Asio's TLS stream and Boost.Beast's HTTP and WebSocket. Blocking,
/// every wait has a deadline of ten seconds; what should not happen is thrown as a sentence.
class TlsClient {
 public:
  /// Connects and shakes hands with a server that must prove to be `localhost` to who believes `ca_file` only.
  /// `most_version` may be 12 for TLS 1.2. A small `receive_buffer` (bytes) makes a client that does not read slow
  /// soon.
  TlsClient(std::uint16_t port, const std::string& ca_file, int most_version = 13, int receive_buffer = 0);
  ~TlsClient();

  /// "TLSv1.3", the cipher's name, and the protocol that was agreed on.
  [[nodiscard]] std::string version() const;
  [[nodiscard]] std::string cipher() const;
  [[nodiscard]] std::string protocol() const;

  [[nodiscard]] HttpResponse http(std::string_view method, std::string_view target, std::string_view body = {},
                                  const Headers& headers = {});
  /// Registers and logs in; returns an access token.
  [[nodiscard]] std::string make_account(std::string_view prefix);

  /// From here on this is a player's WebSocket.
  void enter(std::string_view token);
  void send(std::string_view type, const boost::json::object& data);
  /// The next message of a type; others that come before it are dropped.
  [[nodiscard]] boost::json::object await(std::string_view type);
  /// The code of the close frame that ends the connection, 1006 when there is none.
  [[nodiscard]] std::uint16_t await_close();
  void close();

 private:
  class Streams;
  std::unique_ptr<Streams> streams_;
};

/// One request on a TLS connection of its own.
[[nodiscard]] HttpResponse https(std::uint16_t port, const std::string& ca_file, std::string_view method,
                                 std::string_view target);

}  // namespace flumen::system_test
