class_name CombatActionResponse
extends ServerMessage
## An own action in a fight was accepted.

var action: String = ""
## Empty for what is no fight yet.
var fight_id: String = ""
## What the action did is in the updates up to this number; 0 for what is no fight yet.
var event: int = 0


static func from_data(data: Variant) -> CombatActionResponse:
	var reader: DataReader = DataReader.new(data)
	var message: CombatActionResponse = CombatActionResponse.new()
	message.action = reader.text("action")
	message.fight_id = reader.text_or("fight_id", "")
	message.event = reader.whole_or("event", 0)
	return message if reader.ok else null
