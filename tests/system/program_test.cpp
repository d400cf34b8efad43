// The program as an operator starts it: commands, exit codes, what it says when it refuses.

#include <fstream>
#include <sys/stat.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <gtest/gtest.h>

#include "accounts.hpp"
#include "game_client.hpp"
#include "http_client.hpp"
#include "server_process.hpp"
#include "support/free_port.hpp"
#include "support/postgres_server.hpp"

namespace flumen::system_test {
namespace {

bool says(const std::string& text, std::string_view what) { return text.find(what) != std::string::npos; }

TEST(Program, tells_its_version) {
  const auto finished = run_to_end({{"version"}, {}});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_EQ(finished.output.substr(0, 7), "flumen ");
}

TEST(Program, refuses_what_it_does_not_understand_with_2) {
  for (const std::vector<std::string>& arguments : {std::vector<std::string>{},
                                                    {"dance"},
                                                    {"serve", "--prot", "1"},
                                                    {"serve", "--port", "many"},
                                                    {"serve", "--port", "70000"},
                                                    {"serve", "--threads", "-1"},
                                                    {"serve", "--database-url", "mysql://x"},
                                                    {"serve", "--config", "/nowhere/flumen.yaml"}}) {
    const auto finished = run_to_end({arguments, {}});
    EXPECT_EQ(finished.exit_code, 2) << (arguments.empty() ? "" : arguments.back());
    EXPECT_FALSE(finished.error.empty());
  }
}

TEST(Program, names_file_line_and_key_of_an_unknown_setting) {
  const support::TempDir folder;
  const auto file = folder.path() / "mine.yaml";
  std::ofstream(file) << "server:\n  port: 9090\n  prot: 9091\n";
  const auto finished = run_to_end({{"serve", "--config", file.string()}, {}});
  EXPECT_EQ(finished.exit_code, 2);
  EXPECT_TRUE(says(finished.error, file.string() + ":3")) << finished.error;
  EXPECT_TRUE(says(finished.error, "prot")) << finished.error;
}

TEST(Program, names_the_variable_that_is_wrong) {
  const auto unknown = run_to_end({{"serve"}, {{"FLUMEN_SERVER_PROT", "1"}}});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_TRUE(says(unknown.error, "FLUMEN_SERVER_PROT")) << unknown.error;
  const auto bad = run_to_end({{"serve"}, {{"FLUMEN_SERVER_PORT", "many"}}});
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_TRUE(says(bad.error, "FLUMEN_SERVER_PORT")) << bad.error;
}

TEST(Program, does_not_start_in_production_without_a_good_secret) {
  for (const std::string& secret :
       {std::string(), std::string("short"), std::string("change-me-change-me-change-me-change-me")}) {
    std::map<std::string, std::string> environment;
    if (!secret.empty()) environment["FLUMEN_AUTH_JWT_SECRET"] = secret;
    const auto finished =
        run_to_end({{"serve", "--mode", "production", "--database-url", "sqlite::memory:"}, environment});
    EXPECT_EQ(finished.exit_code, 2) << secret;
    EXPECT_TRUE(says(finished.error, "secret")) << finished.error;
    if (!secret.empty()) {
      EXPECT_FALSE(says(finished.error, secret)) << "a secret is never printed";
    }
  }
}

TEST(Program, says_clearly_that_its_port_is_taken) {
  boost::asio::io_context context;
  boost::asio::ip::tcp::acceptor taken(context, {boost::asio::ip::address_v4::loopback(), support::free_port()});
  const support::TempDir folder;
  const std::string port = std::to_string(taken.local_endpoint().port());
  const auto finished =
      run_to_end({{"serve", "--address", "127.0.0.1", "--port", port, "--data-dir", folder.path().string()}, {}});
  EXPECT_EQ(finished.exit_code, 1);
  EXPECT_TRUE(says(finished.error, port)) << finished.error;
  EXPECT_TRUE(says(finished.error, "in use") || says(finished.error, "taken")) << finished.error;
}

TEST(Program, migrates_once_and_says_so) {
  const support::TempDir folder;
  const Launch launch{{"migrate", "--data-dir", folder.path().string()}, {}};
  const auto first = run_to_end(launch);
  EXPECT_EQ(first.exit_code, 0) << first.error;
  const auto second = run_to_end(launch);
  EXPECT_EQ(second.exit_code, 0) << second.error;
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "flumen.db"));
}

TEST(Program, migrates_postgresql_and_fails_with_1_when_it_is_not_there) {
  support::PostgresServer postgres;
  const std::string url = postgres.create_database();
  EXPECT_EQ(run_to_end({{"migrate", "--database-url", url}, {}}).exit_code, 0);
  postgres.stop();
  const auto away = run_to_end({{"migrate", "--database-url", url, "--set", "database.call_deadline=500ms"}, {}});
  EXPECT_EQ(away.exit_code, 1);
  EXPECT_FALSE(away.error.empty());
}

TEST(Program, keeps_its_generated_secret_and_database_to_itself) {
  ServerProcess server;
  (void)make_account(server.port());
  int secrets = 0;
  for (const auto& entry : std::filesystem::directory_iterator(server.data_folder())) {
    struct stat info {};
    ASSERT_EQ(::stat(entry.path().c_str(), &info), 0);
    if (says(entry.path().filename().string(), "secret")) {
      ++secrets;
      EXPECT_EQ(info.st_mode & 0777U, 0600U) << entry.path();
    }
  }
  EXPECT_EQ(secrets, 1);
}

TEST(Program, a_token_outlives_a_restart) {
  ServerProcess server;
  const Account account = make_account(server.port());
  EXPECT_EQ(server.stop(), 0);
  server.start();
  EXPECT_EQ(http(server.port(), "GET", "/api/v1/me", "", bearer(account.token)).status, 200U);
}

TEST(Program, a_second_signal_hurries_the_stop) {
  ServerProcess server;
  GameClient player = GameClient::enter(server.port(), make_account(server.port()).token);
  // It never reads, so it never says goodbye: a patient stop would wait for it.
  server.terminate();
  (void)player.await("server_notice");
  server.terminate();
  EXPECT_EQ(server.wait(std::chrono::seconds(5)), 0);
}

TEST(Program, starts_from_nothing_and_stops_quickly) {
  using Clock = std::chrono::steady_clock;
  const auto begun = Clock::now();
  ServerProcess server;
  const auto ready = Clock::now();
  EXPECT_EQ(server.stop(), 0);
  EXPECT_LT(ready - begun, std::chrono::seconds(5)) << "generous: a loaded machine and a debug build";
  EXPECT_LT(Clock::now() - ready, std::chrono::seconds(10));
}

}  // namespace
}  // namespace flumen::system_test
