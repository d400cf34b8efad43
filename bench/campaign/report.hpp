#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "bench/campaign/options.hpp"
#include "bench/campaign/results.hpp"

namespace flumen::bench {

/// A table with a name and, where it needs one, a sentence on how to read it.
struct Table {
  std::string title;
  std::string note;
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> rows;
};

/// All tables, in the order of the report; those without rows are left out.
[[nodiscard]] std::vector<Table> tables_of(const Results& results);

/// A chart: the name of its file, what it shows in a sentence, and the picture twice.
struct Chart {
  std::string name;
  std::string alt;
  std::string svg;       ///< a file of its own
  std::string embedded;  ///< inside an HTML page that has charts::stylesheet()
};
[[nodiscard]] std::vector<Chart> charts_of(const Results& results);

/// Tables and charts as Markdown; the charts are linked as `<folder>/<name>.svg`.
[[nodiscard]] std::string to_markdown(const Results& results, std::string_view folder);

/// The table of what is to be reached, for a terminal.
[[nodiscard]] std::string to_summary(const Results& results);

/// A page that needs nothing else to be looked at.
[[nodiscard]] std::string to_html(const Results& results);

/// `page` with what stands between the two marker lines replaced. Errc::corrupt when it does not have them.
[[nodiscard]] base::Result<std::string> replace_results(std::string_view page, std::string_view results);

/// Writes build/bench/report.html and, when the options name a page, its results and its charts.
[[nodiscard]] base::Result<void> write_report(const Results& results, const Options& options);

}  // namespace flumen::bench
