#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <yaml-cpp/yaml.h>

#include "gamedata/game_data.hpp"

namespace flumen::gamedata {

/// A data file is some KiB; what is longer is something else.
inline constexpr std::size_t kMaxFileBytes = 1024 * 1024;

/// Thrown and caught within this layer: what is wrong with a file, and where.
struct Malformed {
  std::string message;
};

/// A value in a data file, which knows where it stands. Every call throws Malformed when the value is not what it
/// should be. YAML 1.2 holds JSON: both kinds of files are read alike.
class YamlPlace {
 public:
  /// The only document of a file. The file must outlive the place and all that come from it.
  static YamlPlace root(const Sources::File& file);

  /// A member of a mapping that must be there.
  [[nodiscard]] YamlPlace operator[](std::string_view key) const;
  [[nodiscard]] bool has(std::string_view key) const;
  /// REQUIRES nothing: throws unless this is a mapping with no other keys than these, none of them twice.
  void only_keys(std::initializer_list<std::string_view> keys) const;
  /// The keys of a mapping, none twice.
  [[nodiscard]] std::vector<std::string> keys() const;
  /// The items of a sequence of `least` to `most`.
  [[nodiscard]] std::vector<YamlPlace> items(std::size_t least, std::size_t most) const;
  [[nodiscard]] bool is_sequence() const { return node_.IsSequence(); }

  [[nodiscard]] std::int64_t number(std::int64_t least, std::int64_t most) const;
  [[nodiscard]] bool boolean() const;
  /// 1 to 1,024 bytes.
  [[nodiscard]] std::string text() const;
  /// 1 to 32 of a-z, 0-9, _.
  [[nodiscard]] std::string id() const;
  [[nodiscard]] Translated translated() const;

  /// A member that may be left out.
  [[nodiscard]] std::int64_t number_or(std::string_view key, std::int64_t otherwise, std::int64_t least,
                                       std::int64_t most) const;
  [[nodiscard]] bool boolean_or(std::string_view key, bool otherwise) const;

  /// What `find` makes of the text here: throws when it finds nothing.
  template <class Find>
  [[nodiscard]] auto named(Find find, std::string_view what) const {
    const std::string name = text();
    const auto found = find(name);
    if (!found) fail("'" + name + "' is no " + std::string(what));
    return *found;
  }

  /// Throws Malformed: file, line, path, and `what`.
  [[noreturn]] void fail(std::string_view what) const;

 private:
  YamlPlace(const Sources::File& file, YAML::Node node, std::string path)
      : file_(&file), node_(std::move(node)), path_(std::move(path)) {}

  const Sources::File* file_;
  YAML::Node node_;
  std::string path_;
};

}  // namespace flumen::gamedata
