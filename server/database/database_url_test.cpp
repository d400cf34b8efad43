#include "database/database_url.hpp"

#include <gtest/gtest.h>

#include "database/contract_fixture.hpp"

namespace flumen::database {
namespace {

using base::Errc;

TEST(DatabaseUrl, reads_both_schemes) {
  EXPECT_EQ(DatabaseUrl::parse("sqlite:/var/lib/a b.db")->target(), "/var/lib/a b.db");
  EXPECT_TRUE(DatabaseUrl::parse("sqlite::memory:")->in_memory());
  const auto url = DatabaseUrl::parse("postgresql://flumen:secret@db:5432/world?connect_timeout=7");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->backend(), Backend::postgresql);
  EXPECT_TRUE(url->target().starts_with("postgresql://flumen:secret@db:5432/world?connect_timeout=7&keepalives_idle="));
  EXPECT_EQ(url->target().find("connect_timeout=3"), std::string::npos);
  EXPECT_TRUE(DatabaseUrl::parse("postgres:///world?host=/run/postgresql"));
}

TEST(DatabaseUrl, refuses_what_it_does_not_know) {
  for (const char* bad : {"", "mysql://x", "sqlite:", "sqlite:a\"b", "/path", "host=x user=y"}) {
    const auto refused = DatabaseUrl::parse(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, Errc::invalid_argument);
  }
  KeepingSink sink;
  EXPECT_EQ(make_database({.url = "redis://x"}, base::Logger(sink)).error().code, Errc::invalid_argument);
}

TEST(DatabaseUrl, refuses_a_password_that_is_not_encoded_without_repeating_it) {
  for (const char* bad : {"postgresql://u:sec@ret@h/d", "postgresql://u:sec/ret@h/d", "postgresql://u:sec?ret@h/d",
                          "postgresql://u:sec ret@h/d", "postgresql://u:secret@h/d?options='x'"}) {
    const auto refused = DatabaseUrl::parse(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().message.find("ret"), std::string::npos) << refused.error().message;
  }
}

TEST(DatabaseUrl, keeps_secrets_out_of_texts) {
  const auto url = DatabaseUrl::parse("postgresql://flumen:p%40ss@db:5432/world?password=other");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->text_without_secrets(), "postgresql://db:5432/world");
  EXPECT_EQ(url->redact("p%40ss, p@ss and other: wrong"), "***, *** and ***: wrong");
}

TEST(Database, fails_to_open_where_nothing_listens_without_telling_the_password) {
  KeepingSink sink;
  const auto database = make_database(
      {.url = "postgresql://u:hunter2secret@127.0.0.1:1/d", .call_deadline = std::chrono::milliseconds(80)},
      base::Logger(sink));
  const auto opened = (*database)->open();
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::unavailable);
  EXPECT_NE(opened.error().message.find("127.0.0.1:1"), std::string::npos) << opened.error().message;
  EXPECT_EQ(opened.error().message.find("hunter2"), std::string::npos);
  (*database)->close();
}

TEST(Database, fails_to_open_a_file_in_a_folder_that_is_not_there) {
  KeepingSink sink;
  const auto database = make_database({.url = "sqlite:/nonexistent/flumen.db"}, base::Logger(sink));
  const auto opened = (*database)->open();
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().message.find("/nonexistent/flumen.db"), std::string::npos) << opened.error().message;
  (*database)->close();
}

}  // namespace
}  // namespace flumen::database
