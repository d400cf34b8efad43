#include "bots/server_probe.hpp"

#include <unistd.h>

#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

TEST(ServerProbe, reads_what_metrics_tell) {
  const auto usage = usage_from_metrics(
      "# HELP process_cpu_seconds_total CPU time spent.\n# TYPE process_cpu_seconds_total counter\n"
      "process_cpu_seconds_total 12.5\nprocess_resident_memory_bytes_peak 1\nprocess_resident_memory_bytes 3.5e7\n");
  ASSERT_TRUE(usage);
  EXPECT_DOUBLE_EQ(usage->cpu_seconds, 12.5);
  EXPECT_EQ(usage->resident_bytes, 35'000'000U);
}

TEST(ServerProbe, refuses_metrics_without_a_process) {
  for (const char* text :
       {"", "process_cpu_seconds_total 1\n", "process_cpu_seconds_total nan\nprocess_resident_memory_bytes 1\n",
        "process_cpu_seconds_total 1\nprocess_resident_memory_bytes -5\n",
        "process_cpu_seconds_total 1\nprocess_resident_memory_bytes 1e300\n", "<html>404</html>"}) {
    EXPECT_FALSE(usage_from_metrics(text)) << text;
  }
}

TEST(ServerProbe, reads_a_process_of_this_machine) {
  const auto usage = ServerProbe(::getpid(), Target{}).usage();
  ASSERT_TRUE(usage);
  EXPECT_GT(usage->resident_bytes, 1'000'000U);
}

}  // namespace
}  // namespace flumen::bots
