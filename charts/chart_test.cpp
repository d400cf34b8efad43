#include <cmath>
#include <limits>
#include <sstream>

#include <boost/property_tree/xml_parser.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "charts/bar_chart.hpp"
#include "charts/line_chart.hpp"

namespace flumen::charts {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// Fails unless `svg` is well-formed and has nothing that no picture can have.
void expect_sound(const std::string& svg) {
  std::istringstream stream(svg);
  boost::property_tree::ptree tree;
  EXPECT_NO_THROW(boost::property_tree::read_xml(stream, tree)) << svg;
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
  EXPECT_THAT(svg, Not(HasSubstr("inf")));
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

LineChart latency_chart() {
  LineChart chart;
  chart.title = "Latency <during> the run";
  chart.x = {.label = "time", .unit = "s"};
  chart.y = {.label = "latency", .unit = "ms"};
  chart.series = {{.name = "p50", .points = {{0, 1}, {1, 2}, {2, 1.5}}},
                  {.name = "p99", .points = {{0, 10}, {1, 42}, {2, 12}}}};
  chart.thresholds = {{50, "goal"}};
  return chart;
}

BarChart peers_chart() {
  BarChart chart;
  chart.title = "Players on one core";
  chart.axis = {.label = "players", .unit = ""};
  chart.series = {""};
  chart.groups = {{.label = "Flumen", .bars = {{.value = 8000, .low = 7900, .high = 8200}}, .emphasised = true},
                  {.label = "a hub", .bars = {{.value = 1500}}},
                  {.label = "another", .bars = {{.note = "p99 never under 50 ms"}}}};
  return chart;
}

TEST(LineChart, draws_every_series_and_names_it) {
  const std::string svg = to_svg(latency_chart());
  expect_sound(svg);
  EXPECT_EQ(count(svg, "class=\"series "), 2U);
  EXPECT_THAT(svg, HasSubstr(">p50</text>"));
  EXPECT_THAT(svg, HasSubstr(">p99</text>"));
  EXPECT_THAT(svg, HasSubstr(">latency (ms)</text>"));
  EXPECT_THAT(svg, HasSubstr(">time (s)</text>"));
  EXPECT_THAT(svg, HasSubstr(">goal</text>"));
  EXPECT_THAT(svg, HasSubstr("Latency &lt;during&gt; the run"));
}

TEST(LineChart, tells_its_values_to_those_who_cannot_see_it) {
  const std::string svg = to_svg(latency_chart());
  EXPECT_THAT(svg, HasSubstr("role=\"img\""));
  EXPECT_THAT(svg, HasSubstr("p99: between 10 ms and 42 ms, 12 ms at the end."));
}

TEST(LineChart, has_a_light_and_a_dark_palette_of_its_own_when_it_stands_alone) {
  EXPECT_THAT(to_svg(latency_chart()), HasSubstr("prefers-color-scheme:dark"));
  const std::string embedded = to_svg(latency_chart(), Placement::embedded);
  expect_sound(embedded);
  EXPECT_THAT(embedded, Not(HasSubstr("<style>")));
  EXPECT_THAT(embedded, Not(HasSubstr("id=")));
}

TEST(LineChart, has_a_gap_where_there_is_no_value) {
  LineChart chart = latency_chart();
  chart.series = {{.name = "p50", .points = {{0, 1}, {1, 2}, {2, kNan}, {3, 1}, {4, 2}}}};
  const std::string svg = to_svg(chart);
  expect_sound(svg);
  const auto path = svg.substr(svg.find("class=\"series "));
  EXPECT_EQ(count(path.substr(0, path.find("/>")), "M"), 2U);
}

TEST(LineChart, keeps_labels_of_equal_values_apart) {
  LineChart chart = latency_chart();
  chart.series = {{.name = "one", .points = {{0, 5}, {1, 5}}}, {.name = "two", .points = {{0, 5}, {1, 5}}}};
  const std::string svg = to_svg(chart);
  const auto y_of = [&](const std::string& name) {
    const auto end = svg.find(">" + name + "</text>");
    const auto begin = svg.rfind(" y=\"", end) + 4;
    return std::stod(svg.substr(begin, svg.find('"', begin) - begin));
  };
  EXPECT_GE(std::fabs(y_of("one") - y_of("two")), 15);
}

TEST(LineChart, keeps_the_extremes_of_far_too_many_points) {
  LineChart chart = latency_chart();
  chart.series = {{.name = "p99", .points = {}}};
  for (int i = 0; i < 200'000; ++i) chart.series[0].points.push_back({i * 1.0, i == 123'456 ? 45.0 : 1.0});
  chart.y.max = 45;
  const std::string svg = to_svg(chart);
  expect_sound(svg);
  EXPECT_LT(svg.size(), 100'000U);
  EXPECT_THAT(svg, HasSubstr(" 74L"));  // the top of the plot, where the highest value lies
}

TEST(LineChart, says_so_when_there_is_nothing_to_draw) {
  LineChart chart = latency_chart();
  chart.series = {{.name = "p50", .points = {{0, kNan}, {kNan, 1}}}};
  expect_sound(to_svg(chart));
  EXPECT_THAT(to_svg(chart), HasSubstr("Nothing was measured."));
}

TEST(LineChart, draws_one_point_and_huge_values) {
  LineChart chart = latency_chart();
  chart.series = {{.name = "p50", .points = {{7, 1e300}}}};
  expect_sound(to_svg(chart));
  chart.y.logarithmic = true;
  chart.series = {{.name = "p50", .points = {{7, 0}, {8, 1e-12}, {9, 1e12}}}};
  expect_sound(to_svg(chart));
}

TEST(BarChart, shows_each_value_beside_its_bar) {
  const std::string svg = to_svg(peers_chart());
  expect_sound(svg);
  EXPECT_THAT(svg, HasSubstr(">8,000</text>"));
  EXPECT_THAT(svg, HasSubstr(">1,500</text>"));
  EXPECT_THAT(svg, HasSubstr(">p99 never under 50 ms</text>"));
  EXPECT_THAT(svg, HasSubstr("Flumen: 8,000."));
}

TEST(BarChart, gives_the_colour_to_what_is_emphasised) {
  const std::string svg = to_svg(peers_chart());
  EXPECT_EQ(count(svg, "class=\"fill-0\""), 1U);
  EXPECT_EQ(count(svg, "class=\"neutral\""), 1U);
  BarChart chart = peers_chart();
  chart.groups[0].emphasised = false;
  EXPECT_EQ(count(to_svg(chart), "class=\"fill-0\""), 2U);
}

TEST(BarChart, draws_the_spread_only_where_there_is_one) { EXPECT_EQ(count(to_svg(peers_chart()), "\"spread\""), 3U); }

TEST(BarChart, explains_several_series_by_a_legend) {
  BarChart chart = peers_chart();
  chart.series = {"without TLS", "with TLS"};
  chart.groups = {{.label = "JSON", .bars = {{.value = 3.1}, {.value = 9.4}}},
                  {.label = "binary", .bars = {{.value = 2.9}, {.value = 4.2}}}};
  const std::string svg = to_svg(chart);
  expect_sound(svg);
  EXPECT_THAT(svg, HasSubstr(">with TLS</text>"));
  EXPECT_EQ(count(svg, "<path class=\"fill-1\""), 2U);
}

TEST(BarChart, is_sound_whatever_it_is_given) {
  BarChart chart = peers_chart();
  chart.thresholds = {{5000, "goal"}, {1e12, "far away"}};
  chart.groups.push_back({.label = std::string(200, 'x'), .bars = {{.value = kNan}, {.value = 0}}});
  chart.groups.push_back({.label = "none", .bars = {}});
  expect_sound(to_svg(chart));
  chart.groups.clear();
  expect_sound(to_svg(chart));
  EXPECT_THAT(to_svg(chart), HasSubstr("Nothing was measured."));
}

}  // namespace
}  // namespace flumen::charts
