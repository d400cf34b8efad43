class_name TileCatalog
## The tiles of docs/maps.md by name: which pictures of res://art/tiles.tres each has, and which of them to show where.
##
## A tile the catalogue lacks (a newer server may know more) is shown as one that looks most like nothing special.

const TILE_SET_PATH := "res://art/tiles.tres"
const SOURCE := 0

## In the order in which documents name the tiles they use.
const GROUND: Array[String] = [
	"grass", "grass_flowers", "grass_tall", "moss", "path", "cobble", "stone", "gravel",
	"sand", "snow", "mud", "field", "bridge", "water", "water_deep",
]
const DECOR: Array[String] = [
	"flowers", "mushrooms", "reeds", "pebbles", "bones",
	"tree_oak", "tree_birch", "tree_pine", "tree_pine_snow", "tree_apple", "tree_palm", "tree_dead", "cactus",
	"bush", "hedge", "stump", "log", "rock", "boulder", "cliff", "ore", "water_lily",
	"fence", "wall_stone", "ruin_wall", "column", "column_broken", "statue",
	"well", "fountain", "lamp", "signpost", "bench", "stall",
	"barrel", "crates", "hay", "cart", "boat", "tent", "campfire",
	"house_cottage", "house_hall", "house_mill",
]
## Their pictures follow the neighbours of the same kind.
const JOINED: Array[String] = ["fence", "wall_stone", "ruin_wall"]
## They throw shade on the ground around them.
const SHADY: Array[String] = [
	"tree_oak", "tree_birch", "tree_pine", "tree_pine_snow", "tree_apple", "hedge", "cliff", "boulder",
]
const UNKNOWN_GROUND := "grass"
const UNKNOWN_DECOR := "rock"

static var _tile_set: TileSet
## Name -> places in the atlas, by variant.
static var _places: Dictionary[String, PackedVector2Array] = {}


static func tile_set() -> TileSet:
	if _tile_set == null:
		_tile_set = load(TILE_SET_PATH) as TileSet
		_read(_tile_set.get_source(SOURCE) as TileSetAtlasSource)
	return _tile_set


## Where in the atlas the picture of a ground tile is; neighbouring pictures fit together without a seam.
static func ground_place(name: String, cell: Vector2i) -> Vector2i:
	tile_set()
	var places := _places[name if name in GROUND else UNKNOWN_GROUND]
	return Vector2i(places[(cell.x & 3) + (cell.y & 7) * 4])


## Where in the atlas the picture of a decor tile is. `joined` has a bit for each side with the same tile beyond it, or
## is 16 and a bit for each such corner: only some tiles have pictures for corners.
static func decor_place(name: String, cell: Vector2i, joined := 0) -> Vector2i:
	tile_set()
	var known := name if name in DECOR else UNKNOWN_DECOR
	var places := _places[known]
	if known in JOINED:
		return Vector2i(places[joined if joined < places.size() else 0])
	return Vector2i(places[_mix(cell) % places.size()])


static func blocked_place() -> Vector2i:
	tile_set()
	return Vector2i(_places["blocked"][0])


## The tile's name at a cell of a layer, or "" where there is none.
static func name_at(layer: TileMapLayer, cell: Vector2i) -> String:
	var data := layer.get_cell_tile_data(cell)
	return "" if data == null else data.get_custom_data("tile") as String


static func _read(source: TileSetAtlasSource) -> void:
	for i in source.get_tiles_count():
		var place := source.get_tile_id(i)
		var data := source.get_tile_data(place, 0)
		var name: String = data.get_custom_data("tile")
		var variant: int = data.get_custom_data("variant")
		var places: PackedVector2Array = _places.get(name, PackedVector2Array())
		if places.size() <= variant:
			places.resize(variant + 1)
		places[variant] = Vector2(place)
		_places[name] = places


## The same picture at the same cell each time, without a pattern.
static func _mix(cell: Vector2i) -> int:
	var h := (cell.x * 73856093) ^ (cell.y * 19349663)
	return ((h ^ (h >> 13)) * 1274126177 >> 8) & 0xffff
