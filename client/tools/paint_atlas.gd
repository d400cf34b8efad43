extends SceneTree
## Paints everything one sees of the world into client/art/. The same pictures come out each time:
##
##   scripts/godot.sh --headless --path client -s tools/paint_atlas.gd
##
## Scenes refer to tiles by their place in the atlas. So what has a place keeps it; what is new, or has grown, is put
## below the rest.

const CELL := Vector2i(86, 43)
const COLUMNS := 32
const TILES := "res://art/tiles.png"
const TILE_SET := "res://art/tiles.tres"

const Catalogue := preload("paint/catalogue.gd")
const GroundPainter := preload("paint/ground_painter.gd")
const PixelCanvas := preload("paint/pixel_canvas.gd")
const ResourceFile := preload("paint/resource_file.gd")


## A picture in the atlas and what the TileSet says of it.
class Placed:
	var name: String
	var variant := 0
	var at := Vector2i.ZERO
	var size := Vector2i.ONE
	var frames := 1
	var origin := Vector2i.ZERO
	var sort := 0
	var picture: Image


var _catalogue := Catalogue.new()
var _placed: Array[Placed] = []


func _init() -> void:
	var painter := GroundPainter.new()
	_save(painter.sheet(), "res://art/ground.png")
	_save(painter.noise(), "res://art/noise.png")
	var rows := _place_ground(painter)
	rows = _place_decor(rows)
	var atlas := Image.create_empty(COLUMNS * CELL.x, rows * CELL.y, false, Image.FORMAT_RGBA8)
	for placed in _placed:
		atlas.blit_rect(placed.picture, Rect2i(Vector2i.ZERO, placed.picture.get_size()), placed.at * CELL)
	_save(atlas, TILES)
	quit(0 if _save_tile_set(atlas) == OK else 1)


func _save(image: Image, path: String) -> void:
	var error := image.save_png(path)
	if error != OK:
		push_error("%s: %s" % [path, error_string(error)])


## Thirty-two diamonds of every kind, cut where cells lie on the endless texture: side by side they fit without a seam.
## The frames of what moves lie one below the other.
func _place_ground(painter: GroundPainter) -> int:
	var row := 0
	for kind in GroundPainter.KINDS:
		var textures: Array[Image] = []
		for frame in GroundPainter.WATER_FRAMES if kind.begins_with("water") else 1:
			textures.append(painter.texture(kind, frame))
		for variant in COLUMNS:
			var placed := Placed.new()
			placed.name = kind
			placed.variant = variant
			placed.at = Vector2i(variant, row)
			placed.frames = textures.size()
			placed.picture = Image.create_empty(CELL.x, CELL.y * textures.size(), false, Image.FORMAT_RGBA8)
			for frame in textures.size():
				placed.picture.blit_rect(_diamond(textures[frame], variant), Rect2i(Vector2i.ZERO, CELL), Vector2i(0, frame * CELL.y))
			_placed.append(placed)
		row += textures.size()
	var blocked := Placed.new()
	blocked.name = "blocked"
	blocked.at = Vector2i(0, row)
	blocked.picture = Image.create_empty(CELL.x, CELL.y, false, Image.FORMAT_RGBA8)
	blocked.picture.fill(Color(0.85, 0.2, 0.25, 0.45))
	_cut(blocked.picture)
	_placed.append(blocked)
	return row + 1


## Variant = column + 4 · row of a cell, both modulo 4 and 8: as TileCatalog.ground_place() picks it.
func _diamond(texture: Image, variant: int) -> Image:
	var column := variant % 4
	var row := variant / 4
	var corner := Vector2i(column * CELL.x + (row & 1) * CELL.x / 2, roundi(row * 21.5))
	var picture := Image.create_empty(CELL.x, CELL.y, false, Image.FORMAT_RGBA8)
	for y in CELL.y:
		for x in CELL.x:
			picture.set_pixel(x, y, texture.get_pixel(
					posmod(corner.x + x, GroundPainter.SIZE.x), posmod(corner.y + y, GroundPainter.SIZE.y)))
	return _cut(picture)


func _cut(picture: Image) -> Image:
	for y in CELL.y:
		for x in CELL.x:
			var d := absf(x + 0.5 - 43.0) / 43.0 + absf(y + 0.5 - 21.5) / 21.5
			if d > 1.03:
				picture.set_pixel(x, y, Color(0, 0, 0, 0))
	return picture


