#include "bots/limits.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace flumen::bots {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

Options with(std::size_t count, std::size_t processes, std::size_t addresses) {
  Options options;
  options.count = count;
  options.processes = processes;
  options.source_addresses.resize(addresses);
  return options;
}

TEST(Limits, are_enough_for_a_few) {
  EXPECT_THAT(check_limits(with(100, 1, 0), {1024, 28'232}), IsEmpty());
  EXPECT_THAT(check_limits(with(15'000, 1, 0), {20'000, 28'232}), IsEmpty());
}

TEST(Limits, of_open_files_are_told_with_the_number_needed) {
  const std::string sentence = check_limits(with(15'000, 1, 0), {4096, 28'232});
  EXPECT_THAT(sentence, HasSubstr("15080 open files"));
  EXPECT_THAT(sentence, HasSubstr("4096 are allowed"));
  EXPECT_THAT(sentence, HasSubstr("--processes 4"));
  EXPECT_THAT(check_limits(with(15'000, 4, 0), {4096, 28'232}), IsEmpty());
}

TEST(Limits, do_not_advise_what_cannot_help) {
  EXPECT_THAT(check_limits(with(100, 1, 0), {50, 28'232}), Not(HasSubstr("--processes")));
}

TEST(Limits, of_ports_are_told_with_the_addresses_needed) {
  const std::string sentence = check_limits(with(60'000, 4, 1), {20'000, 28'232});
  EXPECT_THAT(sentence, HasSubstr("127.0.0.2-127.0.0.4"));
  EXPECT_THAT(check_limits(with(60'000, 4, 3), {20'000, 28'232}), IsEmpty());
}

}  // namespace
}  // namespace flumen::bots
