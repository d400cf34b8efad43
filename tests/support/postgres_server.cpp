#include "support/postgres_server.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <pwd.h>
#include <signal.h>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <unistd.h>

#include "support/free_port.hpp"

namespace flumen::support {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;

constexpr milliseconds kStartLimit{30'000};
constexpr milliseconds kStopLimit{20'000};
constexpr milliseconds kProgramLimit{60'000};

std::string newest_binaries() {
  int newest = 0;
  std::error_code error;
  for (const auto& version : fs::directory_iterator("/usr/lib/postgresql", error)) {
    const int number = std::atoi(version.path().filename().c_str());
    if (fs::exists(version.path() / "bin" / "initdb")) newest = std::max(newest, number);
  }
  if (newest == 0) {
    throw std::runtime_error("PostgreSQL's server is not installed: apt-get install postgresql (Debian package)");
  }
  return "/usr/lib/postgresql/" + std::to_string(newest) + "/bin/";
}

}  // namespace

PostgresServer::PostgresServer() : folder_("flumen-postgres"), binaries_(newest_binaries()), port_(free_port()) {
  if (::geteuid() == 0) {
    // PostgreSQL refuses to run as root.
    user_ = "postgres";
    const passwd* entry = ::getpwnam(user_.c_str());
    if (entry == nullptr) throw std::runtime_error("there is no user postgres: install the Debian package postgresql");
    if (::chown(folder_.path().c_str(), entry->pw_uid, entry->pw_gid) != 0) {
      throw std::system_error(errno, std::generic_category(), folder_.path().string());
    }
  }
  const fs::path log = folder_.path() / "initdb.log";
  const int code = ChildProcess::run(
      {.command = {binaries_ + "initdb", "-D", (folder_.path() / "data").string(), "-U", "flumen", "--auth=trust",
                   "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", "--no-instructions"},
       .log = log,
       .user = user_},
      kProgramLimit);
  if (code != 0) throw std::runtime_error("initdb failed: " + read_file(log));
  start();
}

PostgresServer::~PostgresServer() { kill(); }

std::string PostgresServer::url(std::string_view database) const {
  return "postgresql://flumen:secret@127.0.0.1:" + std::to_string(port_) + "/" + std::string(database);
}

std::string PostgresServer::create_database() {
  const std::string name = "test_" + std::to_string(++databases_);
  execute("CREATE DATABASE " + name);
  return url(name);
}

std::string PostgresServer::execute(const std::string& sql, std::string_view database) const {
  const fs::path output = folder_.path() / "psql.out";
  fs::remove(output);
  const int code = ChildProcess::run(
      {.command = {binaries_ + "psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d", url(database), "-c", sql},
       .log = output},
      kProgramLimit);
  std::string text = read_file(output);
  if (code != 0) throw std::runtime_error("psql failed: " + text);
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

void PostgresServer::start() {
  const fs::path data = folder_.path() / "data";
  const fs::path log = folder_.path() / "server.log";
  process_ = std::make_unique<ChildProcess>(ChildProcess::Options{
      .command = {binaries_ + "postgres", "-D", data.string(), "-p", std::to_string(port_), "-c",
                  "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=" + folder_.path().string(), "-c",
                  "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=32MB", "-c", "max_connections=100"},
      .log = log,
      .user = user_,
      .signal_when_orphaned = SIGQUIT});  // the postmaster then takes its children with it

  // The last line of the lock file says "ready" once connections are accepted.
  const auto deadline = std::chrono::steady_clock::now() + kStartLimit;
  const std::string own_pid = std::to_string(process_->pid()) + "\n";
  for (;;) {
    const std::string lock_file = read_file(data / "postmaster.pid");
    if (lock_file.starts_with(own_pid) && lock_file.find("\nready") != std::string::npos) return;
    if (!process_->running() || std::chrono::steady_clock::now() > deadline) {
      process_.reset();
      throw std::runtime_error("PostgreSQL did not start: " + read_file(log));
    }
    std::this_thread::sleep_for(milliseconds(5));
  }
}

void PostgresServer::stop() { end(SIGINT); }

void PostgresServer::kill() { end(SIGQUIT); }

void PostgresServer::end(int signal) {
  if (!process_) return;
  process_->signal(signal);
  process_->wait(kStopLimit);
  process_.reset();
}

}  // namespace flumen::support
