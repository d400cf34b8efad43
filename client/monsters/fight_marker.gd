class_name FightMarker
extends EncounterView
## Stands on the map for a fight: crossed swords on a banner, and how many are on each side.

const _AREA := Rect2(-26.0, -66.0, 52.0, 74.0)

## What is shown.
var info: FightOnMap

var _hovered := false
var _age := 0.0


func _init() -> void:
	super(68.0)
	# A fight must not hide behind a tree.
	z_index = 1


func _process(delta: float) -> void:
	_age += delta
	queue_redraw()


func dress(fight: FightOnMap) -> void:
	info = fight
	position = fight.position
	write_plate()


func write_plate() -> void:
	_plate.write(tr("fight.marker") % [info.attackers.size(), info.defenders.size()], false)


func set_hovered(hovered: bool) -> void:
	_hovered = hovered
	super(hovered)


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
