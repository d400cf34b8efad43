#pragma once

#include <cstdint>
#include <string>

namespace flumen::gamedata {

/// The languages the game's texts are written in.
enum class Language : std::uint8_t { english, french };

/// Its tag (RFC 5646), as Content-Language names it.
[[nodiscard]] constexpr const char* tag_of(Language language) noexcept {
  return language == Language::french ? "fr" : "en";
}

/// One text in every language.
struct Translated {
  std::string english;
  std::string french;

  [[nodiscard]] const std::string& in(Language language) const noexcept {
    return language == Language::french ? french : english;
  }
  bool operator==(const Translated&) const = default;
};

}  // namespace flumen::gamedata
