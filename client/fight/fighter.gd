class_name Fighter
extends RefCounted
## Somebody in a fight: a player's character or a monster.

const ATTACKERS := "attackers"
const DEFENDERS := "defenders"
## The engine's bounds of a stat, boosts included.
const MOST_STAT := 1_000_000
const MOST_RESISTANCE := 75
const MOST_ACTION_POINTS := 20
const MOST_MOVEMENT_POINTS := 12

## From 0, the same for the whole fight.
var number := 0
var side := ATTACKERS
## Of a player; else empty.
var user_id := ""
var name := ""
var character_class := ""
## What kind of monster; empty for a player.
var monster := ""
var level := 1
var life := 0
var cell := FightGrid.NO_CELL
## Left in this turn.
var action_points := 0
var movement_points := 0
var alive := true
var ready := false
## The player's connection is lost.
var absent := false
var abandoned := false
## In the order of the bar; of others empty.
var spells: PackedStringArray = []
## Spell → turns until it can be cast again.
var cooldowns: Dictionary[String, int] = {}
## Oldest first.
var effects: Array[LastingEffect] = []

# Without boosts; what is not there is 0.
var _stats: Dictionary[String, int] = {}


## Null when `data` is not such an object.
static func from_data(data: Variant) -> Fighter:
	var reader := DataReader.new(data)
	var fighter := Fighter.new()
	fighter.number = reader.whole("fighter")
	fighter.side = reader.text("side")
	fighter.user_id = reader.text_or("user_id", "")
	fighter.name = reader.text_or("name", "")
	fighter.character_class = reader.text_or("class", "")
	fighter.monster = reader.text_or("monster", "")
	fighter.level = reader.whole("level")
	fighter.life = reader.whole("life")
	fighter.cell = reader.whole_or("cell", FightGrid.NO_CELL)
	fighter.action_points = reader.whole("action_points")
	fighter.movement_points = reader.whole("movement_points")
	fighter.alive = reader.flag("alive")
	fighter.ready = reader.flag("ready")
	fighter.absent = reader.flag("absent")
	fighter.abandoned = reader.flag("abandoned")
	for spell: DataReader in reader.parts("spells"):
		var id := spell.text("spell")
		fighter.spells.append(id)
		fighter.cooldowns[id] = spell.whole("cooldown")
	fighter.effects.assign(reader.list_made("effects", LastingEffect.from_data))
	fighter._stats = reader.counts_or_empty("stats")
	reader.check(fighter.cell == FightGrid.NO_CELL or FightGrid.in_grid(fighter.cell))
	return fighter if reader.ok else null


func is_monster() -> bool:
	return not monster.is_empty()


## A stat with every boost on it, within the engine's bounds.
func stat(id: String) -> int:
	var value: int = _stats.get(id, 0)
	for effect: LastingEffect in effects:
		if effect.kind == "boost" and effect.stat == id:
			value += effect.amount
	if id == "action_points":
		return clampi(value, 0, MOST_ACTION_POINTS)
	if id == "movement_points":
		return clampi(value, 0, MOST_MOVEMENT_POINTS)
	return clampi(value, -MOST_STAT, MOST_RESISTANCE if id.begins_with("resist_") else MOST_STAT)


func most_life() -> int:
	return maxi(stat("health"), life)


## What players call it.
func title(catalogue: FightCatalogue) -> String:
	return catalogue.monster_name(monster) if is_monster() else name


## How much damage its shields still take.
func shield() -> int:
	var sum := 0
	for effect: LastingEffect in effects:
		if effect.kind == "shield":
			sum += effect.amount
	return sum
