#include "bench/campaign/report.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/campaign/goals.hpp"

namespace flumen::bench {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

Goal goal_about(const Results& results, std::string_view what) {
  const auto goals = judge_goals(results);
  const auto found =
      std::find_if(goals.begin(), goals.end(), [&](const Goal& goal) { return goal.what.starts_with(what); });
  return found == goals.end() ? Goal{} : *found;
}

TEST(goals, are_unknown_until_they_were_measured) {
  for (const Goal& goal : judge_goals({})) EXPECT_EQ(goal.verdict, Verdict::unknown) << goal.what;
}

TEST(goals, tell_a_kept_promise_from_a_reached_goal_and_a_missed_one) {
  const auto verdict = [](double seconds) {
    Results results;
    results.add("flumen.cold_start", {{"seconds", seconds}});
    return goal_about(results, "cold start").verdict;
  };
  EXPECT_EQ(verdict(0.1), Verdict::goal);
  EXPECT_EQ(verdict(1), Verdict::floor);
  EXPECT_EQ(verdict(6), Verdict::missed);
}

TEST(goals, count_a_limit_that_was_looked_for_and_not_found_as_missed) {
  Results results;
  results.add("flumen.w1.bin.most_players", {{"failed", 100}});
  EXPECT_EQ(goal_about(results, "W1, most players").verdict, Verdict::missed);
}

TEST(goals, compare_the_floor_with_the_servers_cost_of_a_send) {
  Results results;
  results.add("flumen.w2.bin", {{"p99", 30}});
  results.add("flumen.w2.json", {{"cpu_us_per_send", 8}});
  results.add("floor.plain.flumen.w2.json", {{"us_per_send", 6}});
  const Goal goal = goal_about(results, "W2");
  EXPECT_THAT(goal.measured, HasSubstr("75 %"));
  EXPECT_EQ(goal.verdict, Verdict::goal);
}

TEST(goals, compare_fights_with_the_run_before) {
  const auto verdict = [](double p99, double fights) {
    Results results;
    results.add("flumen.w1.bin", {{"p99", 20}});
    results.add("flumen.w1.fights", {{"p99", p99}, {"fights_at_once", fights}});
    return goal_about(results, "1,000 fights").verdict;
  };
  EXPECT_EQ(verdict(23, 1000), Verdict::goal);
  EXPECT_EQ(verdict(25, 1000), Verdict::missed);
  EXPECT_EQ(verdict(23, 990), Verdict::missed) << "too few fights";
}

TEST(goals, show_a_spread_only_where_there_were_several_runs) {
  EXPECT_EQ(with_spread(summarise({10, 20, 30}), 1), "20.0 ± 10.0");
  EXPECT_EQ(with_spread(summarise({2048}), 1, 1.0 / 1024), "2.0");
  EXPECT_EQ(with_spread(std::nullopt, 1), "–");
}

TEST(report, replaces_only_what_stands_between_the_markers) {
  const std::string page =
      "# Page\n<!-- results: written by flumen-bench, not by hand -->\nold\n<!-- end of results -->\nprose\n";
  const auto replaced = replace_results(page, "new\n");
  ASSERT_TRUE(replaced.has_value());
  EXPECT_THAT(*replaced, StartsWith("# Page\n"));
  EXPECT_THAT(*replaced, HasSubstr("new\n<!-- end of results -->\nprose\n"));
  EXPECT_THAT(*replaced, Not(HasSubstr("old")));
  EXPECT_EQ(*replace_results(*replaced, "new\n"), *replaced);
}

TEST(report, refuses_a_page_without_markers) { EXPECT_TRUE(replace_results("# Page\n", "new").has_error()); }

TEST(report, says_in_its_page_what_the_notes_say_and_loads_nothing_from_elsewhere) {
  Results results;
  results.describe("processor", "<fast & cheap>");
  results.add("flumen.w1.bin", {{"p99", 20}});
  results.note("go.w1", "it was <overloaded>");
  const std::string page = to_html(results);
  EXPECT_THAT(page, HasSubstr("&lt;fast &amp; cheap&gt;"));
  EXPECT_THAT(page, HasSubstr("it was &lt;overloaded&gt;"));
  EXPECT_THAT(page, HasSubstr("<svg"));
  EXPECT_THAT(page, Not(HasSubstr("src=\"http")));
  EXPECT_THAT(page, Not(HasSubstr("<link")));
}

TEST(report, keeps_a_table_a_table_whatever_a_note_holds) {
  Results results;
  results.note("go.w1", "a | b\nc");
  EXPECT_THAT(to_markdown(results, "images"), HasSubstr("a   b c |\n"));
}

}  // namespace
}  // namespace flumen::bench
