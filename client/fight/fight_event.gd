class_name FightEvent
extends RefCounted
## One thing that happened in a fight, as docs/fights.md lists them. A type has the members it needs; the others keep
## what they begin with.

const NOBODY := -1

## The members of each type that must be there, as `number`, `text`, `flag` or `numbers`; `cell?` and the like may be null.
const _MEMBERS: Dictionary[String, Array] = {
	"placed": ["fighter", "cell"],
	"ready": ["fighter", "ready"],
	"began": ["order"],
	"round_started": ["round"],
	"turn_started": ["fighter", "action_points", "movement_points", "ends_at"],
	"turn_ended": ["fighter"],
	"moved": ["fighter", "path"],
	"tackled": ["fighter", "by"],
	"cast": ["fighter", "spell", "cell?", "critical"],
	"damaged": ["fighter", "source?", "element", "amount", "absorbed"],
	"healed": ["fighter", "source?", "amount"],
	"displaced": ["fighter", "source?", "how", "cell"],
	"points_changed": ["fighter", "points", "amount", "dodged"],
	"effect_added": ["fighter"],
	"effect_ended": ["fighter", "effect"],
	"object_placed": [],
	"object_triggered": ["object", "fighter"],
	"object_removed": ["object"],
	"died": ["fighter", "by?"],
	"abandoned": ["fighter"],
	"presence": ["fighter", "absent"],
	"ended": ["outcome"],
}

## Its number in the fight, from 1.
var n := 0
var type := ""
## Whom it happened to, or who did it.
var fighter := NOBODY
var source := NOBODY
var by := NOBODY
var cell := FightGrid.NO_CELL
var path: PackedInt32Array = []
var order: PackedInt32Array = []
var round := 0
var ready := false
var absent := false
var critical := false
var action_points := 0
var movement_points := 0
## Unix time in milliseconds.
var ends_at := 0
var spell := ""
var element := ""
var amount := 0
var absorbed := 0
var dodged := 0
## `push`, `pull` or `teleport`.
var how := ""
## `action_points` or `movement_points`.
var points := ""
var outcome := ""
## The number of a lasting effect or of an object.
var effect := 0
var object := 0
## Of `joined`, `effect_added` and `object_placed`, as it was told. A state keeps one of its own: an event is applied to
## several, and each changes what it keeps.
var newcomer: Fighter
var lasting: LastingEffect
var ground: GroundObject

var _data: Dictionary = {}


## Null when `data` is not such an object. A type this version does not know is an event without members: it counts, and
## does nothing.
static func from_data(data: Variant) -> FightEvent:
	var reader := DataReader.new(data)
	var event := FightEvent.new()
	event.n = reader.whole("n")
	event.type = reader.text("type")
	match event.type:
		"joined":
			event.newcomer = reader.made("fighter", Fighter.from_data)
		"effect_added":
			event.lasting = LastingEffect.from_data(data)
			reader.check(event.lasting != null)
		"object_placed":
			event.ground = GroundObject.from_data(data)
			reader.check(event.ground != null)
	for member: String in _MEMBERS.get(event.type, []):
		event._read(member, reader)
	if not reader.ok:
		return null
	event._data = data
	return event


## Made anew for each who asks, like the next two.
func make_newcomer() -> Fighter:
	return Fighter.from_data(_data["fighter"])


func make_lasting() -> LastingEffect:
	return LastingEffect.from_data(_data)


func make_ground() -> GroundObject:
	return GroundObject.from_data(_data)


func _read(member: String, reader: DataReader) -> void:
	if member.ends_with("?"):
		var name := member.trim_suffix("?")
		set(name, reader.whole_or(name, NOBODY))
		return
	match typeof(get(member)):
		TYPE_STRING:
			set(member, reader.text(member))
		TYPE_BOOL:
			set(member, reader.flag(member))
		TYPE_PACKED_INT32_ARRAY:
			set(member, reader.numbers(member))
		_:
			set(member, reader.whole(member))
	if member == "cell":
		reader.check(FightGrid.in_grid(cell))
	elif member == "path":
		reader.check(not path.is_empty() and Array(path).all(FightGrid.in_grid))
