class_name MonsterGroup
extends RefCounted
## A group of monsters that wanders on a map.

## Its number while the server runs.
var group: int = 0
## Where it is, in map pixels.
var position: Vector2 = Vector2.ZERO
## The sum of its monsters' levels.
var level: int = 0
var monsters: Array[FightMember] = []


## Null when `data` is not such an object.
static func from_data(data: Variant) -> MonsterGroup:
	var reader: DataReader = DataReader.new(data)
	var found: MonsterGroup = MonsterGroup.new()
	found.group = reader.whole("group")
	found.position = reader.vector("x", "y")
	found.level = reader.whole("level")
	found.monsters.assign(reader.list_made("monsters", FightMember.from_data))
	return found if reader.ok and not found.monsters.is_empty() else null
