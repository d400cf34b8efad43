class_name PlayerJoin
extends ServerMessage
## Another player came to the map.

var player: PlayerInfo


static func from_data(data: Variant) -> PlayerJoin:
	var message: PlayerJoin = PlayerJoin.new()
	message.player = PlayerInfo.from_data(data)
	return message if message.player != null else null
