class_name FightPlayback
extends Node
## Shows what happens in a fight, one event after the other, at a pace one can follow; the shown state follows.

## An event has been applied and shown.
signal shown(event: FightEvent)
## Nothing is left to show.
signal caught_up

## With more than so many events waiting it shows them faster.
const _MANY := 14
const _PAUSE_S := 0.12

var _state: FightState
var _avatars: Dictionary[int, FighterAvatar]
var _ground: Node2D
var _sounds: Sounds
var _queue: Array[FightEvent] = []
var _playing := false


## `avatars` are the fighters by number; what flies and rises is added to `ground`. `sounds` may be null.
func setup(state: FightState, avatars: Dictionary[int, FighterAvatar], ground: Node2D, sounds: Sounds) -> void:
	_state = state
	_avatars = avatars
	_ground = ground
	_sounds = sounds


func is_busy() -> bool:
	return _playing


## Shows `events` after those that wait.
func push(events: Array[FightEvent]) -> void:
	_queue.append_array(events)
	if not _playing:
		_play_all()


func _play_all() -> void:
	_playing = true
	while not _queue.is_empty() and is_inside_tree():
		var event: FightEvent = _queue.pop_front()
		var hurry := 1.0 if _queue.size() <= _MANY else 3.0
		await _show(event, hurry)
		shown.emit(event)
	_playing = false
	caught_up.emit()


# What an event looks like is shown around the moment it is applied: a walk begins on the cell it leaves.
func _show(event: FightEvent, hurry: float) -> void:
	var avatar: FighterAvatar = _avatars.get(event.fighter)
	var fighter := _state.fighter(event.fighter)
	var from := fighter.cell if fighter != null else FightGrid.NO_CELL
	_state.apply(event)
	if avatar == null:
		return
	match event.type:
		"placed":
			avatar.stand(event.cell)
		"moved":
			_play(Sounds.STEP)
			await avatar.walk(from, event.path, hurry)
		"displaced":
			await avatar.slide(event.cell, event.how, hurry)
		"cast":
			await _show_cast(avatar, from, event, hurry)
		"damaged":
			_show_damage(avatar, event)
			await _pause(hurry * 0.5)
		"healed":
			_rise(avatar, "+%d" % event.amount, Palette.GOOD)
			await _pause(hurry)
		"tackled":
			_rise(avatar, tr("fight.held"), Palette.FAIR)
			await _pause(hurry)
		"points_changed":
			await _show_points(avatar, event, hurry)
		"died", "abandoned":
			_play(Sounds.DEATH)
			await avatar.die(hurry)
		"turn_started":
			_mark_active(event.fighter)
			await _pause(hurry)
		"turn_ended":
			avatar.is_active = false


func _show_cast(avatar: FighterAvatar, from: int, event: FightEvent, hurry: float) -> void:
	var spell := _state.catalogue.spell(event.spell)
	if event.critical:
		_rise(avatar, tr("fight.critical"), Palette.GOLD)
	_play(Sounds.CAST)
	if event.cell == FightGrid.NO_CELL:
		await avatar.strike(hurry)
		return
	avatar.look_at_cell(from, event.cell)
	await avatar.strike(hurry)
	var flight := SpellFlight.new(spell.element())
	_ground.add_child(flight)
	if FightGrid.distance(from, event.cell) > 1:
		await flight.fly(from, event.cell, hurry)
	flight.burst(spell.touched_cells(from, event.cell))


func _show_damage(avatar: FighterAvatar, event: FightEvent) -> void:
	_play(Sounds.HIT)
	avatar.flinch()
	if event.absorbed > 0:
		_rise(avatar, "(%d)" % event.absorbed, Color("cfe4ff"))
	if event.amount > 0 or event.absorbed == 0:
		_rise(avatar, "-%d" % event.amount, Palette.of_element(event.element).lerp(Palette.BAD, 0.45), true)


func _show_points(avatar: FighterAvatar, event: FightEvent, hurry: float) -> void:
	var name := "fight.ap" if event.points == "action_points" else "fight.mp"
	var colour := Palette.ACTION_POINTS if event.points == "action_points" else Palette.MOVEMENT_POINTS
	if event.amount != 0:
		_rise(avatar, "%+d %s" % [event.amount, tr(name)], colour)
	elif event.dodged > 0:
		_rise(avatar, tr("fight.dodged"), colour)
	await _pause(hurry)


func _mark_active(number: int) -> void:
	for avatar: FighterAvatar in _avatars.values():
		avatar.is_active = avatar.number == number


func _rise(avatar: FighterAvatar, text: String, colour: Color, large := false) -> void:
	var rising := RisingText.new(text, colour, large)
	rising.position = avatar.position - Vector2(0, avatar.height() + 10.0)
	# Two at once would lie on each other.
	for other: Node in _ground.get_children():
		if other is RisingText and (other as Node2D).position.distance_to(rising.position) < 26.0:
			rising.position.y -= 26.0
	rising.scale = avatar.plate_scale()
	_ground.add_child(rising)


func _pause(hurry: float) -> void:
	await get_tree().create_timer(_PAUSE_S / hurry).timeout


func _play(sound: StringName) -> void:
	if _sounds != null:
		_sounds.play(sound)
