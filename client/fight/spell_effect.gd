class_name SpellEffect
extends RefCounted
## One thing a spell does, as the catalogue tells it.

## `damage`, `heal`, `push` and so on: docs/fights.md lists them.
var kind := ""
var element := ""
## `enemies`, `allies`, `everyone` or `caster`.
var targets := ""
var least := 0
var most := 0
var critical_least := 0
var critical_most := 0
## How long it lasts; 0 for what does not.
var turns := 0
## `turn_start` or `turn_end`.
var hook := ""
## Which stat a boost changes; empty for anything else.
var stat := ""
var area: FightArea
## What a glyph or a trap does.
var payload: Array[SpellEffect] = []


## Null when `data` is not such an object.
static func from_data(data: Variant) -> SpellEffect:
	var reader := DataReader.new(data)
	var effect := SpellEffect.new()
	effect.kind = reader.text("kind")
	effect.element = reader.text_or("element", "neutral")
	effect.targets = reader.text("targets")
	effect.least = reader.whole("least")
	effect.most = reader.whole("most")
	effect.critical_least = reader.whole_or("critical_least", effect.least)
	effect.critical_most = reader.whole_or("critical_most", effect.most)
	effect.turns = reader.whole_or("turns", 0)
	effect.hook = reader.text_or("hook", "turn_start")
	effect.stat = reader.text_or("stat", "")
	effect.area = reader.made("area", FightArea.from_data)
	if reader.has("payload"):
		effect.payload.assign(reader.list_made("payload", from_data))
	return effect if reader.ok else null
