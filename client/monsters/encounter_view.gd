class_name EncounterView
extends Node2D
## Something on the map one can meet: it has a plate above it, and is marked while it is pointed at.

var _plate := NamePlate.new()
var _marker := SelectionMarker.new()


func _init(plate_height: float) -> void:
	_marker.hide()
	add_child(_marker)
	_plate.position = Vector2(0, -plate_height)
	_plate.z_index = 1
	_plate.texture_filter = TEXTURE_FILTER_LINEAR
	add_child(_plate)


## Keeps the plate readable: [param plate_scale] is what undoes the camera's zoom.
func set_plate_scale(plate_scale: float) -> void:
	_plate.scale = Vector2(plate_scale, plate_scale)


## Marks it as pointed at.
func set_hovered(hovered: bool) -> void:
	_marker.show_as(hovered, false)
	_plate.emphasise(hovered)


## Writes what stands on the plate, in the player's language.
func write_plate() -> void:
	pass


## Whether the point, in the map's pixels, is on it.
func has_point(_point: Vector2) -> bool:
	return false
