extends TestCase
## Loading maps: drawn and painted ones, quickly, and without leaving anything behind.

const IDS: Array[String] = [
	"map_-1_-1", "map_0_-1", "map_1_-1", "map_-1_0", "map_0_0", "map_1_0", "map_-1_1", "map_0_1", "map_1_1",
]
const BUDGET_MS := 200.0
const CHANGES := 1000


func test_loads_a_drawn_map_from_its_scene() -> void:
	var map := await _loader().load_map("map_0_0")
	assert_eq(map.title, "Flumen Square")
	map.free()


func test_builds_any_other_from_the_servers_document() -> void:
	var loader := _loader()
	var asked := PackedStringArray()
	loader.fetch_document = func(map_id: String) -> Dictionary:
		asked.append(map_id)
		await tree.process_frame
		return _document("map_0_0")
	var map := await loader.load_map("map_7_7")
	assert_eq(asked, PackedStringArray(["map_7_7"]))
	assert_eq(map.transitions().size(), 4)
	map.free()


func test_says_when_a_map_cannot_be_had() -> void:
	var loader := _loader()
	loader.fetch_document = func(_map_id: String) -> Dictionary: return {}
	assert_true(await loader.load_map("map_7_7") == null)


func test_loads_within_its_budget() -> void:
	var loader := _loader()
	TileCatalog.tile_set()
	var slowest := 0.0
	for map_id in IDS:
		var start := Time.get_ticks_usec()
		var map := await loader.load_map(map_id)
		tree.root.add_child(map)
		slowest = maxf(slowest, (Time.get_ticks_usec() - start) / 1000.0)
		map.free()
	print("    slowest drawn map: %.1f ms" % slowest)
	assert_true(slowest < BUDGET_MS, "%.1f ms for a drawn map" % slowest)
	var text := FileAccess.get_file_as_string("res://../maps/map_0_1.json")
	var start := Time.get_ticks_usec()
	var built := MapBuilder.build(JSON.parse_string(text) as Dictionary)
	tree.root.add_child(built)
	var took := (Time.get_ticks_usec() - start) / 1000.0
	built.free()
	print("    a map from its document: %.1f ms" % took)
	assert_true(took < BUDGET_MS, "%.1f ms for a map from its document" % took)


func test_nothing_grows_over_a_thousand_changes() -> void:
	var loader := _loader()
	var document := _document("map_0_0")
	loader.fetch_document = func(_map_id: String) -> Dictionary: return document
	# What is loaded once and kept is not growth.
	for i in 40:
		await _change(loader, i)
	var before := await _measure()
	for i in CHANGES:
		await _change(loader, i)
	var after := await _measure()
	print("    objects %d -> %d, orphans %d -> %d, memory %.2f -> %.2f MiB" % [
		before[0], after[0], before[1], after[1], before[2] / 1048576.0, after[2] / 1048576.0])
	# The engine's loader threads keep a handful of objects, more or fewer from run to run; a leak of ours would be
	# an object a change at the least.
	assert_true(after[0] - before[0] < CHANGES / 10.0, "%d objects more" % int(after[0] - before[0]))
	assert_true(after[1] <= before[1], "%d orphans more" % int(after[1] - before[1]))
	assert_true(after[2] - before[2] < 262144.0, "%d bytes more" % int(after[2] - before[2]))


func _change(loader: MapLoader, turn: int) -> void:
	var map := MapBuilder.build(await loader.fetch_document.call("") as Dictionary) if turn % 10 == 9 \
			else await loader.load_map(IDS[turn % IDS.size()])
	tree.root.add_child(map)
	map.find_path(map.spawn("default"), map.spawn("north"))
	tree.root.remove_child(map)
	map.free()


func _measure() -> Array[float]:
	for i in 4:
		await tree.process_frame
	return [
		Performance.get_monitor(Performance.OBJECT_COUNT),
		Performance.get_monitor(Performance.OBJECT_ORPHAN_NODE_COUNT),
		Performance.get_monitor(Performance.MEMORY_STATIC),
	]


func _loader() -> MapLoader:
	return add_node(MapLoader.new()) as MapLoader


func _document(map_id: String) -> Dictionary:
	return JSON.parse_string(FileAccess.get_file_as_string("res://../maps/%s.json" % map_id))
