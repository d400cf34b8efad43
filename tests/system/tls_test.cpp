// The server with a certificate of its own: HTTPS and WSS on the one port.

#include <filesystem>
#include <sys/stat.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server_process.hpp"
#include "support/certificate.hpp"
#include "support/temp_dir.hpp"
#include "tls_client.hpp"

namespace flumen::system_test {
namespace {

namespace json = boost::json;
using ::testing::HasSubstr;

class TlsTest : public ::testing::Test {
 protected:
  TlsTest() : certificate_(support::make_certificate(folder_.path(), "one")) {}

  [[nodiscard]] Settings settings() const {
    return {{"server.tls_certificate", certificate_.file}, {"server.tls_key", certificate_.key_file}};
  }

  support::TempDir folder_;
  const support::Certificate certificate_;
};

TEST_F(TlsTest, plays_over_tls) {
  ServerProcess server(settings());
  TlsClient anna(server.port(), certificate_.file);
  EXPECT_EQ(anna.version(), "TLSv1.3");
  EXPECT_EQ(anna.cipher(), "TLS_AES_128_GCM_SHA256");
  EXPECT_EQ(anna.protocol(), "http/1.1");
  anna.enter(anna.make_account("Anna"));
  const auto welcome = anna.await("welcome");

  TlsClient ben(server.port(), certificate_.file, 12);
  EXPECT_EQ(ben.version(), "TLSv1.2");
  ben.enter(ben.make_account("Ben"));
  EXPECT_EQ(ben.await("players_list").at("data").as_array().size(), 2U);
  ben.send("chat", {{"text", "Good evening!"}});
  const auto line = anna.await("chat");
  EXPECT_EQ(line.at("data").at("text").as_string(), "Good evening!");
  ben.close();
  (void)anna.await("player_leave");
  EXPECT_EQ(server.stop(), 0);
  EXPECT_EQ(anna.await_close(), 1001);
}

TEST_F(TlsTest, survives_everything_that_is_no_handshake) {
  Settings hasty = settings();
  hasty["net.header_timeout"] = "200ms";
  ServerProcess server(hasty);
  const auto plain = raw_exchange(server.port(), "GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n", std::chrono::seconds(5));
  EXPECT_TRUE(plain.closed);
  EXPECT_THAT(plain.received, HasSubstr("HTTP/1.1 400 "));
  EXPECT_THAT(plain.received, HasSubstr("HTTPS only"));
  EXPECT_TRUE(raw_exchange(server.port(), std::string(500, 'x'), std::chrono::seconds(5)).closed) << "garbage";
  const std::string begun("\x16\x03\x01\x00\x80\x01", 6);
  EXPECT_TRUE(raw_exchange(server.port(), begun, std::chrono::seconds(5)).closed) << "a handshake that stops";
  EXPECT_TRUE(raw_exchange(server.port(), "", std::chrono::seconds(5)).closed) << "silence";
  EXPECT_EQ(https(server.port(), certificate_.file, "GET", "/readyz").status, 200U);
}

TEST_F(TlsTest, closes_a_client_that_does_not_read_and_serves_the_others) {
  Settings small = settings();
  small["net.outbox_bytes"] = "64KiB";
  small["net.max_message_bytes"] = "4KiB";
  small["game.chat_per_second"] = "1000";
  small["game.chat_burst"] = "10000";
  small["game.messages_per_second"] = "10000";
  small["game.messages_burst"] = "10000";
  ServerProcess server(small);
  TlsClient slow(server.port(), certificate_.file, 13, 4096);
  slow.enter(slow.make_account("Slow"));
  (void)slow.await("players_list");
  TlsClient talker(server.port(), certificate_.file);
  talker.enter(talker.make_account("Talker"));
  (void)talker.await("players_list");
  // Far more than the sockets' buffers hold.
  const std::string line(200, 'x');
  for (int i = 0; i < 20'000 && server.log().find("\"code\":4008") == std::string::npos; i += 500) {
    for (int j = 0; j < 500; ++j) {
      talker.send("chat", {{"text", line}});
      (void)talker.await("chat");
    }
  }
  EXPECT_EQ(slow.await_close(), 4008);
  talker.send("chat", {{"text", "still here"}});
  while (talker.await("chat").at("data").at("text").as_string() != "still here") {
  }
}

TEST_F(TlsTest, takes_a_renewed_certificate_on_sighup) {
  ServerProcess server(settings());
  TlsClient before(server.port(), certificate_.file);
  before.enter(before.make_account("Old"));
  (void)before.await("players_list");

  // As a renewal does it: the same files, other content.
  const auto renewed = support::make_certificate(folder_.path(), "two");
  const support::TempDir kept;
  const auto old = kept.path() / "old.pem";
  std::filesystem::copy_file(certificate_.file, old);
  std::filesystem::rename(renewed.key_file, certificate_.key_file);
  server.hang_up();
  EXPECT_TRUE(eventually([&] { return server.log().find("could not be reloaded") != std::string::npos; }));
  EXPECT_THAT(server.log(), HasSubstr("does not belong to the certificate"));
  EXPECT_EQ(https(server.port(), old.string(), "GET", "/readyz").status, 200U) << "a half renewal changes nothing";

  std::filesystem::rename(renewed.file, certificate_.file);
  server.hang_up();
  EXPECT_TRUE(eventually([&] {
    try {
      return https(server.port(), certificate_.file, "GET", "/readyz").status == 200;
    } catch (const std::runtime_error&) {
      return false;
    }
  }));
  EXPECT_THROW(TlsClient(server.port(), old.string()), std::runtime_error);
  before.send("chat", {{"text", "still here"}});
  (void)before.await("chat");
  EXPECT_EQ(server.stop(), 0);
}

TEST_F(TlsTest, does_not_start_with_a_certificate_it_cannot_use) {
  const auto finished =
      run_to_end({{"serve", "--set", "server.tls_certificate=" + certificate_.file, "--set",
                   "server.tls_key=/nowhere/a.key", "--port", "0", "--data-dir", folder_.path().string()},
                  {}});
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_THAT(finished.error, HasSubstr("server.tls_key"));
  EXPECT_THAT(finished.error, HasSubstr("/nowhere/a.key cannot be used: No such file"));
}

TEST_F(TlsTest, warns_when_everybody_can_read_the_key) {
  {
    ServerProcess server(settings());
    EXPECT_EQ(server.log().find("can read the private key"), std::string::npos);
  }
  ASSERT_EQ(::chmod(certificate_.key_file.c_str(), 0644), 0);
  ServerProcess server(settings());
  EXPECT_THAT(server.log(), HasSubstr("every user of this machine can read the private key"));
}

TEST_F(TlsTest, sighup_does_nothing_without_a_certificate) {
  ServerProcess server;
  server.hang_up();
  EXPECT_TRUE(eventually([&] { return server.log().find("nothing to reload") != std::string::npos; }));
  EXPECT_EQ(http(server.port(), "GET", "/readyz").status, 200U);
}

}  // namespace
}  // namespace flumen::system_test
