#include "config/yaml_file.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <set>
#include <system_error>

#include <yaml-cpp/yaml.h>

#include "config/keys.hpp"

namespace flumen::config {
namespace {

using base::Errc;
using base::Result;

/// A configuration is a few KiB; what is longer is something else.
constexpr std::size_t kMaxFileBytes = 1024 * 1024;

class Reader {
 public:
  explicit Reader(std::string_view path) : path_(path) {}

  Result<std::vector<Setting>> read(const YAML::Node& root) {
    if (root.IsNull()) return std::move(settings_);
    if (!root.IsMap()) return failure(root, "the file must hold sections, such as 'server:'");
    for (const auto& section : root) {
      if (auto read = read_section(section.first, section.second); !read) return read.error();
    }
    return std::move(settings_);
  }

 private:
  Result<void> read_section(const YAML::Node& name, const YAML::Node& body) {
    if (!name.IsScalar() || !is_section(name.Scalar())) {
      const auto text = name.IsScalar() ? name.Scalar() : std::string();
      return failure(name, "unknown section '" + text + "'" + suggest_section(text));
    }
    if (!seen_.insert(name.Scalar()).second) return failure(name, "section '" + name.Scalar() + "' is there twice");
    if (body.IsNull()) return {};  // every key of it is commented out
    if (!body.IsMap()) return failure(body, "section '" + name.Scalar() + "' must hold keys");
    for (const auto& entry : body) {
      if (auto read = read_key(name.Scalar(), entry.first, entry.second); !read) return read.error();
    }
    return {};
  }

  Result<void> read_key(const std::string& section, const YAML::Node& leaf, const YAML::Node& value) {
    const auto key = section + "." + (leaf.IsScalar() ? leaf.Scalar() : std::string());
    if (find_key(key) == nullptr) return failure(leaf, "unknown key '" + key + "'" + suggest_key(key));
    if (!seen_.insert(key).second) return failure(leaf, "'" + key + "' is there twice");
    if (value.IsNull()) return failure(leaf, "'" + key + "' has no value; write \"\" for an empty one");
    if (value.IsMap()) return failure(value, "'" + key + "' must be a value, not a section");

    std::string text;
    if (value.IsScalar()) {
      text = value.Scalar();
    } else {
      for (const auto& item : value) {
        if (!item.IsScalar()) return failure(item, "'" + key + "' must be a list of plain values");
        text += (text.empty() ? "" : ",") + item.Scalar();
      }
    }
    settings_.push_back({key, std::move(text), where(leaf)});
    return {};
  }

  [[nodiscard]] std::string where(const YAML::Node& node) const {
    return path_ + ":" + std::to_string(node.Mark().line + 1);
  }
  [[nodiscard]] base::Error failure(const YAML::Node& node, const std::string& message) const {
    return base::fail(Errc::invalid_argument, where(node) + ": " + message);
  }

  std::string path_;
  std::set<std::string> seen_;
  std::vector<Setting> settings_;
};

}  // namespace

Result<std::vector<Setting>> read_yaml(const std::string& text, std::string_view path) {
  if (text.size() > kMaxFileBytes) {
    return base::fail(Errc::invalid_argument, std::string(path) + ": is longer than 1 MiB");
  }
  try {
    const auto documents = YAML::LoadAll(text);
    if (documents.empty()) return std::vector<Setting>{};
    if (documents.size() > 1) {
      return base::fail(Errc::invalid_argument, std::string(path) + ": holds more than one document");
    }
    return Reader(path).read(documents.front());
  } catch (const YAML::Exception& e) {
    const auto line = e.mark.is_null() ? std::string() : ":" + std::to_string(e.mark.line + 1);
    return base::fail(Errc::invalid_argument, std::string(path) + line + ": " + e.msg);
  }
}

Result<std::vector<Setting>> read_yaml_file(const std::string& path) {
  std::error_code ignored;  // what else is wrong with the path shows when it is opened
  if (std::filesystem::is_directory(path, ignored)) {
    return base::fail(Errc::not_found, "cannot read " + path + ": it is a folder");
  }
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (!file) return base::fail(Errc::not_found, "cannot read " + path + ": " + std::strerror(errno));
  std::string text(kMaxFileBytes + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad()) return base::fail(Errc::not_found, "cannot read " + path + ": " + std::strerror(errno));
  text.resize(static_cast<std::size_t>(file.gcount()));
  return read_yaml(text, path);
}

}  // namespace flumen::config
