class_name SpellFlight
extends Node2D
## What one sees of a cast: something in the element's colour that flies to its cell, and bursts on every cell it touches.

const _SPEED := 900.0
const _HIGH := Vector2(0, -26)
const _TAIL := 7

var _colour := Color.WHITE
var _trail := PackedVector2Array()


func _init(element: String) -> void:
	_colour = Palette.of_element(element)
	z_index = 2


## Flies from one cell to another; await it.
func fly(from: int, to: int, hurry: float) -> void:
	position = FightGrid.centre(from) + _HIGH
	var goal := FightGrid.centre(to) + _HIGH * 0.6
	var seconds := position.distance_to(goal) / _SPEED / hurry
	var tween := create_tween()
	tween.tween_property(self, ^"position", goal, maxf(seconds, 0.05))
	tween.tween_callback(_trail.clear)
	await tween.finished
	hide()


## Bursts on each of `cells`, then frees itself.
func burst(cells: PackedInt32Array) -> void:
	for cell: int in cells:
		get_parent().add_child(_sparks(FightGrid.centre(cell)))
	queue_free()


func _process(_delta: float) -> void:
	_trail.append(position)
	if _trail.size() > _TAIL:
		_trail.remove_at(0)
	queue_redraw()


func _draw() -> void:
	for at: int in _trail.size():
		var size := 3.0 + at * 1.2
		draw_rect(Rect2(_trail[at] - position - Vector2(size, size) / 2.0, Vector2(size, size)), Color(_colour, 0.12 * at))
	draw_rect(Rect2(-6, -6, 12, 12), _colour)
	draw_rect(Rect2(-3, -3, 6, 6), Color.WHITE)


func _sparks(at: Vector2) -> CPUParticles2D:
	var sparks := CPUParticles2D.new()
	sparks.position = at + Vector2(0, -10)
	sparks.z_index = 2
	sparks.one_shot = true
	sparks.explosiveness = 0.9
	sparks.amount = 22
	sparks.lifetime = 0.55
	sparks.emission_shape = CPUParticles2D.EMISSION_SHAPE_SPHERE
	sparks.emission_sphere_radius = 14.0
	sparks.direction = Vector2.UP
	sparks.spread = 70.0
	sparks.initial_velocity_min = 30.0
	sparks.initial_velocity_max = 110.0
	sparks.gravity = Vector2(0, 160)
	sparks.scale_amount_min = 2.0
	sparks.scale_amount_max = 6.0
	var fade := Gradient.new()
	fade.set_color(0, _colour.lightened(0.5))
	fade.set_color(1, Color(_colour, 0.0))
	sparks.color_ramp = fade
	sparks.emitting = true
	sparks.finished.connect(sparks.queue_free)
	return sparks
