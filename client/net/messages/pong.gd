class_name Pong
extends ServerMessage
## The answer to a ping.

## What the ping carried; 0 when that was no number.
var t: int = 0
## Unix time in milliseconds.
var server_time: int = 0


static func from_data(data: Variant) -> Pong:
	var reader: DataReader = DataReader.new(data)
	var message: Pong = Pong.new()
	message.t = reader.whole_or("t", 0)
	message.server_time = reader.whole("server_time")
	return message if reader.ok else null
