class_name MonstersData
extends ServerMessage
## What stands on the map besides players: all of it, or what has changed.

var map_id: String = ""
## Whether it replaces what was known.
var complete: bool = false
var groups: Array[MonsterGroup] = []
var fights: Array[FightOnMap] = []
var gone_groups: PackedInt32Array = []
var gone_fights: PackedStringArray = []


static func from_data(data: Variant) -> MonstersData:
	var reader: DataReader = DataReader.new(data)
	var message: MonstersData = MonstersData.new()
	message.map_id = reader.text("map_id")
	message.complete = reader.flag("complete")
	message.groups.assign(reader.list_made("groups", MonsterGroup.from_data))
	message.fights.assign(reader.list_made("fights", FightOnMap.from_data))
	message.gone_groups = reader.numbers("gone_groups")
	message.gone_fights = reader.texts("gone_fights")
	return message if reader.ok else null
