class_name PlayerController
extends Node
## Lets the player walk: by a click, by holding the button, or by keys.

## The server has to hear of this position.
signal moved(position: Vector2)
## The character stands where one leaves for the map [param to]. Once for each time it gets there.
signal transition_reached(to: String)
## The button was pressed on the map at [param point]. Set the event's answer with [method walk_to].
signal pressed_at(point: Vector2)
## The pointer is over [param point] of the map.
signal pointed_at(point: Vector2)

## While the button is held, the way is looked for again this often.
const _REPATH_MS := 200.0

var _map: GameMap
var _avatar: PlayerAvatar
var _marker: TargetMarker
var _mover: LocalMover
var _frozen := true
var _held := false
var _repath_at := 0.0
var _area: TransitionArea
var _steered := false


func _process(delta: float) -> void:
	if _map == null:
		return
	var now := Crowd.clock_ms()
	if not _frozen:
		_read_keys()
		if _held and now >= _repath_at:
			_repath_at = now + _REPATH_MS
			walk_to(_map.get_local_mouse_position())
	for position: Vector2 in _mover.advance(now, delta):
		moved.emit(position)
	_avatar.show_at(_mover.shown(), _mover.velocity)
	if not _mover.is_walking():
		_marker.vanish()
	if not _frozen:
		_look_for_transition()


func _unhandled_input(event: InputEvent) -> void:
	if _map == null or _frozen:
		return
	var button := event as InputEventMouseButton
	if button != null and button.button_index == MOUSE_BUTTON_LEFT:
		_held = false
		if button.pressed:
			get_viewport().gui_release_focus()
			pressed_at.emit(_map.get_local_mouse_position())
			get_viewport().set_input_as_handled()
	elif event is InputEventMouseMotion:
		pointed_at.emit(_map.get_local_mouse_position())


## Takes over [param avatar] on [param map], standing at [param where] as the server said.
func possess(map: GameMap, avatar: PlayerAvatar, marker: TargetMarker, where: Vector2) -> void:
	_map = map
	_avatar = avatar
	_marker = marker
	_mover = LocalMover.new(map.segment_is_walkable)
	_mover.place(where)
	_avatar.show_at(where, Vector2.ZERO)
	_area = map.transition_at(where)
	_held = false
	_frozen = false


## Lets go of the map, which is about to be freed.
func release() -> void:
	_map = null
	_frozen = true
	_held = false


## Stops the character until [method thaw]: the server is being asked something that depends on where it stands.
func freeze() -> void:
	_frozen = true
	_held = false
	if _map != null:
		_mover.stop()


## Lets the player walk again.
func thaw() -> void:
	_frozen = _map == null


## Takes the server's word for where the character is.
func correct(where: Vector2) -> void:
	if _map == null:
		return
	_held = false
	_mover.correct(where)


## Walks to [param point], or as near as one can.
func walk_to(point: Vector2) -> void:
	var way := _map.find_path(_mover.position, point)
	_mover.follow(way)
	if _mover.is_walking():
		_marker.show_at(way[way.size() - 1])


## Stands still.
func stop() -> void:
	_held = false
	_mover.stop()


## Tells now where the character stands, before something is asked for that depends on it.
func tell_position() -> void:
	for position: Vector2 in _mover.flush(Crowd.clock_ms()):
		moved.emit(position)


## Whether the character is on its way.
func is_walking() -> bool:
	return _mover != null and _mover.is_walking()


## Whether it walks by keys.
func is_steered() -> bool:
	return _steered and not _frozen


## The button stays pressed: keeps walking to wherever the pointer is.
func hold() -> void:
	_held = true
	_repath_at = Crowd.clock_ms() + _REPATH_MS


## Where the character is.
func position() -> Vector2:
	return _mover.position if _mover != null else Vector2.ZERO


func _read_keys() -> void:
	# While a control has the focus, the keys are its own.
	if get_viewport().gui_get_focus_owner() != null:
		_steered = false
		_mover.steer(Vector2.ZERO)
		return
	var direction := Input.get_vector(&"move_left", &"move_right", &"move_up", &"move_down")
	_steered = direction != Vector2.ZERO
	if _steered:
		_held = false
		_mover.steer(direction.normalized())
	else:
		_mover.steer(Vector2.ZERO)


func _look_for_transition() -> void:
	var area := _map.transition_at(_mover.position)
	if area == _area:
		return
	_area = area
	if area == null or area.to.is_empty():
		return
	tell_position()
	transition_reached.emit(area.to)
