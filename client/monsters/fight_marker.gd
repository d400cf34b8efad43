class_name FightMarker
extends Node2D
## Stands on the map for a fight: crossed swords on a banner, and how many are on each side.

const _AREA := Rect2(-26.0, -66.0, 52.0, 74.0)

## What is shown.
var info: FightOnMap

var _plate := NamePlate.new()
var _marker := SelectionMarker.new()
var _hovered := false
var _age := 0.0


func _init() -> void:
	# A fight must not hide behind a tree.
	z_index = 1
	_marker.hide()
	add_child(_marker)
	_plate.position = Vector2(0, -68)
	_plate.z_index = 1
	_plate.texture_filter = TEXTURE_FILTER_LINEAR
	add_child(_plate)


func _process(delta: float) -> void:
	_age += delta
	queue_redraw()


func dress(fight: FightOnMap) -> void:
	info = fight
	position = fight.position
	write_plate()


## Writes how many fight, in the player's language.
func write_plate() -> void:
	_plate.write(tr("fight.marker") % [info.attackers.size(), info.defenders.size()], false)


func set_plate_scale(plate_scale: float) -> void:
	_plate.scale = Vector2(plate_scale, plate_scale)


func set_hovered(hovered: bool) -> void:
	_hovered = hovered
	_marker.show_as(hovered, false)
	_plate.emphasise(hovered)


## Whether the point, in the map's pixels, is on the marker.
func has_point(point: Vector2) -> bool:
	return _AREA.has_point(point - position)


func _draw() -> void:
	var open := info != null and info.phase == FightState.PLACEMENT
	var colour := Palette.GOLD if open else Palette.FOE
	var bob := roundf(sin(_age * 3.0) * 2.0)
	draw_set_transform(Vector2.ZERO, 0.0, Vector2(1.0, 0.5))
	draw_circle(Vector2.ZERO, 20.0, Color(Palette.INK, 0.35))
	draw_arc(Vector2.ZERO, 20.0 + fmod(_age * 14.0, 14.0), 0.0, TAU, 32, Color(colour, 1.0 - fmod(_age, 1.0)), 3.0)
	draw_set_transform(Vector2.ZERO)
	draw_rect(Rect2(-2, -14 + bob * 0.3, 4, 14), Color("5c3b37"))
	var cloth := Rect2(-20, -62 + bob, 40, 44)
	var shape := PackedVector2Array([
		cloth.position, cloth.position + Vector2(40, 0), cloth.end - Vector2(0, 8), Vector2(0, cloth.end.y), cloth.position + Vector2(0, 36),
	])
	draw_colored_polygon(shape, Palette.RAISED.lerp(colour, 0.25 if _hovered else 0.12))
	shape.append(shape[0])
	draw_polyline(shape, Palette.INK, 4.0)
	draw_polyline(shape, colour, 2.0)
	draw_texture_rect(PixelIcon.texture(FightIcons.SWORDS), Rect2(-16, -58 + bob, 32, 32), false, colour)
