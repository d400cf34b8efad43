class_name CombatStarted
extends ServerMessage
## A fight as it is now; replaces whatever was known of it.

var state: FightState

var _data: Dictionary


static func from_data(data: Variant) -> CombatStarted:
	var message: CombatStarted = CombatStarted.new()
	message.state = FightState.from_data(data)
	if message.state == null:
		return null
	message._data = data
	return message


## The state once more, for somebody who changes it at a pace of their own.
func another_state() -> FightState:
	return FightState.from_data(_data)
