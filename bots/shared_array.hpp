#pragma once

#include <cerrno>
#include <cstddef>
#include <memory>
#include <sys/mman.h>
#include <system_error>
#include <type_traits>

namespace flumen::bots {

/// An array of values in memory that this process and those it forks later have in common. What they write at the
/// same time must be lock-free atomics.
template <class T>
class SharedArray {
  static_assert(std::is_trivially_destructible_v<T>, "nobody knows who is the last to use it");

 public:
  /// REQUIRES size ≥ 1. Throws std::system_error when there is no memory.
  explicit SharedArray(std::size_t size) : size_(size) {
    void* memory = ::mmap(nullptr, bytes(), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) throw std::system_error(errno, std::system_category(), "mmap");
    values_ = static_cast<T*>(memory);
    std::uninitialized_value_construct_n(values_, size_);
  }
  ~SharedArray() { ::munmap(values_, bytes()); }
  SharedArray(const SharedArray&) = delete;
  SharedArray& operator=(const SharedArray&) = delete;

  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] T& operator[](std::size_t index) noexcept { return values_[index]; }
  [[nodiscard]] const T& operator[](std::size_t index) const noexcept { return values_[index]; }

 private:
  [[nodiscard]] std::size_t bytes() const noexcept { return size_ * sizeof(T); }

  std::size_t size_;
  T* values_;
};

}  // namespace flumen::bots
