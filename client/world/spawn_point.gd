@tool
class_name SpawnPoint
extends Marker2D
## Where players appear: the node's name is `default`, or the edge of the map they come in by.

const NAMES: Array[String] = ["default", "north", "east", "south", "west"]


func _get_configuration_warnings() -> PackedStringArray:
	var warnings := PackedStringArray()
	if String(name) not in NAMES:
		warnings.append("A spawn point is called default, north, east, south or west.")
	if not IsoGrid.on_map(position):
		warnings.append("A spawn point lies on the map.")
	return warnings
