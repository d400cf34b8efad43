#include <array>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "net/outbox.hpp"
#include "net/tls_stream.hpp"
#include "support/certificate.hpp"
#include "support/temp_dir.hpp"

namespace flumen::net {
namespace {

using Handshake = tls::Session::Handshake;

/// An outbox that writes to one end of a connection, and a TLS client at the other.
class OutboxOverTls : public ::testing::Test {
 protected:
  OutboxOverTls() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends_.data()) != 0)
      throw std::runtime_error("socketpair");
    const support::TempDir folder;
    const auto certificate = support::make_certificate(folder.path(), "test");
    stream_ = std::make_unique<TlsStream>(
        ends_[0], tls::load_server_context(certificate.file, certificate.key_file).value(), buffers_);
    client_ =
        std::make_unique<tls::Session>(tls::make_client_context({.anybody = true, .ca_file = ""}).value(), "localhost");
    shake_hands();
  }
  ~OutboxOverTls() override {
    hang_up();
    ::close(ends_[0]);
  }

  void hang_up() {
    if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
  }

  /// Everything that can be read now, as it comes from the wire.
  std::string read_cipher() const {
    std::string all;
    std::array<char, 65536> buffer{};
    for (;;) {
      const ssize_t got = ::read(ends_[1], buffer.data(), buffer.size());
      if (got <= 0) return all;
      all.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }

  std::string decrypt(const std::string& cipher) {
    std::string into(cipher.size() + tls::Session::kMaxRecord, '\0');
    std::string output;
    const auto received = client_->receive(cipher, into, output);
    EXPECT_EQ(received.status, tls::Session::Status::open) << client_->error();
    into.resize(received.bytes);
    return into;
  }
  std::string read_all() { return decrypt(read_cipher()); }

  static base::Slice slice(std::string text) {
    return base::Slice(std::make_shared<const std::string>(std::move(text)));
  }

  /// As many records as there are: each begins with its type, version and length (RFC 8446, section 5.1).
  static std::size_t count_records(std::string_view cipher) {
    std::size_t records = 0;
    while (cipher.size() >= 5) {
      const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(cipher[i])); };
      cipher.remove_prefix(std::min(cipher.size(), 5 + byte(3) * 256 + byte(4)));
      ++records;
    }
    return records;
  }

  Outbox outbox_;
  std::unique_ptr<TlsStream> stream_;

 private:
  void shake_hands() {
    std::string output;
    auto step = client_->handshake({}, output);
    auto of_server = Handshake::under_way;
    while (step == Handshake::under_way || of_server == Handshake::under_way) {
      ASSERT_EQ(::write(ends_[1], output.data(), output.size()), static_cast<ssize_t>(output.size()));
      output.clear();
      if (of_server == Handshake::under_way) of_server = stream_->handshake();
      if (step == Handshake::under_way) step = client_->handshake(read_cipher(), output);
    }
    ASSERT_EQ(of_server, Handshake::done);
    ASSERT_EQ(step, Handshake::done);
  }

  TlsBuffers buffers_;
  std::unique_ptr<tls::Session> client_;
  std::array<int, 2> ends_{};
};

TEST_F(OutboxOverTls, makes_one_record_of_many_slices) {
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    expected += std::to_string(i) + ' ';
    outbox_.append(slice(std::to_string(i) + ' '));
  }
  const auto flushed = outbox_.flush(*stream_);
  EXPECT_EQ(flushed.status, Outbox::Status::drained);
  EXPECT_EQ(flushed.bytes, expected.size());
  EXPECT_TRUE(outbox_.empty());
  const std::string cipher = read_cipher();
  EXPECT_EQ(count_records(cipher), 1U);
  EXPECT_EQ(decrypt(cipher), expected);
}

