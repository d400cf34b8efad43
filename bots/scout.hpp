#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "bots/http_client.hpp"
#include "bots/map_view.hpp"
#include "bots/options.hpp"

namespace flumen::bots {

/// Finds the server behind a URL: the first of its addresses that answers /readyz with 200, tried for a few seconds,
/// so that bots can be started together with their server. Who cannot prove to be it is not tried again. Blocks.
/// The error is a sentence for the user.
[[nodiscard]] base::Result<Target> find_server(const Options& options);

/// Reads the `count` maps nearest to map_0_0. Blocks.
[[nodiscard]] base::Result<std::vector<std::shared_ptr<const MapView>>> read_maps(const Target& target,
                                                                                  std::size_t count);

}  // namespace flumen::bots
