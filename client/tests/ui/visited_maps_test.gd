extends TestCase
## The maps a character remembers.

const FOLDER := "user://visited_test"


func after_each() -> void:
	if not DirAccess.dir_exists_absolute(FOLDER):
		return
	for name: String in DirAccess.get_files_at(FOLDER):
		DirAccess.remove_absolute(FOLDER.path_join(name))
	DirAccess.remove_absolute(FOLDER)


func test_come_back_after_a_restart_for_the_same_character() -> void:
	var visited := VisitedMaps.open("a-b-c", FOLDER)
	visited.visit("map_0_0", "Flumen Square", "village", ["map_1_0", "map_0_1"])
	visited.visit("map_-3_12", "Silver Heron's Mere", "shore", [])
	var again := VisitedMaps.open("a-b-c", FOLDER)
	assert_eq(again.size(), 2)
	assert_eq(again.place("map_0_0").exits, PackedStringArray(["map_1_0", "map_0_1"]))
	assert_eq(again.place("map_-3_12").title, "Silver Heron's Mere")
	assert_eq(VisitedMaps.open("another", FOLDER).size(), 0)


func test_a_broken_file_is_an_empty_memory() -> void:
	VisitedMaps.open("a", FOLDER)
	var file := FileAccess.open(FOLDER.path_join("a.json"), FileAccess.WRITE)
	file.store_string('{"map_0_0": 5, "map_1_0": {"title": 7, "exits": "no"}}')
	file.close()
	var visited := VisitedMaps.open("a", FOLDER)
	assert_true(visited.place("map_0_0") == null)
	assert_eq(visited.place("map_1_0").exits.size(), 0)


func test_knows_where_a_map_lies() -> void:
	assert_eq(VisitedMaps.coordinates("map_-12_34"), Vector2i(-12, 34))
	assert_eq(VisitedMaps.id_at(Vector2i(-12, 34)), "map_-12_34")
	assert_eq(VisitedMaps.coordinates("nonsense"), Vector2i.ZERO)
