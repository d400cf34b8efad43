#pragma once

#include <boost/json/object.hpp>

#include "protocol/combat.hpp"

namespace flumen::protocol {

/// Reads the `data` of `combat`; refuse()s what is missing, of another type, or no action. Numbers of cells are only
/// checked for being whole: that they are cells is for the fight to say.
[[nodiscard]] Combat decode_combat(const boost::json::object& data);

}  // namespace flumen::protocol
