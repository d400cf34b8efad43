#include "config/secret.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <set>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace flumen::config {
namespace {

using base::Errc;
using base::Result;

constexpr std::size_t kRandomBytes = 32;
constexpr std::size_t kMaxFileBytes = 4096;
constexpr std::size_t kMinDifferentBytes = 8;
/// Parts of the secrets people leave in place, in lower case and without punctuation.
constexpr std::array<std::string_view, 7> kPlaceholders = {"changeme",   "changethis", "changeit", "example",
                                                           "yoursecret", "secretkey",  "jwtsecret"};

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const noexcept { return fd_; }

 private:
  int fd_;
};

base::Error system_failure(const std::string& what, const std::string& path) {
  return base::fail(Errc::unavailable, "cannot " + what + " the secret " + path + ": " + std::strerror(errno));
}

bool looks_like_a_placeholder(std::string_view secret) {
  std::string letters;
  for (const char c : secret) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) != 0) letters += static_cast<char>(std::tolower(byte));
  }
  return std::any_of(kPlaceholders.begin(), kPlaceholders.end(),
                     [&](std::string_view known) { return letters.find(known) != std::string::npos; }) ||
         std::set<char>(secret.begin(), secret.end()).size() < kMinDifferentBytes;
}

Result<std::string> read_secret(const std::string& path, int fd) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) return system_failure("read", path);
  if (!S_ISREG(info.st_mode)) return base::fail(Errc::forbidden, "the secret " + path + " is not a regular file");
  if (info.st_uid != ::geteuid()) {
    return base::fail(Errc::forbidden, "the secret " + path + " belongs to another user");
  }
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return base::fail(Errc::forbidden, "the secret " + path + " is open to other users; run: chmod 600 " + path);
  }
  std::array<char, kMaxFileBytes> buffer{};
  const auto count = ::read(fd, buffer.data(), buffer.size());
  if (count < 0) return system_failure("read", path);
  std::string_view text(buffer.data(), static_cast<std::size_t>(count));
  while (text.ends_with('\n') || text.ends_with('\r')) text.remove_suffix(1);
  if (text.size() < kMinSecretBytes) {
    return base::fail(Errc::corrupt, "the secret " + path + " is shorter than " + std::to_string(kMinSecretBytes) +
                                         " bytes; remove it to have a new one made (it ends every access token)");
  }
  return std::string(text);
}

Result<std::string> random_hex() {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::array<unsigned char, kRandomBytes> bytes{};
  // Up to 256 bytes are never cut short (getrandom(2)).
  if (::getrandom(bytes.data(), bytes.size(), 0) != static_cast<ssize_t>(bytes.size())) {
    return base::fail(Errc::unavailable, std::string("no random bytes: ") + std::strerror(errno));
  }
  std::string text;
  for (const auto byte : bytes) {
    text += kHex[byte >> 4];
    text += kHex[byte & 0xF];
  }
  return text;
}

/// Writes a whole file beside `path` and links it into place, which fails when another process was first.
Result<void> create_secret(const std::string& path) {
  auto secret = random_hex();
  if (!secret) return secret.error();
  *secret += '\n';

  std::error_code error;
  const auto folder = std::filesystem::path(path).parent_path();
  if (!folder.empty()) std::filesystem::create_directories(folder, error);
  if (error) return base::fail(Errc::unavailable, "cannot make the folder " + folder.string() + ": " + error.message());

  std::string draft = path + ".XXXXXX";
  const Descriptor file(::mkostemp(draft.data(), O_CLOEXEC));  // mode 0600
  if (file.get() < 0) return system_failure("create", path);
  const bool written = ::write(file.get(), secret->data(), secret->size()) == static_cast<ssize_t>(secret->size()) &&
                       ::fsync(file.get()) == 0;
  const bool placed = written && (::link(draft.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const auto failed = system_failure("create", path);
  ::unlink(draft.c_str());  // a draft left behind is private and harmless
  if (!placed) return failed;
  return {};
}

}  // namespace

Result<void> check_secret(const Config& config) {
  const auto& secret = config.auth.jwt_secret;
  if (secret.empty()) {
    if (config.server.mode == Mode::development) return {};
    return base::fail(Errc::invalid_argument,
                      "'auth.jwt_secret' must be set in production mode; set FLUMEN_AUTH_JWT_SECRET to the output of: "
                      "openssl rand -hex 32");
  }
  if (secret.size() < kMinSecretBytes) {
    return base::fail(Errc::invalid_argument,
                      "'auth.jwt_secret' must have at least " + std::to_string(kMinSecretBytes) + " bytes");
  }
  if (config.server.mode == Mode::production && looks_like_a_placeholder(secret)) {
    return base::fail(Errc::invalid_argument,
                      "'auth.jwt_secret' looks like a placeholder; use the output of: openssl rand -hex 32");
  }
  return {};
}

Result<std::string> load_or_create_secret(const std::string& path) {
  for (int attempt = 0;; ++attempt) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (file.get() >= 0) return read_secret(path, file.get());
    // Once made it is there, unless somebody keeps removing it.
    if (errno != ENOENT || attempt > 0) return system_failure("read", path);
    if (auto created = create_secret(path); !created) return created.error();
  }
}

}  // namespace flumen::config
