class_name FightCatalogue
extends RefCounted
## What spells, monsters and levels are: `GET /api/v1/catalogue`, in the player's language.

var spells: Dictionary[String, SpellInfo] = {}
var monsters: Dictionary[String, MonsterInfo] = {}
## Family → its name.
var families: Dictionary[String, String] = {}
## Class → its spells, in the order of the bar.
var class_spells: Dictionary[String, PackedStringArray] = {}
## The experience each level begins at, from level 1 on.
var experience: PackedInt32Array = []


## Null when `data` is not a catalogue.
static func from_data(data: Variant) -> FightCatalogue:
	var reader := DataReader.new(data)
	var catalogue := FightCatalogue.new()
	var told_spells := reader.list_made("spells", SpellInfo.from_data)
	var told_monsters := reader.list_made("monsters", MonsterInfo.from_data)
	for family: DataReader in reader.parts("families"):
		catalogue.families[family.text("id")] = family.text("name")
	for kind: DataReader in reader.parts("classes"):
		catalogue.class_spells[kind.text("id")] = kind.texts("spells")
	catalogue.experience = reader.numbers("experience")
	if not reader.ok:
		return null
	for spell: SpellInfo in told_spells:
		catalogue.spells[spell.id] = spell
	for monster: MonsterInfo in told_monsters:
		catalogue.monsters[monster.id] = monster
	return catalogue


## The spell `id`; one nobody has heard of costs nothing and does nothing.
func spell(id: String) -> SpellInfo:
	if spells.has(id):
		return spells[id]
	var unknown := SpellInfo.new()
	unknown.id = id
	unknown.name = id.capitalize()
	return unknown


## The name of a kind of monster.
func monster_name(id: String) -> String:
	return monsters[id].name if monsters.has(id) else id.capitalize()


## The family a kind of monster belongs to; empty when that is not known.
func family_of(id: String) -> String:
	return monsters[id].family if monsters.has(id) else ""


## The experience `level` begins at, and the one after it; equal at the last level.
func experience_of(level: int) -> Vector2i:
	if experience.is_empty():
		return Vector2i.ZERO
	var last := experience.size() - 1
	return Vector2i(experience[clampi(level - 1, 0, last)], experience[clampi(level, 0, last)])
