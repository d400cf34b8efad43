class_name WorldMap
extends Control
## The maps a character has been to, as a grid around the current one. Dragging moves it, where that is allowed.

## The size of a map in pixels.
@export var cell := Vector2(22.0, 13.0)
## Whether the player may look around.
@export var draggable := false

const _GAP := 4.0

var _visited: VisitedMaps
var _here := Vector2i.ZERO
var _offset := Vector2.ZERO


func _ready() -> void:
	clip_contents = true
	visibility_changed.connect(_on_visibility_changed)
	resized.connect(queue_redraw)


## Shows what [param visited] holds, with the player on [param map_id].
func show_world(visited: VisitedMaps, map_id: String) -> void:
	_visited = visited
	_here = VisitedMaps.coordinates(map_id)
	_offset = Vector2.ZERO
	queue_redraw()


func _gui_input(event: InputEvent) -> void:
	var motion := event as InputEventMouseMotion
	if draggable and motion != null and motion.button_mask & MOUSE_BUTTON_MASK_LEFT != 0:
		_offset += motion.relative
		queue_redraw()
		accept_event()


func _get_tooltip(at: Vector2) -> String:
	if _visited == null:
		return ""
	var map_id := VisitedMaps.id_at(_cell_at(at))
	var place := _visited.place(map_id)
	return "%s  (%d, %d)" % [MapTitle.localised(place.title), _cell_at(at).x, _cell_at(at).y] if place != null else ""


func _draw() -> void:
	draw_rect(Rect2(Vector2.ZERO, size), Color(0.05, 0.06, 0.1, 0.85))
	if _visited == null:
		return
	var step := cell + Vector2(_GAP, _GAP)
	var reach := Vector2i((size / step / 2.0).ceil()) + Vector2i.ONE
	var centre := _cell_at(size / 2.0)
	for y: int in range(centre.y - reach.y, centre.y + reach.y + 1):
		for x: int in range(centre.x - reach.x, centre.x + reach.x + 1):
			_draw_map(Vector2i(x, y))
	for y: int in range(centre.y - reach.y, centre.y + reach.y + 1):
		for x: int in range(centre.x - reach.x, centre.x + reach.x + 1):
			_draw_ways(Vector2i(x, y))
	var here := _rect_of(_here)
	draw_rect(here.grow(2.0), Palette.GOLD, false, 2.0)
	draw_circle(here.get_center(), 4.0, Palette.INK)
	draw_circle(here.get_center(), 2.5, Palette.GOLD)


func _draw_map(at: Vector2i) -> void:
	var rect := _rect_of(at)
	var place := _visited.place(VisitedMaps.id_at(at))
	if place == null:
		draw_rect(rect, Color(Palette.LINE, 0.16))
		return
	var colour := Palette.of_landscape(place.landscape)
	draw_rect(rect, colour.darkened(0.35))
	draw_rect(Rect2(rect.position, rect.size - Vector2(0.0, 2.0)), colour)
	draw_rect(Rect2(rect.position, Vector2(rect.size.x, 2.0)), colour.lightened(0.25))


# A stub towards each neighbour one can go to.
func _draw_ways(at: Vector2i) -> void:
	var place := _visited.place(VisitedMaps.id_at(at))
	if place == null:
		return
	var rect := _rect_of(at)
	for exit: String in place.exits:
		var way := Vector2(VisitedMaps.coordinates(exit) - at) * Vector2(1.0, -1.0)
		var from := rect.get_center() + way * (rect.size / 2.0 - Vector2.ONE)
		draw_line(from, from + way * (_GAP + 1.0), Palette.of_landscape(place.landscape).lightened(0.3), 3.0)


func _rect_of(at: Vector2i) -> Rect2:
	var step := cell + Vector2(_GAP, _GAP)
	var away := Vector2(at - _here) * Vector2(1.0, -1.0)
	return Rect2((size / 2.0 + _offset + away * step - cell / 2.0).round(), cell)


func _cell_at(point: Vector2) -> Vector2i:
	var away := ((point - size / 2.0 - _offset) / (cell + Vector2(_GAP, _GAP))).round()
	return _here + Vector2i(int(away.x), -int(away.y))


func _on_visibility_changed() -> void:
	_offset = Vector2.ZERO
	queue_redraw()
