#include "gamedata/yaml_place.hpp"

#include <algorithm>
#include <charconv>

namespace flumen::gamedata {
namespace {

constexpr std::size_t kMaxTextBytes = 1024;
constexpr std::size_t kMaxIdBytes = 32;

}  // namespace

YamlPlace YamlPlace::root(const Sources::File& file) {
  if (file.text.size() > kMaxFileBytes) throw Malformed{file.name + ": is longer than 1 MiB"};
  try {
    auto documents = YAML::LoadAll(file.text);
    if (documents.size() != 1) throw Malformed{file.name + ": must hold one document"};
    return {file, documents.front(), ""};
  } catch (const YAML::Exception& e) {
    const auto line = e.mark.is_null() ? std::string() : ":" + std::to_string(e.mark.line + 1);
    throw Malformed{file.name + line + ": " + e.msg};
  }
}

YamlPlace YamlPlace::operator[](std::string_view key) const {
  if (!node_.IsMap()) fail("must be a mapping");
  for (const auto& entry : node_) {
    if (entry.first.IsScalar() && entry.first.Scalar() == key) {
      return {*file_, entry.second, path_.empty() ? std::string(key) : path_ + "." + std::string(key)};
    }
  }
  fail("'" + std::string(key) + "' is missing");
}

bool YamlPlace::has(std::string_view key) const {
  if (!node_.IsMap()) fail("must be a mapping");
  return std::ranges::any_of(node_,
                             [&](const auto& entry) { return entry.first.IsScalar() && entry.first.Scalar() == key; });
}

std::vector<std::string> YamlPlace::keys() const {
  if (!node_.IsMap()) fail("must be a mapping");
  std::vector<std::string> keys;
  for (const auto& entry : node_) {
    if (!entry.first.IsScalar()) fail("its keys must be plain words");
    if (std::ranges::find(keys, entry.first.Scalar()) != keys.end()) {
      YamlPlace(*file_, entry.first, path_).fail("'" + entry.first.Scalar() + "' is there twice");
    }
    keys.push_back(entry.first.Scalar());
  }
  return keys;
}

void YamlPlace::only_keys(std::initializer_list<std::string_view> known) const {
  for (const std::string& key : keys()) {
    if (std::ranges::find(known, key) == known.end()) (*this)[key].fail("is no key of this place");
  }
}

std::vector<YamlPlace> YamlPlace::items(std::size_t least, std::size_t most) const {
  if (!node_.IsSequence() || node_.size() < least || node_.size() > most) {
    fail("must be a list of " + std::to_string(least) + " to " + std::to_string(most));
  }
  std::vector<YamlPlace> items;
  for (const auto& item : node_) items.push_back({*file_, item, path_ + "[" + std::to_string(items.size()) + "]"});
  return items;
}

std::int64_t YamlPlace::number(std::int64_t least, std::int64_t most) const {
  std::int64_t value = 0;
  bool good = node_.IsScalar();
  if (good) {
    const std::string& text = node_.Scalar();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    good = error == std::errc{} && end == text.data() + text.size() && value >= least && value <= most;
  }
  if (!good) fail("must be a whole number from " + std::to_string(least) + " to " + std::to_string(most));
  return value;
}

bool YamlPlace::boolean() const {
  if (!node_.IsScalar() || (node_.Scalar() != "true" && node_.Scalar() != "false")) fail("must be true or false");
  return node_.Scalar() == "true";
}

std::string YamlPlace::text() const {
  if (!node_.IsScalar() || node_.Scalar().empty() || node_.Scalar().size() > kMaxTextBytes) {
    fail("must be a text that is not empty, of at most 1,024 bytes");
  }
  return node_.Scalar();
}

std::string YamlPlace::id() const {
  const auto allowed = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  const bool good = node_.IsScalar() && !node_.Scalar().empty() && node_.Scalar().size() <= kMaxIdBytes &&
                    std::ranges::all_of(node_.Scalar(), allowed);
  if (!good) fail("must be 1 to 32 of a-z, 0-9 and _");
  return node_.Scalar();
}

Translated YamlPlace::translated() const {
  only_keys({"en", "fr"});
  return {(*this)["en"].text(), (*this)["fr"].text()};
}

std::int64_t YamlPlace::number_or(std::string_view key, std::int64_t otherwise, std::int64_t least,
                                  std::int64_t most) const {
  return has(key) ? (*this)[key].number(least, most) : otherwise;
}

bool YamlPlace::boolean_or(std::string_view key, bool otherwise) const {
  return has(key) ? (*this)[key].boolean() : otherwise;
}

void YamlPlace::fail(std::string_view what) const {
  const auto mark = node_.Mark();
  const auto line = mark.is_null() ? std::string() : ":" + std::to_string(mark.line + 1);
  throw Malformed{file_->name + line + ": " + (path_.empty() ? "" : path_ + ": ") + std::string(what)};
}

}  // namespace flumen::gamedata