## Shelves: the highest pictures first.
func _place_decor(first_row: int) -> int:
	var kept := _places_before()
	var row := first_row
	var fresh: Array[Placed] = []
	for entry in _catalogue.entries():
		for i in entry.painters.size():
			var canvas: PixelCanvas = entry.painters[i].call()
			var placed := Placed.new()
			placed.name = entry.name
			placed.variant = i
			placed.size = (canvas.image.get_size() + CELL - Vector2i.ONE) / CELL
			# The footprint's middle lies so far above the middle of the tile's own cell.
			placed.sort = -roundi(21.5 * (entry.size - 1))
			placed.origin = Vector2i((canvas.anchor - Vector2(canvas.image.get_size()) / 2.0).round()) - Vector2i(0, placed.sort)
			placed.picture = canvas.image
			var before: Rect2i = kept.get(_key(placed.name, i), Rect2i())
			if before.size == placed.size:
				placed.at = before.position
				row = maxi(row, before.end.y)
				_placed.append(placed)
			else:
				fresh.append(placed)
	fresh.sort_custom(func(p: Placed, q: Placed) -> bool:
		return p.size.y > q.size.y if p.size.y != q.size.y else _key(p.name, p.variant) < _key(q.name, q.variant))
	var column := 0
	var shelf := 0
	for placed in fresh:
		if column + placed.size.x > COLUMNS:
			row += shelf
			column = 0
			shelf = 0
		placed.at = Vector2i(column, row)
		column += placed.size.x
		shelf = maxi(shelf, placed.size.y)
		_placed.append(placed)
	return row + shelf


func _key(name: String, variant: int) -> String:
	return "%s %02d" % [name, variant]


## Where the tiles of the TileSet painted last are.
func _places_before() -> Dictionary[String, Rect2i]:
	var places: Dictionary[String, Rect2i] = {}
	if not ResourceLoader.exists(TILE_SET):
		return places
	var tiles := load(TILE_SET) as TileSet
	var source := tiles.get_source(0) as TileSetAtlasSource
	for i in source.get_tiles_count():
		var at := source.get_tile_id(i)
		var data := source.get_tile_data(at, 0)
		var name: String = data.get_custom_data("tile")
		var variant: int = data.get_custom_data("variant")
		places[_key(name, variant)] = Rect2i(at, source.get_tile_size_in_atlas(at))
	return places


func _save_tile_set(atlas: Image) -> Error:
	var tiles := TileSet.new()
	tiles.tile_shape = TileSet.TILE_SHAPE_ISOMETRIC
	tiles.tile_layout = TileSet.TILE_LAYOUT_STACKED
	tiles.tile_size = CELL
	tiles.add_custom_data_layer()
	tiles.set_custom_data_layer_name(0, "tile")
	tiles.set_custom_data_layer_type(0, TYPE_STRING)
	tiles.add_custom_data_layer()
	tiles.set_custom_data_layer_name(1, "variant")
	tiles.set_custom_data_layer_type(1, TYPE_INT)
	var source := TileSetAtlasSource.new()
	source.resource_name = "tiles"
	# The old tiles, and with them the old picture, may still be in memory.
	var texture := ImageTexture.create_from_image(atlas)
	texture.take_over_path(TILES)
	source.texture = texture
	source.texture_region_size = CELL
	tiles.add_source(source, 0)
	_placed.sort_custom(func(p: Placed, q: Placed) -> bool:
		return p.at.y < q.at.y if p.at.y != q.at.y else p.at.x < q.at.x)
	for placed in _placed:
		source.create_tile(placed.at, placed.size)
		if placed.frames > 1:
			source.set_tile_animation_columns(placed.at, 1)
			source.set_tile_animation_frames_count(placed.at, placed.frames)
			for frame in placed.frames:
				source.set_tile_animation_frame_duration(placed.at, frame, 0.28)
		var data := source.get_tile_data(placed.at, 0)
		data.texture_origin = placed.origin
		data.y_sort_origin = placed.sort
		data.set_custom_data("tile", placed.name)
		data.set_custom_data("variant", placed.variant)
	return ResourceFile.save(tiles, TILE_SET)
