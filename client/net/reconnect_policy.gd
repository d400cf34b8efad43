class_name ReconnectPolicy
extends RefCounted
## How long to wait before the next attempt to connect: longer each time, and never the same for everybody.

const FIRST_SECONDS: float = 0.5
const MOST_SECONDS: float = 20.0
## A connection that held for this long starts the count again.
const STABLE_MS: int = 10_000

## Attempts since the last stable connection.
var attempts: int = 0


## The wait before the next attempt, in seconds. `chance` in 0…1 spreads it over the upper half of the longest wait, so
## that those who were cut off together do not come back together.
func next_delay(chance: float, least: float = 0.0) -> float:
	var longest: float = minf(FIRST_SECONDS * pow(2.0, attempts), MOST_SECONDS)
	attempts += 1
	return maxf(least, longest * (0.5 + 0.5 * clampf(chance, 0.0, 1.0)))


## A connection ended that had been up for `up_ms`.
func connection_ended(up_ms: int) -> void:
	if up_ms >= STABLE_MS:
		attempts = 0
