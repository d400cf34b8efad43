extends SceneTree
## Makes client/maps/map_X_Y.tscn from maps/map_X_Y.json: once, when a map comes into the project as a document.
## From then on the scene is what people edit, and scripts/export_maps.sh writes the document.
##
##   scripts/godot.sh --headless --path client -s tools/scenes_from_documents.gd -- map_0_0 map_0_1 …

const DOCUMENTS := "res://../maps"


func _init() -> void:
	var failed := false
	for map_id in OS.get_cmdline_user_args():
		failed = not _make(map_id) or failed
	quit(1 if failed else 0)


func _make(map_id: String) -> bool:
	var path := ProjectSettings.globalize_path(DOCUMENTS).path_join(map_id + ".json")
	var document: Variant = JSON.parse_string(FileAccess.get_file_as_string(path))
	if not document is Dictionary:
		printerr("%s: not a document" % path)
		return false
	var map := MapBuilder.build(document as Dictionary)
	if map == null:
		printerr("%s: not a map document" % path)
		return false
	var scene := PackedScene.new()
	var error := scene.pack(map)
	if error == OK:
		error = ResourceSaver.save(scene, "res://maps/%s.tscn" % map_id)
	map.free()
	if error != OK:
		printerr("%s: %s" % [map_id, error_string(error)])
	return error == OK
