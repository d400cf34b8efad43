class_name PlayersList
extends ServerMessage
## Everyone else on the map; replaces what was known before.

var players: Array[PlayerInfo] = []


static func from_data(data: Variant) -> PlayersList:
	if data is not Array:
		return null
	var message: PlayersList = PlayersList.new()
	for entry: Variant in data:
		var player: PlayerInfo = PlayerInfo.from_data(entry)
		if player == null:
			return null
		message.players.append(player)
	return message
