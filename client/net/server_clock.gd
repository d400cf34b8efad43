class_name ServerClock
extends RefCounted
## The server's clock, as well as it can be known from here.

# Server time minus local time; taken from the quickest answer so far, which is the least wrong.
var _offset_ms: int = 0
var _best_ms: int = -1


## A new session began; `server_time` is Unix time in milliseconds.
func start(server_time: int, local_ms: int) -> void:
	_offset_ms = server_time - local_ms
	_best_ms = -1


## A ping sent at `sent_ms` was answered with `server_time`.
func note_answer(server_time: int, sent_ms: int, local_ms: int) -> void:
	var took: int = local_ms - sent_ms
	if took < 0 or (_best_ms >= 0 and took > _best_ms):
		return
	_best_ms = took
	_offset_ms = server_time - (sent_ms + took / 2)


## Unix time in milliseconds on the server.
func now(local_ms: int) -> int:
	return local_ms + _offset_ms
