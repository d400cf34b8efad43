class_name FightState
extends RefCounted
## A fight as this client knows it: begun from a `combat_started`, changed by events and nothing else.

const PLACEMENT := "placement"
const ACTIVE := "active"
const FINISHED := "finished"

var fight_id := ""
var map_id := ""
## `monsters` or `challenge`.
var kind := ""
## The own number; FightEvent.NOBODY for who watches.
var own := FightEvent.NOBODY
## The number of the newest event.
var event := 0
var phase := PLACEMENT
var round := 0
## Whose turn it is; FightEvent.NOBODY in placement.
var turn := FightEvent.NOBODY
## Of the placement or the turn, Unix time in milliseconds; 0 when nothing is waited for.
var ends_at := 0
var order: PackedInt32Array = []
## Side → the cells its fighters may begin on.
var start_cells: Dictionary[String, PackedInt32Array] = {}
var see_through: PackedInt32Array = []
var fighters: Array[Fighter] = []
var objects: Array[GroundObject] = []
## How it ended; empty while it goes on.
var outcome := ""
## What spells cost, for the events that do not say it.
var catalogue := FightCatalogue.new()

# What the one whose turn it is has cast in it: spell → times, and "spell:fighter" → times.
var _casts: Dictionary[String, int] = {}


## Null when `data` is not that of a `combat_started`.
static func from_data(data: Variant) -> FightState:
	var reader := DataReader.new(data)
	var state := FightState.new()
	state.fight_id = reader.text("fight_id")
	state.map_id = reader.text("map_id")
	state.kind = reader.text("kind")
	state.own = reader.whole_or("fighter", FightEvent.NOBODY)
	state.event = reader.whole("event")
	state.phase = reader.text("phase")
	state.round = reader.whole("round")
	state.turn = reader.whole_or("turn", FightEvent.NOBODY)
	state.ends_at = reader.whole_or("ends_at", 0)
	state.order = reader.numbers("order")
	state.see_through = reader.numbers("see_through")
	var cells := reader.part("start_cells")
	for side: String in [Fighter.ATTACKERS, Fighter.DEFENDERS]:
		state.start_cells[side] = cells.numbers(side)
	state.fighters.assign(reader.list_made("fighters", Fighter.from_data))
	state.objects.assign(reader.list_made("objects", GroundObject.from_data))
	for casts: DataReader in reader.parts("casts"):
		state._read_casts(casts)
	for at: int in state.fighters.size():
		reader.check(state.fighters[at] != null and state.fighters[at].number == at)
	return state if reader.ok else null


## The fighter of that number, or null.
func fighter(number: int) -> Fighter:
	return fighters[number] if number >= 0 and number < fighters.size() else null


## The own fighter, or null for who watches.
func own_fighter() -> Fighter:
	return fighter(own)


## The living fighter on a cell, or null.
func fighter_on(cell: int) -> Fighter:
	if cell != FightGrid.NO_CELL:
		for candidate: Fighter in fighters:
			if candidate.cell == cell and candidate.alive:
				return candidate
	return null


func is_own_turn() -> bool:
	return phase == ACTIVE and own != FightEvent.NOBODY and turn == own


## The fighters still in the order of turns, from the one whose turn it is on; in placement all of them.
func upcoming() -> Array[Fighter]:
	var found: Array[Fighter] = []
	if order.is_empty():
		found.assign(fighters.filter(func(one: Fighter) -> bool: return one.alive))
		return found
	var first := maxi(order.find(turn), 0)
	for i: int in order.size():
		var next := fighter(order[(first + i) % order.size()])
		if next != null and next.alive:
			found.append(next)
	return found


## The cells living fighters stand on, marked.
func occupied() -> PackedByteArray:
	var marked := PackedByteArray()
	marked.resize(FightGrid.CELLS)
	for candidate: Fighter in fighters:
		if candidate.alive and candidate.cell != FightGrid.NO_CELL:
			marked[candidate.cell] = 1
	return marked


## How often a spell was cast in this turn.
func casts(spell: String) -> int:
	return _casts.get(spell, 0)


## How often a spell was cast in this turn with `target` on the cell aimed at.
func casts_on(spell: String, target: int) -> int:
	return _casts.get("%s:%d" % [spell, target], 0)


