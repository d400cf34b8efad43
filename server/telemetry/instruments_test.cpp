#include "telemetry/instruments.hpp"

#include <map>
#include <thread>

#include <gtest/gtest.h>

namespace flumen::telemetry {
namespace {

using namespace std::chrono_literals;

TEST(Counter, loses_nothing_between_threads) {
  Counter counter;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 20; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 1000; ++n) counter.add();
      });
    }
  }
  EXPECT_EQ(counter.value(), 20'000U);
}

TEST(Gauge, goes_up_and_down_and_is_set) {
  Gauge gauge;
  gauge.add(3);
  gauge.add(-1);
  EXPECT_EQ(gauge.value(), 2);
  gauge.set(0.005);
  EXPECT_EQ(gauge.value(), 0.005);
}

TEST(Histogram, counts_a_duration_in_the_first_bucket_that_holds_it) {
  constexpr std::array<std::chrono::nanoseconds, 3> bounds = {1ms, 10ms, 100ms};
  Histogram histogram(bounds);
  histogram.observe(0ms);
  histogram.observe(1ms);
  histogram.observe(1ms + 1ns);
  histogram.observe(50ms, 3);
  histogram.observe(1s);
  histogram.observe(-5ms);

  const auto snapshot = histogram.snapshot();
  EXPECT_EQ(snapshot.cumulative, (std::vector<std::uint64_t>{3, 4, 7, 8}));
  EXPECT_NEAR(snapshot.sum_seconds, 1.152, 1e-6);
}

TEST(CounterFamily, counts_unknown_values_of_a_closed_label_together) {
  constexpr std::array<std::string_view, 2> known = {"chat", "ping"};
  CounterFamily family(CounterFamily::Kind::closed, known);
  family.at("chat").add(2);
  family.at("made up").add();
  family.at("made up too").add();

  std::map<std::string, std::uint64_t> seen;
  family.for_each([&](std::string_view value, std::uint64_t count) { seen.emplace(value, count); });
  EXPECT_EQ(seen, (std::map<std::string, std::uint64_t>{{"chat", 2}, {"ping", 0}, {"other", 2}}));
}

TEST(CounterFamily, gives_every_thread_the_same_counter_of_a_new_value) {
  CounterFamily family(CounterFamily::Kind::open, std::span<const std::string_view>{});
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 8; ++i) {
      threads.emplace_back([&] {
        for (int n = 0; n < 30; ++n) family.at("reason_" + std::to_string(n)).add();
      });
    }
  }
  std::size_t values = 0;
  family.for_each([&](std::string_view value, std::uint64_t count) {
    ++values;
    EXPECT_EQ(count, value == "other" ? 0U : 8U) << value;
  });
  EXPECT_EQ(values, 31U);
}

TEST(CounterFamily, keeps_an_open_label_bounded) {
  CounterFamily family(CounterFamily::Kind::open, std::span<const std::string_view>{});
  for (int i = 0; i < 1000; ++i) family.at(std::to_string(i)).add();
  std::size_t values = 0;
  std::uint64_t total = 0;
  family.for_each([&](std::string_view, std::uint64_t count) {
    ++values;
    total += count;
  });
  EXPECT_EQ(values, CounterFamily::kMaxValues + 1);
  EXPECT_EQ(total, 1000U);
}

}  // namespace
}  // namespace flumen::telemetry
