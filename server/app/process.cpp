#include "app/process.hpp"

#include <cerrno>
#include <fcntl.h>
#include <malloc.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <system_error>
#include <unistd.h>

namespace flumen::app {

std::size_t raise_file_limit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
  }
  return limit.rlim_cur;
}

void tune_allocator() noexcept {
  // Large messages get pages of their own, which go when they go. Setting any of these also stops glibc from raising
  // the bounds by itself, after which one large message keeps everything below it.
  ::mallopt(M_MMAP_THRESHOLD, 32 * 1024);
  ::mallopt(M_TRIM_THRESHOLD, 128 * 1024);
  ::mallopt(M_TOP_PAD, 64 * 1024);
}

DataLock::~DataLock() {
  if (file_ >= 0) ::close(file_);
}

base::Result<void> DataLock::acquire(const std::string& folder) {
  const std::string path = folder + "/lock";
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (file_ < 0) {
    return base::fail(base::Errc::unavailable, path + " cannot be made: " + std::generic_category().message(errno));
  }
  if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
    return base::fail(base::Errc::unavailable, "another server uses the data folder " + folder +
                                                   "; stop it, or choose another folder with --data-dir");
  }
  return {};
}

}  // namespace flumen::app
