#pragma once

#include "base/error.hpp"
#include "bots/snapshot.hpp"

namespace flumen::bots {

/// What can be asked of a crew beside a report. The values go from process to process.
enum class Order : char {
  start = 'a',     ///< let the bots in, of a storm those who walk through it
  admit = 'b',     ///< let the others of a storm in
  cut = 'c',       ///< cut those off
  catch_up = 'd',  ///< read all that has come, so that the next report misses nothing
  rest = 'e',      ///< no more moves: what was sent can still arrive
};

/// A share of the bots, driven by this process or by one of its own. Used by one thread.
class Crew {
 public:
  virtual ~Crew() = default;
  virtual void give(Order order) = 0;
  /// Everything since the start. Fails, with a sentence, with Errc::timed_out when the crew is too busy to
  /// tell, and with Errc::unavailable when it is gone.
  [[nodiscard]] virtual base::Result<Snapshot> report() = 0;
  /// Lets the bots say goodbye and ends everything, within bounded time. The last call.
  virtual void stop() = 0;
};

}  // namespace flumen::bots
