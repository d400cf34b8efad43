extends TestCase
## The fight on its map: what is shown, previewed and asked for.

var _record: FightRecord
var _stage: FightStage
var _map: GameMap
var _moves: Array[PackedInt32Array] = []
var _casts: Array[String] = []
var _places: PackedInt32Array = []


func before_each() -> void:
	GameSettings.new().keys.apply()
	_record = FightRecord.new()
	_map = add_node((load(MapLoader.scene_path("map_1_0")) as PackedScene).instantiate()) as GameMap
	_stage = FightStage.new()
	var state := _record.begin().another_state()
	state.catalogue = FightRecord.catalogue()
	_stage.begin(_map, state, null)
	_stage.move_wanted.connect(func(path: PackedInt32Array) -> void: _moves.append(path))
	_stage.cast_wanted.connect(func(spell: String, cell: int) -> void: _casts.append("%s %d" % [spell, cell]))
	_stage.place_wanted.connect(func(cell: int) -> void: _places.append(cell))


func test_everybody_stands_on_their_cells() -> void:
	for fighter: Fighter in _stage.state.fighters:
		assert_eq(_stage.avatar_of(fighter.number).position, FightGrid.centre(fighter.cell))
	assert_eq(_stage.cells().start_friends, _stage.state.start_cells[Fighter.ATTACKERS])


func test_a_click_on_a_start_cell_asks_for_it_and_elsewhere_for_nothing() -> void:
	_stage.point_at(_stage.state.start_cells[Fighter.DEFENDERS][1])
	_stage.act()
	assert_eq(_places.size(), 0)
	_stage.point_at(400)
	_stage.act()
	assert_eq(_places, PackedInt32Array([400]))


func test_events_are_shown_one_after_the_other_to_the_end() -> void:
	Engine.time_scale = 12.0
	_stage.push(_record.update(1, _record.last()).events)
	assert_true(_stage.is_busy())
	var done := await wait_until(func() -> bool: return not _stage.is_busy(), 30.0)
	Engine.time_scale = 1.0
	assert_true(done, "caught up")
	assert_eq(_stage.state.outcome, "attackers_won")
	for fighter: Fighter in _stage.state.fighters:
		assert_eq(_stage.avatar_of(fighter.number).visible, fighter.alive, fighter.monster)
		if fighter.alive:
			assert_eq(_stage.avatar_of(fighter.number).position, FightGrid.centre(fighter.cell))


func test_in_the_own_turn_a_click_walks_the_way_that_is_shown() -> void:
	await _play_to(6)
	var reach := _stage.cells().reach
	assert_true(reach.size() > 6, "the reach")
	_stage.point_at(reach[reach.size() - 1])
	var path := _stage.cells().path.duplicate()
	assert_eq(path[path.size() - 1], reach[reach.size() - 1])
	_stage.act()
	assert_eq(_moves, [path] as Array[PackedInt32Array])


func test_a_spell_is_chosen_aimed_and_cast() -> void:
	await _play_to(6)
	var piglet := _stage.state.fighter(3).cell
	_stage.choose_spell("spark")
	assert_eq(_stage.cells().reach.size(), 0)
	assert_true(_stage.cells().castable.has(piglet))
	_stage.point_at(_stage.state.own_fighter().cell)
	assert_true(_stage.cells().refused)
	_stage.act()
	assert_eq(_casts.size(), 0)
	_stage.point_at(piglet)
	assert_true(_stage.cells().area.has(piglet))
	_stage.act()
	assert_eq(_casts, ["spark %d" % piglet] as Array[String])
	assert_eq(_stage.chosen_spell(), "")


func test_what_cannot_be_cast_cannot_be_chosen() -> void:
	await _play_to(_record.turn_with_previews)
	_stage.choose_spell("burning_ground")
	assert_eq(_stage.chosen_spell(), "")
	_stage.choose_spell("frost")
	assert_eq(_stage.chosen_spell(), "frost")
	_stage.choose_spell("frost")
	assert_eq(_stage.chosen_spell(), "")


func test_the_keyboard_points_and_acts() -> void:
	await _play_to(6)
	var own := _stage.state.own_fighter().cell
	_press(&"move_left")
	_press(&"fight_act")
	assert_eq(_moves.size(), 1)
	assert_eq(_moves[0], PackedInt32Array([FightGrid.neighbour(own, FightGrid.Direction.NORTH_WEST)]))


func test_who_watches_asks_for_nothing() -> void:
	_stage.state.own = FightEvent.NOBODY
	_stage.point_at(400)
	_stage.act()
	await _play_to(6)
	_stage.act()
	assert_eq(_places.size() + _moves.size() + _casts.size(), 0)


func test_the_end_takes_everything_off_the_map() -> void:
	var before := _map.entities().get_child_count()
	_stage.end()
	await tree.process_frame
	await tree.process_frame
	assert_eq(_map.entities().get_child_count(), before - _record.begin().state.fighters.size())
	assert_true(not is_instance_valid(_stage))


func _play_to(number: int) -> void:
	Engine.time_scale = 12.0
	_stage.push(_record.update(1, number).events)
	var done := await wait_until(func() -> bool: return not _stage.is_busy(), 20.0)
	Engine.time_scale = 1.0
	assert_true(done, "caught up")


func _press(action: StringName) -> void:
	var event := InputEventAction.new()
	event.action = action
	event.pressed = true
	_stage._unhandled_key_input(event)
