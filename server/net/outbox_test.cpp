#include "net/outbox.hpp"

#include <array>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace flumen::net {
namespace {

class OutboxTest : public ::testing::Test {
 protected:
  OutboxTest() {
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends_.data()) != 0)
      throw std::runtime_error("socketpair");
  }
  ~OutboxTest() override {
    hang_up();
    ::close(ends_[0]);
  }

  [[nodiscard]] int writer() const { return ends_[0]; }
  void hang_up() {
    if (ends_[1] >= 0) ::close(std::exchange(ends_[1], -1));
  }

  /// Everything that can be read now.
  std::string read_all() const {
    std::string all;
    std::array<char, 65536> buffer{};
    for (;;) {
      const ssize_t got = ::read(ends_[1], buffer.data(), buffer.size());
      if (got <= 0) return all;
      all.append(buffer.data(), static_cast<std::size_t>(got));
    }
  }

  static base::Slice slice(std::string text) {
    return base::Slice(std::make_shared<const std::string>(std::move(text)));
  }

  Outbox outbox_;

 private:
  std::array<int, 2> ends_{};
};

TEST_F(OutboxTest, writes_what_was_appended_in_order) {
  outbox_.append(slice("one "));
  outbox_.append(base::Slice(std::make_shared<const std::string>("xxtwoxx"), 2, 5));
  outbox_.append(slice(""));
  EXPECT_EQ(outbox_.queued_bytes(), 7U);
  const auto flushed = outbox_.flush(writer());
  EXPECT_EQ(flushed.status, Outbox::Status::drained);
  EXPECT_EQ(flushed.bytes, 7U);
  EXPECT_TRUE(outbox_.empty());
  EXPECT_EQ(read_all(), "one two");
}

TEST_F(OutboxTest, writes_more_slices_than_one_call_takes) {
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    expected += std::to_string(i) + ' ';
    outbox_.append(slice(std::to_string(i) + ' '));
  }
  EXPECT_EQ(outbox_.flush(writer()).status, Outbox::Status::drained);
  EXPECT_EQ(read_all(), expected);
}

TEST_F(OutboxTest, goes_on_where_the_socket_stopped) {
  std::string expected;
  for (int i = 0; i < 4000; ++i) {
    const std::string text(1000, static_cast<char>('a' + i % 26));
    expected += text;
    outbox_.append(slice(text));
  }
  auto flushed = outbox_.flush(writer());
  ASSERT_EQ(flushed.status, Outbox::Status::blocked);
  EXPECT_EQ(outbox_.queued_bytes(), expected.size() - flushed.bytes);
  std::string got = read_all();
  outbox_.append(slice("end"));
  while (flushed.status == Outbox::Status::blocked) {
    flushed = outbox_.flush(writer());
    got += read_all();
  }
  EXPECT_EQ(flushed.status, Outbox::Status::drained);
  EXPECT_EQ(got, expected + "end");
}

TEST_F(OutboxTest, frees_the_shared_bytes_it_has_written) {
  const auto bytes = std::make_shared<const std::string>("shared");
  outbox_.append(base::Slice(bytes));
  EXPECT_EQ(bytes.use_count(), 2);
  ASSERT_EQ(outbox_.flush(writer()).status, Outbox::Status::drained);
  EXPECT_EQ(bytes.use_count(), 1);
}

TEST_F(OutboxTest, notices_that_the_peer_is_gone) {
  hang_up();
  outbox_.append(slice("lost"));
  EXPECT_EQ(outbox_.flush(writer()).status, Outbox::Status::broken);
}

TEST_F(OutboxTest, keeps_the_slice_it_is_in_the_middle_of) {
  const std::string large(4 * 1024 * 1024, 'a');
  outbox_.append(slice(large));
  outbox_.append(slice("dropped"));
  const auto flushed = outbox_.flush(writer());
  ASSERT_EQ(flushed.status, Outbox::Status::blocked);
  ASSERT_GT(flushed.bytes, 0U);
  outbox_.discard_unbegun();
  EXPECT_EQ(outbox_.queued_bytes(), large.size() - flushed.bytes);
}

TEST_F(OutboxTest, keeps_only_the_latest_of_what_was_appended_as_such) {
  outbox_.append(slice("a "));
  outbox_.append_latest(slice("one "));
  outbox_.append(slice("b "));
  outbox_.append_latest(slice("second "));
  outbox_.append_latest(slice("3 "));
  EXPECT_EQ(outbox_.queued_bytes(), 6U);
  EXPECT_EQ(outbox_.held_bytes(), 6U + 3 * Outbox::kSliceOverhead);
  ASSERT_EQ(outbox_.flush(writer()).status, Outbox::Status::drained);
  EXPECT_EQ(read_all(), "a 3 b ");
  outbox_.append_latest(slice("next"));
  ASSERT_EQ(outbox_.flush(writer()).status, Outbox::Status::drained);
  EXPECT_EQ(read_all(), "next");
}

TEST_F(OutboxTest, finds_the_latest_again_when_the_queue_has_moved) {
  std::string expected;
  auto append = [&](const std::string& text) {
    outbox_.append(slice(text));
    expected += text;
  };
  // Enough before it for a part to be written and forgotten while the latest still waits.
  for (int i = 0; i < 4000; ++i) append(std::string(1000, static_cast<char>('a' + i % 26)));
  outbox_.append_latest(slice("old"));
  expected += "newest";
  append("end");
  auto flushed = outbox_.flush(writer());
  std::string got;
  bool replaced = false;
  while (flushed.status == Outbox::Status::blocked) {
    got += read_all();
    if (!replaced && outbox_.queued_bytes() < 1'000'000) {
      outbox_.append_latest(slice("newest"));
      replaced = true;
    }
    flushed = outbox_.flush(writer());
  }
  EXPECT_EQ(flushed.status, Outbox::Status::drained);
  EXPECT_TRUE(replaced);
  EXPECT_EQ(got + read_all(), expected);
}

TEST_F(OutboxTest, does_not_replace_the_latest_once_it_is_begun) {
  const std::string large(4 * 1024 * 1024, 'a');
  outbox_.append_latest(slice(large));
  auto flushed = outbox_.flush(writer());
  ASSERT_EQ(flushed.status, Outbox::Status::blocked);
  ASSERT_GT(flushed.bytes, 0U);
  outbox_.append_latest(slice("b"));
  outbox_.append_latest(slice("c"));
  std::string got;
  while (flushed.status == Outbox::Status::blocked) {
    got += read_all();
    flushed = outbox_.flush(writer());
  }
  EXPECT_TRUE(got + read_all() == large + "c");
}

TEST_F(OutboxTest, appends_the_latest_anew_after_a_discard) {
  outbox_.append_latest(slice("gone"));
  outbox_.discard_unbegun();
  outbox_.append(slice("a"));
  outbox_.append_latest(slice("b"));
  ASSERT_EQ(outbox_.flush(writer()).status, Outbox::Status::drained);
  EXPECT_EQ(read_all(), "ab");
  EXPECT_EQ(outbox_.held_bytes(), 0U);
}

TEST_F(OutboxTest, discards_everything_that_was_not_begun) {
  outbox_.append(slice("one"));
  outbox_.append(slice("two"));
  outbox_.discard_unbegun();
  EXPECT_TRUE(outbox_.empty());
  EXPECT_EQ(outbox_.flush(writer()).bytes, 0U);
}

}  // namespace
}  // namespace flumen::net
