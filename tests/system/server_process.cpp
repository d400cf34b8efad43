#include "server_process.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <poll.h>
#include <signal.h>
#include <sstream>
#include <stdexcept>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

#include "http_client.hpp"
#include "support/free_port.hpp"
#include "tls_client.hpp"

namespace flumen::system_test {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

std::string read_all(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Only what may be called between fork and exec. The program dies with the test that started it.
[[noreturn]] void become(char* const* arguments, char* const* environment, const char* output, const char* error) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  const int out = ::open(output, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int err = ::open(error, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const int in = ::open("/dev/null", O_RDONLY);
  ::dup2(in, STDIN_FILENO);
  ::dup2(out, STDOUT_FILENO);
  ::dup2(err, STDERR_FILENO);
  ::close_range(STDERR_FILENO + 1, ~0U, 0);
  if (::chdir(FLUMEN_SOURCE_DIR) == 0) ::execve(FLUMEN_BINARY, arguments, environment);
  ::_exit(127);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

Process::Process(const Launch& launch, fs::path folder) : output_(folder / "stdout"), error_(folder / "stderr") {
  std::vector<std::string> arguments{FLUMEN_BINARY};
  arguments.insert(arguments.end(), launch.arguments.begin(), launch.arguments.end());
  std::vector<std::string> environment{"PATH=/usr/bin:/bin"};
  // A sanitizer's settings are for every process of a test run.
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"}) {
    if (const char* value = ::getenv(name)) environment.push_back(std::string(name) + "=" + value);
  }
  for (const auto& [name, value] : launch.environment) environment.push_back(name + "=" + value);

  const auto argument_pointers = pointers(arguments);
  const auto environment_pointers = pointers(environment);
  pid_ = ::fork();
  if (pid_ < 0) throw std::runtime_error(std::string("fork: ") + std::strerror(errno));
  if (pid_ == 0) {
    become(argument_pointers.data(), environment_pointers.data(), output_.c_str(), error_.c_str());
  }
  pid_fd_ = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
}

Process::~Process() {
  if (!status_) kill();
  ::close(pid_fd_);
}

void Process::terminate() const { ::kill(pid_, SIGTERM); }
void Process::hang_up() const { ::kill(pid_, SIGHUP); }

void Process::kill() {
  if (status_) return;
  ::kill(pid_, SIGKILL);
  (void)wait(std::chrono::seconds(10));  // nothing survives SIGKILL
}

std::optional<int> Process::wait(std::chrono::milliseconds patience) {
  if (status_) return status_;
  pollfd ended{pid_fd_, POLLIN, 0};
  if (::poll(&ended, 1, static_cast<int>(patience.count())) <= 0) return std::nullopt;
  int status = 0;
  if (::waitpid(pid_, &status, 0) != pid_) throw std::runtime_error(std::string("waitpid: ") + std::strerror(errno));
  status_ = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
  return status_;
}

std::string Process::standard_output() const { return read_all(output_); }
std::string Process::standard_error() const { return read_all(error_); }

Finished run_to_end(const Launch& launch) {
  const support::TempDir folder;
  Process process(launch, folder.path());
  const auto code = process.wait(std::chrono::seconds(10));
  if (!code) throw std::runtime_error("the program did not end by itself; it wrote: " + process.standard_error());
  return {*code, process.standard_output(), process.standard_error()};
}

void write_settings(const fs::path& file, const Settings& settings) {
  std::ofstream out(file);
  std::string section;
  for (const auto& [key, value] : settings) {  // sorted, so that a section's keys stand together
    const auto dot = key.find('.');
    if (key.substr(0, dot) != section) out << (section = key.substr(0, dot)) << ":\n";
    out << "  " << key.substr(dot + 1) << ": " << value << "\n";
  }
}

ServerProcess::ServerProcess(Settings settings) : port_(support::free_port()), settings_(std::move(settings)) {
  settings_.emplace("server.address", "127.0.0.1");
  settings_.emplace("server.threads", "2");
  settings_.emplace("fights.groups_per_map", "0");  // the tests about fights ask for groups
  settings_.emplace("log.format", "json");
  settings_.emplace("log.level", "debug");
  start();
}

void ServerProcess::start() {
  process_.reset();
  const fs::path file = folder_.path() / "flumen.yaml";
  write_settings(file, settings_);
  process_.emplace(Launch{{"serve", "--config", file.string(), "--port", std::to_string(port_), "--data-dir",
                           data_folder().string()},
                          {}},
                   folder_.path());
  await_ready();
}

void ServerProcess::await_ready() {
  const bool ready = eventually(
      [this] {
        if (!process_->runs()) throw std::runtime_error("the server ended at its start: " + log());
        return is_ready();
      },
      std::chrono::seconds(20));
  if (!ready) throw std::runtime_error("the server did not become ready: " + log());
}

bool ServerProcess::is_ready() const {
  const auto certificate = settings_.find("server.tls_certificate");
  try {
    if (certificate == settings_.end()) return http(port_, "GET", "/readyz").status == 200;
    return https(port_, certificate->second, "GET", "/readyz").status == 200;
  } catch (const std::runtime_error&) {
    return false;  // not listening yet
  }
}

int ServerProcess::stop() {
  process_->terminate();
  const auto code = process_->wait(std::chrono::seconds(10));
  if (!code) throw std::runtime_error("the server did not stop in ten seconds: " + log());
  return *code;
}

void ServerProcess::kill() { process_->kill(); }

void pause_between_tries() { std::this_thread::sleep_for(std::chrono::milliseconds(10)); }

}  // namespace flumen::system_test
