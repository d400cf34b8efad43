#pragma once

#include "base/event_loop.hpp"
#include "game/class_catalogue.hpp"
#include "net/http.hpp"

namespace flumen::handlers {

/// The classes a character can have, over HTTP. Safe from any loop.
class ClassHandlers {
 public:
  explicit ClassHandlers(const game::ClassCatalogue& classes) : classes_(classes) {}

  /// In the language of Accept-Language: English or French.
  base::Task<net::Response> list(const net::Request& request);

 private:
  const game::ClassCatalogue& classes_;
};

}  // namespace flumen::handlers
