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


## The members below `key`; `reader` is not ok any more when one is not as it must be.
static func list_from(reader: DataReader, key: String) -> Array[FightMember]:
	var members: Array[FightMember] = []
	for entry: Variant in reader.list(key):
		var member: FightMember = from_data(entry)
		reader.ok = reader.ok and member != null
		members.append(member)
	return members
