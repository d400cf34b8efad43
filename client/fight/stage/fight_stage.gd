class_name FightStage
extends Node2D
## A fight on its map: the cells, the fighters, what happens among them, and what the pointer and the keys ask for.
##
## What is shown is a state of its own, which follows the events at the pace they are shown; the player acts on it only
## when it has caught up.

## The player wants to walk along `path`.
signal move_wanted(path: PackedInt32Array)
signal cast_wanted(spell: String, cell: int)
## In placement: wants to stand on `cell`.
signal place_wanted(cell: int)
## A spell was chosen, or none any more (empty).
signal spell_chosen(spell: String)
## The pointer is on a fighter now, or on none (null); told again when the fighter has changed.
signal fighter_hovered(fighter: Fighter)
## Acting on the cell pointed at would be refused with `code`; empty when it would not, or nothing would be tried.
signal refusal_changed(code: String)
## An event has been shown.
signal shown(event: FightEvent)
## The shown state is another one.
signal changed

const _CELLS_Z := -8
const _DIM := Color(0.04, 0.05, 0.16, 0.34)
## Trees and houses let one see who stands behind them.
const _DIMMED_DECOR := Color(0.78, 0.8, 0.92, 0.62)
const _KEYS: Dictionary[StringName, FightGrid.Direction] = {
	&"move_up": FightGrid.Direction.NORTH_EAST, &"move_right": FightGrid.Direction.SOUTH_EAST,
	&"move_down": FightGrid.Direction.SOUTH_WEST, &"move_left": FightGrid.Direction.NORTH_WEST,
}

## What is shown.
var state: FightState

var _map: GameMap
var _ground: FightGround
var _cells := FightCells.new()
var _effects := Node2D.new()
var _playback := FightPlayback.new()
var _avatars: Dictionary[int, FighterAvatar] = {}
var _spell := ""
var _hovered := FightGrid.NO_CELL
var _refusal := ""
var _plate_scale := 1.0


## Shows `shown_state` on `map`; `sounds` may be null. The stage becomes a child of the map.
func begin(map: GameMap, shown_state: FightState, sounds: Sounds) -> void:
	_map = map
	state = shown_state
	_ground = FightGround.new(map.walkable_cells(), state.see_through)
	map.add_child(self)
	map.set_decor_colour(_DIMMED_DECOR)
	var dim := Polygon2D.new()
	dim.polygon = PackedVector2Array([Vector2.ZERO, Vector2(IsoGrid.MAP.x, 0), IsoGrid.MAP, Vector2(0, IsoGrid.MAP.y)])
	dim.color = _DIM
	dim.z_index = _CELLS_Z - 1
	add_child(dim)
	_cells.z_index = _CELLS_Z
	_cells.lay(_ground.walkable)
	add_child(_cells)
	_effects.z_index = 2
	add_child(_effects)
	_playback.setup(state, _avatars, _effects, sounds)
	_playback.shown.connect(_on_shown)
	_playback.caught_up.connect(_refresh)
	add_child(_playback)
	for fighter: Fighter in state.fighters:
		_add(fighter)
	_refresh()


## Takes everything off the map and frees the stage.
func end() -> void:
	for avatar: FighterAvatar in _avatars.values():
		avatar.queue_free()
	if is_instance_valid(_map):
		_map.set_decor_colour(Color.WHITE)
	queue_free()


## Shows `events` after those that are being shown.
func push(events: Array[FightEvent]) -> void:
	_playback.push(events)
	_refresh()


## Whether something is still to be shown; until then the player cannot act.
func is_busy() -> bool:
	return _playback.is_busy()


## Names of spells and monsters are known now, or in another language.
func use_catalogue(catalogue: FightCatalogue) -> void:
	state.catalogue = catalogue
	for fighter: Fighter in state.fighters:
		if _avatars.has(fighter.number):
			_avatars[fighter.number].write_title(_title_of(fighter))
	_refresh()


func set_plate_scale(plate_scale: float) -> void:
	_plate_scale = plate_scale
	for avatar: FighterAvatar in _avatars.values():
		avatar.set_plate_scale(plate_scale)


## The avatar of a fighter, or null.
func avatar_of(number: int) -> FighterAvatar:
	return _avatars.get(number)


