class_name FightOnMap
extends RefCounted
## A fight as those see it who walk on its map.

var fight_id: String = ""
## Where its marker stands, in map pixels.
var position: Vector2 = Vector2.ZERO
## `monsters` or `challenge`.
var kind: String = ""
## `placement` or `active`.
var phase: String = ""
## When the placement ends, Unix time in milliseconds; 0 when it is over.
var ends_at: int = 0
var attackers: Array[FightMember] = []
var defenders: Array[FightMember] = []
## The sides one can join.
var open: PackedStringArray = []


## Null when `data` is not such an object.
static func from_data(data: Variant) -> FightOnMap:
	var reader: DataReader = DataReader.new(data)
	var fight: FightOnMap = FightOnMap.new()
	fight.fight_id = reader.text("fight_id")
	fight.position = reader.vector("x", "y")
	fight.kind = reader.text("kind")
	fight.phase = reader.text("phase")
	fight.ends_at = reader.whole_or("ends_at", 0)
	fight.attackers.assign(reader.list_made("attackers", FightMember.from_data))
	fight.defenders.assign(reader.list_made("defenders", FightMember.from_data))
	fight.open = reader.texts("open")
	return fight if reader.ok else null
