class_name PlayerMove
extends ServerMessage
## Where another player is now.

var user_id: String = ""
var position: Vector2 = Vector2.ZERO
var map_id: String = ""


static func from_data(data: Variant) -> PlayerMove:
	var reader: DataReader = DataReader.new(data)
	var message: PlayerMove = PlayerMove.new()
	message.user_id = reader.text("user_id")
	message.position = reader.vector("x", "y")
	message.map_id = reader.text("map_id")
	return message if reader.ok else null
