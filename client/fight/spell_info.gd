class_name SpellInfo
extends RefCounted
## A spell as the catalogue tells it, named and described in the player's language.

var id := ""
var name := ""
var description := ""
## The level a character must have.
var level := 1
var action_points := 0
var least_range := 0
var most_range := 0
## Whether the caster's `range` is added to the most.
var range_is_modifiable := false
var in_line := false
var line_of_sight := true
## What must be on the cell aimed at: `any`, `fighter`, `enemy`, `ally`, `caster` or `free`.
var target := "any"
## Castable again so many of the caster's turns later; 0: at once.
var cooldown := 0
## 0: no limit.
var casts_per_turn := 0
var casts_per_target := 0
## 1 in so many; 0: never.
var critical := 0
var effects: Array[SpellEffect] = []


## Null when `data` is not such an object.
static func from_data(data: Variant) -> SpellInfo:
	var reader := DataReader.new(data)
	var spell := SpellInfo.new()
	spell.id = reader.text("id")
	spell.name = reader.text("name")
	spell.description = reader.text("description")
	spell.level = reader.whole("level")
	spell.action_points = reader.whole("ap")
	var reach := reader.part("range")
	spell.least_range = reach.whole("least")
	spell.most_range = reach.whole("most")
	spell.range_is_modifiable = reach.flag("modifiable")
	spell.in_line = reader.flag("in_line")
	spell.line_of_sight = reader.flag("line_of_sight")
	spell.target = reader.text("target")
	spell.cooldown = reader.whole("cooldown")
	spell.casts_per_turn = reader.whole("casts_per_turn")
	spell.casts_per_target = reader.whole("casts_per_target")
	spell.critical = reader.whole("critical")
	spell.effects.assign(reader.list_made("effects", SpellEffect.from_data))
	return spell if reader.ok else null


## The furthest it goes for a caster with `bonus` range.
func furthest(bonus: int) -> int:
	return maxi(most_range + (bonus if range_is_modifiable else 0), least_range)


## Whether it lays a trap.
func lays_trap() -> bool:
	return effects.any(func(effect: SpellEffect) -> bool: return effect.kind == "trap")


## Everything it touches when `caster` aims at `target_cell`, in the order of the cells' numbers.
func touched_cells(caster: int, target_cell: int) -> PackedInt32Array:
	var found: Dictionary[int, bool] = {}
	for effect: SpellEffect in effects:
		if effect.targets == "caster":
			continue
		for cell: int in effect.area.cells(caster, target_cell):
			found[cell] = true
	var sorted := PackedInt32Array(found.keys())
	sorted.sort()
	return sorted


## The element that colours it: of the first effect that has one.
func element() -> String:
	for effect: SpellEffect in effects:
		if effect.kind in ["damage", "steal", "poison"]:
			return effect.element
		for inner: SpellEffect in effect.payload:
			if inner.kind in ["damage", "steal", "poison"]:
				return inner.element
	return ""
