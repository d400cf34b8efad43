#include "support/child_process.hpp"

#include <cerrno>
#include <fcntl.h>
#include <fstream>
#include <grp.h>
#include <iterator>
#include <pwd.h>
#include <signal.h>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace flumen::support {
namespace {

struct Identity {
  uid_t uid;
  gid_t gid;
};

std::optional<Identity> identity_of(const std::string& user) {
  if (user.empty()) return std::nullopt;
  const passwd* entry = ::getpwnam(user.c_str());
  if (entry == nullptr) throw std::runtime_error("there is no user " + user + " on this machine");
  return Identity{entry->pw_uid, entry->pw_gid};
}

// Between fork() and exec() only what is safe in a signal handler may be called: another thread may hold any lock.
[[noreturn]] void become(const char* directory, char* const* arguments, int log,
                         const std::optional<Identity>& identity, int signal_when_orphaned, pid_t parent) {
  const bool ready = ::dup2(log, STDOUT_FILENO) >= 0 && ::dup2(log, STDERR_FILENO) >= 0 && ::chdir(directory) == 0 &&
                     (!identity || (::setgroups(1, &identity->gid) == 0 && ::setgid(identity->gid) == 0 &&
                                    ::setuid(identity->uid) == 0)) &&
                     // After setuid(), which clears it.
                     ::prctl(PR_SET_PDEATHSIG, signal_when_orphaned) == 0 && ::getppid() == parent;
  if (ready) ::execv(arguments[0], arguments);
  ::_exit(127);
}

}  // namespace

ChildProcess::ChildProcess(const Options& options) {
  const auto identity = identity_of(options.user);
  std::vector<char*> arguments;
  for (const auto& argument : options.command) arguments.push_back(const_cast<char*>(argument.c_str()));
  arguments.push_back(nullptr);

  const int log = ::open(options.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if (log < 0) throw std::system_error(errno, std::generic_category(), options.log.string());
  const pid_t parent = ::getpid();
  pid_ = ::fork();
  if (pid_ == 0) {
    become(options.directory.c_str(), arguments.data(), log, identity, options.signal_when_orphaned, parent);
  }
  const int error = errno;
  ::close(log);
  if (pid_ < 0) throw std::system_error(error, std::generic_category(), "fork");
}

ChildProcess::~ChildProcess() {
  if (!running()) return;
  signal(SIGKILL);
  ::waitpid(pid_, nullptr, 0);
}

bool ChildProcess::running() {
  if (status_) return false;
  int status = 0;
  if (::waitpid(pid_, &status, WNOHANG) == pid_) status_ = status;
  return !status_;
}

void ChildProcess::signal(int number) const {
  if (!status_) ::kill(pid_, number);
}

std::optional<int> ChildProcess::wait(std::chrono::milliseconds limit) {
  const auto deadline = std::chrono::steady_clock::now() + limit;
  while (running() && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(2));  // waitpid() takes no time limit
  }
  return status_;
}

int ChildProcess::run(const Options& options, std::chrono::milliseconds limit) {
  ChildProcess child(options);
  const auto status = child.wait(limit);
  if (!status) throw std::runtime_error(options.command.front() + " did not end in time: " + read_file(options.log));
  return WIFEXITED(*status) ? WEXITSTATUS(*status) : 128 + WTERMSIG(*status);
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

}  // namespace flumen::support
