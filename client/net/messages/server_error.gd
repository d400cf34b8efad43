class_name ServerError
extends ServerMessage
## An own message was refused.

## Stable, for programs.
var code: String = ""
## The server's sentence, in English.
var text: String = ""


static func from_data(data: Variant) -> ServerError:
	var reader: DataReader = DataReader.new(data)
	var message: ServerError = ServerError.new()
	message.text = reader.text("error")
	message.code = reader.text("code")
	return message if reader.ok else null
