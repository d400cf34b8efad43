class_name ServerNotice
extends ServerMessage
## A sentence for everybody.

## `shutdown`, `moderation`, or one that is not known yet.
var kind: String = ""
var text: String = ""


static func from_data(data: Variant) -> ServerNotice:
	var reader: DataReader = DataReader.new(data)
	var message: ServerNotice = ServerNotice.new()
	message.text = reader.text("text")
	message.kind = reader.text("kind")
	return message if reader.ok else null
