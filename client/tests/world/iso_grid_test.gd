extends TestCase
## The grid as the server sees it: against shared answers, and against a search that knows nothing of squares.

const HALF := 43 * 65536


func test_finds_the_cell_of_every_middle() -> void:
	for i in IsoGrid.COLUMNS * IsoGrid.ROWS:
		var cell := IsoGrid.cell_of(i)
		if IsoGrid.cell_at(IsoGrid.centre(cell)) != cell or IsoGrid.index_of(cell) != i:
			fail("the middle of %s" % cell)
	assert_eq(IsoGrid.centre(Vector2i(0, 0)), Vector2(43, 21.5))
	assert_eq(IsoGrid.centre(Vector2i(21, 47)), Vector2(1892, 1032))


func test_agrees_with_godots_own_isometric_layout() -> void:
	var layer := add_node(TileMapLayer.new()) as TileMapLayer
	layer.tile_set = TileCatalog.tile_set()
	for i in IsoGrid.COLUMNS * IsoGrid.ROWS:
		var cell := IsoGrid.cell_of(i)
		# Godot rounds half pixels.
		if layer.map_to_local(cell).distance_to(IsoGrid.centre(cell)) > 0.51:
			fail("%s lies at %s for Godot" % [cell, layer.map_to_local(cell)])
	assert_eq(layer.local_to_map(Vector2(758, 605)), IsoGrid.cell_at(Vector2(758, 605)))


func test_finds_the_one_diamond_that_contains_a_point() -> void:
	var random := RandomNumberGenerator.new()
	random.seed = 5
	for i in 400:
		var point := Vector2(random.randi_range(0, 192000) / 100.0, random.randi_range(0, 108000) / 100.0)
		if i % 3 == 0:
			point = Vector2(random.randi_range(0, 89) * 21.5, random.randi_range(0, 50) * 21.5)
		var expected := IsoGrid.NOWHERE
		for index in IsoGrid.COLUMNS * IsoGrid.ROWS:
			if _contains(IsoGrid.cell_of(index), point):
				if expected != IsoGrid.NOWHERE:
					fail("two cells hold %s" % point)
				expected = IsoGrid.cell_of(index)
		if IsoGrid.cell_at(point) != expected:
			fail("%s is in %s, not in %s" % [point, expected, IsoGrid.cell_at(point)])
	assert_eq(IsoGrid.cell_at(Vector2(0, 0)), IsoGrid.NOWHERE)


func test_finds_the_same_cells_as_the_server() -> void:
	var points: Array = _golden()["points"]
	assert_true(points.size() >= 1000, "points to compare")
	for entry: Array in points:
		var cell := IsoGrid.cell_at(Vector2(entry[0] as float, entry[1] as float))
		if cell != Vector2i(entry[2] as int, entry[3] as int):
			fail("%s: %s" % [entry, cell])


func test_gives_the_same_answers_for_segments_as_the_server() -> void:
	var golden := _golden()
	var walkable := PackedByteArray()
	for row: String in golden["walkable"]:
		for letter in row:
			walkable.append(1 if letter == "." else 0)
	var segments: Array = golden["segments"]
	assert_true(segments.size() >= 2000, "segments to compare")
	for entry: Array in segments:
		var from := Vector2(entry[0] as float, entry[1] as float)
		var to := Vector2(entry[2] as float, entry[3] as float)
		for pair: Array[Vector2] in [[from, to] as Array[Vector2], [to, from] as Array[Vector2]]:
			if IsoGrid.segment_is_walkable(walkable, pair[0], pair[1]) != (entry[4] as bool):
				fail("%s to %s" % [pair[0], pair[1]])


func test_slips_through_a_corner_between_cells() -> void:
	var cell := Vector2i(10, 20)
	var beyond := Vector2i(11, 20)
	var walkable := _only([cell, beyond])
	assert_true(IsoGrid.segment_is_walkable(walkable, IsoGrid.centre(cell), IsoGrid.centre(beyond)))
	assert_true(not IsoGrid.segment_is_walkable(
			walkable, IsoGrid.centre(cell), IsoGrid.centre(cell) + Vector2(43, 0)), "the corner itself is below")
	assert_true(not IsoGrid.segment_is_walkable(
			walkable, IsoGrid.centre(cell) + Vector2(0, 0.01), IsoGrid.centre(beyond)), "beside the corner")


func test_has_an_answer_for_any_number() -> void:
	var everywhere := PackedByteArray()
	everywhere.resize(IsoGrid.COLUMNS * IsoGrid.ROWS)
	everywhere.fill(1)
	for wild: float in [NAN, INF, -INF, 1e30, -1e30, -5.0, 5000.0]:
		assert_eq(IsoGrid.cell_at(Vector2(wild, 1e9)), IsoGrid.NOWHERE)
		assert_true(not IsoGrid.segment_is_walkable(everywhere, Vector2(758, 605), Vector2(wild, 500)))
		assert_true(not IsoGrid.segment_is_walkable(everywhere, Vector2(500, wild), Vector2(758, 605)))


func test_knows_neighbours_as_those_that_share_a_side_or_a_corner() -> void:
	for cell: Vector2i in [Vector2i(5, 10), Vector2i(5, 11)]:
		var middle := IsoGrid.centre(cell)
		var sides: Array[Vector2] = []
		for other in IsoGrid.neighbours(cell):
			sides.append(IsoGrid.centre(other) - middle)
		assert_eq(sides, [Vector2(43, -21.5), Vector2(43, 21.5), Vector2(-43, 21.5), Vector2(-43, -21.5)] as Array[Vector2])
		var corners: Array[Vector2] = []
		for other in IsoGrid.corner_neighbours(cell):
			corners.append(IsoGrid.centre(other) - middle)
		assert_eq(corners, [Vector2(0, -43), Vector2(86, 0), Vector2(0, 43), Vector2(-86, 0)] as Array[Vector2])


## By the definition of a diamond, with its two upper sides its own; in units of 1/65,536 px.
func _contains(cell: Vector2i, point: Vector2) -> bool:
	var middle := IsoGrid.centre(cell)
	var x := floori(snappedf(point.x, 0.01) * 65536.0 + 0.5) - int(middle.x * 65536.0)
	var y := floori(snappedf(point.y, 0.01) * 65536.0 + 0.5) - int(middle.y * 65536.0)
	return x + 2 * y >= -HALF and x + 2 * y < HALF and 2 * y - x >= -HALF and 2 * y - x < HALF


func _only(cells: Array[Vector2i]) -> PackedByteArray:
	var walkable := PackedByteArray()
	walkable.resize(IsoGrid.COLUMNS * IsoGrid.ROWS)
	for cell in cells:
		walkable[IsoGrid.index_of(cell)] = 1
	return walkable


func _golden() -> Dictionary:
	var path := ProjectSettings.globalize_path("res://").path_join("../tests/golden/cell_grid.json")
	return JSON.parse_string(FileAccess.get_file_as_string(path))