## Where the fighters are and, in placement, where they can be; in the map's pixels.
func places() -> PackedVector2Array:
	var found: PackedVector2Array = []
	for fighter: Fighter in state.fighters:
		if fighter.cell != FightGrid.NO_CELL:
			found.append(FightGrid.centre(fighter.cell))
	if state.phase == FightState.PLACEMENT:
		for side: String in state.start_cells:
			for cell: int in state.start_cells[side]:
				found.append(FightGrid.centre(cell))
	return found


## What shows cells, for those that look.
func cells() -> FightCells:
	return _cells


## The chosen spell; empty for none.
func chosen_spell() -> String:
	return _spell


## Chooses a spell to cast next; an empty one, or the one chosen already, lets go.
func choose_spell(id: String) -> void:
	if id == _spell:
		id = ""
	if not id.is_empty() and (is_busy() or not SpellRules.refusal(state, state.catalogue.spell(id)).is_empty()):
		return
	_spell = id
	spell_chosen.emit(id)
	_refresh()


## Points at a cell, or at none (FightGrid.NO_CELL).
func point_at(cell: int) -> void:
	if cell != FightGrid.NO_CELL and _ground.walkable[cell] == 0:
		cell = FightGrid.NO_CELL
	if cell == _hovered:
		return
	_hovered = cell
	_mark_hovered()
	_preview()


## Points at the cell a fighter stands on, as its portrait is pointed at.
func point_at_fighter(number: int) -> void:
	var fighter := state.fighter(number)
	point_at(fighter.cell if fighter != null else FightGrid.NO_CELL)


## Acts on the cell pointed at: places, walks there or casts.
func act() -> void:
	if _hovered == FightGrid.NO_CELL or is_busy() or state.own_fighter() == null:
		return
	if state.phase == FightState.PLACEMENT:
		if state.start_cells[state.own_fighter().side].has(_hovered) and not state.own_fighter().ready:
			place_wanted.emit(_hovered)
	elif not _spell.is_empty():
		if _refusal.is_empty():
			var spell := _spell
			choose_spell("")
			cast_wanted.emit(spell, _hovered)
	elif state.is_own_turn() and not _cells.path.is_empty():
		var path := _cells.path.duplicate()
		_cells.clear_previews()
		move_wanted.emit(path)


## The side that is shown as the friendly one: the own, or for who watches the attackers.
func own_side() -> String:
	return state.own_fighter().side if state.own_fighter() != null else Fighter.ATTACKERS


func _unhandled_input(event: InputEvent) -> void:
	var button := event as InputEventMouseButton
	if event is InputEventMouseMotion:
		point_at(FightGrid.cell_at_point(_map.get_local_mouse_position()))
	elif button != null and button.pressed and button.button_index == MOUSE_BUTTON_LEFT:
		get_viewport().gui_release_focus()
		point_at(FightGrid.cell_at_point(_map.get_local_mouse_position()))
		act()
		get_viewport().set_input_as_handled()
	elif button != null and button.pressed and button.button_index == MOUSE_BUTTON_RIGHT:
		choose_spell("")
		get_viewport().set_input_as_handled()


func _unhandled_key_input(event: InputEvent) -> void:
	for action: StringName in _KEYS:
		if event.is_action_pressed(action, true):
			_step_pointer(_KEYS[action])
			get_viewport().set_input_as_handled()
			return
	if event.is_action_pressed(&"fight_act") and get_viewport().gui_get_focus_owner() == null:
		act()
		get_viewport().set_input_as_handled()


# By keyboard the pointer goes from cell to cell, beginning at the own fighter.
func _step_pointer(direction: FightGrid.Direction) -> void:
	var from := _hovered
	if from == FightGrid.NO_CELL and state.own_fighter() != null:
		from = state.own_fighter().cell
	if from == FightGrid.NO_CELL:
		return
	var to := FightGrid.neighbour(from, direction)
	if to != FightGrid.NO_CELL and _ground.walkable[to] == 1:
		point_at(to)
	elif _hovered == FightGrid.NO_CELL:
		point_at(from)


