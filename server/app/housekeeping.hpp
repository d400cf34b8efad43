#pragma once

#include "auth/auth_service.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/task_group.hpp"

namespace flumen::app {

/// What has to be done now and then for as long as the server runs: expired tokens are deleted every hour.
class Housekeeping {
 public:
  Housekeeping(base::EventLoop& loop, auth::AuthService& auth, base::Logger logger);

  /// Any thread.
  void start();
  /// On the loop's thread.
  base::Task<> stop();

 private:
  base::Task<> run();

  base::EventLoop& loop_;
  auth::AuthService& auth_;
  base::Logger logger_;
  base::TaskGroup tasks_;
};

}  // namespace flumen::app
