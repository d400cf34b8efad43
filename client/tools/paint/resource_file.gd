extends RefCounted
## Saves a resource made of a picture that was painted a moment ago, as the same text each time.


static func save(resource: Resource, path: String) -> Error:
	var error := ResourceSaver.save(resource, path)
	if error != OK:
		push_error("%s: %s" % [path, error_string(error)])
		return error
	var text := FileAccess.get_file_as_string(path)
	# The picture will be loaded as imported, not as it is in memory now.
	text = text.replace('type="ImageTexture"', 'type="Texture2D"')
	# Godot draws lots for the ids.
	var ids: Dictionary[String, String] = {}
	for found in RegEx.create_from_string("\\bid=\"([^\"]+)\"").search_all(text):
		if found.get_string(1) not in ids:
			ids[found.get_string(1)] = "%d" % (ids.size() + 1)
	for id in ids:
		text = text.replace('"%s"' % id, '"%s"' % ids[id])
	var file := FileAccess.open(path, FileAccess.WRITE)
	if file == null:
		return FileAccess.get_open_error()
	file.store_string(text)
	return OK
