class_name GroundObject
extends RefCounted
## A glyph or a trap.

var id := 0
## `glyph` or `trap`.
var kind := ""
var owner := -1
var spell := ""
## Its place in the spell's effects.
var effect := 0
## The middle; NO_CELL for an enemy's trap.
var cell := FightGrid.NO_CELL
## Where the caster stood.
var seen_from := FightGrid.NO_CELL
## Of the owner, left; of a glyph.
var turns := 0


## Null when `data` is not such an object.
static func from_data(data: Variant) -> GroundObject:
	var reader := DataReader.new(data)
	var found := GroundObject.new()
	found.id = reader.whole("object")
	found.kind = reader.text("kind")
	found.owner = reader.whole("owner")
	found.spell = reader.text("spell")
	found.effect = reader.whole("effect")
	found.cell = reader.whole_or("cell", FightGrid.NO_CELL)
	found.seen_from = reader.whole_or("seen_from", FightGrid.NO_CELL)
	found.turns = reader.whole_or("turns", 0)
	return found if reader.ok else null


## The cells it lies on; none where that is not known.
func cells(catalogue: FightCatalogue) -> PackedInt32Array:
	var effects := catalogue.spell(spell).effects
	if cell == FightGrid.NO_CELL or effect < 0 or effect >= effects.size():
		return PackedInt32Array()
	return effects[effect].area.cells(seen_from if seen_from != FightGrid.NO_CELL else cell, cell)
