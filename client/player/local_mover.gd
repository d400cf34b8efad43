class_name LocalMover
extends RefCounted
## Walks the player's own character: along a path, or as the keys say, always at [constant SPEED].
##
## The motion is shown at once. What the server must be told comes back from [method advance]: at most ten positions a
## second, and the last one after stopping. The server checks straight lines between what it was told, so a corner that
## such a line would cut is told as well, and the next position then waits longer.

## Pixels a second; the server allows 400.
const SPEED := 350.0
## The time between two positions told to the server.
const SEND_INTERVAL_MS := 100.0
## A correction further away than this, in pixels, is shown at once; a nearer one is glided to.
const SNAP_DISTANCE := 400.0

const _LONGEST_STEP_S := 0.25
const _LARGEST_DEBT_MS := 300.0
const _GLIDE_S := 0.07
const _ALONG := Vector2(86.0, 43.0)
const _ACROSS := Vector2(86.0, -43.0)

## Where the character is, as far as this client knows.
var position := Vector2.ZERO
## Pixels a second, as of the last step; zero while standing.
var velocity := Vector2.ZERO

var _clear: Callable
var _path := PackedVector2Array()
var _direction := Vector2.ZERO
var _told := Vector2.ZERO
var _due_ms := 0.0
var _offset := Vector2.ZERO
var _outgoing := PackedVector2Array()


## [param clear] is asked [code]clear(from: Vector2, to: Vector2) -> bool[/code]: can one walk straight from one to the other?
func _init(clear: Callable) -> void:
	_clear = clear


## Stands at [param where], which the server knows already.
func place(where: Vector2) -> void:
	position = where
	_told = where
	_path.clear()
	_direction = Vector2.ZERO
	_offset = Vector2.ZERO
	velocity = Vector2.ZERO


## Walks along [param path], from where the character is now.
func follow(path: PackedVector2Array) -> void:
	_path = path.duplicate()
	while not _path.is_empty() and _path[0].is_equal_approx(position):
		_path.remove_at(0)


## Walks in [param direction] until told otherwise; zero lets go. Forgets a path.
func steer(direction: Vector2) -> void:
	_direction = direction.limit_length(1.0)
	if _direction != Vector2.ZERO:
		_path.clear()


## Stands still.
func stop() -> void:
	_path.clear()
	_direction = Vector2.ZERO


## Takes the server's word for where the character is; what is shown glides there.
func correct(where: Vector2) -> void:
	var seen := shown()
	_path.clear()
	position = where
	_told = where
	_offset = seen - where
	if _offset.length() > SNAP_DISTANCE:
		_offset = Vector2.ZERO


## Whether a path is being walked or a key is held.
func is_walking() -> bool:
	return not _path.is_empty() or _direction != Vector2.ZERO


## What is left of the path.
func path() -> PackedVector2Array:
	return _path


## Where to draw the character.
func shown() -> Vector2:
	return position + _offset


## Moves on by [param delta] seconds. Returns what to tell the server now, in order; usually nothing.
func advance(now_ms: float, delta: float) -> PackedVector2Array:
	_outgoing = PackedVector2Array()
	var from := position
	var distance := SPEED * minf(delta, _LONGEST_STEP_S)
	if _direction != Vector2.ZERO:
		_step(_direction * distance, now_ms)
	elif not _path.is_empty():
		_walk(distance, now_ms)
	velocity = (position - from) / delta if delta > 0.0 else Vector2.ZERO
	_offset *= exp(-delta / _GLIDE_S)
	if _offset.length_squared() < 0.01:
		_offset = Vector2.ZERO
	if now_ms >= _due_ms:
		_tell(now_ms)
	return _outgoing


## What the server has to be told before it can be asked for something that depends on the position.
func flush(now_ms: float) -> PackedVector2Array:
	_outgoing = PackedVector2Array()
	_tell(now_ms)
	return _outgoing


func _walk(distance: float, now_ms: float) -> void:
	while distance > 0.0 and not _path.is_empty():
		var goal := _path[0]
		var length := position.distance_to(goal)
		if length > distance:
			if not _go(position + (goal - position) * (distance / length), now_ms):
				_path.clear()
			return
		if not _go(goal, now_ms):
			_path.clear()
			return
		_path.remove_at(0)
		distance -= length


func _step(step: Vector2, now_ms: float) -> void:
	if _try(position + step, now_ms):
		return
	# Against the side of a cell: slide along it.
	var along := step.project(_ALONG)
	var across := step.project(_ACROSS)
	var first := along if along.length_squared() >= across.length_squared() else across
	var second := across if first == along else along
	if first.length() > 0.2 * step.length() and _try(position + first, now_ms):
		return
	if second.length() > 0.2 * step.length():
		_try(position + second, now_ms)


func _try(to: Vector2, now_ms: float) -> bool:
	# The server hears two decimals, and they must not lie across an edge either.
	var rounded := to.snappedf(0.01)
	if not _clear.call(position, to) or not _clear.call(rounded, rounded):
		return false
	return _go(to, now_ms)


# Keeps the straight line from what was told last to the position clear: it is what the server checks.
func _go(to: Vector2, now_ms: float) -> bool:
	var rounded := to.snappedf(0.01)
	if not _clear.call(_told, rounded):
		_tell(now_ms)
		if not _clear.call(_told, rounded):
			return false
	position = to
	return true


func _tell(now_ms: float) -> void:
	var rounded := position.snappedf(0.01)
	if rounded.is_equal_approx(_told):
		return
	_told = rounded
	_outgoing.append(rounded)
	_due_ms = minf(maxf(_due_ms, now_ms) + SEND_INTERVAL_MS, now_ms + _LARGEST_DEBT_MS)
