#pragma once

#include <memory>

#include <gtest/gtest.h>

#include "server_process.hpp"

namespace flumen::system_test {

/// One server for all tests of a suite; every test has accounts of its own. Each suite derives its own class, which
/// may hide settings().
template <class Suite>
class SharedServer : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { server_ = std::make_unique<ServerProcess>(Suite::settings()); }
  static void TearDownTestSuite() {
    const bool clean = server_->stop() == 0;
    EXPECT_TRUE(clean) << server_->log();
    server_.reset();
  }

  static Settings settings() { return {}; }
  static ServerProcess& server() { return *server_; }
  static std::uint16_t port() { return server_->port(); }

 private:
  static inline std::unique_ptr<ServerProcess> server_;
};

}  // namespace flumen::system_test