func _add(fighter: Fighter) -> void:
	var avatar := FighterAvatar.new()
	_avatars[fighter.number] = avatar
	_map.entities().add_child(avatar)
	avatar.dress(fighter, _title_of(fighter), fighter.side == own_side())
	avatar.set_plate_scale(_plate_scale)
	if fighter.cell != FightGrid.NO_CELL:
		avatar.stand(fighter.cell)
		avatar.look_at_cell(fighter.cell, _nearest_foe(fighter))
	avatar.visible = fighter.alive
	avatar.is_active = fighter.number == state.turn


func _title_of(fighter: Fighter) -> String:
	return "%s · %s" % [fighter.title(state.catalogue), tr("ui.level_short") % fighter.level]


func _nearest_foe(fighter: Fighter) -> int:
	var found := fighter.cell
	var least := 1000
	for other: Fighter in state.fighters:
		if other.side != fighter.side and other.cell != FightGrid.NO_CELL and FightGrid.distance(fighter.cell, other.cell) < least:
			least = FightGrid.distance(fighter.cell, other.cell)
			found = other.cell
	return found


func _on_shown(event: FightEvent) -> void:
	if event.type == "joined":
		_add(state.fighter(event.newcomer.number))
	shown.emit(event)
	_refresh()


func _mark_hovered() -> void:
	var fighter := state.fighter_on(_hovered)
	for number: int in _avatars:
		_avatars[number].is_hovered = fighter != null and fighter.number == number
	fighter_hovered.emit(fighter)


func _refresh() -> void:
	if not _spell.is_empty() and not SpellRules.refusal(state, state.catalogue.spell(_spell)).is_empty():
		_spell = ""
		spell_chosen.emit("")
	var placing := state.phase == FightState.PLACEMENT
	for fighter: Fighter in state.fighters:
		if _avatars.has(fighter.number):
			_avatars[fighter.number].update(fighter, placing)
	var friends := own_side()
	var foes := Fighter.DEFENDERS if friends == Fighter.ATTACKERS else Fighter.ATTACKERS
	_cells.start_friends = state.start_cells[friends] if placing else PackedInt32Array()
	_cells.start_foes = state.start_cells[foes] if placing else PackedInt32Array()
	_cells.show_objects(state.objects, state.catalogue)
	_mark_hovered()
	_preview()
	changed.emit()


## Shows what acting on the cell pointed at would do.
func _preview() -> void:
	_cells.clear_previews()
	_cells.hovered = _hovered
	_refusal = ""
	var own := state.own_fighter()
	if not is_busy() and own != null and own.alive and state.phase == FightState.ACTIVE:
		if not _spell.is_empty():
			_preview_spell(own, state.catalogue.spell(_spell))
		elif state.is_own_turn():
			_preview_walk(own)
	if state.fighter_on(_hovered) != null and _spell.is_empty() and state.phase == FightState.ACTIVE:
		_preview_other(state.fighter_on(_hovered))
	refusal_changed.emit(_refusal)
	_cells.queue_redraw()


func _preview_walk(own: Fighter) -> void:
	var reach := _ground.reach(state, own)
	_cells.reach = reach.cells()
	_cells.path = reach.path_to(_hovered)


func _preview_spell(own: Fighter, spell: SpellInfo) -> void:
	var bonus := own.stat("range")
	_cells.castable = SpellRules.castable_cells(_ground, state.occupied(), spell, bonus, own.cell)
	_cells.unseen = SpellRules.cells_in_range(_ground, spell, bonus, own.cell)
	for cell: int in _cells.castable:
		_cells.unseen.remove_at(_cells.unseen.find(cell))
	if _hovered == FightGrid.NO_CELL:
		return
	_refusal = SpellRules.refusal_at(state, _ground, spell, _hovered)
	_cells.refused = not _refusal.is_empty()
	if _cells.castable.has(_hovered):
		for cell: int in spell.touched_cells(own.cell, _hovered) + PackedInt32Array([_hovered]):
			if _ground.walkable[cell] == 1 and not _cells.area.has(cell):
				_cells.area.append(cell)


# Where somebody else could walk in a turn of theirs.
func _preview_other(other: Fighter) -> void:
	if other.number == state.own or is_busy():
		return
	var most := other.movement_points if state.turn == other.number else other.stat("movement_points")
	_cells.reach = FightReach.new(_ground.walkable, state.occupied(), other.cell, most).cells()
