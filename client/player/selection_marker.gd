class_name SelectionMarker
extends Node2D
## The ring at the feet of a character that is pointed at or chosen.

const _RADIUS := 21.0
const _POINTS := 28
const _FLATNESS := 0.5

var _hovered := false
var _selected := false


## Shows the ring of a pointed-at or a chosen character, or none.
func show_as(hovered: bool, selected: bool) -> void:
	_hovered = hovered
	_selected = selected
	visible = hovered or selected
	queue_redraw()


func _draw() -> void:
	var colour := Palette.GOLD if _selected else Palette.TEXT
	draw_colored_polygon(_ellipse(_RADIUS), Color(colour, 0.18 if _selected else 0.1))
	if not _selected:
		draw_polyline(_closed(_ellipse(_RADIUS)), Color(colour, 0.75), 1.5)
		return
	draw_polyline(_closed(_ellipse(_RADIUS + 1.0)), Color(Palette.INK, 0.7), 4.0)
	draw_polyline(_closed(_ellipse(_RADIUS)), colour, 2.0)
	for corner: Vector2 in [Vector2.RIGHT, Vector2.DOWN, Vector2.LEFT, Vector2.UP]:
		var tip := corner * Vector2(1.0, _FLATNESS) * (_RADIUS + 5.0)
		var foot := corner * Vector2(1.0, _FLATNESS) * (_RADIUS - 3.0)
		var side := corner.orthogonal() * Vector2(1.0, _FLATNESS) * 5.0
		draw_colored_polygon(PackedVector2Array([tip, foot + side, foot - side]), colour)


static func _ellipse(radius: float) -> PackedVector2Array:
	var points := PackedVector2Array()
	for index: int in _POINTS:
		points.append(Vector2.from_angle(TAU * index / _POINTS) * Vector2(radius, radius * _FLATNESS))
	return points


static func _closed(points: PackedVector2Array) -> PackedVector2Array:
	points.append(points[0])
	return points
