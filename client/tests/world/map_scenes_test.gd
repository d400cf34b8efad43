extends TestCase
## The nine drawn maps: whole, and the same as their documents.

const MapExport := preload("res://tools/map_export.gd")


func test_every_scene_is_complete() -> void:
	for x in range(-1, 2):
		for y in range(-1, 2):
			var map_id := "map_%d_%d" % [x, y]
			var map := _scene(map_id)
			assert_eq(map.map_id, map_id)
			assert_true(not map.title.is_empty() and not map.landscape.is_empty(), map_id)
			for layer: String in ["Ground", "Decor", "Collisions"]:
				assert_true(map.get_node(layer) is TileMapLayer, layer)
			for edge in SpawnPoint.NAMES:
				assert_true(map.is_walkable(map.spawn(edge)), "%s: spawn point %s" % [map_id, edge])
			assert_eq(map.transitions().size(), 4, map_id)
			for node: Node in map.spawn_points() + map.transitions():
				assert_eq(node.call("_get_configuration_warnings"), PackedStringArray(), "%s %s" % [map_id, node.name])
			for area in map.transitions():
				assert_eq(area.to, _beyond(x, y, area.edge), map_id)


func test_scenes_and_documents_agree_to_the_byte() -> void:
	for map_id in _ids():
		var errors := PackedStringArray()
		var text := MapExport.text_of(_scene(map_id), errors)
		assert_eq(errors, PackedStringArray())
		assert_true(text == _text(map_id), "%s: run scripts/export_maps.sh" % map_id)
	assert_eq(_ids().size(), 9)


func test_a_map_built_from_a_document_is_the_drawn_one() -> void:
	for map_id in _ids():
		var built := MapBuilder.build(JSON.parse_string(_text(map_id)) as Dictionary)
		add_node(built)
		var errors := PackedStringArray()
		assert_true(MapExport.text_of(built, errors) == _text(map_id), map_id)
		var drawn := _scene(map_id)
		for path: String in ["Ground", "Decor", "Collisions", "Entities", "SpawnPoints", "Transitions"]:
			assert_eq(built.get_node(path).get_class(), drawn.get_node(path).get_class(), path)
			assert_eq(built.get_node(path).get_index(), drawn.get_node(path).get_index(), path)


func test_an_edit_of_a_scene_shows_in_the_document() -> void:
	var map := _scene("map_0_0")
	(map.get_node("Collisions") as TileMapLayer).erase_cell(Vector2i(0, 0))
	assert_true(MapExport.text_of(map, PackedStringArray()) != _text("map_0_0"))


func test_a_hole_in_the_ground_is_refused() -> void:
	var map := _scene("map_0_0")
	(map.get_node("Ground") as TileMapLayer).erase_cell(Vector2i(3, 4))
	var errors := PackedStringArray()
	assert_eq(MapExport.text_of(map, errors), "")
	assert_eq(errors, PackedStringArray(["map_0_0: no ground at column 3, row 4"]))


func test_what_is_no_map_document_is_not_built() -> void:
	assert_true(MapBuilder.build({}) == null)
	for key: String in ["format", "id", "walkable", "tile_names", "layers", "transitions"]:
		var document: Dictionary = JSON.parse_string(_text("map_0_0"))
		document.erase(key)
		assert_true(MapBuilder.build(document) == null, "without %s" % key)
	var newer: Dictionary = JSON.parse_string(_text("map_0_0"))
	newer["format"] = 2
	assert_true(MapBuilder.build(newer) == null, "of a newer format")


func test_tiles_it_does_not_know_are_drawn_as_others() -> void:
	var document: Dictionary = JSON.parse_string(_text("map_0_0").replace('"tree_oak"', '"tree_of_glass"').replace('"cobble"', '"lava"'))
	var map := add_node(MapBuilder.build(document)) as GameMap
	assert_eq(TileCatalog.name_at(map.get_node("Ground") as TileMapLayer, Vector2i(11, 0)), TileCatalog.UNKNOWN_GROUND)
	assert_eq(TileCatalog.name_at(map.get_node("Decor") as TileMapLayer, Vector2i(0, 0)), TileCatalog.UNKNOWN_DECOR)


func test_there_is_a_picture_for_every_tile() -> void:
	for name: String in TileCatalog.GROUND:
		for row in 8:
			for column in 4:
				assert_true(_is_painted(TileCatalog.ground_place(name, Vector2i(column, row)), name), name)
	for name: String in TileCatalog.DECOR:
		for joined in 32 if name in TileCatalog.JOINED else 1:
			assert_true(_is_painted(TileCatalog.decor_place(name, Vector2i(5, 5), joined), name), name)


func test_the_catalogue_knows_the_servers_tiles_in_its_order() -> void:
	var path := ProjectSettings.globalize_path("res://").path_join("../server/world/tiles.hpp")
	var names: Array[String] = []
	for found in RegEx.create_from_string("TileKind\\{\"(\\w+)\"").search_all(FileAccess.get_file_as_string(path)):
		names.append(found.get_string(1))
	assert_eq(TileCatalog.GROUND + TileCatalog.DECOR, names)


func _is_painted(place: Vector2i, name: String) -> bool:
	var source := TileCatalog.tile_set().get_source(TileCatalog.SOURCE) as TileSetAtlasSource
	return source.has_tile(place) and source.get_tile_data(place, 0).get_custom_data("tile") == name


func _beyond(x: int, y: int, edge: String) -> String:
	match edge:
		"north":
			return "map_%d_%d" % [x, y + 1]
		"east":
			return "map_%d_%d" % [x + 1, y]
		"south":
			return "map_%d_%d" % [x, y - 1]
	return "map_%d_%d" % [x - 1, y]


func _ids() -> PackedStringArray:
	var ids := PackedStringArray()
	for file in DirAccess.get_files_at(ProjectSettings.globalize_path("res://../maps")):
		if file.begins_with("map_") and file.ends_with(".json"):
			ids.append(file.get_basename())
	return ids


func _scene(map_id: String) -> GameMap:
	return add_node((load(MapLoader.scene_path(map_id)) as PackedScene).instantiate()) as GameMap


func _text(map_id: String) -> String:
	return FileAccess.get_file_as_string("res://../maps/%s.json" % map_id)
