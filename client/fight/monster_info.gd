class_name MonsterInfo
extends RefCounted
## A kind of monster as the catalogue tells it, named and described in the player's language.

var id := ""
var family := ""
var name := ""
var description := ""


## Null when `data` is not such an object.
static func from_data(data: Variant) -> MonsterInfo:
	var reader := DataReader.new(data)
	var monster := MonsterInfo.new()
	monster.id = reader.text("id")
	monster.family = reader.text("family")
	monster.name = reader.text("name")
	monster.description = reader.text("description")
	return monster if reader.ok else null
