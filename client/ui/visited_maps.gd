class_name VisitedMaps
extends RefCounted
## The maps a character has been to, kept in a file of its own.

## Maps remembered at most; past it the one seen longest ago is forgotten.
const CAPACITY := 4096

const _FOLDER := "visited"

## One map: its title, landscape, and the neighbours one can go to.
class Place:
	extends RefCounted
	var title := ""
	var landscape := ""
	var exits: PackedStringArray = []


var _path := ""
var _places: Dictionary[String, Place] = {}


## What [param character_id] has seen, from a file in [param folder], by default among this player's own; nothing when
## there is no such file yet.
static func open(character_id: String, folder := "") -> VisitedMaps:
	if folder.is_empty():
		folder = ServerConfig.user_path(_FOLDER)
	var visited := VisitedMaps.new()
	DirAccess.make_dir_recursive_absolute(folder)
	visited._path = folder.path_join(character_id.validate_filename() + ".json")
	var text := FileAccess.get_file_as_string(visited._path)
	var plain: Variant = JSON.parse_string(text) if not text.is_empty() else null
	if plain is Dictionary:
		visited._read(plain)
	return visited


## Remembers having been on a map; saves when that is news.
func visit(map_id: String, title: String, landscape: String, exits: PackedStringArray) -> void:
	var place: Place = _places.get(map_id)
	var news := place == null or place.title != title or place.landscape != landscape or place.exits != exits
	if place == null:
		place = Place.new()
	place.title = title
	place.landscape = landscape
	place.exits = exits
	# Erasing first puts it at the end: the order is that of the last visit.
	_places.erase(map_id)
	_places[map_id] = place
	while _places.size() > CAPACITY:
		_places.erase(_places.keys()[0])
	if news:
		_save()


## The map, or null where the character has not been.
func place(map_id: String) -> Place:
	return _places.get(map_id)


func size() -> int:
	return _places.size()


## The place of a map in the grid, X to the east and Y to the north; (0, 0) for what is no map id.
static func coordinates(map_id: String) -> Vector2i:
	var parts := map_id.split("_")
	if parts.size() != 3:
		return Vector2i.ZERO
	return Vector2i(parts[1].to_int(), parts[2].to_int())


## The id of the map at [param at].
static func id_at(at: Vector2i) -> String:
	return "map_%d_%d" % [at.x, at.y]


func _save() -> void:
	var plain := {}
	for map_id: String in _places:
		var place_there := _places[map_id]
		plain[map_id] = {"title": place_there.title, "landscape": place_there.landscape, "exits": Array(place_there.exits)}
	var beside := _path + ".new"
	var file := FileAccess.open(beside, FileAccess.WRITE)
	if file == null:
		push_warning("The visited maps cannot be kept: %s" % error_string(FileAccess.get_open_error()))
		return
	file.store_string(JSON.stringify(plain))
	file.close()
	DirAccess.rename_absolute(beside, _path)


func _read(plain: Dictionary) -> void:
	for map_id: Variant in plain:
		var stored: Variant = plain[map_id]
		if map_id is not String or stored is not Dictionary:
			continue
		var place_there := Place.new()
		place_there.title = str(stored.get("title", ""))
		place_there.landscape = str(stored.get("landscape", ""))
		var exits: Variant = stored.get("exits")
		if exits is Array:
			for exit: Variant in exits:
				place_there.exits.append(str(exit))
		_places[map_id] = place_there
