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
	for entry: Variant in reader.list("groups"):
		var group: MonsterGroup = MonsterGroup.from_data(entry)
		reader.ok = reader.ok and group != null
		message.groups.append(group)
	for entry: Variant in reader.list("fights"):
		var fight: FightOnMap = FightOnMap.from_data(entry)
		reader.ok = reader.ok and fight != null
		message.fights.append(fight)
	message.gone_groups = reader.numbers("gone_groups")
	for id: Variant in reader.list("gone_fights"):
		message.gone_fights.append(str(id))
	return message if reader.ok else null
