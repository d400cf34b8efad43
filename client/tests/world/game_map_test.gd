extends TestCase
## Walking on a map, and what a map knows of itself.


func test_finds_a_way_that_the_server_accepts_step_by_step() -> void:
	var random := RandomNumberGenerator.new()
	random.seed = 11
	for map_id: String in ["map_0_0", "map_0_1", "map_1_1"]:
		var map := _map(map_id)
		var found := 0
		for i in 60:
			var from := _walkable_point(map, random)
			var to := _walkable_point(map, random)
			var at := from
			var path := map.find_path(from, to)
			for stop in path:
				if not map.segment_is_walkable(at, stop):
					fail("%s: %s to %s is not walkable" % [map_id, at, stop])
				at = stop
			found += 1 if at == to else 0
		assert_eq(found, 60, map_id)


func test_walks_straight_where_nothing_is_in_the_way() -> void:
	var map := _map("map_0_0")
	var from := map.spawn("default")
	var to := from + Vector2(30, 4)
	assert_true(map.segment_is_walkable(from, to))
	assert_eq(map.find_path(from, to), PackedVector2Array([to]))


func test_pulls_the_way_straight() -> void:
	var map := _map("map_0_0")
	var path := map.find_path(map.spawn("west"), map.spawn("north"))
	assert_true(path.size() > 0 and path.size() < 12, "%d stops" % path.size())
	for i in range(1, path.size() - 1):
		assert_true(not map.segment_is_walkable(path[i - 1], path[i + 1]), "stop %d is needed" % i)


func test_walks_as_near_as_one_can_to_what_cannot_be_reached() -> void:
	var map := _map("map_0_0")
	var fountain := Vector2(946, 473)
	assert_true(not map.is_walkable(fountain))
	var path := map.find_path(map.spawn("default"), fountain)
	assert_true(not path.is_empty(), "a way")
	assert_true(map.is_walkable(path[-1]))
	assert_true(path[-1].distance_to(fountain) < 130.0, "%s is near" % path[-1])
	assert_true(map.find_path(fountain, map.spawn("default")).is_empty(), "no way out of a wall")
	assert_true(not map.find_path(map.spawn("default"), Vector2(-500, 3000)).is_empty(), "towards a click beyond the map")
	assert_true(map.find_path(map.spawn("default"), Vector2(NAN, 5)).is_empty())


func test_finds_ways_quickly() -> void:
	var map := _map("map_0_1")
	map.find_path(map.spawn("west"), map.spawn("east"))
	var start := Time.get_ticks_usec()
	for i in 20:
		map.find_path(map.spawn("west"), map.spawn("north"))
	var each := (Time.get_ticks_usec() - start) / 20000.0
	assert_true(each < 20.0, "%.2f ms for a way" % each)


func test_knows_where_one_leaves() -> void:
	var map := _map("map_0_0")
	assert_eq(map.transition_at(Vector2(960, 0)).to, "map_0_1")
	assert_eq(map.transition_at(Vector2(960, 64)).edge, "north")
	assert_eq(map.transition_at(Vector2(1920, 540)).to, "map_1_0")
	assert_true(map.transition_at(Vector2(960, 64.5)) == null)
	assert_true(map.transition_at(map.spawn("default")) == null)


func test_is_sorted_by_y_with_everybody_on_it() -> void:
	var map := _map("map_0_0")
	assert_true(map.y_sort_enabled and map.entities().y_sort_enabled)
	assert_true((map.get_node("Decor") as TileMapLayer).y_sort_enabled)
	assert_true((map.get_node("Ground") as TileMapLayer).z_index < 0)
	assert_true(not (map.get_node("Collisions") as TileMapLayer).visible)


func test_a_spawn_point_and_a_transition_say_what_is_wrong_with_them() -> void:
	var point := SpawnPoint.new()
	point.name = "somewhere"
	point.position = Vector2(-5, 0)
	assert_eq(point._get_configuration_warnings().size(), 2)
	point.free()
	var area := TransitionArea.new()
	assert_eq(area._get_configuration_warnings().size(), 2)
	area.to = "map_-1_20"
	assert_eq(area._get_configuration_warnings().size(), 1)
	area.free()


func _map(map_id: String) -> GameMap:
	return add_node((load(MapLoader.scene_path(map_id)) as PackedScene).instantiate()) as GameMap


func _walkable_point(map: GameMap, random: RandomNumberGenerator) -> Vector2:
	while true:
		var point := Vector2(random.randi_range(0, 192000) / 100.0, random.randi_range(0, 108000) / 100.0)
		# All that is walkable hangs together on a drawn map.
		if map.is_walkable(point):
			return point
	return Vector2.ZERO
