class_name MapBuilder
## Builds the scene of a map from its document (docs/maps.md): the same nodes a drawn map_X_Y.tscn is made of.

const GROUND_Z := -20


## The map, or null if `document` is not a map document of format 1.
static func build(document: Dictionary) -> GameMap:
	if not is_document(document):
		return null
	var map := GameMap.new()
	map.name = document["id"]
	map.map_id = document["id"]
	map.title = document["title"]
	map.landscape = document["landscape"]
	map.y_sort_enabled = true
	var names := PackedStringArray(document["tile_names"] as Array)
	var layers: Array = document["layers"]
	_add(map, map, _ground(names, layers[0]["tiles"] as Array))
	_add(map, map, _collisions(document["walkable"] as Array))
	_add(map, map, _decor(names, layers[1]["tiles"] as Array))
	var entities := Node2D.new()
	entities.name = "Entities"
	entities.y_sort_enabled = true
	_add(map, map, entities)
	_add_spawn_points(map, document["spawn_points"] as Array)
	_add_transitions(map, document["transitions"] as Array)
	return map


## Whether everything build() needs is there and of the right kind. The server has checked the rest.
static func is_document(document: Dictionary) -> bool:
	for key: String in ["id", "title", "landscape"]:
		if not document.get(key) is String:
			return false
	for key: String in ["walkable", "spawn_points", "transitions", "tile_names", "layers"]:
		if not document.get(key) is Array:
			return false
	var format: Variant = document.get("format")
	if not (format is float or format is int) or int(format as float) != 1:
		return false
	var names: Array = document["tile_names"]
	var layers: Array = document["layers"]
	return (layers.size() == 2 and _is_table(layers[0], names.size()) and _is_table(layers[1], names.size())
			and _are_rows(document["walkable"] as Array))


static func _are_rows(walkable: Array) -> bool:
	if walkable.size() != IsoGrid.ROWS:
		return false
	for row: Variant in walkable:
		if not row is String or (row as String).length() != IsoGrid.COLUMNS:
			return false
	return true


static func _is_table(layer: Variant, names: int) -> bool:
	if not layer is Dictionary or not (layer as Dictionary).get("tiles") is Array:
		return false
	var rows: Array = layer["tiles"]
	if rows.size() != IsoGrid.ROWS:
		return false
	for row: Variant in rows:
		if not row is Array or (row as Array).size() != IsoGrid.COLUMNS:
			return false
		for number: Variant in row as Array:
			if not (number is float or number is int) or int(number as float) >= names:
				return false
	return true


static func _add(map: GameMap, parent: Node, child: Node) -> void:
	parent.add_child(child)
	if child != map:
		child.owner = map


static func _layer(name: String) -> TileMapLayer:
	var layer := TileMapLayer.new()
	layer.name = name
	layer.tile_set = TileCatalog.tile_set()
	layer.collision_enabled = false
	layer.navigation_enabled = false
	return layer


static func _ground(names: PackedStringArray, rows: Array) -> TileMapLayer:
	var layer := _layer("Ground")
	layer.z_index = GROUND_Z
	for y in IsoGrid.ROWS:
		var row: Array = rows[y]
		for x in IsoGrid.COLUMNS:
			var cell := Vector2i(x, y)
			layer.set_cell(cell, TileCatalog.SOURCE, TileCatalog.ground_place(names[int(row[x] as float)], cell))
	return layer


static func _decor(names: PackedStringArray, rows: Array) -> TileMapLayer:
	var layer := _layer("Decor")
	layer.y_sort_enabled = true
	for y in IsoGrid.ROWS:
		var row: Array = rows[y]
		for x in IsoGrid.COLUMNS:
			var number := int(row[x] as float)
			if number < 0:
				continue
			var cell := Vector2i(x, y)
			var joined := _joined(rows, number, cell) if names[number] in TileCatalog.JOINED else 0
			layer.set_cell(cell, TileCatalog.SOURCE, TileCatalog.decor_place(names[number], cell, joined))
	return layer


## A bit for each side with the same tile beyond it; where there is none, 16 and a bit for each such corner.
static func _joined(rows: Array, number: int, cell: Vector2i) -> int:
	var sides := _same(rows, number, IsoGrid.neighbours(cell))
	return sides if sides != 0 else 16 + _same(rows, number, IsoGrid.corner_neighbours(cell))


static func _same(rows: Array, number: int, cells: Array[Vector2i]) -> int:
	var same := 0
	for i in cells.size():
		if IsoGrid.in_grid(cells[i]) and int(rows[cells[i].y][cells[i].x] as float) == number:
			same |= 1 << i
	return same


static func _collisions(walkable: Array) -> TileMapLayer:
	var layer := _layer("Collisions")
	layer.visible = false
	for y in IsoGrid.ROWS:
		var row: String = walkable[y]
		for x in IsoGrid.COLUMNS:
			if row[x] != ".":
				layer.set_cell(Vector2i(x, y), TileCatalog.SOURCE, TileCatalog.blocked_place())
	return layer


static func _add_spawn_points(map: GameMap, points: Array) -> void:
	var parent := Node2D.new()
	parent.name = "SpawnPoints"
	_add(map, map, parent)
	for point: Dictionary in points:
		var marker := SpawnPoint.new()
		marker.name = point["name"]
		marker.position = Vector2(point["x"] as float, point["y"] as float)
		_add(map, parent, marker)


static func _add_transitions(map: GameMap, transitions: Array) -> void:
	var parent := Node2D.new()
	parent.name = "Transitions"
	_add(map, map, parent)
	for transition: Dictionary in transitions:
		var strip: Dictionary = transition["area"]
		var size := Vector2(strip["width"] as float, strip["height"] as float)
		var area := TransitionArea.new()
		area.name = transition["edge"]
		area.to = transition["to"]
		area.edge = transition["edge"]
		area.position = Vector2(strip["x"] as float, strip["y"] as float) + size / 2.0
		_add(map, parent, area)
		var rectangle := RectangleShape2D.new()
		rectangle.size = size
		var shape := CollisionShape2D.new()
		shape.name = "Shape"
		shape.shape = rectangle
		_add(map, area, shape)
