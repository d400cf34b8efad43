class_name PositionCorrection
extends ServerMessage
## An own move was refused; this is where one really is.

var position: Vector2 = Vector2.ZERO
var map_id: String = ""
## `out_of_bounds`, `not_walkable`, `wall`, `too_fast`, `wrong_map` or `in_transit`.
var reason: String = ""


static func from_data(data: Variant) -> PositionCorrection:
	var reader: DataReader = DataReader.new(data)
	var message: PositionCorrection = PositionCorrection.new()
	message.position = reader.vector("x", "y")
	message.map_id = reader.text("map_id")
	message.reason = reader.text("reason")
	return message if reader.ok else null
