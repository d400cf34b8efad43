#pragma once

#include "base/event_loop.hpp"
#include "game/current_game_data.hpp"
#include "net/http.hpp"

namespace flumen::handlers {

/// What spells, monsters and classes are, over HTTP. Safe from any loop.
class CatalogueHandlers {
 public:
  explicit CatalogueHandlers(const game::CurrentGameData& data) : data_(data) {}

  /// In the language of Accept-Language, with a strong ETag.
  base::Task<net::Response> get(const net::Request& request);

 private:
  const game::CurrentGameData& data_;
};

}  // namespace flumen::handlers
