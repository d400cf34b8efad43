#pragma once

#include "auth/auth_service.hpp"
#include "base/clock.hpp"
#include "base/event_loop.hpp"
#include "base/logger.hpp"
#include "base/task_group.hpp"
#include "database/growth_repository.hpp"

namespace flumen::app {

/// What has to be done now and then for as long as the server runs: expired tokens and old
/// rewards are deleted every hour.
class Housekeeping {
 public:
  Housekeeping(base::EventLoop& loop, auth::AuthService& auth, database::GrowthRepository& growth,
               const base::Clock& clock, base::Logger logger);

  /// Any thread.
  void start();
  /// On the loop's thread.
  base::Task<> stop();

 private:
  base::Task<> run();

  base::EventLoop& loop_;
  auth::AuthService& auth_;
  database::GrowthRepository& growth_;
  const base::Clock& clock_;
  base::Logger logger_;
  base::TaskGroup tasks_;
};

}  // namespace flumen::app
