#pragma once

#include <cstddef>
#include <string>

#include "base/error.hpp"

namespace flumen::app {

/// Raises the process's limit of open files as far as the system allows, and returns it.
[[nodiscard]] std::size_t raise_file_limit();

/// Makes the allocator give back to the system what it does not need: what a storm of log-ins took would stay with the
/// process for ever. Before other threads run.
void tune_allocator() noexcept;

/// Keeps a second server off a data folder for as long as this one lives: an embedded database has one writer.
/// The kernel lets go of it when the process ends, however it ends.
class DataLock {
 public:
  DataLock() = default;
  DataLock(const DataLock&) = delete;
  DataLock& operator=(const DataLock&) = delete;
  ~DataLock();

  /// Fails with unavailable when another process has the folder, or the lock file cannot be made.
  [[nodiscard]] base::Result<void> acquire(const std::string& folder);

 private:
  int file_ = -1;
};

}  // namespace flumen::app
