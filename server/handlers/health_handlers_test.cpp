#include "handlers/health_handlers.hpp"

#include <string>

#include <gtest/gtest.h>

#include "handlers/testing/api_fixture.hpp"

namespace flumen::handlers {
namespace {

using namespace std::chrono_literals;

class MetricsScrape : public testing::ApiTest {
 protected:
  ApiHooks counting_hooks() {
    ApiHooks hooks;
    hooks.metrics = [this] { return "flumen_scrapes " + std::to_string(++scrapes_) + "\n"; };
    return hooks;
  }
  std::string scrape() { return support::run_task(handlers_.metrics(net::Request{})).body; }

  int scrapes_ = 0;
  HealthHandlers handlers_{ApiParts{*auth_, *database_, cache_, atlas_, classes_, data_, clock_, logger_},
                           counting_hooks()};
};

TEST_F(MetricsScrape, serves_everybody_for_one_second) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(scrape(), "flumen_scrapes 1\n");
  clock_.advance(999ms);
  EXPECT_EQ(scrape(), "flumen_scrapes 1\n");
  EXPECT_EQ(scrapes_, 1);
}

TEST_F(MetricsScrape, is_made_anew_after_a_second) {
  EXPECT_EQ(scrape(), "flumen_scrapes 1\n");
  clock_.advance(1s);
  EXPECT_EQ(scrape(), "flumen_scrapes 2\n");
  EXPECT_EQ(scrapes_, 2);
}

}  // namespace
}  // namespace flumen::handlers
