#include "config/secret.hpp"

#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::config {
namespace {

using base::Errc;
using testing::HasSubstr;

class Secret : public testing::Test {
 protected:
  Secret() : folder_(testing::TempDir() + "flumen_secret_" + std::to_string(::getpid())) {}
  ~Secret() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string path() const { return (folder_ / "data" / "jwt_secret").string(); }

  void write(const std::string& text, mode_t mode) const {
    std::filesystem::create_directories(folder_ / "data");
    std::ofstream(path()) << text;
    ASSERT_EQ(::chmod(path().c_str(), mode), 0);
  }

  std::filesystem::path folder_;
};

TEST_F(Secret, is_made_once_and_only_its_owner_may_read_it) {
  const auto first = load_or_create_secret(path());
  ASSERT_TRUE(first) << first.error().message;
  EXPECT_EQ(first->size(), 64U);
  struct stat info {};
  ASSERT_EQ(::stat(path().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
  EXPECT_EQ(load_or_create_secret(path()).value(), *first);
  const std::filesystem::directory_iterator files(folder_ / "data");
  EXPECT_EQ(std::distance(begin(files), end(files)), 1) << "a draft was left behind";
}

TEST_F(Secret, is_the_same_for_all_who_start_at_once) {
  std::set<std::string> seen;
  std::mutex mutex;
  {
    std::vector<std::jthread> starting;
    for (int i = 0; i < 8; ++i) {
      starting.emplace_back([&] {
        const auto secret = load_or_create_secret(path());
        const std::lock_guard lock(mutex);
        seen.insert(secret ? *secret : secret.error().message);
      });
    }
  }
  EXPECT_EQ(seen.size(), 1U);
}

TEST_F(Secret, is_refused_when_others_may_read_it) {
  write(std::string(64, 'a'), 0640);
  const auto secret = load_or_create_secret(path());
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().code, Errc::forbidden);
  EXPECT_THAT(secret.error().message, HasSubstr("chmod 600"));
}

TEST_F(Secret, is_refused_when_it_is_cut_short) {
  write("abc\n", 0600);
  const auto secret = load_or_create_secret(path());
  ASSERT_FALSE(secret);
  EXPECT_EQ(secret.error().code, Errc::corrupt);
}

TEST_F(Secret, is_refused_when_it_is_no_file) {
  std::filesystem::create_directories(path());
  EXPECT_EQ(load_or_create_secret(path()).error().code, Errc::forbidden);
  std::filesystem::remove(path());
  std::filesystem::create_symlink("/dev/zero", path());
  EXPECT_EQ(load_or_create_secret(path()).error().code, Errc::unavailable);
}

TEST_F(Secret, is_not_made_where_nothing_can_be_written) {
  EXPECT_EQ(load_or_create_secret("/proc/flumen/jwt_secret").error().code, Errc::unavailable);
}

Config with(Mode mode, const std::string& secret) {
  Config config;
  config.server.mode = mode;
  config.auth.jwt_secret = secret;
  return config;
}

TEST(CheckSecret, refuses_production_without_a_good_one) {
  for (const char* bad : {"", "short", "0123456789abcdef0123456789abcde", "change-me-change-me-change-me-change-me",
                          "your_secret_key_here_0123456789abcdef", "flumen-example-jwt-0123456789abcdef",
                          "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}) {
    const auto checked = check_secret(with(Mode::production, bad));
    ASSERT_FALSE(checked) << bad;
    EXPECT_TRUE(*bad == '\0' || checked.error().message.find(bad) == std::string::npos) << "the secret is shown";
  }
  EXPECT_TRUE(check_secret(with(Mode::production, "5f2b8c1e9d7a4f3b6e0c8d2a1b9f7e4c5f2b8c1e9d7a4f3b")));
}

TEST(CheckSecret, allows_development_without_one_but_not_with_a_short_one) {
  EXPECT_TRUE(check_secret(with(Mode::development, "")));
  EXPECT_FALSE(check_secret(with(Mode::development, "short")));
}

}  // namespace
}  // namespace flumen::config
