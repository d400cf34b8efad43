extends SceneTree
## Writes maps/map_X_Y.json from client/maps/map_X_Y.tscn; scripts/export_maps.sh runs it. With `-- --check` nothing is
## written, and the exit code says whether scenes and documents agree.

const MapExport := preload("map_export.gd")
const SCENES := "res://maps"
const DOCUMENTS := "res://../maps"


func _initialize() -> void:
	var check := "--check" in OS.get_cmdline_user_args()
	var folder := ProjectSettings.globalize_path(DOCUMENTS)
	var good := true
	for file in DirAccess.get_files_at(SCENES):
		if file.ends_with(".tscn"):
			good = _export(file.get_basename(), folder, check) and good
	quit(0 if good else 1)


func _export(map_id: String, folder: String, check: bool) -> bool:
	var map := (load("%s/%s.tscn" % [SCENES, map_id]) as PackedScene).instantiate() as GameMap
	var errors := PackedStringArray()
	if map.map_id != map_id:
		errors.append("%s: the scene calls itself %s" % [map_id, map.map_id])
	var text := MapExport.text_of(map, errors)
	map.free()
	var path := folder.path_join(map_id + ".json")
	if errors.is_empty() and text != FileAccess.get_file_as_string(path):
		if check:
			errors.append("%s: scene and document disagree; run scripts/export_maps.sh" % map_id)
		else:
			var file := FileAccess.open(path, FileAccess.WRITE)
			if file == null:
				errors.append("%s: %s" % [path, error_string(FileAccess.get_open_error())])
			else:
				file.store_string(text)
				print("wrote %s.json" % map_id)
	for error in errors:
		printerr(error)
	return errors.is_empty()
