#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "handlers/api.hpp"

namespace flumen::handlers {

/// What operators and their tools ask. Safe from any loop.
class HealthHandlers {
 public:
  HealthHandlers(const ApiParts& parts, ApiHooks hooks) : parts_(parts), hooks_(std::move(hooks)) {}

  /// The process lives and its loop turns.
  base::Task<net::Response> alive(const net::Request& request);
  /// `{"ready", "database", "cache", "accepting"}`: 200 when all of it is well, else 503. A part is `ok` or says why
  /// not by the name of an error code. While the cache is away the game goes on; new players are better sent
  /// elsewhere.
  base::Task<net::Response> ready(const net::Request& request);
  /// Anybody may ask and a scrape takes milliseconds of a game loop, so one answer serves every loop for a second;
  /// while the next is made, the others go on getting the last.
  base::Task<net::Response> metrics(const net::Request& request);

 private:
  static constexpr std::chrono::seconds kScrapeAge{1};

  [[nodiscard]] std::shared_ptr<const std::string> newest_scrape();

  const ApiParts parts_;
  const ApiHooks hooks_;
  std::mutex mutex_;
  std::shared_ptr<const std::string> scrape_;  ///< guarded by mutex_; null before the first
  base::SteadyTime scraped_at_;                ///< guarded by mutex_; when scrape_ or the one under way was begun
};

}  // namespace flumen::handlers
