extends TestCase
## Every sentence there is, in both languages; and every sentence used is there.

const FILES: Array[String] = ["res://translations/ui.csv", "res://translations/world.csv", "res://translations/fight.csv"]
const FOLDERS: Array[String] = ["res://ui", "res://player", "res://camera", "res://scenes/main", "res://ui/fight", "res://fight/stage", "res://monsters"]


func test_both_languages_are_complete() -> void:
	for path: String in FILES:
		var seen: Dictionary[String, bool] = {}
		for row: PackedStringArray in _rows(path):
			assert_eq(row.size(), 3, row[0])
			assert_true(not seen.has(row[0]), "%s stands twice" % row[0])
			seen[row[0]] = true
			for column: int in row.size():
				assert_true(not row[column].strip_edges().is_empty(), "%s has no text" % row[0])
			assert_eq(row[1].count("%"), row[2].count("%"), row[0])


func test_every_key_in_use_has_a_translation() -> void:
	var known: Dictionary[String, bool] = {}
	for path: String in FILES:
		for row: PackedStringArray in _rows(path):
			known[row[0]] = true
	for action: StringName in KeyBindings.DEFAULTS:
		assert_true(known.has("ui.keys." + action), action)
	var pattern := RegEx.create_from_string('"((?:ui|world|fight|sheet)\\.[a-z_.]+[a-z])"')
	for folder: String in FOLDERS:
		for name: String in DirAccess.get_files_at(folder):
			if not (name.ends_with(".gd") or name.ends_with(".tscn")):
				continue
			for found: RegExMatch in pattern.search_all(FileAccess.get_file_as_string(folder.path_join(name))):
				assert_true(known.has(found.get_string(1)), "%s in %s is unknown" % [found.get_string(1), name])


func _rows(path: String) -> Array[PackedStringArray]:
	var rows: Array[PackedStringArray] = []
	var file := FileAccess.open(path, FileAccess.READ)
	file.get_csv_line()
	while not file.eof_reached():
		var row := file.get_csv_line()
		if row.size() > 1:
			rows.append(row)
	return rows
