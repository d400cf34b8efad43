#include "net/http_stream.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/asio/co_spawn.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/ssl.h>

#include "net/test_server.hpp"

namespace flumen::net {
namespace {

using Handshake = tls::Session::Handshake;

/// A stream on one end of a connection, driven by the test, and a TLS client at the other.
class HttpStreamHandshake : public ::testing::Test {
 protected:
  HttpStreamHandshake() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends_.data()) != 0)
      throw std::runtime_error("socketpair");
    const support::TempDir folder;
    const auto certificate = support::make_certificate(folder.path(), "test");
    options_.tls = tls::load_server_context(certificate.file, certificate.key_file).value();
    shard_ = std::make_shared<Shard>(loops_[0], options_, TrustedProxies{}, router_, endpoint_, observer_,
                                     base::Logger(log_));
    Socket socket(loops_[0].executor());
    socket.assign(Tcp::v4(), ends_[0]);
    stream_.emplace(*shard_, std::move(socket));
    // TLS 1.2, in which it is the server that has the last word.
    auto trust = tls::make_client_context({.anybody = true, .ca_file = ""}).value();
    SSL_CTX_set_max_proto_version(trust->native(), TLS1_2_VERSION);
    client_.emplace(std::move(trust), "localhost");
    boost::asio::co_spawn(loops_[0].executor(), stream_->handshake(),
                          [this](const std::exception_ptr&, bool done) { outcome_ = done; });
  }
  ~HttpStreamHandshake() override { hang_up(); }

  void hang_up() {
    if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
  }

  /// Lets the server work until `happened()`.
  template <class Predicate>
  void serve_until(Predicate happened) {
    while (!happened()) ASSERT_GT(loops_[0].context().run_one_for(std::chrono::seconds(10)), 0U);
  }
  [[nodiscard]] static std::size_t readable(int end) {
    int bytes = 0;
    ::ioctl(end, FIONREAD, &bytes);
    return static_cast<std::size_t>(bytes);
  }
  /// Takes what the server has sent so far, and sends its answer; `between` the two.
  Handshake answer(const std::function<void()>& between = [] {}) {
    std::string input(readable(ends_[1]), '\0');
    EXPECT_EQ(::read(ends_[1], input.data(), input.size()), static_cast<ssize_t>(input.size()));
    std::string output;
    const auto step = client_->handshake(input, output);
    between();
    EXPECT_EQ(::write(ends_[1], output.data(), output.size()), static_cast<ssize_t>(output.size()));
    return step;
  }

  std::array<int, 2> ends_{-1, -1};
  base::EventLoops loops_{1};
  ServerOptions options_;
  Router router_;
  testing::TestEndpoint endpoint_;
  testing::RecordingObserver observer_;
  testing::RecordingSink log_;
  std::shared_ptr<Shard> shard_;
  std::optional<HttpStream> stream_;
  std::optional<tls::Session> client_;
  std::optional<bool> outcome_;
};

TEST_F(HttpStreamHandshake, ends_when_its_last_bytes_have_gone_out) {
  ASSERT_EQ(answer(), Handshake::under_way);
  serve_until([&] { return readable(ends_[1]) > 0; });
  // Whatever the server sends next finds the socket full.
  const auto fill = [&] {
    const std::string rubbish(1024, 'x');
    std::size_t bytes = 0;
    while (::send(ends_[0], rubbish.data(), rubbish.size(), MSG_DONTWAIT | MSG_NOSIGNAL) > 0) bytes += rubbish.size();
    return bytes;
  };
  std::size_t in_the_way = 0;
  ASSERT_EQ(answer([&] { in_the_way = fill(); }), Handshake::under_way);
  serve_until([&] { return readable(ends_[0]) == 0; });
  EXPECT_FALSE(outcome_.has_value()) << "the socket is full, so the client cannot know";

  std::string rubbish(in_the_way, '\0');
  for (std::size_t at = 0; at < in_the_way;) {
    const ssize_t got = ::read(ends_[1], rubbish.data() + at, in_the_way - at);
    ASSERT_GT(got, 0);
    at += static_cast<std::size_t>(got);
  }
  serve_until([&] { return outcome_.has_value(); });
  EXPECT_TRUE(*outcome_);
  EXPECT_EQ(answer(), Handshake::done);
}

TEST_F(HttpStreamHandshake, names_the_peer_that_hung_up_as_the_reason) {
  ASSERT_EQ(answer(), Handshake::under_way);
  serve_until([&] { return readable(ends_[1]) > 0; });
  hang_up();
  serve_until([&] { return outcome_.has_value(); });
  EXPECT_FALSE(*outcome_);
  EXPECT_THAT(log_.lines(), ::testing::Contains(::testing::HasSubstr("reason=the peer hung up")));
}

}  // namespace
}  // namespace flumen::net
