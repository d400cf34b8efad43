#include "bench/campaign/results.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

#include <boost/json.hpp>
#include <fmt/format.h>

namespace flumen::bench {
namespace {

namespace json = boost::json;

std::string as_json(std::string_view text) {
  return json::serialize(json::string(json::string_view(text.data(), text.size())));
}

/// Six digits are more than any of these measurements has.
std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : "null"; }

}  // namespace

double value_of(const Run& run, std::string_view measure, double otherwise) {
  const auto found = run.find(measure);
  return found == run.end() ? otherwise : found->second;
}

void Results::describe(std::string name, std::string value) {
  description_.emplace_back(std::move(name), std::move(value));
}

void Results::add(std::string_view id, Run run) { runs_[std::string(id)].push_back(std::move(run)); }

void Results::note(std::string_view id, std::string sentence) {
  auto& notes = notes_[std::string(id)];
  if (std::find(notes.begin(), notes.end(), sentence) == notes.end()) notes.push_back(std::move(sentence));
}

const std::vector<Run>& Results::runs(std::string_view id) const noexcept {
  static const std::vector<Run> none;
  const auto found = runs_.find(id);
  return found == runs_.end() ? none : found->second;
}

std::vector<std::string> Results::ids(std::string_view prefix) const {
  std::vector<std::string> out;
  for (const auto& [id, runs] : runs_) {
    if (id.starts_with(prefix)) out.push_back(id);
  }
  return out;
}

std::optional<Summary> Results::summary(std::string_view id, std::string_view measure) const {
  std::vector<double> values;
  for (const Run& run : runs(id)) values.push_back(value_of(run, measure));
  return summarise(std::move(values));
}

std::optional<Summary> Results::multiple(std::string_view id, std::string_view base, std::string_view measure) const {
  const std::vector<Run>& above = runs(id);
  const std::vector<Run>& below = runs(base);
  std::vector<double> multiples;
  for (std::size_t i = 0; i < std::min(above.size(), below.size()); ++i) {
    multiples.push_back(value_of(above[i], measure) / value_of(below[i], measure));
  }
  return summarise(std::move(multiples));
}

// Written by hand: a line a run, so that what changed can be read in a diff.
std::string Results::to_json() const {
  std::string out = "{\n  \"description\": {";
  const char* separator = "\n";
  for (const auto& [name, value] : description_) {
    out += fmt::format("{}    {}: {}", separator, as_json(name), as_json(value));
    separator = ",\n";
  }
  out += "\n  },\n  \"runs\": {";
  separator = "\n";
  for (const auto& [id, runs] : runs_) {
    out += fmt::format("{}    {}: [", separator, as_json(id));
    separator = ",\n";
    const char* between_runs = "\n";
    for (const Run& run : runs) {
      out += fmt::format("{}      {{", between_runs);
      between_runs = ",\n";
      const char* between = "";
      for (const auto& [measure, value] : run) {
        out += fmt::format("{}{}: {}", between, as_json(measure), number(value));
        between = ", ";
      }
      out += "}";
    }
    out += "\n    ]";
  }
  out += "\n  },\n  \"notes\": {";
  separator = "\n";
  for (const auto& [id, notes] : notes_) {
    json::array sentences(notes.begin(), notes.end());
    out += fmt::format("{}    {}: {}", separator, as_json(id), json::serialize(sentences));
    separator = ",\n";
  }
  return out + "\n  }\n}\n";
}

base::Result<Results> Results::read(const std::filesystem::path& file) {
  const auto text = read_text(file);
  if (!text) return text.error();
  try {
    const json::value document = json::parse(*text);
    Results results;
    for (const auto& member : document.at("description").as_object()) {
      results.describe(member.key(), std::string(member.value().as_string()));
    }
    for (const auto& member : document.at("runs").as_object()) {
      for (const auto& values : member.value().as_array()) {
        Run run;
        for (const auto& measure : values.as_object()) {
          if (measure.value().is_number()) run[measure.key()] = measure.value().to_number<double>();
        }
        results.add(std::string(member.key()), std::move(run));
      }
    }
    for (const auto& member : document.at("notes").as_object()) {
      for (const auto& sentence : member.value().as_array()) {
        results.note(std::string(member.key()), std::string(sentence.as_string()));
      }
    }
    return results;
  } catch (const std::exception& error) {
    // Boost.JSON throws for what is missing, mistyped or no JSON.
    return base::fail(base::Errc::corrupt, file.string() + " holds no results: " + error.what());
  }
}

base::Result<void> Results::write(const std::filesystem::path& file) const { return write_file(file, to_json()); }

base::Result<void> write_file(const std::filesystem::path& file, std::string_view text) {
  std::error_code ignored;  // then opening it fails
  std::filesystem::create_directories(file.parent_path(), ignored);
  std::ofstream out(file, std::ios::binary);
  out << text;
  out.close();
  if (!out) return base::fail(base::Errc::unavailable, file.string() + " cannot be written");
  return {};
}

base::Result<std::string> read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return base::fail(base::Errc::not_found, file.string() + " cannot be read");
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace flumen::bench
