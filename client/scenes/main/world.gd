class_name World
extends Node2D
## The map the character is on, with everybody on it.

## A map could not be had; another try follows by itself.
signal load_failed(map_id: String)
## The server has to hear of this position.
signal moved(position: Vector2)
## The character stands where one leaves for the map [param to].
signal transition_reached(to: String)
## Another player was chosen, or nobody any more (null).
signal player_selected(player: PlayerInfo)

const _AVATAR: PackedScene = preload("res://player/player_avatar.tscn")
## Between two tries of loading a map.
const _RETRY_S := 2.0

var _map: GameMap
var _own: PlayerAvatar
var _entering := false
var _ticket := 0
var _plate_scale := 1.0
var _loader := MapLoader.new()
var _crowd := Crowd.new()
var _controller := PlayerController.new()


func _ready() -> void:
	add_child(_loader)
	add_child(_crowd)
	add_child(_controller)
	_crowd.selected.connect(func(player: PlayerInfo) -> void: player_selected.emit(player))
	_controller.moved.connect(func(where: Vector2) -> void: moved.emit(where))
	_controller.transition_reached.connect(func(to: String) -> void: transition_reached.emit(to))
	_controller.pointed_at.connect(_crowd.hover_at)
	_controller.pressed_at.connect(_on_pressed_at)


## The current map, or null before the first.
func map() -> GameMap:
	return _map


## The maps one can go to from the current one.
func exits() -> PackedStringArray:
	var found: PackedStringArray = []
	for area: TransitionArea in _map.transitions():
		found.append(area.to)
	return found


## The player's own avatar, or null before the first map.
func own_avatar() -> PlayerAvatar:
	return _own


## How many other players are shown.
func crowd_size() -> int:
	return _crowd.size()


## Where the own character is.
func own_position() -> Vector2:
	return _controller.position()


## Loads [param map_id] while the current map stays; await it. Tries until it has it. Null when a later call has
## overtaken this one. Until [method put], players who come and go are not shown: they are listed anew then.
func load_map(map_id: String) -> GameMap:
	_ticket += 1
	var ticket := _ticket
	_entering = true
	_controller.freeze()
	while true:
		var loaded := await _loader.load_map(map_id)
		if ticket != _ticket or not is_inside_tree():
			if loaded != null:
				loaded.free()
			return null
		if loaded != null:
			return loaded
		load_failed.emit(map_id)
		await get_tree().create_timer(_RETRY_S).timeout
		if ticket != _ticket:
			return null
	return null


## Replaces the current map by [param next], with the own character [param own] where it says, and [param others].
func put(next: GameMap, own: PlayerInfo, others: Array[PlayerInfo]) -> void:
	_controller.release()
	_crowd.clear()
	if _map != null:
		remove_child(_map)
		_map.queue_free()
	_map = next
	add_child(_map)
	var marker := TargetMarker.new()
	_map.add_child(marker)
	_own = _AVATAR.instantiate()
	_map.entities().add_child(_own)
	_own.dress(own, true)
	_own.set_plate_scale(_plate_scale)
	_controller.possess(_map, _own, marker, own.position)
	_crowd.stand_on(_map.entities())
	_entering = false
	_crowd.show_all(others)


## Whether the next map is on its way.
func is_entering() -> bool:
	return _entering


func show_all(players: Array[PlayerInfo]) -> void:
	if not _entering:
		_crowd.show_all(players)


func add_player(player: PlayerInfo) -> void:
	if not _entering:
		_crowd.add(player)


func remove_player(user_id: String) -> void:
	if not _entering:
		_crowd.remove(user_id)


func move_player(user_id: String, where: Vector2) -> void:
	if not _entering:
		_crowd.move(user_id, where)


## The server says where the own character is.
func correct(where: Vector2) -> void:
	if not _entering:
		_controller.correct(where)


## The own character stands still until [method thaw].
func freeze() -> void:
	_controller.freeze()


func thaw() -> void:
	if not _entering:
		_controller.thaw()


## Chooses a player; an empty id chooses nobody.
func select(user_id: String) -> void:
	_crowd.select(user_id)


## Keeps name plates readable at a zoom.
func set_plate_scale(plate_scale: float) -> void:
	_plate_scale = plate_scale
	_crowd.set_plate_scale(plate_scale)
	if _own != null:
		_own.set_plate_scale(plate_scale)


func _on_pressed_at(point: Vector2) -> void:
	var user_id := _crowd.pick(point)
	_crowd.select(user_id)
	if user_id.is_empty():
		_controller.walk_to(point)
		_controller.hold()
