extends TestCase
## The cases of tests/golden that the server's tests read, too: what a player is shown before a cast is what the server
## will say.


func test_sight_is_what_the_server_sees() -> void:
	var vectors := Golden.load_object("line_of_sight.json")
	var blocking := _marked(vectors["blocking"])
	var cases: Array = vectors["lines"]
	assert_true(cases.size() > 100, "the number of cases")
	for case: Variant in cases:
		var told: Array = case
		assert_eq(FightGrid.has_line_of_sight(blocking, int(told[0]), int(told[1])), bool(told[2]), str(told))


func test_areas_cover_what_the_server_says() -> void:
	var cases: Array = Golden.load_object("fight_areas.json")["areas"]
	assert_true(cases.size() > 50, "the number of cases")
	for told: Dictionary in cases:
		var area := FightArea.from_data(told)
		assert_eq(Array(area.cells(int(told["caster"]), int(told["target"]))), _whole(told["cells"]), JSON.stringify(told))


func test_walks_reach_what_the_server_lets_one_walk_to() -> void:
	var vectors := Golden.load_object("fight_ranges.json")
	var ground := _ground(vectors)
	var occupied := _occupied(vectors)
	assert_true((vectors["reach"] as Array).size() > 3, "the number of cases")
	for told: Dictionary in vectors["reach"]:
		var reach := FightReach.new(ground.walkable, occupied, int(told["start"]), int(told["steps"]))
		var expected: Dictionary[int, int] = {}
		for pair: Array in told["cells"]:
			expected[int(pair[0])] = int(pair[1])
		for cell: int in FightGrid.CELLS:
			assert_eq(reach.steps_to(cell), expected.get(cell, -1), "from %d to %d" % [told["start"], cell])


func test_spells_reach_what_the_server_lets_one_aim_at() -> void:
	var vectors := Golden.load_object("fight_ranges.json")
	var ground := _ground(vectors)
	var occupied := _occupied(vectors)
	assert_true((vectors["ranges"] as Array).size() > 3, "the number of cases")
	for told: Dictionary in vectors["ranges"]:
		var spell := SpellInfo.new()
		spell.least_range = int(told["least"])
		spell.most_range = int(told["most"])
		spell.range_is_modifiable = told["modifiable"]
		spell.in_line = told["in_line"]
		spell.line_of_sight = told["line_of_sight"]
		var cells := SpellRules.castable_cells(ground, occupied, spell, int(told["bonus"]), int(told["from"]))
		assert_eq(Array(cells), _whole(told["cells"]), "from %d" % told["from"])


func test_boosts_stay_within_the_bounds_of_the_server() -> void:
	var cases: Array = Golden.load_object("fight_stats.json")["stats"]
	assert_true(cases.size() > 10, "the number of cases")
	for told: Dictionary in cases:
		var stat: String = told["stat"]
		var boosts: Array = told["boosts"]
		var fighter := _fighter_with(stat, int(told["base"]))
		fighter.effects.assign(boosts.map(func(amount: float) -> LastingEffect: return _boost(stat, int(amount))))
		assert_eq(fighter.stat(stat), int(told["is"]), JSON.stringify(told))


func _fighter_with(stat: String, value: int) -> Fighter:
	return Fighter.from_data({"fighter": 0, "side": "attackers", "level": 1, "life": 1, "action_points": 0, "movement_points": 0,
		"alive": true, "ready": false, "absent": false, "abandoned": false, "spells": [], "effects": [], "stats": {stat: value}})


func _boost(stat: String, amount: int) -> LastingEffect:
	return LastingEffect.from_data({"effect": 1, "kind": "boost", "stat": stat, "amount": amount, "turns": 2})


func _ground(vectors: Dictionary) -> FightGround:
	var walkable := _marked(vectors["unwalkable"])
	var opaque := _marked(vectors["blocks_sight"])
	var see_through := PackedInt32Array()
	for cell: int in FightGrid.CELLS:
		if walkable[cell] == 1 and opaque[cell] == 0:
			see_through.append(cell)
		walkable[cell] = 1 - walkable[cell]
	return FightGround.new(walkable, see_through)


func _occupied(vectors: Dictionary) -> PackedByteArray:
	var marked := PackedByteArray()
	marked.resize(FightGrid.CELLS)
	for cell: Variant in vectors["occupied"]:
		marked[int(cell)] = 1
	return marked


func _marked(rows: Array) -> PackedByteArray:
	var marked := PackedByteArray()
	for row: String in rows:
		for letter: String in row:
			marked.append(1 if letter == "#" else 0)
	return marked


func _whole(numbers: Array) -> Array:
	return numbers.map(func(number: float) -> int: return int(number))
