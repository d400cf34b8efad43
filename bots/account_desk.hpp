#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <vector>

#include "base/task_group.hpp"
#include "bots/pause.hpp"
#include "bots/setting.hpp"
#include "bots/stats.hpp"

namespace flumen::bots {

/// Where the bots of one thread get their access tokens: registers and logs in, a bounded number at a time, and waits
/// as long as the server says when it is busy. Owned by one loop.
class AccountDesk {
 public:
  /// Called with the bot and its token.
  using OnToken = std::function<void(std::size_t, std::string)>;

  AccountDesk(base::EventLoop& loop, Setting& setting, EntryStats& stats, OnToken on_token)
      : loop_(loop), setting_(setting), stats_(stats), on_token_(std::move(on_token)), called_(loop.executor()) {}

  /// Starts `clerks` coroutines that serve the queue until they are cancelled.
  void open(base::TaskGroup& tasks, std::size_t clerks);
  /// Queues a bot. The first time it is registered, unless its account exists.
  void request(std::size_t bot);

 private:
  base::Task<void> serve(std::size_t clerk);
  // False and "" when the server has refused for good, which is then a fatal problem.
  base::Task<bool> register_account(HttpClient& client, std::size_t bot);
  base::Task<std::string> log_in(HttpClient& client, std::size_t bot);
  /// Calls until the server neither fails nor asks to wait.
  base::Task<HttpAnswer> insist(HttpClient& client, std::string path, std::string body);

  base::EventLoop& loop_;
  Setting& setting_;
  EntryStats& stats_;
  OnToken on_token_;
  std::deque<std::size_t> queue_;  // at most one entry a bot
  std::vector<bool> registered_;
  Timer called_;  // cancelled when there is something in the queue
};

}  // namespace flumen::bots
