#include "fight/growth.hpp"

#include <gtest/gtest.h>

namespace flumen::fight {
namespace {

ExperienceCurve hundred_a_level() {
  ExperienceCurve curve{};
  for (std::size_t i = 0; i < curve.size(); ++i) curve[i] = static_cast<std::int64_t>(i) * 100;
  return curve;
}

TEST(Levels, begin_at_their_experience) {
  const ExperienceCurve curve = hundred_a_level();
  EXPECT_EQ(level_of(curve, -5), 1);
  EXPECT_EQ(level_of(curve, 0), 1);
  EXPECT_EQ(level_of(curve, 99), 1);
  EXPECT_EQ(level_of(curve, 100), 2);
  EXPECT_EQ(level_of(curve, 19'900), 200);
  EXPECT_EQ(level_of(curve, kMaxExperience), 200);
}

TEST(Levels, give_health_and_points_to_spend) {
  ClassGrowth growth;
  growth.base.set(Stat::health, 50);
  growth.base.set(Stat::strength, 10);
  growth.points_per_level = 5;
  growth.health_per_level = 4;
  EXPECT_EQ(points_at(growth, 1), 0);
  EXPECT_EQ(points_at(growth, 200), 995);
  const StatSheet sheet = stats_of(growth, 11, {7, 1, 3, 0, 0, 0});
  EXPECT_EQ(sheet[Stat::health], 50 + 40 + 7);
  EXPECT_EQ(sheet[Stat::wisdom], 1);
  EXPECT_EQ(sheet[Stat::strength], 13);
}

std::vector<std::int64_t> share(const std::vector<Share>& winners, const std::vector<Prize>& losers) {
  return share_experience(winners, losers);
}

TEST(Experience, goes_to_a_lone_winner_whole) {
  EXPECT_EQ(share({{10}}, {{10, 60}, {8, 40}}), std::vector<std::int64_t>{100});
}

TEST(Experience, is_more_for_several_and_shared_by_level) {
  EXPECT_EQ(share({{10}, {30}}, {{20, 400}}), (std::vector<std::int64_t>{125, 375 * 75 / 100}))
      << "30 is ten above, five more than is fair";
}

TEST(Experience, is_less_for_prey_far_below_or_above) {
  EXPECT_EQ(share({{50}}, {{10, 1000}}), std::vector<std::int64_t>{100}) << "never below a tenth";
  EXPECT_EQ(share({{1}}, {{15, 1000}}), std::vector<std::int64_t>{800});
}

TEST(Experience, grows_with_wisdom) {
  EXPECT_EQ(share({{10, 50}}, {{10, 100}}), std::vector<std::int64_t>{150});
  EXPECT_EQ(share({{10, 1'000'000}}, {{10, 100}}), std::vector<std::int64_t>{500});
}

TEST(Experience, passes_over_who_gains_nothing) {
  EXPECT_EQ(share({{10}, {10, 0, false}}, {{10, 100}}), (std::vector<std::int64_t>{100, 0}));
  EXPECT_EQ(share({{10}}, {{10, 0}}), std::vector<std::int64_t>{0}) << "players are no prize";
  EXPECT_EQ(share({{10}}, {}), std::vector<std::int64_t>{0});
}

TEST(Health, comes_back_with_time) {
  EXPECT_EQ(life_at(10, 250, 0, 999), 10);
  EXPECT_EQ(life_at(10, 250, 0, 1000), 13) << "three a second of 250";
  EXPECT_EQ(life_at(10, 100, 0, 20'000), 30);
  EXPECT_EQ(life_at(10, 100, 0, std::int64_t{1} << 60), 100);
  EXPECT_EQ(life_at(10, 100, 5000, 0), 10) << "a clock put back heals nothing";
  EXPECT_EQ(life_at(120, 100, 0, 1000), 100);
}

}  // namespace
}  // namespace flumen::fight
