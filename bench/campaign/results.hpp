#pragma once

#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "bench/campaign/statistics.hpp"

namespace flumen::bench {

/// What one run measured, by name: those of flumen-bots (docs/bots.md), and this program's own.
using Run = std::map<std::string, double, std::less<>>;

/// `otherwise` for what the run did not measure.
[[nodiscard]] double value_of(const Run& run, std::string_view measure, double otherwise = std::nan(""));

/// Everything one campaign found out. What was measured is kept by a dotted id ("flumen.w1", "floor.plain"), each with
/// all its runs, so that a report can be written again without measuring again.
class Results {
 public:
  /// What was measured where: "processor", "kernel", "date", …, in the order they are to be shown.
  void describe(std::string name, std::string value);
  [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& description() const noexcept {
    return description_;
  }

  void add(std::string_view id, Run run);
  /// A sentence on what could not be measured, or went wrong while it was. The same one is kept once.
  void note(std::string_view id, std::string sentence);

  [[nodiscard]] const std::vector<Run>& runs(std::string_view id) const noexcept;
  [[nodiscard]] const std::map<std::string, std::vector<std::string>, std::less<>>& notes() const noexcept {
    return notes_;
  }
  /// The ids that begin with `prefix`, in alphabetical order.
  [[nodiscard]] std::vector<std::string> ids(std::string_view prefix) const;
  /// Over all runs that have the measure; nothing when none has.
  [[nodiscard]] std::optional<Summary> summary(std::string_view id, std::string_view measure) const;
  /// The measure of each run of `id`, as a multiple of that of the same run of `base`, which ran right before: how fast
  /// the machine was in those minutes is in both, and cancels out. Nothing where no run has both.
  [[nodiscard]] std::optional<Summary> multiple(std::string_view id, std::string_view base,
                                                std::string_view measure) const;

  [[nodiscard]] std::string to_json() const;
  /// Errc::not_found or corrupt, with the file's name.
  [[nodiscard]] static base::Result<Results> read(const std::filesystem::path& file);
  /// Errc::unavailable when it cannot be written.
  [[nodiscard]] base::Result<void> write(const std::filesystem::path& file) const;

 private:
  std::vector<std::pair<std::string, std::string>> description_;
  std::map<std::string, std::vector<Run>, std::less<>> runs_;
  std::map<std::string, std::vector<std::string>, std::less<>> notes_;
};

/// Writes a whole file, making its folder if need be. Errc::unavailable, with its name, when that fails.
[[nodiscard]] base::Result<void> write_file(const std::filesystem::path& file, std::string_view text);
/// Reads a whole file. Errc::not_found, with its name.
[[nodiscard]] base::Result<std::string> read_text(const std::filesystem::path& file);

}  // namespace flumen::bench
