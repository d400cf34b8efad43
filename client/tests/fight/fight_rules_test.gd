extends TestCase
## The rules that previews stand on, beside the vectors shared with the server.

var _walkable := PackedByteArray()
var _nobody := PackedByteArray()


func before_each() -> void:
	_walkable.resize(FightGrid.CELLS)
	_walkable.fill(1)
	_nobody.resize(FightGrid.CELLS)


func test_every_cell_has_a_place_of_its_own() -> void:
	var places: Dictionary[Vector2i, bool] = {}
	for cell: int in FightGrid.CELLS:
		assert_eq(FightGrid.cell_at(FightGrid.place_of(cell)), cell)
		places[FightGrid.place_of(cell)] = true
	assert_eq(places.size(), FightGrid.CELLS)


func test_neighbours_are_those_of_the_map() -> void:
	for cell: int in FightGrid.CELLS:
		var around := IsoGrid.neighbours(IsoGrid.cell_of(cell))
		for direction: FightGrid.Direction in FightGrid.Direction.values():
			var expected := IsoGrid.index_of(around[direction]) if IsoGrid.in_grid(around[direction]) else FightGrid.NO_CELL
			assert_eq(FightGrid.neighbour(cell, direction), expected, str(cell))


func test_a_walk_goes_around_and_no_further_than_the_points() -> void:
	_walkable[539] = 0
	var occupied := _nobody.duplicate()
	occupied[517] = 1
	var reach := FightReach.new(_walkable, occupied, 538, 3)
	assert_eq(reach.steps_to(538), 0)
	assert_eq(reach.steps_to(539), -1, "an obstacle")
	assert_eq(reach.steps_to(517), -1, "a fighter")
	assert_true(not reach.cells().has(538))
	for cell: int in reach.cells():
		var path := reach.path_to(cell)
		assert_eq(path.size(), reach.steps_to(cell))
		assert_true(path.size() <= 3)
		var before := 538
		for step: int in path:
			assert_eq(FightGrid.distance(before, step), 1)
			before = step
		assert_eq(before, cell)


func test_sight_is_the_same_in_both_directions() -> void:
	var random := RandomNumberGenerator.new()
	random.seed = 11
	var blocking := _nobody.duplicate()
	for cell: int in FightGrid.CELLS:
		blocking[cell] = 1 if random.randf() < 0.12 else 0
	for pair: int in 600:
		var a := random.randi_range(0, FightGrid.CELLS - 1)
		var b := random.randi_range(0, FightGrid.CELLS - 1)
		assert_eq(FightGrid.has_line_of_sight(blocking, a, b), FightGrid.has_line_of_sight(blocking, b, a), "%d and %d" % [a, b])


func test_a_spell_is_refused_for_the_first_reason_there_is() -> void:
	var record := FightRecord.new()
	var state := record.begin().state
	state.catalogue = FightRecord.catalogue()
	var ground := FightGround.new(_walkable, state.see_through)
	var spark := state.catalogue.spell("spark")
	assert_eq(SpellRules.refusal(state, spark), "not_begun")
	for event: FightEvent in record.update(1, 6).events:
		state.apply(event)
	assert_eq(SpellRules.refusal(state, spark), "")
	assert_eq(SpellRules.refusal(state, state.catalogue.spell("hew")), "unknown_spell")
	var boar := state.fighter(2).cell
	var piglet := state.fighter(3).cell
	assert_eq(SpellRules.refusal_at(state, ground, spark, piglet), "")
	assert_eq(SpellRules.refusal_at(state, ground, spark, state.own_fighter().cell + 1), "bad_target")
	assert_eq(SpellRules.refusal_at(state, ground, spark, 1070), "out_of_range")
	state.fighter(1).cell = FightGrid.cell_at((FightGrid.place_of(state.own_fighter().cell) + FightGrid.place_of(piglet)) / 2)
	assert_eq(SpellRules.refusal_at(state, ground, spark, piglet), "no_line_of_sight")
	for event: FightEvent in record.update(7, 10).events:
		state.apply(event)
	assert_eq(SpellRules.refusal_at(state, ground, spark, boar), "not_enough_action_points")
