#include "bench/campaign/results.hpp"

#include <cmath>
#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::bench {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::filesystem::path some_file() {
  return std::filesystem::temp_directory_path() / ("flumen-results-" + std::to_string(::getpid()) + ".json");
}

TEST(summarise, takes_the_middle_of_the_runs) {
  const auto odd = summarise({30, 10, 20});
  ASSERT_TRUE(odd);
  EXPECT_EQ(odd->median, 20);
  EXPECT_EQ(odd->low, 10);
  EXPECT_EQ(odd->high, 30);
  EXPECT_EQ(odd->spread(), 0.5);
  EXPECT_EQ(summarise({1, 2, 3, 10})->median, 2.5);
}

TEST(summarise, knows_nothing_without_values) {
  EXPECT_FALSE(summarise({}));
  EXPECT_FALSE(summarise({std::nan("")}));
}

TEST(results, summarise_a_measure_over_the_runs_that_have_it) {
  Results results;
  results.add("flumen.w1", {{"p99", 20}});
  results.add("flumen.w1", {{"p99", 30}, {"server_cores", 0.5}});
  results.add("flumen.w1", {{"p99", 40}});
  EXPECT_EQ(results.summary("flumen.w1", "p99")->median, 30);
  EXPECT_EQ(results.summary("flumen.w1", "server_cores")->runs, 1U);
  EXPECT_FALSE(results.summary("flumen.w1", "nothing"));
  EXPECT_FALSE(results.summary("nobody", "p99"));
}

TEST(results, compare_runs_that_were_neighbours) {
  Results results;
  // The machine was slower at times: by the medians it would be 24 / 12.5.
  for (const double p99 : {10.0, 20.0, 15.0, 7.0}) results.add("flumen.w1", {{"p99", p99}});
  for (const double p99 : {12.0, 30.0, 24.0}) results.add("flumen.w1.fights", {{"p99", p99}});
  const auto multiple = results.multiple("flumen.w1.fights", "flumen.w1", "p99");
  ASSERT_TRUE(multiple);
  EXPECT_EQ(multiple->runs, 3U);
  EXPECT_DOUBLE_EQ(multiple->low, 1.2);
  EXPECT_DOUBLE_EQ(multiple->median, 1.5);
  EXPECT_FALSE(results.multiple("flumen.w1.fights", "flumen.w1", "nothing"));
  EXPECT_FALSE(results.multiple("flumen.w1.fights", "nobody", "p99"));
}

TEST(results, read_back_what_they_wrote) {
  Results results;
  results.describe("processor", "a \"quick\" one");
  results.describe("date", "today");
  results.add("go.w1", {{"p99", 12.5}, {"broken", std::nan("")}});
  results.note("go.w1", "2 of 2,500 players were disconnected");
  results.note("go.w1", "2 of 2,500 players were disconnected");
  ASSERT_TRUE(results.write(some_file()).has_value());
  const auto read = Results::read(some_file());
  std::filesystem::remove(some_file());
  ASSERT_TRUE(read.has_value()) << read.error().message;
  EXPECT_EQ(read->description(), results.description());
  EXPECT_EQ(read->runs("go.w1"), (std::vector<bench::Run>{{{"p99", 12.5}}}));
  EXPECT_THAT(read->notes().at("go.w1"), ElementsAre("2 of 2,500 players were disconnected"));
  EXPECT_THAT(read->ids("go."), ElementsAre("go.w1"));
}

TEST(results, name_the_file_that_holds_none) {
  const auto missing = Results::read("/nowhere/results.json");
  ASSERT_TRUE(missing.has_error());
  EXPECT_THAT(missing.error().message, HasSubstr("/nowhere/results.json"));
  ASSERT_TRUE(write_file(some_file(), "[1, 2").has_value());
  const auto broken = Results::read(some_file());
  std::filesystem::remove(some_file());
  ASSERT_TRUE(broken.has_error());
  EXPECT_EQ(broken.error().code, base::Errc::corrupt);
  EXPECT_THAT(broken.error().message, HasSubstr("holds no results"));
}

}  // namespace
}  // namespace flumen::bench
