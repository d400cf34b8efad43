#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace flumen::bots {

/// A page of HTML that needs nothing from elsewhere, written from top to bottom. Texts are escaped here; what is
/// called svg or html is taken as it is.
class HtmlPage {
 public:
  struct Tile {
    std::string name;
    std::string value;
    std::string unit;
    std::string note;
  };
  struct Row {
    std::string name;
    std::string value;
  };
  enum class Tone { good, bad, warning };

  HtmlPage(std::string_view title, std::string_view subtitle);

  /// A coloured line across the page.
  void banner(Tone tone, std::string_view text);
  void tiles(const std::vector<Tile>& tiles);
  /// Charts below each other, or two beside each other where there is room.
  void charts(const std::vector<std::string>& svgs);
  void heading(std::string_view text);
  void paragraph(std::string_view text);
  void table(const std::vector<Row>& rows);
  /// The first row is the head; the first column is left, all others right.
  void grid(const std::vector<std::vector<std::string>>& rows);

  [[nodiscard]] std::string finish() const;

 private:
  std::string title_;
  std::string body_;
};

}  // namespace flumen::bots
