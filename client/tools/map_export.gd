extends RefCounted
## A map scene as its document, in the server's own form (docs/maps.md), to the byte.


## The text of maps/<id>.json, or "" with the reason in `errors` if the scene is not a whole map.
static func text_of(map: GameMap, errors: PackedStringArray) -> String:
	var ground := map.get_node("Ground") as TileMapLayer
	var decor := map.get_node("Decor") as TileMapLayer
	var used: Dictionary[String, bool] = {}
	for y in IsoGrid.ROWS:
		for x in IsoGrid.COLUMNS:
			var cell := Vector2i(x, y)
			var name := TileCatalog.name_at(ground, cell)
			if name not in TileCatalog.GROUND:
				errors.append("%s: no ground at column %d, row %d" % [map.map_id, x, y])
			used[name] = true
			used[TileCatalog.name_at(decor, cell)] = true
	if not errors.is_empty():
		return ""
	var names: Array[String] = []
	for name: String in TileCatalog.GROUND + TileCatalog.DECOR:
		if name in used:
			names.append(name)
	var text := '{"format":1,\n"id":%s,\n"title":%s,\n"landscape":%s' % [
		_string(map.map_id), _string(map.title), _string(map.landscape)]
	text += ',\n"size":{"width":%d,"height":%d}' % [IsoGrid.MAP.x, IsoGrid.MAP.y]
	text += ',\n"cell":{"width":%d,"height":%d}' % [IsoGrid.CELL.x, IsoGrid.CELL.y]
	text += ',\n"grid":{"columns":%d,"rows":%d}' % [IsoGrid.COLUMNS, IsoGrid.ROWS]
	text += ',\n"walkable":[%s\n]' % ",".join(_walkable(map.get_node("Collisions") as TileMapLayer))
	text += ',\n"spawn_points":[%s\n]' % ",".join(_spawn_points(map))
	text += ',\n"transitions":[%s\n]' % ",".join(_transitions(map))
	text += ',\n"tile_names":[%s]' % ",".join(names.map(_string))
	text += ',\n"layers":[\n%s,\n%s\n]}\n' % [_layer("ground", ground, names), _layer("decor", decor, names)]
	return text


static func _walkable(layer: TileMapLayer) -> PackedStringArray:
	var lines := PackedStringArray()
	for y in IsoGrid.ROWS:
		var line := ""
		for x in IsoGrid.COLUMNS:
			line += "." if layer.get_cell_source_id(Vector2i(x, y)) < 0 else "#"
		lines.append('\n"%s"' % line)
	return lines


static func _spawn_points(map: GameMap) -> PackedStringArray:
	var lines := PackedStringArray()
	for point in map.spawn_points():
		lines.append('\n{"name":%s,"x":%s,"y":%s}' % [
			_string(point.name), _number(point.position.x), _number(point.position.y)])
	return lines


static func _transitions(map: GameMap) -> PackedStringArray:
	var lines := PackedStringArray()
	for transition in map.transitions():
		var area := transition.area()
		lines.append('\n{"to":%s,"edge":%s,"area":{"x":%s,"y":%s,"width":%s,"height":%s}}' % [
			_string(transition.to), _string(transition.edge), _number(area.position.x), _number(area.position.y),
			_number(area.size.x), _number(area.size.y)])
	return lines


static func _layer(name: String, layer: TileMapLayer, names: Array[String]) -> String:
	var rows := PackedStringArray()
	for y in IsoGrid.ROWS:
		var row := PackedStringArray()
		for x in IsoGrid.COLUMNS:
			row.append(str(names.find(TileCatalog.name_at(layer, Vector2i(x, y)))))
		rows.append("\n[%s]" % ",".join(row))
	return '{"name":"%s","tiles":[%s\n]}' % [name, ",".join(rows)]


static func _string(value: String) -> String:
	return JSON.stringify(value)


## At most two decimals and no more than needed.
static func _number(value: float) -> String:
	var text := "%.2f" % value
	return text.rstrip("0").trim_suffix(".")
