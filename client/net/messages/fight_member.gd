class_name FightMember
extends RefCounted
## One of a group or of a side of a fight, as it is told on the map: a player by name, or a monster by kind.

## Of a player; else empty.
var name: String = ""
## What kind of monster; empty for a player.
var monster: String = ""
var level: int = 1


## Null when `data` is not such an object.
static func from_data(data: Variant) -> FightMember:
	var reader: DataReader = DataReader.new(data)
	var member: FightMember = FightMember.new()
	member.name = reader.text_or("name", "")
	member.monster = reader.text_or("monster", "")
	member.level = reader.whole("level")
	return member if reader.ok and member.name.is_empty() != member.monster.is_empty() else null
