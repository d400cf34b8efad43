#include "tls/session.hpp"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/certificate.hpp"
#include "support/temp_dir.hpp"

namespace flumen::tls {
namespace {

using Handshake = Session::Handshake;
using Status = Session::Status;
using ::testing::HasSubstr;

/// A server's and a client's session, whose bytes the test carries.
class TlsSession : public ::testing::Test {
 protected:
  TlsSession() : certificate_(support::make_certificate(folder_.path(), "test")) {}

  [[nodiscard]] std::shared_ptr<const Context> server_context() const {
    return load_server_context(certificate_.file, certificate_.key_file).value();
  }
  [[nodiscard]] std::shared_ptr<const Context> client_context() const {
    return make_client_context({.anybody = false, .ca_file = certificate_.file}).value();
  }

  /// Carries bytes to and fro until both are done or one has failed.
  static std::pair<Handshake, Handshake> shake_hands(Session& server, Session& client) {
    std::string to_server;
    std::string to_client;
    auto of_client = client.handshake({}, to_server);
    auto of_server = Handshake::under_way;
    for (int i = 0; i < 10; ++i) {
      if (of_server == Handshake::under_way) of_server = server.handshake(std::exchange(to_server, {}), to_client);
      if (of_client == Handshake::under_way) of_client = client.handshake(std::exchange(to_client, {}), to_server);
    }
    return {of_server, of_client};
  }

  /// Everything `receiver` makes of `bytes`, given in parts and read in parts of other sizes.
  static std::string receive(Session& receiver, std::string_view bytes, std::size_t part, std::size_t room) {
    std::string plain;
    std::string output;
    std::string into(room, '\0');
    while (!bytes.empty()) {
      const std::string_view next = bytes.substr(0, part);
      bytes.remove_prefix(next.size());
      auto received = receiver.receive(next, into, output);
      plain.append(into, 0, received.bytes);
      while (receiver.has_more()) {
        received = receiver.receive({}, into, output);
        plain.append(into, 0, received.bytes);
      }
      EXPECT_EQ(received.status, Status::open);
    }
    return plain;
  }

  support::TempDir folder_;
  const support::Certificate certificate_;
};

TEST_F(TlsSession, carries_bytes_both_ways) {
  Session server(server_context());
  Session client(client_context(), "localhost");
  ASSERT_EQ(shake_hands(server, client), std::pair(Handshake::done, Handshake::done)) << client.error();
  std::string cipher;
  ASSERT_TRUE(client.send("a secret", cipher));
  EXPECT_EQ(cipher.find("secret"), std::string::npos);
  EXPECT_EQ(receive(server, cipher, 1, 100), "a secret");
  cipher.clear();
  ASSERT_TRUE(server.send("an answer", cipher));
  EXPECT_EQ(receive(client, cipher, 1000, 1), "an answer");
}

TEST_F(TlsSession, gives_large_texts_back_whatever_the_parts) {
  Session server(server_context());
  Session client(client_context(), "127.0.0.1");
  ASSERT_EQ(shake_hands(server, client).first, Handshake::done);
  std::string text;
  for (int i = 0; text.size() < 200'000; ++i) text += std::to_string(i);
  for (const std::size_t part : {100U, 5'000U, 300'000U}) {
    for (const std::size_t room : {100U, 4'000U, 300'000U}) {
      std::string cipher;
      ASSERT_TRUE(server.send(text, cipher));
      EXPECT_TRUE(receive(client, cipher, part, room) == text) << part << ' ' << room;
    }
  }
}

TEST_F(TlsSession, keeps_what_came_with_the_end_of_the_handshake) {
  Session server(server_context());
  Session client(client_context(), "localhost");
  std::string to_server;
  std::string to_client;
  ASSERT_EQ(client.handshake({}, to_server), Handshake::under_way);
  ASSERT_EQ(server.handshake(std::exchange(to_server, {}), to_client), Handshake::under_way);
  ASSERT_EQ(client.handshake(std::exchange(to_client, {}), to_server), Handshake::done);
  ASSERT_TRUE(client.send("early", to_server));
  ASSERT_EQ(server.handshake(to_server, to_client), Handshake::done);
  ASSERT_TRUE(server.has_more());
  std::string into(100, '\0');
  EXPECT_EQ(server.receive({}, into, to_client).bytes, 5U);
  EXPECT_EQ(into.substr(0, 5), "early");
}

TEST_F(TlsSession, says_and_hears_the_end_once) {
  Session server(server_context());
  Session client(client_context(), "localhost");
  ASSERT_EQ(shake_hands(server, client).first, Handshake::done);
  std::string cipher;
  server.finish(cipher);
  const std::size_t size = cipher.size();
  EXPECT_GT(size, 0U);
  server.finish(cipher);
  EXPECT_EQ(cipher.size(), size);
  std::string into(100, '\0');
  std::string output;
  EXPECT_EQ(client.receive(cipher, into, output).status, Status::ended);
  // One side's end is not the other's.
  ASSERT_TRUE(client.send("still there", output));
  EXPECT_EQ(receive(server, output, 100, 100), "still there");
}

TEST_F(TlsSession, tells_plain_http_from_garbage) {
  std::string output;
  Session http(server_context());
  EXPECT_EQ(http.handshake(std::string_view("GET / HTTP/1.1\r\n\r\n"), output), Handshake::plain_http);
  EXPECT_EQ(output, "");
  Session garbage(server_context());
  EXPECT_EQ(garbage.handshake(std::string_view("\x7f\x00garbage, and more of it", 24), output), Handshake::failed);
  EXPECT_NE(garbage.error(), "");
}

TEST_F(TlsSession, fails_for_good_when_a_record_was_tampered_with) {
  Session server(server_context());
  Session client(client_context(), "localhost");
  ASSERT_EQ(shake_hands(server, client).first, Handshake::done);
  std::string cipher;
  ASSERT_TRUE(client.send("transfer 1 coin", cipher));
  cipher.back() = static_cast<char>(cipher.back() ^ 1);
  std::string into(100, '\0');
  std::string output;
  EXPECT_EQ(server.receive(cipher, into, output).status, Status::failed);
  EXPECT_GT(output.size(), 0U) << "an alert";
  EXPECT_FALSE(server.send("x", output));
  EXPECT_EQ(server.receive({}, into, output).status, Status::failed);
}

TEST_F(TlsSession, a_client_refuses_a_stranger) {
  Session server(server_context());
  Session client(make_client_context({}).value(), "localhost");
  EXPECT_EQ(shake_hands(server, client).second, Handshake::failed);
  EXPECT_THAT(client.error(), HasSubstr("self-signed"));
}

TEST_F(TlsSession, a_client_refuses_another_name) {
  for (const char* host : {"example.org", "127.0.0.2"}) {
    Session server(server_context());
    Session client(client_context(), host);
    EXPECT_EQ(shake_hands(server, client).second, Handshake::failed) << host;
    EXPECT_THAT(client.error(), HasSubstr("mismatch"));
  }
}

TEST_F(TlsSession, a_client_that_trusts_anybody_refuses_nobody) {
  Session server(server_context());
  Session client(make_client_context({.anybody = true, .ca_file = ""}).value(), "example.org");
  EXPECT_EQ(shake_hands(server, client), std::pair(Handshake::done, Handshake::done));
}

}  // namespace
}  // namespace flumen::tls
