class_name LastingEffect
extends RefCounted
## Something that lasts on a fighter.

var id := 0
## `poison`, `regeneration`, `shield`, `thorns` or `boost`.
var kind := ""
## Which stat a boost changes; else empty.
var stat := ""
var element := ""
## The fighter it comes from; -1 for nobody.
var source := -1
var spell := ""
var amount := 0
## Of the bearer, left.
var turns := 0
## The running turn does not count.
var fresh := false


## Null when `data` is not such an object.
static func from_data(data: Variant) -> LastingEffect:
	var reader := DataReader.new(data)
	var effect := LastingEffect.new()
	effect.id = reader.whole("effect")
	effect.kind = reader.text("kind")
	effect.stat = reader.text_or("stat", "")
	effect.element = reader.text_or("element", "")
	effect.source = reader.whole_or("source", -1)
	effect.spell = reader.text_or("spell", "")
	effect.amount = reader.whole("amount")
	effect.turns = reader.whole("turns")
	effect.fresh = reader.flag_or("fresh", false)
	return effect if reader.ok else null
