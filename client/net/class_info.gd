class_name ClassInfo
extends RefCounted
## A class a character can have, named and described in the language that was asked for.

var id: String = ""
var name: String = ""
var description: String = ""
## What a new character of the class starts with: `health`, `strength` and so on.
var base_stats: Dictionary[String, int] = {}


## Null when `data` is not such an object.
static func from_data(data: Variant) -> ClassInfo:
	var reader: DataReader = DataReader.new(data)
	var found: ClassInfo = ClassInfo.new()
	found.id = reader.text("id")
	found.name = reader.text("name")
	found.description = reader.text("description")
	found.base_stats = reader.counts_or_empty("base_stats")
	return found if reader.ok else null
