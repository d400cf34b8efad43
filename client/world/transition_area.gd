@tool
class_name TransitionArea
extends Area2D
## A strip at the edge of a map from where one may go to the neighbour beyond it.

const EDGES: Array[String] = ["north", "east", "south", "west"]

## The map one goes to, as `map_X_Y`.
@export var to := "":
	set(value):
		to = value
		update_configuration_warnings()
## The edge of this map it lies at.
@export_enum("north", "east", "south", "west") var edge := "north":
	set(value):
		edge = value
		update_configuration_warnings()


func _init() -> void:
	monitoring = false
	monitorable = false


## The strip in px of the map; edges belong to it.
func area() -> Rect2:
	for child in get_children():
		var shape := child as CollisionShape2D
		if shape != null and shape.shape is RectangleShape2D:
			var size := (shape.shape as RectangleShape2D).size
			return Rect2(position + shape.position - size / 2.0, size)
	return Rect2()


func contains(point: Vector2) -> bool:
	var strip := area()
	return (point.x >= strip.position.x and point.x <= strip.end.x
			and point.y >= strip.position.y and point.y <= strip.end.y)


func _get_configuration_warnings() -> PackedStringArray:
	var warnings := PackedStringArray()
	var pattern := RegEx.create_from_string("^map_-?\\d+_-?\\d+$")
	if pattern.search(to) == null:
		warnings.append("`to` names a map, such as map_0_1.")
	if edge not in EDGES:
		warnings.append("`edge` is north, east, south or west.")
	if not area().has_area():
		warnings.append("A transition area has a CollisionShape2D with a RectangleShape2D.")
	return warnings
