extends SceneTree
## Paints everything one sees of the world into client/art/. The same pictures come out each time:
##
##   scripts/godot.sh --headless --path client -s tools/paint_atlas.gd

const CELL := Vector2i(86, 43)
const COLUMNS := 32
const TILES := "res://art/tiles.png"
const TILE_SET := "res://art/tiles.tres"

const Catalogue := preload("paint/catalogue.gd")
const GroundPainter := preload("paint/ground_painter.gd")
const Palette := preload("paint/palette.gd")
const PixelCanvas := preload("paint/pixel_canvas.gd")


## A picture in the atlas and what the TileSet says of it.
class Placed:
	var name: String
	var variant := 0
	var at := Vector2i.ZERO
	var size := Vector2i.ONE
	var frames := 1
	var origin := Vector2i.ZERO
	var sort := 0


var _catalogue := Catalogue.new()
var _placed: Array[Placed] = []
var _pictures: Array[Image] = []


func _init() -> void:
	var painter := GroundPainter.new()
	_save(painter.sheet(), "res://art/ground.png")
	_save(painter.noise(), "res://art/noise.png")
	var rows := _place_ground(painter)
	rows = _place_decor(rows)
	var atlas := Image.create_empty(COLUMNS * CELL.x, rows * CELL.y, false, Image.FORMAT_RGBA8)
	for i in _placed.size():
		var placed := _placed[i]
		atlas.blit_rect(_pictures[i], Rect2i(Vector2i.ZERO, _pictures[i].get_size()), placed.at * CELL)
	_save(atlas, TILES)
	_save_tile_set(atlas)
	quit()


func _save(image: Image, path: String) -> void:
	var error := image.save_png(path)
	if error != OK:
		push_error("%s: %s" % [path, error_string(error)])


## Sixteen diamonds of every kind, cut where cells lie on the endless texture: side by side they fit without a seam.
func _place_ground(painter: GroundPainter) -> int:
	var row := 0
	for kind in GroundPainter.KINDS:
		var frames := GroundPainter.WATER_FRAMES if kind.begins_with("water") else 1
		for frame in frames:
			var texture := painter.texture(kind, frame)
			for variant in COLUMNS:
				var picture := _diamond(texture, variant)
				if frame > 0:
					_pictures[_index_of(kind, variant)].blit_rect(
							picture, Rect2i(Vector2i.ZERO, CELL), Vector2i(0, frame * CELL.y))
					continue
				var placed := Placed.new()
				placed.name = kind
				placed.variant = variant
				placed.at = Vector2i(variant, row)
				placed.frames = frames
				var strip := Image.create_empty(CELL.x, CELL.y * frames, false, Image.FORMAT_RGBA8)
				strip.blit_rect(picture, Rect2i(Vector2i.ZERO, CELL), Vector2i.ZERO)
				_placed.append(placed)
				_pictures.append(strip)
		row += frames
	var blocked := Placed.new()
	blocked.name = "blocked"
	blocked.at = Vector2i(0, row)
	var mark := Image.create_empty(CELL.x, CELL.y, false, Image.FORMAT_RGBA8)
	mark.fill(Color(0.85, 0.2, 0.25, 0.45))
	_placed.append(blocked)
	_pictures.append(_cut(mark))
	return row + 1


func _index_of(kind: String, variant: int) -> int:
	for i in _placed.size():
		if _placed[i].name == kind and _placed[i].variant == variant:
			return i
	return -1


## Variant = column + 4 · row of a cell, both modulo 4 and 8: as TileCatalog.ground_variant() picks it.
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
	var entries := _catalogue.entries()
	var made: Array[Placed] = []
	var images: Array[Image] = []
	for entry in entries:
		for i in entry.painters.size():
			var canvas: PixelCanvas = entry.painters[i].call()
			var placed := Placed.new()
			placed.name = entry.name
			placed.variant = i
			placed.size = (canvas.image.get_size() + CELL - Vector2i.ONE) / CELL
			# The footprint's middle lies so far above the middle of the tile's own cell.
			placed.sort = -roundi(21.5 * (entry.size - 1))
			placed.origin = Vector2i((canvas.anchor - Vector2(canvas.image.get_size()) / 2.0).round()) - Vector2i(0, placed.sort)
			made.append(placed)
			images.append(canvas.image)
	var order: Array[int] = []
	for i in made.size():
		order.append(i)
	order.sort_custom(func(p: int, q: int) -> bool:
		return made[p].size.y > made[q].size.y if made[p].size.y != made[q].size.y else p < q)
	var row := first_row
	var column := 0
	var shelf := 0
	for i in order:
		if column + made[i].size.x > COLUMNS:
			row += shelf
			column = 0
			shelf = 0
		made[i].at = Vector2i(column, row)
		column += made[i].size.x
		shelf = maxi(shelf, made[i].size.y)
		_placed.append(made[i])
		_pictures.append(images[i])
	return row + shelf


func _save_tile_set(atlas: Image) -> void:
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
	var texture := ImageTexture.create_from_image(atlas)
	texture.take_over_path(TILES)
	source.texture = texture
	source.texture_region_size = CELL
	tiles.add_source(source, 0)
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
	var error := ResourceSaver.save(tiles, TILE_SET)
	if error != OK:
		push_error("%s: %s" % [TILE_SET, error_string(error)])
		return
	# The picture just painted will be loaded as imported.
	var text := FileAccess.get_file_as_string(TILE_SET).replace('type="ImageTexture"', 'type="Texture2D"')
	FileAccess.open(TILE_SET, FileAccess.WRITE).store_string(text)
