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
## The character stands beside a group of monsters the player has clicked.
signal attack_wanted(group: int)
## The pointer is on a group of monsters now, or on none (null).
signal group_hovered(group: MonsterGroup)
## The marker of a fight was clicked, or something else (null).
signal fight_chosen(fight: FightOnMap)
## Somebody or something was chosen by key, so that what is shown of it goes on by key.
signal met

const _AVATAR: PackedScene = preload("res://player/player_avatar.tscn")
## Between two tries of loading a map.
const _RETRY_S := 2.0
## From here one can attack a group; the server allows 172 px.
const _ATTACK_PX := 150.0
const _NO_GROUP := -1
## So often one goes after a group that strolls on, each time nearer, before it is too far away after all.
const _PURSUITS := 4
const _NEARER_PX := 30.0

var _map: GameMap
var _own: PlayerAvatar
var _entering := false
var _ticket := 0
var _plate_scale := 1.0
var _loader := MapLoader.new()
var _crowd := Crowd.new()
var _controller := PlayerController.new()
var _encounters := Encounters.new()
var _stage: FightStage
# The group the player walks to.
var _pursued := _NO_GROUP
# The group attacked last, and how often one may still go after it.
var _attacked := _NO_GROUP
var _pursuits_left := 0


func _ready() -> void:
	add_child(_loader)
	add_child(_crowd)
	add_child(_encounters)
	add_child(_controller)
	_crowd.selected.connect(func(player: PlayerInfo) -> void: player_selected.emit(player))
	_controller.moved.connect(func(where: Vector2) -> void: moved.emit(where))
	_controller.transition_reached.connect(func(to: String) -> void: transition_reached.emit(to))
	_controller.pointed_at.connect(_on_pointed_at)
	_encounters.group_hovered.connect(func(group: MonsterGroup) -> void: group_hovered.emit(group))
	_controller.pressed_at.connect(_on_pressed_at)


func _process(_delta: float) -> void:
	if _stage == null and _controller.is_steered():
		_encounters.hover(_encounters.group_near(own_position(), _ATTACK_PX))
	if _pursued == _NO_GROUP or _own == null:
		return
	var place := _encounters.place_of(_pursued)
	if not place.is_finite():
		_pursued = _NO_GROUP
	elif _controller.position().distance_to(place) <= _ATTACK_PX - _NEARER_PX * (_PURSUITS - _pursuits_left):
		_attacked = _pursued
		_pursued = _NO_GROUP
		_controller.stop()
		_controller.tell_position()
		attack_wanted.emit(_attacked)
	elif not _controller.is_walking():
		# It strolled on meanwhile.
		_controller.walk_to(place)
		if not _controller.is_walking():
			_pursued = _NO_GROUP


func _unhandled_key_input(event: InputEvent) -> void:
	var is_free := _stage == null and _own != null and not _entering and get_viewport().gui_get_focus_owner() == null
	if is_free and event.is_action_pressed(&"fight_act"):
		get_viewport().set_input_as_handled()
		_meet()


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
	end_fight()
	_forget_pursuit()
	_controller.release()
	_crowd.clear()
	_encounters.clear()
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
	_encounters.stand_on(_map)
	_entering = false
	_crowd.show_all(others)
	_own.move_to_front()


## Whether the next map is on its way.
func is_entering() -> bool:
	return _entering


func show_all(players: Array[PlayerInfo]) -> void:
	if not _entering:
		_crowd.show_all(players)
		_keep_own_in_front()


func add_player(player: PlayerInfo) -> void:
	if not _entering:
		_crowd.add(player)
		_keep_own_in_front()


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
	if not _entering and _stage == null:
		_controller.thaw()


## Chooses a player; an empty id chooses nobody.
func select(user_id: String) -> void:
	_crowd.select(user_id)


## Keeps name plates readable at a zoom.
func set_plate_scale(plate_scale: float) -> void:
	_plate_scale = plate_scale
	_crowd.set_plate_scale(plate_scale)
	_encounters.set_plate_scale(plate_scale)
	if _stage != null:
		_stage.set_plate_scale(plate_scale)
	if _own != null:
		_own.set_plate_scale(plate_scale)


## The server says that the group attacked has strolled out of reach: goes after it. False when that has been tried often
## enough, or the group is gone.
func pursue_again() -> bool:
	if _pursuits_left == 0 or not _encounters.place_of(_attacked).is_finite():
		return false
	_pursuits_left -= 1
	_pursued = _attacked
	_controller.walk_to(_encounters.place_of(_pursued))
	return true


## Shows the groups and fights of the map.
func show_encounters(groups: Dictionary[int, MonsterGroup], fights: Dictionary[String, FightOnMap]) -> void:
	if not _entering:
		_encounters.show_all(groups, fights)


## Shows a fight in place of those who walk here; `sounds` may be null.
func begin_fight(state: FightState, sounds: Sounds) -> FightStage:
	end_fight()
	_forget_pursuit()
	_controller.freeze()
	_show_walkers(false)
	_stage = FightStage.new()
	_stage.begin(_map, state, sounds)
	_stage.set_plate_scale(_plate_scale)
	return _stage


## Shows those who walk here again.
func end_fight() -> void:
	if _stage == null:
		return
	_stage.end()
	_stage = null
	_show_walkers(true)
	thaw()


func _forget_pursuit() -> void:
	_pursued = _NO_GROUP
	_attacked = _NO_GROUP


# Of all who stand on the very same spot, where everybody appears say, one sees oneself.
func _keep_own_in_front() -> void:
	if _own != null:
		_own.move_to_front()


func _show_walkers(shown: bool) -> void:
	_crowd.set_visible(shown)
	_encounters.set_visible(shown)
	if _own != null:
		_own.visible = shown


# Without a pointer: attacks the group beside the character; where there is none, chooses a fight or a player there.
func _meet() -> void:
	var group := _encounters.group_near(own_position(), _ATTACK_PX)
	var fight := _encounters.fight_near(own_position(), _ATTACK_PX)
	if group != null:
		_attacked = group.info.group
		_pursuits_left = _PURSUITS
		_controller.stop()
		attack_wanted.emit(_attacked)
	elif fight != null:
		fight_chosen.emit(fight.info)
		met.emit()
	else:
		var user_id := _crowd.nearest(own_position(), _ATTACK_PX)
		_crowd.select(user_id)
		if not user_id.is_empty():
			met.emit()


func _on_pointed_at(point: Vector2) -> void:
	_crowd.hover_at(point)
	_encounters.hover_at(point)


func _on_pressed_at(point: Vector2) -> void:
	var user_id := _crowd.pick(point)
	var group := _encounters.group_at(point) if user_id.is_empty() else null
	var fight := _encounters.fight_at(point) if user_id.is_empty() and group == null else null
	_crowd.select(user_id)
	fight_chosen.emit(fight)
	_pursued = group.group if group != null else _NO_GROUP
	_attacked = _NO_GROUP
	_pursuits_left = _PURSUITS
	if group != null:
		_controller.walk_to(_encounters.place_of(group.group))
	elif user_id.is_empty() and fight == null:
		_controller.walk_to(point)
		_controller.hold()
