#pragma once

#include <cstdint>
#include <string_view>

#include <boost/intrusive/list_hook.hpp>

#include "base/clock.hpp"

namespace flumen::net {

/// What a shard can do to any of its connections. Called on the connection's loop only; none of these calls
/// destroys the connection or resumes its coroutine before it returns.
class Connection : public boost::intrusive::list_base_hook<> {
 public:
  /// Called about once a second: does what is due.
  virtual void sweep(base::SteadyTime now) = 0;
  /// Ends the connection as its protocol asks, within a bounded time.
  virtual void shut(std::uint16_t code, std::string_view reason) = 0;
  /// Closes the socket at once, which ends everything that waits for it.
  virtual void drop() noexcept = 0;

 protected:
  ~Connection() = default;
};

}  // namespace flumen::net
