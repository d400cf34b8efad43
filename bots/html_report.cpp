#include "bots/html_report.hpp"
namespace flumen::bots {
std::string to_html(const Options&, const Report&) { return ""; }
}  // namespace flumen::bots
