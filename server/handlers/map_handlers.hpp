#pragma once

#include "base/event_loop.hpp"
#include "net/http.hpp"
#include "world/atlas.hpp"

namespace flumen::handlers {

/// Map documents over HTTP. Safe from any loop.
class MapHandlers {
 public:
  explicit MapHandlers(world::Atlas& atlas) : atlas_(atlas) {}

  base::Task<net::Response> get(const net::Request& request);

 private:
  world::Atlas& atlas_;
};

}  // namespace flumen::handlers