## Applies the next event. False for one that does not follow, or that names somebody who is not there; the state is then
## unchanged.
func apply(happened: FightEvent) -> bool:
	var about := fighter(happened.fighter)
	if happened.n != event + 1 or (happened.fighter != FightEvent.NOBODY and about == null):
		return false
	if happened.type == "joined" and happened.newcomer.number != fighters.size():
		return false
	event = happened.n
	match happened.type:
		"joined":
			fighters.append(happened.make_newcomer())
		"began":
			phase = ACTIVE
			order = happened.order
			ends_at = 0
		"round_started":
			round = happened.round
		"object_placed":
			objects.append(happened.make_ground())
		"object_removed":
			_remove_object(happened.object)
		"ended":
			phase = FINISHED
			turn = FightEvent.NOBODY
			outcome = happened.outcome
			ends_at = 0
		_:
			if about != null:
				_apply_to(about, happened)
	return true


func _apply_to(about: Fighter, happened: FightEvent) -> void:
	match happened.type:
		"placed", "displaced":
			about.cell = happened.cell
		"ready":
			about.ready = happened.ready
		"turn_started":
			_start_turn(about, happened)
		"turn_ended":
			_end_turn(about)
		"moved":
			about.cell = happened.path[-1]
			about.movement_points -= happened.path.size()
		"tackled":
			about.movement_points -= 1
		"cast":
			_cast(about, happened)
		"damaged":
			about.life -= happened.amount
			_take_from_shields(about, happened.absorbed)
		"healed":
			about.life += happened.amount
		"points_changed":
			if happened.points == "action_points":
				about.action_points += happened.amount
			else:
				about.movement_points += happened.amount
		"effect_added":
			about.effects.append(happened.make_lasting())
		"effect_ended":
			_end_effect(about, happened.effect)
		"died":
			_take_out(about)
		"abandoned":
			_take_out(about)
			about.abandoned = true
		"presence":
			about.absent = happened.absent


func _start_turn(about: Fighter, happened: FightEvent) -> void:
	turn = about.number
	ends_at = happened.ends_at
	_casts.clear()
	about.action_points = happened.action_points
	about.movement_points = happened.movement_points
	for spell: String in about.cooldowns:
		about.cooldowns[spell] = maxi(about.cooldowns[spell] - 1, 0)
	for object: GroundObject in objects:
		if object.kind == "glyph" and object.owner == about.number:
			object.turns = maxi(object.turns - 1, 0)


func _end_turn(about: Fighter) -> void:
	about.action_points = 0
	about.movement_points = 0
	for lasting: LastingEffect in about.effects:
		if not lasting.fresh:
			lasting.turns = maxi(lasting.turns - 1, 0)
		lasting.fresh = false


func _cast(about: Fighter, happened: FightEvent) -> void:
	var spell := catalogue.spell(happened.spell)
	about.action_points -= spell.action_points
	if about.cooldowns.has(happened.spell):
		about.cooldowns[happened.spell] = spell.cooldown
	_casts[happened.spell] = casts(happened.spell) + 1
	var target := fighter_on(happened.cell)
	if target != null:
		_casts["%s:%d" % [happened.spell, target.number]] = casts_on(happened.spell, target.number) + 1


func _take_from_shields(about: Fighter, absorbed: int) -> void:
	for lasting: LastingEffect in about.effects:
		if lasting.kind == "shield":
			var part := mini(absorbed, lasting.amount)
			lasting.amount -= part
			absorbed -= part


func _end_effect(about: Fighter, id: int) -> void:
	for at: int in about.effects.size():
		if about.effects[at].id == id:
			about.effects.remove_at(at)
			return


func _take_out(about: Fighter) -> void:
	about.alive = false
	about.cell = FightGrid.NO_CELL
	about.action_points = 0
	about.movement_points = 0
	about.effects.clear()


func _remove_object(id: int) -> void:
	for at: int in objects.size():
		if objects[at].id == id:
			objects.remove_at(at)
			return


func _read_casts(reader: DataReader) -> void:
	var spell := reader.text("spell")
	_casts[spell] = reader.whole("casts")
	var on := reader.counts_or_empty("on")
	for target: String in on:
		_casts["%s:%s" % [spell, target]] = on[target]
