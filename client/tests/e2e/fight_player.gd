class_name FightPlayer
extends RefCounted
## Plays fights as a simple player would: goes to the nearest enemy and casts what can be cast; by the client's own rules,
## so that a refusal means that they differ from the server's.

var _session: FightSession
var _walkable: PackedByteArray
# The number of the newest event when it last asked for something: it waits for what comes of that.
var _asked_at := -1


func _init(session: FightSession, walkable: PackedByteArray) -> void:
	_session = session
	_walkable = walkable


## Asks for one thing, if it is its turn and what it asked for before has happened.
func act() -> void:
	var state := _session.state
	if state == null or not state.is_own_turn() or state.event <= _asked_at:
		return
	_asked_at = state.event
	var ground := FightGround.new(_walkable, state.see_through)
	if not _cast(state, ground) and not _approach(state, ground):
		_session.end_turn()


func _cast(state: FightState, ground: FightGround) -> bool:
	for id: String in state.own_fighter().spells:
		var spell := state.catalogue.spell(id)
		if spell.effects.is_empty() or spell.effects[0].kind != "damage" or spell.effects[0].area.shape != "cell":
			continue
		for enemy: Fighter in _enemies(state):
			if SpellRules.refusal_at(state, ground, spell, enemy.cell).is_empty():
				return _session.cast(id, enemy.cell)
	return false


func _approach(state: FightState, ground: FightGround) -> bool:
	var own := state.own_fighter()
	var reach := ground.reach(state, own)
	var best := own.cell
	for cell: int in reach.cells():
		if _nearest(state, cell) < _nearest(state, best):
			best = cell
	return best != own.cell and _session.move(reach.path_to(best))


func _nearest(state: FightState, cell: int) -> int:
	var least := FightGrid.CELLS
	for enemy: Fighter in _enemies(state):
		least = mini(least, FightGrid.distance(cell, enemy.cell))
	return least


func _enemies(state: FightState) -> Array[Fighter]:
	return state.fighters.filter(func(one: Fighter) -> bool: return one.alive and one.side != state.own_fighter().side)
