#include <charconv>
#include <limits>
#include <map>
#include <mutex>
#include <system_error>
#include <unordered_map>
#include <utility>

#include "cache/cache.hpp"

namespace flumen::cache {
namespace {

using std::chrono::milliseconds;

/// One mutex guards everything: what is done under it takes well under a microsecond, and the callers are log-ins
/// and sessions that begin or end, not movements.
class MemoryCache final : public Cache {
 public:
  MemoryCache(const base::Clock& clock, std::size_t max_entries) : clock_(clock), max_entries_(max_entries) {}

  base::Task<base::Result<std::optional<std::string>>> get(std::string key) override {
    const std::lock_guard lock(mutex_);
    const Entry* entry = find(key);
    co_return entry ? std::optional(entry->value) : std::nullopt;
  }

  base::Task<base::Result<void>> set(std::string key, std::string value, milliseconds ttl) override {
    const std::lock_guard lock(mutex_);
    put(std::move(key), std::move(value), ttl);
    co_return base::Result<void>{};
  }

  base::Task<base::Result<bool>> set_if_absent(std::string key, std::string value, milliseconds ttl) override {
    const std::lock_guard lock(mutex_);
    if (find(key)) co_return false;
    put(std::move(key), std::move(value), ttl);
    co_return true;
  }

  base::Task<base::Result<std::optional<std::string>>> exchange(std::string key, std::string value,
                                                                milliseconds ttl) override {
    const std::lock_guard lock(mutex_);
    const Entry* entry = find(key);
    std::optional<std::string> before = entry ? std::optional(entry->value) : std::nullopt;
    put(std::move(key), std::move(value), ttl);
    co_return before;
  }

  base::Task<base::Result<bool>> extend_if(std::string key, std::string expected, milliseconds ttl) override {
    const std::lock_guard lock(mutex_);
    const Entry* entry = find(key);
    if (!entry || entry->value != expected) co_return false;
    put(std::move(key), std::move(expected), ttl);
    co_return true;
  }

  base::Task<base::Result<void>> erase(std::string key) override {
    const std::lock_guard lock(mutex_);
    remove(key);
    co_return base::Result<void>{};
  }

  base::Task<base::Result<bool>> erase_if(std::string key, std::string expected) override {
    const std::lock_guard lock(mutex_);
    const Entry* entry = find(key);
    if (!entry || entry->value != expected) co_return false;
    remove(key);
    co_return true;
  }

  base::Task<base::Result<Count>> increment(std::string key, milliseconds window) override {
    const std::lock_guard lock(mutex_);
    Entry* entry = find(key);
    if (!entry) {
      put(std::move(key), "1", window);
      co_return Count{1, window};
    }
    const auto value = number(entry->value);
    if (!value || *value == std::numeric_limits<std::int64_t>::max()) co_return not_a_counter();
    entry->value = std::to_string(*value + 1);
    co_return Count{*value + 1, remaining(*entry)};
  }

  base::Task<base::Result<Count>> count(std::string key) override {
    const std::lock_guard lock(mutex_);
    const Entry* entry = find(key);
    if (!entry) co_return Count{};
    const auto value = number(entry->value);
    if (!value) co_return not_a_counter();
    co_return Count{*value, remaining(*entry)};
  }

  base::Task<base::Result<void>> ping() override { co_return base::Result<void>{}; }

  std::uint64_t generation() const noexcept override { return evictions_.load(std::memory_order_acquire); }

  bool is_shared() const noexcept override { return false; }

  void close() override {}

 private:
  struct Entry;
  using Entries = std::unordered_map<std::string, Entry>;
  using ByExpiry = std::multimap<base::SteadyTime, const std::string*>;  // keys of entries_, which never move
  struct Entry {
    std::string value;
    ByExpiry::iterator expiry;
  };

  static base::Error not_a_counter() { return base::fail(base::Errc::corrupt, "the cache key holds no counter"); }

  static std::optional<std::int64_t> number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
  }

  milliseconds remaining(const Entry& entry) const {
    return std::chrono::ceil<milliseconds>(entry.expiry->first - clock_.steady_now());
  }

  Entry* find(const std::string& key) {
    const auto it = entries_.find(key);
    if (it == entries_.end() || it->second.expiry->first <= clock_.steady_now()) return nullptr;
    return &it->second;
  }

  void put(std::string key, std::string value, milliseconds ttl) {
    auto it = entries_.find(key);
    if (it == entries_.end()) {
      make_room();
      it = entries_.try_emplace(std::move(key)).first;
    } else {
      by_expiry_.erase(it->second.expiry);
    }
    it->second.value = std::move(value);
    it->second.expiry = by_expiry_.emplace(clock_.steady_now() + ttl, &it->first);
  }

  void remove(const std::string& key) {
    const auto it = entries_.find(key);
    if (it == entries_.end()) return;
    by_expiry_.erase(it->second.expiry);
    entries_.erase(it);
  }

  /// Called before each insertion, so a few expired entries at a time keep pace with any rate of writing.
  void make_room() {
    const base::SteadyTime now = clock_.steady_now();
    for (int i = 0; i < kExpiredPerWrite && !by_expiry_.empty() && by_expiry_.begin()->first <= now; ++i) drop_first();
    while (!by_expiry_.empty() && entries_.size() >= max_entries_) {
      if (by_expiry_.begin()->first > now) evictions_.fetch_add(1, std::memory_order_release);
      drop_first();
    }
  }

  void drop_first() {
    entries_.erase(entries_.find(*by_expiry_.begin()->second));
    by_expiry_.erase(by_expiry_.begin());
  }

  static constexpr int kExpiredPerWrite = 8;

  const base::Clock& clock_;
  const std::size_t max_entries_;
  std::atomic<std::uint64_t> evictions_{0};

  std::mutex mutex_;
  Entries entries_;     // guarded by mutex_
  ByExpiry by_expiry_;  // guarded by mutex_
};

}  // namespace

std::unique_ptr<Cache> make_memory_cache(const base::Clock& clock, std::size_t max_entries) {
  return std::make_unique<MemoryCache>(clock, max_entries);
}

}  // namespace flumen::cache
