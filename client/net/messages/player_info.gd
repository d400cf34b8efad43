class_name PlayerInfo
extends RefCounted
## Another player of the map, as the server describes them.

const NO_NUMBER: int = -1

var user_id: String = ""
var character_id: String = ""
## The account's name: what whispers go to.
var username: String = ""
## The character's name: what stands above its head.
var name: String = ""
## Where the player is, in map pixels.
var position: Vector2 = Vector2.ZERO
var map_id: String = ""
## What binary moves call the player by on this map; NO_NUMBER from a server that does not give any.
var number: int = NO_NUMBER
var level: int = 1
var character_class: String = ""


## Null when `data` is not such an object.
static func from_data(data: Variant) -> PlayerInfo:
	var reader: DataReader = DataReader.new(data)
	var player: PlayerInfo = PlayerInfo.new()
	player.user_id = reader.text("user_id")
	player.character_id = reader.text("character_id")
	player.username = reader.text("username")
	player.name = reader.text_or("name", player.username)
	player.position = reader.vector("x", "y")
	player.map_id = reader.text("map_id")
	player.number = reader.whole_or("number", NO_NUMBER)
	player.level = reader.whole("level")
	player.character_class = reader.text("class")
	return player if reader.ok else null
