extends TestCase
## The world of the main scene: entering maps, walking, crossing.

const HERE := "map_0_0"
const START := Vector2(758, 605)

var _world: World
var _told: PackedVector2Array = []
var _crossed: PackedStringArray = []


func before_each() -> void:
	GameSettings.new().keys.apply()
	_world = add_node(World.new())
	_world.moved.connect(func(where: Vector2) -> void: _told.append(where))
	_world.transition_reached.connect(func(to: String) -> void: _crossed.append(to))


func test_enters_a_map_with_everybody_on_it() -> void:
	await _enter(HERE, START)
	assert_eq(_world.map().map_id, HERE)
	assert_eq(_world.own_avatar().position, START)
	assert_eq(_world.crowd_size(), 1)
	assert_true(_world.exits().has("map_1_0"))


func test_of_those_on_the_same_spot_the_own_character_is_in_front() -> void:
	await _enter(HERE, START)
	_world.add_player(_player("late", START))
	var own := _world.own_avatar()
	assert_eq(own.get_index(), own.get_parent().get_child_count() - 1)
	_world.show_all([_player("late", START), _player("later", START)])
	assert_eq(own.get_index(), own.get_parent().get_child_count() - 1)


func test_walks_around_what_stands_in_the_way_and_says_so() -> void:
	await _enter(HERE, START)
	var goal := _world.map().spawn("west") if _world.map().is_walkable(_world.map().spawn("west")) else Vector2(300, 538)
	_controller().walk_to(goal)
	assert_true(await wait_until(func() -> bool: return _world.own_position().distance_to(goal) < 1.0, 10.0))
	await wait_until(func() -> bool: return not _told.is_empty() and _told[_told.size() - 1].distance_to(goal) < 1.0, 2.0)
	assert_near(_told[_told.size() - 1].distance_to(goal), 0.0, 0.02)
	var from := START
	for where: Vector2 in _told:
		assert_true(_world.map().segment_is_walkable(from, where), "the server would refuse %s to %s" % [from, where])
		from = where


func test_every_walk_anywhere_is_one_the_server_accepts() -> void:
	var random := RandomNumberGenerator.new()
	random.seed = 3
	for map_id: String in [HERE, "map_1_1", "map_-1_-1"]:
		await _enter(map_id, START)
		var map := _world.map()
		var told := map.spawn("default")
		var mover := LocalMover.new(map.segment_is_walkable)
		mover.place(told)
		var now := 0.0
		for walk: int in 40:
			mover.follow(map.find_path(mover.position, Vector2(random.randf() * 1920.0, random.randf() * 1080.0)))
			var goal := mover.path()[-1] if mover.is_walking() else mover.position
			while mover.is_walking():
				# From a slow machine to a fast one.
				var delta := random.randf_range(0.004, 0.12)
				now += delta * 1000.0
				for where: Vector2 in mover.advance(now, delta):
					if not map.segment_is_walkable(told, where):
						fail("%s: the server would refuse %s to %s" % [map_id, told, where])
					told = where
			assert_near(mover.position.distance_to(goal), 0.0, 0.01, "%s: walked all the way" % map_id)


func test_asks_once_to_cross_and_stands_still_meanwhile() -> void:
	await _enter(HERE, START)
	var area: TransitionArea
	for transition: TransitionArea in _world.map().transitions():
		if transition.to == "map_1_0":
			area = transition
	_world.transition_reached.connect(func(_to: String) -> void: _world.freeze())
	_controller().walk_to(area.area().get_center())
	assert_true(await wait_until(func() -> bool: return not _crossed.is_empty(), 10.0))
	var stopped := _world.own_position()
	for frame: int in 20:
		await tree.process_frame
	assert_eq(_crossed, PackedStringArray(["map_1_0"]))
	assert_eq(_world.own_position(), stopped)
	assert_true(area.contains(_told[_told.size() - 1]), "the server knows one stands there")


func test_does_not_cross_back_from_where_one_appears() -> void:
	await _enter("map_1_0", Vector2(100, 538))
	for frame: int in 20:
		await tree.process_frame
	assert_eq(_crossed.size(), 0)


func test_a_later_map_overtakes_an_earlier_one() -> void:
	var first: Array[GameMap] = []
	var load_first := func() -> void: first.append(await _world.load_map("map_1_0"))
	load_first.call()
	var second := await _world.load_map(HERE)
	await wait_until(func() -> bool: return not first.is_empty())
	assert_true(first[0] == null)
	assert_eq(second.map_id, HERE)
	second.free()


func test_nobody_is_shown_between_two_maps() -> void:
	await _enter(HERE, START)
	var next := await _world.load_map("map_1_0")
	_world.add_player(_player("late", Vector2(500, 538)))
	assert_eq(_world.crowd_size(), 1)
	_world.put(next, _player("own", Vector2(100, 538)), [])
	assert_eq(_world.crowd_size(), 0)


func test_a_correction_is_believed() -> void:
	await _enter(HERE, START)
	_world.correct(START + Vector2(86, 0))
	assert_eq(_world.own_position(), START + Vector2(86, 0))


func test_the_maps_left_behind_are_freed() -> void:
	await _enter(HERE, START)
	await tree.process_frame
	var nodes := Performance.get_monitor(Performance.OBJECT_NODE_COUNT)
	for round_trip: int in 5:
		await _enter("map_1_0", Vector2(100, 538))
		await _enter(HERE, START)
	await tree.process_frame
	await tree.process_frame
	assert_eq(Performance.get_monitor(Performance.OBJECT_NODE_COUNT), nodes)


func _enter(map_id: String, where: Vector2) -> void:
	var next := await _world.load_map(map_id)
	_world.put(next, _player("own", where), [_player("other", Vector2(700, 538))])


func _controller() -> PlayerController:
	for child: Node in _world.get_children():
		if child is PlayerController:
			return child
	return null


func _player(id: String, at: Vector2) -> PlayerInfo:
	var player := PlayerInfo.new()
	player.user_id = id
	player.username = id
	player.name = id
	player.character_class = "adventurer"
	player.position = at
	return player
