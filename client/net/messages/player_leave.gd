class_name PlayerLeave
extends ServerMessage
## Another player left the map.

var user_id: String = ""
## `left`, `changed_map`, `disconnected` or `taken_over`.
var reason: String = ""


static func from_data(data: Variant) -> PlayerLeave:
	var reader: DataReader = DataReader.new(data)
	var message: PlayerLeave = PlayerLeave.new()
	message.user_id = reader.text("user_id")
	message.reason = reader.text("reason")
	return message if reader.ok else null
