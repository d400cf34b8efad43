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
## Points it can still spend.
var points: int = 0
## What it has spent on each stat.
var spent: Dictionary[String, int] = {}
## What it is made of, all counted in.
var stats: Dictionary[String, int] = {}
## Life points when this was told, and the most there can be; 0 when that was not told.
var life: int = 0
var most_life: int = 0

var _told_at_ms: int = 0


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
	character.points = reader.whole_or("points", 0)
	character.spent = reader.counts_or_empty("spent")
	character.stats = reader.counts_or_empty("stats")
	character.set_life(reader.whole_or("life", 0), reader.whole_or("most_life", character.stats.get("health", 0)))
	return character if reader.ok else null


## Takes what was just told of its life.
func set_life(now: int, most: int) -> void:
	life = now
	most_life = most
	_told_at_ms = Time.get_ticks_msec()


## The life points it has by now: one more each second for every hundred (begun) of the most there can be.
func life_now() -> int:
	return life_after((Time.get_ticks_msec() - _told_at_ms) / 1000)


## The life points it has `seconds` after they were told.
func life_after(seconds: int) -> int:
	return mini(life + seconds * ((most_life + 99) / 100), most_life)