TEST_F(OutboxOverTls, cuts_what_is_larger_than_a_record) {
  const std::string large(40'000, 'a');
  outbox_.append(slice("first "));
  outbox_.append(slice(large));
  outbox_.append(slice(" last"));
  ASSERT_EQ(outbox_.flush(*stream_).status, Outbox::Status::drained);
  const std::string cipher = read_cipher();
  EXPECT_EQ(count_records(cipher), 3U);
  EXPECT_TRUE(decrypt(cipher) == "first " + large + " last");
}

TEST_F(OutboxOverTls, goes_on_where_the_socket_stopped) {
  std::string expected;
  for (int i = 0; i < 4000; ++i) {
    const std::string text(1000, static_cast<char>('a' + i % 26));
    expected += text;
    outbox_.append(slice(text));
  }
  auto flushed = outbox_.flush(*stream_);
  ASSERT_EQ(flushed.status, Outbox::Status::blocked);
  EXPECT_EQ(outbox_.queued_bytes(), expected.size() - flushed.bytes);
  EXPECT_EQ(outbox_.flush(*stream_).status, Outbox::Status::blocked);
  std::string got = read_all();
  outbox_.append(slice("end"));
  while (flushed.status == Outbox::Status::blocked) {
    flushed = outbox_.flush(*stream_);
    got += read_all();
  }
  EXPECT_EQ(flushed.status, Outbox::Status::drained);
  EXPECT_TRUE(got == expected + "end");
}

TEST_F(OutboxOverTls, is_blocked_while_the_last_record_waits) {
  outbox_.append(slice(std::string(4 * 1024 * 1024, 'a')));
  std::size_t got = 0;
  auto flushed = outbox_.flush(*stream_);
  ASSERT_EQ(flushed.status, Outbox::Status::blocked);
  while (flushed.status == Outbox::Status::blocked) {
    // Nothing of the outbox's own being left is not the end of it.
    EXPECT_TRUE(!outbox_.empty() || stream_->blocked());
    got += read_all().size();
    flushed = outbox_.flush(*stream_);
  }
  EXPECT_TRUE(outbox_.empty());
  EXPECT_FALSE(stream_->blocked());
  EXPECT_EQ(got + read_all().size(), 4U * 1024 * 1024);
}

TEST_F(OutboxOverTls, never_replaces_or_forgets_what_is_encrypted) {
  const std::string large(4 * 1024 * 1024, 'a');
  outbox_.append_latest(slice(large));
  auto flushed = outbox_.flush(*stream_);
  ASSERT_EQ(flushed.status, Outbox::Status::blocked);
  ASSERT_GT(flushed.bytes, 0U);
  outbox_.append_latest(slice("b"));
  outbox_.append_latest(slice("c"));
  outbox_.append(slice("dropped"));
  outbox_.discard_unbegun();
  outbox_.append(slice("end"));
  std::string got;
  while (flushed.status == Outbox::Status::blocked) {
    got += read_all();
    flushed = outbox_.flush(*stream_);
  }
  EXPECT_TRUE(got + read_all() == large + "end");
}

TEST_F(OutboxOverTls, writes_through_without_queueing) {
  const auto bytes = std::make_shared<const std::string>("one two three");
  const std::array<base::Extent, 1> whole{base::Extent{4, 7}};
  auto flushed = outbox_.write_through(*stream_, bytes, whole);
  EXPECT_EQ(flushed.status, Outbox::Status::drained);
  EXPECT_EQ(flushed.bytes, 3U);
  const std::array<base::Extent, 2> parts{base::Extent{0, 4}, base::Extent{8, 13}};
  flushed = outbox_.write_through(*stream_, bytes, parts);
  EXPECT_EQ(flushed.bytes, 9U);
  const std::string cipher = read_cipher();
  EXPECT_EQ(count_records(cipher), 2U);
  EXPECT_EQ(decrypt(cipher), "twoone three");
  EXPECT_EQ(bytes.use_count(), 1);
}

TEST_F(OutboxOverTls, writes_large_parts_through_and_queues_what_is_not_taken) {
  const auto bytes = std::make_shared<const std::string>(std::string(4 * 1024 * 1024, 'a') + "end");
  const std::array<base::Extent, 2> parts{base::Extent{0, 4 * 1024 * 1024},
                                          base::Extent{4 * 1024 * 1024, 4 * 1024 * 1024 + 3}};
  auto flushed = outbox_.write_through(*stream_, bytes, parts);
  ASSERT_EQ(flushed.status, Outbox::Status::blocked);
  EXPECT_EQ(outbox_.queued_bytes(), bytes->size() - flushed.bytes);
  std::string got;
  while (flushed.status == Outbox::Status::blocked) {
    got += read_all();
    flushed = outbox_.flush(*stream_);
  }
  EXPECT_TRUE(got + read_all() == *bytes);
}

TEST_F(OutboxOverTls, frees_the_shared_bytes_it_has_encrypted) {
  const auto bytes = std::make_shared<const std::string>("shared");
  outbox_.append(base::Slice(bytes));
  ASSERT_EQ(outbox_.flush(*stream_).status, Outbox::Status::drained);
  EXPECT_EQ(bytes.use_count(), 1);
}

TEST_F(OutboxOverTls, notices_that_the_peer_is_gone) {
  hang_up();
  outbox_.append(slice("lost"));
  EXPECT_EQ(outbox_.flush(*stream_).status, Outbox::Status::broken);
}

}  // namespace
}  // namespace flumen::net
