class_name Golden
extends RefCounted
## The example messages the client's tests share with the server's.


## The entries of tests/golden/`file` of the repository; empty when it is not there.
static func load_entries(file: String) -> Array[Dictionary]:
	var path: String = ProjectSettings.globalize_path("res://").path_join("../tests/golden").path_join(file)
	var entries: Array[Dictionary] = []
	var parsed: Variant = JSON.parse_string(FileAccess.get_file_as_string(path))
	if parsed is Array:
		entries.assign(parsed)
	return entries


## The object in tests/golden/`file`; empty when it is not there.
static func load_object(file: String) -> Dictionary:
	var path: String = ProjectSettings.globalize_path("res://").path_join("../tests/golden").path_join(file)
	var parsed: Variant = JSON.parse_string(FileAccess.get_file_as_string(path))
	return parsed if parsed is Dictionary else {}


## The entry called `name`; empty when there is none.
static func entry(file: String, name: String) -> Dictionary:
	for candidate: Dictionary in load_entries(file):
		if candidate["name"] == name:
			return candidate
	return {}
