#include "bots/html_page.hpp"

#include <fmt/format.h>

#include "charts/drawing.hpp"
#include "charts/text.hpp"

namespace flumen::bots {
namespace {

using charts::escape;

constexpr std::string_view kStyle = R"(
:root{--page:#f5f6f8;--card:#fff;--edge:#e3e6eb;--ink:#1b2028;--quiet:#5b6472;--good:#0d7d55;--bad:#b3261e;--warning:#8a5a00;color-scheme:light dark}
@media screen and (prefers-color-scheme:dark){:root{--page:#0e1116;--card:#161a20;--edge:#2b313b;--ink:#e8ebf0;--quiet:#9ea8b7;--good:#4fd1a1;--bad:#ff8a80;--warning:#ffc266}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;font-variant-numeric:tabular-nums}
main{max-width:1120px;margin:0 auto;padding:32px 20px 56px}
h1{font-size:26px;line-height:1.25;margin:0}
h2{font-size:18px;margin:36px 0 12px}
p{margin:4px 0;color:var(--quiet)}
.banner{margin:14px 0 0;padding:10px 16px;border-radius:10px;background:var(--card);border:1px solid var(--edge);border-left:5px solid}
.good{border-left-color:var(--good)}.bad{border-left-color:var(--bad)}.warning{border-left-color:var(--warning)}
.banner b{margin-right:6px}.good b{color:var(--good)}.bad b{color:var(--bad)}.warning b{color:var(--warning)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(160px,1fr));gap:12px;margin:20px 0}
.tile{background:var(--card);border:1px solid var(--edge);border-radius:10px;padding:14px 16px}
.tile dt,.tile .note{color:var(--quiet);font-size:13px}
.tile dd{margin:2px 0 0}
.tile .value{font-size:26px;font-weight:650;line-height:1.2}
.tile .unit{font-size:14px;color:var(--quiet);margin-left:4px}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(500px,100%),1fr));gap:14px}
.charts svg{width:100%;height:auto;display:block}
table{border-collapse:collapse;width:100%;background:var(--card);border:1px solid var(--edge);border-radius:10px;overflow:hidden}
.wide{overflow-x:auto}
th,td{padding:7px 14px;text-align:left;vertical-align:top;border-top:1px solid var(--edge)}
tr:first-child>*{border-top:0}
th{font-weight:600;white-space:nowrap}
.pairs th{width:15em;color:var(--quiet)}
.grid td,.grid thead th:not(:first-child){text-align:right}
.grid thead th{color:var(--quiet)}
@media print{body{background:#fff;font-size:11pt}main{padding:0;max-width:none}.tile,.banner,.charts svg,table{break-inside:avoid}}
)";

}  // namespace

HtmlPage::HtmlPage(std::string_view title, std::string_view subtitle) : title_(title) {
  body_ = fmt::format("<h1>{}</h1>\n", escape(title));
  paragraph(subtitle);
}

void HtmlPage::banner(Tone tone, std::string_view text) {
  struct Word {
    const char* style;
    const char* text;
  };
  const Word word = tone == Tone::good  ? Word{"good", "Passed."}
                    : tone == Tone::bad ? Word{"bad", "Failed."}
                                        : Word{"warning", "Mind:"};
  body_ += fmt::format("<div class=\"banner {}\"><b>{}</b> {}</div>\n", word.style, word.text, escape(text));
}

void HtmlPage::tiles(const std::vector<Tile>& tiles) {
  body_ += "<dl class=\"tiles\">\n";
  for (const Tile& tile : tiles) {
    body_ += fmt::format(
        "<div class=\"tile\"><dt>{}</dt><dd><span class=\"value\">{}</span><span class=\"unit\">{}</span>"
        "<div class=\"note\">{}</div></dd></div>\n",
        escape(tile.name), escape(tile.value), escape(tile.unit), escape(tile.note));
  }
  body_ += "</dl>\n";
}

void HtmlPage::charts(const std::vector<std::string>& svgs) {
  body_ += "<div class=\"charts\">\n";
  for (const std::string& svg : svgs) body_ += svg;
  body_ += "</div>\n";
}

void HtmlPage::heading(std::string_view text) { body_ += fmt::format("<h2>{}</h2>\n", escape(text)); }

void HtmlPage::paragraph(std::string_view text) { body_ += fmt::format("<p>{}</p>\n", escape(text)); }

void HtmlPage::table(const std::vector<Row>& rows) {
  body_ += "<table class=\"pairs\">\n";
  for (const Row& row : rows) {
    body_ += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", escape(row.name), escape(row.value));
  }
  body_ += "</table>\n";
}

void HtmlPage::grid(const std::vector<std::vector<std::string>>& rows) {
  body_ += "<div class=\"wide\"><table class=\"grid\">\n";
  for (std::size_t i = 0; i < rows.size(); ++i) {
    body_ += i == 0 ? "<thead><tr>" : "<tr>";
    for (std::size_t column = 0; column < rows[i].size(); ++column) {
      const bool head = i == 0 || column == 0;
      body_ += head ? fmt::format("<th scope=\"{}\">{}</th>", i == 0 ? "col" : "row", escape(rows[i][column]))
                    : fmt::format("<td>{}</td>", escape(rows[i][column]));
    }
    body_ += i == 0 ? "</tr></thead>\n" : "</tr>\n";
  }
  body_ += "</table></div>\n";
}

std::string HtmlPage::finish() const {
  return fmt::format(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n<title>{}</title>\n"
      "<style>{}{}</style>\n</head>\n<body>\n<main>\n{}</main>\n</body>\n</html>\n",
      escape(title_), kStyle, charts::stylesheet(), body_);
}

}  // namespace flumen::bots
