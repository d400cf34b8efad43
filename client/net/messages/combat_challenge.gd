class_name CombatChallenge
extends ServerMessage
## A challenge has begun or is over.

const OFFERED: String = "offered"

## `offered`, `accepted`, `refused`, `cancelled` or `expired`.
var state: String = ""
## The user who asked, and the one who was asked.
var from: String = ""
var to: String = ""
## Of the character that asked.
var name: String = ""
var level: int = 1
## Unix time in milliseconds.
var ends_at: int = 0


static func from_data(data: Variant) -> CombatChallenge:
	var reader: DataReader = DataReader.new(data)
	var message: CombatChallenge = CombatChallenge.new()
	message.state = reader.text("state")
	message.from = reader.text("from")
	message.to = reader.text("to")
	message.name = reader.text("name")
	message.level = reader.whole("level")
	message.ends_at = reader.whole_or("ends_at", 0)
	return message if reader.ok else null
