class_name CombatUpdate
extends ServerMessage
## What happened in a fight, in order and without gaps.

var fight_id: String = ""
var events: Array[FightEvent] = []


static func from_data(data: Variant) -> CombatUpdate:
	var reader: DataReader = DataReader.new(data)
	var message: CombatUpdate = CombatUpdate.new()
	message.fight_id = reader.text("fight_id")
	message.events.assign(reader.list_made("events", FightEvent.from_data))
	return message if reader.ok else null
