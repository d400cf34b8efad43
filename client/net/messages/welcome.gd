class_name Welcome
extends ServerMessage
## The first message of every session: who and where one is.

var user_id: String = ""
var character_id: String = ""
var username: String = ""
var character: CharacterInfo
var map_id: String = ""
var position: Vector2 = Vector2.ZERO
## Unix time in milliseconds.
var server_time: int = 0
var protocol: int = 0
## Lets a session that was cut off go on for a while; spent when used.
var resume_token: String = ""


static func from_data(data: Variant) -> Welcome:
	var reader: DataReader = DataReader.new(data)
	var message: Welcome = Welcome.new()
	message.user_id = reader.text("user_id")
	message.character_id = reader.text("character_id")
	message.username = reader.text("username")
	message.character = reader.made("character", CharacterInfo.from_data)
	message.map_id = reader.text("map_id")
	message.position = reader.vector("x", "y")
	message.server_time = reader.whole("server_time")
	message.protocol = reader.whole("protocol")
	message.resume_token = reader.text_or("resume_token", "")
	if not reader.ok:
		return null
	# Where the two could differ, the session is right.
	message.character.user_id = message.user_id
	message.character.map_id = message.map_id
	message.character.position = message.position
	return message
