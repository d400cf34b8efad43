#include "bench/campaign/report.hpp"

#include <fmt/format.h>

#include "charts/drawing.hpp"
#include "charts/text.hpp"

namespace flumen::bench {
namespace {

constexpr std::string_view kBegin = "<!-- results: written by flumen-bench, not by hand -->\n";
constexpr std::string_view kEnd = "<!-- end of results -->\n";
constexpr const char* kChartFolder = "images/performance";

std::string markdown_row(const std::vector<std::string>& cells) {
  std::string row = "|";
  for (const std::string& cell : cells) {
    std::string text = cell;
    for (std::size_t at = 0; (at = text.find_first_of("|\n", at)) != std::string::npos; ++at) text[at] = ' ';
    row += " " + text + " |";
  }
  return row + "\n";
}

std::string markdown_table(const Table& table) {
  std::string out = "### " + table.title + "\n\n";
  if (!table.note.empty()) out += table.note + "\n\n";
  out += markdown_row(table.columns);
  out += "|";
  for (std::size_t i = 0; i < table.columns.size(); ++i) out += "---|";
  out += "\n";
  for (const auto& row : table.rows) out += markdown_row(row);
  return out + "\n";
}

/// Text of a table's cell, in which Markdown's ** and ` stand for what HTML has elements for.
std::string html_cell(std::string_view text) {
  std::string out;
  bool strong = false;
  bool code = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.substr(i).starts_with("**")) {
      out += (strong = !strong) ? "<strong>" : "</strong>";
      ++i;
    } else if (text[i] == '`') {
      out += (code = !code) ? "<code>" : "</code>";
    } else {
      out += charts::escape(text.substr(i, 1));
    }
  }
  return out;
}

std::string html_table(const Table& table) {
  std::string out = "<h2>" + charts::escape(table.title) + "</h2>\n";
  if (!table.note.empty()) out += "<p>" + charts::escape(table.note) + "</p>\n";
  out += "<div class=\"scroll\"><table>\n<tr>";
  for (const auto& column : table.columns) out += "<th>" + charts::escape(column) + "</th>";
  out += "</tr>\n";
  for (const auto& row : table.rows) {
    out += "<tr>";
    for (const auto& cell : row) out += "<td>" + html_cell(cell) + "</td>";
    out += "</tr>\n";
  }
  return out + "</table></div>\n";
}

constexpr std::string_view kStyle = R"(
:root { color-scheme: light dark; --ink: #1c2430; --soft: #5b6675; --line: #d9dee5; --paper: #fff; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6eaf0; --soft: #9aa5b4; --line: #333c48; --paper: #12161c; } }
@media print { :root { --ink: #000; --soft: #444; --line: #bbb; --paper: #fff; } }
body { margin: 2rem auto; max-width: 62rem; padding: 0 1.25rem; background: var(--paper); color: var(--ink);
       font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.7rem; margin-bottom: .2rem; } h2 { font-size: 1.2rem; margin-top: 2.4rem; } p { color: var(--soft); }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid var(--line); }
th { color: var(--soft); font-weight: 600; } td { font-variant-numeric: tabular-nums; }
figure { margin: 1.2rem 0; } figure svg { max-width: 100%; height: auto; }
)";

}  // namespace

std::string to_markdown(const Results& results, std::string_view folder) {
  const auto tables = tables_of(results);
  std::string out;
  // The table that sums everything up comes before the pictures.
  if (!tables.empty()) out += markdown_table(tables.front());
  for (const Chart& chart : charts_of(results))
    out += fmt::format("![{}]({}/{}.svg)\n\n", chart.alt, folder, chart.name);
  for (std::size_t i = 1; i < tables.size(); ++i) out += markdown_table(tables[i]);
  return out;
}

std::string to_summary(const Results& results) {
  std::string out;
  const auto tables = tables_of(results);
  for (const auto& row : tables.front().rows) {
    out += fmt::format("{}\n    goal      {}\n    measured  {}\n    {}\n", row[0], row[2], row[3], row[4]);
  }
  return out;
}

std::string to_html(const Results& results) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<title>Flumen: performance</title>\n<style>";
  out += kStyle;
  out += charts::stylesheet();
  out +=
      "</style>\n</head>\n<body>\n<h1>Flumen: performance</h1>\n"
      "<p>How each number is measured: docs/performance.md.</p>\n";
  const auto tables = tables_of(results);
  if (!tables.empty()) out += html_table(tables.front());
  for (const Chart& chart : charts_of(results)) out += "<figure>" + chart.embedded + "</figure>\n";
  for (std::size_t i = 1; i < tables.size(); ++i) out += html_table(tables[i]);
  return out + "</body>\n</html>\n";
}

base::Result<std::string> replace_results(std::string_view page, std::string_view results) {
  const auto begin = page.find(kBegin);
  const auto end = page.find(kEnd);
  if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) {
    return base::fail(base::Errc::corrupt, "the page lacks the lines between which the results stand");
  }
  std::string out(page.substr(0, begin + kBegin.size()));
  out += "\n";
  out += results;
  out += page.substr(end);
  return out;
}

base::Result<void> write_report(const Results& results, const Options& options) {
  if (const auto written = write_file(options.root / "build/bench/report.html", to_html(results)); !written) {
    return written.error();
  }
  if (options.page.empty()) return {};
  const auto page = read_text(options.page);
  if (!page) return page.error();
  const auto replaced = replace_results(*page, to_markdown(results, kChartFolder));
  if (!replaced) return base::fail(replaced.error().code, options.page.string() + ": " + replaced.error().message);
  for (const Chart& chart : charts_of(results)) {
    const auto file = options.page.parent_path() / kChartFolder / (chart.name + ".svg");
    if (const auto written = write_file(file, chart.svg); !written) return written.error();
  }
  return write_file(options.page, *replaced);
}

}  // namespace flumen::bench
