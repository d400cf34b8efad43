#pragma once

#include <string>

#include "gamedata/game_data.hpp"

namespace flumen::gamedata {

/// Everything a client shows or previews of fights, in one language: the body of `GET /api/v1/catalogue`, as
/// docs/fights.md describes it. Some tens of KiB; worth keeping as long as the data.
[[nodiscard]] std::string catalogue_json(const GameData& data, Language language);

}  // namespace flumen::gamedata
