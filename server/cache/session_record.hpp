#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/uuid.hpp"

namespace flumen::cache {

/// Which live session a character is played in.
struct SessionRecord {
  base::UserId user_id;
  base::CharacterId character_id;
  base::Uuid session;
  std::string instance;  ///< the server process that holds the session

  /// `<user> <character> <session> <instance>`
  [[nodiscard]] std::string to_string() const {
    std::string text;
    text.reserve(3 * (base::Uuid::kTextLength + 1) + instance.size());  // it is kept, once a player
    text.append(user_id.to_string()).append(1, ' ').append(character_id.to_string());
    return text.append(1, ' ').append(session.to_string()).append(1, ' ').append(instance);
  }

  /// Nothing for a text to_string() does not write.
  [[nodiscard]] static std::optional<SessionRecord> parse(std::string_view text) {
    constexpr std::size_t kStep = base::Uuid::kTextLength + 1;
    if (text.size() < 3 * kStep) return std::nullopt;
    if (text[kStep - 1] != ' ' || text[2 * kStep - 1] != ' ' || text[3 * kStep - 1] != ' ') return std::nullopt;
    const auto user = base::UserId::parse(text.substr(0, kStep - 1));
    const auto character = base::CharacterId::parse(text.substr(kStep, kStep - 1));
    const auto session = base::Uuid::parse(text.substr(2 * kStep, kStep - 1));
    if (!user || !character || !session) return std::nullopt;
    return SessionRecord{*user, *character, *session, std::string(text.substr(3 * kStep))};
  }

  bool operator==(const SessionRecord&) const = default;
};

}  // namespace flumen::cache
