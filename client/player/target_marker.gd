class_name TargetMarker
extends Node2D
## Shows on the ground where the player's character is going.

const _CELL := Vector2(86.0, 43.0)
const _BETWEEN_GROUND_AND_DECOR := -1

var _tween: Tween
var _size := 1.0


func _ready() -> void:
	z_index = _BETWEEN_GROUND_AND_DECOR
	hide()


## Appears at [param where], in the map's pixels, and breathes until [method vanish].
func show_at(where: Vector2) -> void:
	position = where
	modulate.a = 1.0
	show()
	_restart()
	_tween.set_loops()
	_tween.tween_method(_resize, 0.62, 0.5, 0.45).set_trans(Tween.TRANS_SINE)
	_tween.tween_method(_resize, 0.5, 0.62, 0.45).set_trans(Tween.TRANS_SINE)


## Fades away.
func vanish() -> void:
	if not visible:
		return
	_restart()
	_tween.tween_property(self, ^"modulate:a", 0.0, 0.2)
	_tween.tween_callback(hide)


func _restart() -> void:
	if _tween != null:
		_tween.kill()
	_tween = create_tween()


func _resize(size: float) -> void:
	_size = size
	queue_redraw()


func _draw() -> void:
	var half := _CELL / 2.0 * _size
	var corners := PackedVector2Array([Vector2(0, -half.y), Vector2(half.x, 0), Vector2(0, half.y), Vector2(-half.x, 0)])
	draw_colored_polygon(corners, Color(Palette.GOLD, 0.16))
	for index: int in 4:
		var corner := corners[index]
		for neighbour: Vector2 in [corners[(index + 1) % 4], corners[(index + 3) % 4]]:
			var end := corner.lerp(neighbour, 0.3)
			draw_line(corner, end, Color(Palette.INK, 0.6), 4.0)
			draw_line(corner, end, Palette.GOLD, 2.0)
