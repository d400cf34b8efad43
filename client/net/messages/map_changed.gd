class_name MapChanged
extends ServerMessage
## The crossing succeeded: one stands on another map now.

var map_id: String = ""
var spawn: Vector2 = Vector2.ZERO


static func from_data(data: Variant) -> MapChanged:
	var reader: DataReader = DataReader.new(data)
	var message: MapChanged = MapChanged.new()
	message.map_id = reader.text("map_id")
	message.spawn = reader.vector("spawn_x", "spawn_y")
	return message if reader.ok else null
