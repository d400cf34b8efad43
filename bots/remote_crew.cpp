#include "bots/remote_crew.hpp"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>

#include <fmt/format.h>

namespace flumen::bots {
namespace {

using Clock = std::chrono::steady_clock;

constexpr char kReport = 'r';
constexpr char kStop = 's';
constexpr int kReportTimeoutMs = 6'000;
constexpr int kStopTimeoutMs = 12'000;
constexpr std::size_t kLongestLine = 64 * 1024 * 1024;

bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// The process's whole life: does as it is told until it is told to stop, or nobody is there any more to tell it.
void serve(int socket, Crew& crew) {
  for (;;) {
    char what = kStop;
    const ssize_t size = ::recv(socket, &what, 1, 0);
    if (size < 0 && errno == EINTR) continue;
    if (size <= 0 || what == kStop) break;
    if (what != kReport) {
      crew.give(static_cast<Order>(what));
      continue;
    }
    const auto snapshot = crew.report();
    if (!write_all(socket, (snapshot ? to_line(*snapshot) : "-" + snapshot.error().message) + "\n")) break;
  }
  crew.stop();
  (void)write_all(socket, "\n");  // the other side may be gone
}

}  // namespace

RemoteCrew::RemoteCrew(const std::function<std::unique_ptr<Crew>()>& make) {
  std::array<int, 2> sockets{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0) {
    throw std::system_error(errno, std::system_category(), "socketpair");
  }
  pid_ = ::fork();
  if (pid_ < 0) throw std::system_error(errno, std::system_category(), "fork");
  if (pid_ == 0) {
    ::close(sockets[0]);
    // Ctrl-C is for the first process: it tells the others in its own time.
    sigset_t signals;
    ::sigemptyset(&signals);
    ::sigaddset(&signals, SIGINT);
    ::sigaddset(&signals, SIGTERM);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    int code = 0;
    try {
      serve(sockets[1], *make());
    } catch (const std::exception& error) {
      fmt::print(stderr, "flumen-bots: a process of its own failed: {}\n", error.what());
      code = 1;
    }
    // Not exit(): what the first process would do at its end is not for this one to do.
    ::_exit(code);
  }
  ::close(sockets[1]);
  socket_ = sockets[0];
}

RemoteCrew::~RemoteCrew() {
  if (socket_ >= 0) ::close(socket_);
  if (pid_ > 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
}

void RemoteCrew::ask(char what) {
  if (socket_ >= 0) (void)write_all(socket_, std::string_view(&what, 1));  // when it is gone, its report says so
}

base::Result<Snapshot> RemoteCrew::report() {
  ask(kReport);
  const auto line = read_line(kReportTimeoutMs);
  if (!line) return line.error();
  if (line->starts_with('-')) return base::fail(base::Errc::timed_out, line->substr(1));
  return snapshot_from_line(*line);
}

void RemoteCrew::stop() {
  ask(kStop);
  const auto deadline = Clock::now() + std::chrono::milliseconds(kStopTimeoutMs);
  // A report that came too late for its question may stand before the answer.
  for (;;) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    const auto line = read_line(static_cast<int>(std::max<long>(0, left)));
    if (!line || line->empty()) break;
  }
  (void)bury();
}

base::Result<std::string> RemoteCrew::read_line(int timeout_ms) {
  const auto deadline = Clock::now() + std::chrono::milliseconds(timeout_ms);
  std::array<char, 65536> buffer;
  for (;;) {
    if (const auto end = received_.find('\n'); end != std::string::npos) {
      std::string line = received_.substr(0, end);
      received_.erase(0, end + 1);
      return line;
    }
    if (socket_ < 0) return base::fail(base::Errc::unavailable, fate_);
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now()).count();
    pollfd wanted{socket_, POLLIN, 0};
    const int ready = left > 0 ? ::poll(&wanted, 1, static_cast<int>(left)) : 0;
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0)
      return base::fail(base::Errc::timed_out, "a process of this program was too busy to tell how things are");
    const ssize_t size = ::recv(socket_, buffer.data(), buffer.size(), 0);
    if (size <= 0 || received_.size() > kLongestLine) return base::fail(base::Errc::unavailable, bury());
    received_.append(buffer.data(), static_cast<std::size_t>(size));
  }
}

std::string RemoteCrew::bury() {
  if (socket_ >= 0) ::close(std::exchange(socket_, -1));
  if (pid_ <= 0) return fate_;
  int status = 0;
  const auto deadline = Clock::now() + std::chrono::seconds(1);
  pid_t ended = 0;
  while ((ended = ::waitpid(pid_, &status, WNOHANG)) == 0 && Clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  if (ended == 0) {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, &status, 0);
  }
  fate_ = WIFSIGNALED(status)
              ? fmt::format("a process of this program was ended by signal {} ({})", WTERMSIG(status),
                            ::strsignal(WTERMSIG(status)))
              : fmt::format("a process of this program ended early with exit code {}", WEXITSTATUS(status));
  pid_ = -1;
  return fate_;
}

}  // namespace flumen::bots
