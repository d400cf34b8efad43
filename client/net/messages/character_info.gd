class_name CharacterInfo
extends RefCounted
## One of the own characters.

var id: String = ""
var user_id: String = ""
var name: String = ""
var character_class: String = ""
var level: int = 1
var experience: int = 0
var map_id: String = ""
## Where the character stands, in map pixels.
var position: Vector2 = Vector2.ZERO
## When it was last played, Unix time in milliseconds; 0 for never.
var last_played_at: int = 0


## Null when `data` is not such an object. Whose it is and where it stands may be missing: a welcome tells those itself.
static func from_data(data: Variant) -> CharacterInfo:
	var reader: DataReader = DataReader.new(data)
	var character: CharacterInfo = CharacterInfo.new()
	character.id = reader.text("id")
	character.user_id = reader.text_or("user_id", "")
	character.name = reader.text("name")
	character.character_class = reader.text("class")
	character.level = reader.whole("level")
	character.experience = reader.whole("experience")
	character.map_id = reader.text_or("map_id", "")
	character.position = Vector2(reader.number_or("pos_x", 0.0), reader.number_or("pos_y", 0.0))
	character.last_played_at = reader.whole_or("last_played_at", 0)
	return character if reader.ok else null
