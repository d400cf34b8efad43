#include "bots/html_report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Report measured() {
  Report report;
  report.seconds = 10;
  report.in_world = 100;
  report.maps = 2;
  report.server = Report::Server{{1, 10 << 20}, {5, 11 << 20}, {8.5, 12 << 20}};
  report.stats.latency.record(12'000);
  for (int i = 1; i <= 10; ++i) {
    Report::Sample sample;
    sample.at = i;
    sample.p50_ms = 5.0 + i;
    sample.p99_ms = 10.0 + i;
    sample.moves_delivered = 1000;
    sample.in_world = 100;
    report.series.push_back(sample);
  }
  return report;
}

TEST(HtmlReport, needs_nothing_from_elsewhere) {
  const std::string html = to_html(Options{}, measured());
  EXPECT_THAT(html, Not(HasSubstr("src=")));
  EXPECT_THAT(html, Not(HasSubstr("href=")));
  EXPECT_THAT(html, Not(HasSubstr("url(")));
  EXPECT_THAT(html, Not(HasSubstr("@import")));
  EXPECT_THAT(html, Not(HasSubstr("<script")));
}

TEST(HtmlReport, is_written_of_a_run_that_failed_before_anything_was_measured) {
  Report report;
  report.server = Report::Server{};
  report.failures = {"nobody new has come in for 60 s"};
  EXPECT_THAT(to_html(Options{}, report), HasSubstr("nobody new has come in"));
}

TEST(HtmlReport, shows_fights_where_there_were_some) {
  Report report = measured();
  EXPECT_THAT(to_html(Options{}, report), Not(HasSubstr("Fights under way")));
  report.series.back().fights = 7;
  EXPECT_THAT(to_html(Options{}, report), HasSubstr("Fights under way"));
}

TEST(HtmlReport, shows_light_dark_and_paper) {
  const std::string html = to_html(Options{}, measured());
  EXPECT_THAT(html, HasSubstr("prefers-color-scheme:dark"));
  EXPECT_THAT(html, HasSubstr("@media print"));
}

TEST(HtmlReport, draws_what_was_measured) {
  const std::string html = to_html(Options{}, measured());
  EXPECT_THAT(html, HasSubstr("Latency, second by second"));
  EXPECT_THAT(html, HasSubstr("Memory of the server"));
  EXPECT_THAT(html, HasSubstr("p99: between 11 ms and 20 ms, 20 ms at the end."));
  EXPECT_THAT(html, Not(HasSubstr("nan")));
}

TEST(HtmlReport, says_first_what_went_wrong) {
  Report report = measured();
  report.failures = {"the server closed with 1011: <b>oops</b>"};
  report.warnings = {"This program was the bottleneck."};
  judge(report, {*parse_expectation("p99<5ms")});
  const std::string html = to_html(Options{}, report);
  EXPECT_THAT(html, HasSubstr("1011: &lt;b&gt;oops&lt;/b&gt;"));
  EXPECT_THAT(html, HasSubstr("Expected p99&lt;5ms: it is 12."));
  EXPECT_THAT(html, HasSubstr("was the bottleneck"));
  EXPECT_THAT(html, Not(HasSubstr("Passed.")));
}

TEST(HtmlReport, is_a_page_even_when_nothing_was_measured) {
  const std::string html = to_html(Options{}, Report{});
  EXPECT_THAT(html, HasSubstr("Nothing was measured."));
  EXPECT_THAT(html, HasSubstr("</html>"));
}

}  // namespace
}  // namespace flumen::bots
