#include "handlers/entity_tag.hpp"

namespace flumen::handlers {
namespace {

void skip_blank(std::string_view& text) {
  while (text.starts_with(' ') || text.starts_with('\t')) text.remove_prefix(1);
}

}  // namespace

bool none_match_names(std::string_view header, std::string_view etag) {
  skip_blank(header);
  if (header.starts_with('*')) {
    header.remove_prefix(1);
    skip_blank(header);
    return header.empty();
  }
  while (!header.empty()) {
    if (header.starts_with("W/")) header.remove_prefix(2);
    if (!header.starts_with('"')) return false;
    const auto end = header.find('"', 1);
    if (end == std::string_view::npos) return false;
    if (header.substr(0, end + 1) == etag) return true;
    header.remove_prefix(end + 1);
    skip_blank(header);
    if (!header.starts_with(',')) return false;
    while (header.starts_with(',')) {
      header.remove_prefix(1);
      skip_blank(header);
    }
  }
  return false;
}

}  // namespace flumen::handlers
