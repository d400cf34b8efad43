class_name ChatLine
extends ServerMessage
## Something somebody said, perhaps oneself.

## `map`, `global` or `whisper`.
var channel: String = ""
## The speaker's user name.
var from: String = ""
var user_id: String = ""
## Whom a whisper went to; empty otherwise.
var to: String = ""
## Plain text: never to be read as markup.
var text: String = ""
## When the server took the line, Unix time in milliseconds.
var at: int = 0


static func from_data(data: Variant) -> ChatLine:
	var reader: DataReader = DataReader.new(data)
	var message: ChatLine = ChatLine.new()
	message.channel = reader.text("channel")
	message.from = reader.text("from")
	message.user_id = reader.text("user_id")
	message.to = reader.text_or("to", "")
	message.text = reader.text("text")
	message.at = reader.whole("at")
	return message if reader.ok else null
