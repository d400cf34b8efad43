class_name ChatCommand
extends RefCounted
## What a typed line means: [code]/w name text[/code], [code]/g text[/code], [code]/m text[/code], [code]/r text[/code],
## or just text for the current channel. A command without text changes the channel.

enum Kind { NOTHING, SAY, SWITCH, UNKNOWN }

const MAP := "map"
const GLOBAL := "global"
const WHISPER := "whisper"
## Characters in a line at most.
const LONGEST := 256

var kind := Kind.NOTHING
var channel := MAP
## The user name a whisper goes to.
var to := ""
var text := ""


## Reads [param line]. [param current] and [param current_to] are the channel in use, [param answer_to] who whispered last.
static func read(line: String, current: String, current_to: String, answer_to: String) -> ChatCommand:
	var command := ChatCommand.new()
	command.channel = current
	command.to = current_to
	line = ChatCommand.clean(line)
	if line.is_empty():
		return command
	if not line.begins_with("/"):
		command._speak(line)
		return command
	var word := line.get_slice(" ", 0).to_lower()
	var rest := line.substr(word.length()).strip_edges()
	match word:
		"/m", "/map", "/c", "/carte":
			command._address(MAP, "", rest)
		"/g", "/global":
			command._address(GLOBAL, "", rest)
		"/w", "/whisper", "/mp", "/t":
			var name := rest.get_slice(" ", 0)
			command._address(WHISPER, name, rest.substr(name.length()).strip_edges())
		"/r", "/reply":
			command._address(WHISPER, answer_to, rest)
		_:
			command.kind = Kind.UNKNOWN
			command.text = word
	return command


## [param text] as the server takes it: one line, no control characters, and none that would turn the reading direction
## of what stands around it.
static func clean(text: String) -> String:
	var plain := ""
	for index: int in text.length():
		var code := text.unicode_at(index)
		if code < 0x20 or (code >= 0x7F and code <= 0x9F) or code == 0x2028 or code == 0x2029:
			plain += " "
		elif (code >= 0x202A and code <= 0x202E) or (code >= 0x2066 and code <= 0x2069):
			continue
		else:
			plain += text[index]
	return plain.strip_edges().left(LONGEST)


func _speak(what: String) -> void:
	kind = Kind.UNKNOWN if channel == WHISPER and to.is_empty() else Kind.SAY
	text = what


func _address(where: String, whom: String, what: String) -> void:
	channel = where
	to = whom
	if where == WHISPER and whom.is_empty():
		kind = Kind.UNKNOWN
		return
	text = what
	kind = Kind.SWITCH if what.is_empty() else Kind.SAY
