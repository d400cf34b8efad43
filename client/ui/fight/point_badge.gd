class_name PointBadge
extends Control
## A number of points in a shape of their colour.

enum Shape { HEART, STAR, DIAMOND }

@export var shape := Shape.STAR
@export var colour := Palette.ACTION_POINTS

var _text := ""
var _part := 1.0


func _init() -> void:
	custom_minimum_size = Vector2(50, 50)


## Shows [param text]; a heart is filled to [param part], from 0 to 1.
func show_points(text: String, part := 1.0) -> void:
	_text = text
	_part = clampf(part, 0.0, 1.0)
	queue_redraw()


func _draw() -> void:
	var outline := _outline()
	var middle := size / 2.0
	for at: int in outline.size():
		outline[at] = middle + outline[at] * minf(size.x, size.y) / 2.0
	draw_colored_polygon(outline, colour.darkened(0.72))
	var filled := _below(outline, lerpf(size.y, 0.0, _part))
	for part: PackedVector2Array in filled:
		draw_colored_polygon(part, colour.darkened(0.12))
	outline.append(outline[0])
	draw_polyline(outline, Palette.INK, 5.0, true)
	draw_polyline(outline, colour.lightened(0.25), 2.0, true)
	var font := ThemeDB.fallback_font
	var font_size := 20 if _text.length() < 4 else 15
	var extent := font.get_string_size(_text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size)
	var at := middle + Vector2(-extent.x / 2.0, font_size * 0.36)
	draw_string_outline(font, at, _text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size, 6, Palette.INK)
	draw_string(font, at, _text, HORIZONTAL_ALIGNMENT_LEFT, -1, font_size, Color.WHITE)


func _below(outline: PackedVector2Array, height: float) -> Array[PackedVector2Array]:
	var box := PackedVector2Array([Vector2(-4, height), Vector2(size.x + 4.0, height), size + Vector2(4, 4), Vector2(-4, size.y + 4.0)])
	return Geometry2D.intersect_polygons(outline, box)


func _outline() -> PackedVector2Array:
	var points := PackedVector2Array()
	match shape:
		Shape.DIAMOND:
			points = PackedVector2Array([Vector2(0, -0.95), Vector2(0.95, 0), Vector2(0, 0.95), Vector2(-0.95, 0)])
		Shape.HEART:
			for i: int in 36:
				var t := TAU * i / 36.0
				points.append(Vector2(16.0 * pow(sin(t), 3), -(13.0 * cos(t) - 5.0 * cos(2 * t) - 2.0 * cos(3 * t) - cos(4 * t))) / 17.0 - Vector2(0, 0.08))
		_:
			for i: int in 12:
				points.append(Vector2.from_angle(TAU * i / 12.0 - PI / 2.0) * (0.95 if i % 2 == 0 else 0.74))
	return points
