class_name RemoteInterpolator
extends RefCounted
## Turns the positions that arrive for another player, some ten a second and never quite on time, into smooth motion.
##
## Times are milliseconds of one clock of the client's own. What is shown lies [constant DELAY_MS] in the past, so that
## there are usually two positions to go between; when there are not, the motion is carried on for a moment and comes to
## rest. A new position never makes the picture jump: what it would jump by is taken up over some frames.

## How far in the past the picture lies.
const DELAY_MS := 110.0
## How long motion is carried on when nothing arrives.
const EXTRAPOLATE_MS := 40.0
## A position further than this from the last one, in pixels, is shown at once: nobody walks that far between two messages.
const SNAP_DISTANCE := 260.0
## Positions kept at most; past it the oldest is forgotten.
const CAPACITY := 16

const _INTERVAL_MS := 100.0
const _GAP_MS := 170.0
const _MAX_LEAD_MS := 200.0
const _TOP_SPEED := 0.4
const _SETTLE_MS := 160.0
const _TAKE_UP_MS := 70.0

## The motion on the screen in pixels a second; zero at rest. For choosing the animation.
var velocity := Vector2.ZERO

var _times := PackedFloat64Array()
var _points := PackedVector2Array()
var _last_velocity := Vector2.ZERO
var _offset := Vector2.ZERO
var _shown := Vector2.ZERO
var _sampled_at := 0.0
var _resting := true


func _init(position := Vector2.ZERO) -> void:
	reset(position)


## Stands at [param position] at once, forgetting what came before.
func reset(position: Vector2) -> void:
	_times = PackedFloat64Array([0.0])
	_points = PackedVector2Array([position])
	_last_velocity = Vector2.ZERO
	_offset = Vector2.ZERO
	_shown = position
	velocity = Vector2.ZERO
	_resting = true


## Takes a position that arrived at [param now_ms].
func push(position: Vector2, now_ms: float) -> void:
	var from := newest()
	var distance := from.distance_to(position)
	if distance > SNAP_DISTANCE:
		reset(position)
		return
	if distance == 0.0 and _resting:
		return
	var before := sample(now_ms)
	var newest_time := _times[_times.size() - 1]
	var walking_time := distance / _TOP_SPEED
	if now_ms - newest_time > _GAP_MS:
		# It stood still, or a message is long overdue: set out now, at a walking pace.
		newest_time = now_ms - clampf(walking_time, _INTERVAL_MS, now_ms - newest_time)
		_append(newest_time, from)
	# Messages that were held up arrive together; they are spread out again.
	_append(clampf(newest_time + walking_time, now_ms, now_ms + _MAX_LEAD_MS), position)
	_resting = false
	_offset = before - _raw(now_ms - DELAY_MS)
	_shown = before


## Where to draw the player at [param now_ms]; also brings [member velocity] up to date.
func sample(now_ms: float) -> Vector2:
	if _resting:
		_sampled_at = now_ms
		return _shown
	var base := _raw(now_ms - DELAY_MS)
	_offset *= exp((_sampled_at - now_ms) / _TAKE_UP_MS)
	_sampled_at = now_ms
	_shown = base + _offset
	if _points.size() == 1 and now_ms - DELAY_MS - _times[0] > _SETTLE_MS and _offset.length_squared() < 0.25:
		_shown = _points[0]
		_offset = Vector2.ZERO
		velocity = Vector2.ZERO
		_resting = true
	return _shown


## Whether nothing moves and nothing is about to.
func is_resting() -> bool:
	return _resting


## The last position that arrived.
func newest() -> Vector2:
	return _points[_points.size() - 1]


func _append(time: float, position: Vector2) -> void:
	var last := _times.size() - 1
	if time <= _times[last]:
		time = _times[last] + 1.0
	_times.append(time)
	_points.append(position)
	if _times.size() > CAPACITY:
		_times.remove_at(0)
		_points.remove_at(0)


func _raw(time: float) -> Vector2:
	while _times.size() > 1 and _times[1] <= time:
		_last_velocity = (_points[1] - _points[0]) / (_times[1] - _times[0])
		_times.remove_at(0)
		_points.remove_at(0)
	if _times.size() > 1:
		var span := _times[1] - _times[0]
		var step := _points[1] - _points[0]
		_last_velocity = step / span
		if time < _times[0]:
			velocity = Vector2.ZERO
			return _points[0]
		velocity = _last_velocity * 1000.0
		return _points[0] + step * ((time - _times[0]) / span)
	var age := time - _times[0]
	if age >= _SETTLE_MS:
		velocity = Vector2.ZERO
		return _points[0]
	if age < EXTRAPOLATE_MS:
		velocity = _last_velocity * 1000.0
		return _points[0] + _last_velocity * (age - age * age / (2.0 * EXTRAPOLATE_MS))
	# Nothing came: drift back to what is known.
	velocity = Vector2.ZERO
	var back := 1.0 - (age - EXTRAPOLATE_MS) / (_SETTLE_MS - EXTRAPOLATE_MS)
	return _points[0] + _last_velocity * (EXTRAPOLATE_MS / 2.0) * back * back
