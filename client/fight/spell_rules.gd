class_name SpellRules
extends RefCounted
## Whether a spell can be cast, by the server's own rules: what is shown before a cast is what the server will say.


## The cells in range of `spell` from `from`, on the line where it wants one: seen or not, whoever stands there.
static func cells_in_range(ground: FightGround, spell: SpellInfo, range_bonus: int, from: int) -> PackedInt32Array:
	var found := PackedInt32Array()
	var most := spell.furthest(range_bonus)
	for cell: int in FightGrid.CELLS:
		if ground.walkable[cell] == 0:
			continue
		var away := FightGrid.distance(from, cell)
		if away >= spell.least_range and away <= most and (not spell.in_line or FightGrid.in_line(from, cell)):
			found.append(cell)
	return found


## Those of the cells in range that can be seen, where the spell wants it. `occupied` marks where somebody stands.
static func castable_cells(ground: FightGround, occupied: PackedByteArray, spell: SpellInfo, range_bonus: int, from: int) -> PackedInt32Array:
	var in_range := cells_in_range(ground, spell, range_bonus, from)
	if not spell.line_of_sight:
		return in_range
	var blocking := ground.opaque.duplicate()
	for cell: int in occupied.size():
		blocking[cell] |= occupied[cell]
	var found := PackedInt32Array()
	for cell: int in in_range:
		if FightGrid.has_line_of_sight(blocking, from, cell):
			found.append(cell)
	return found


## Why the own fighter cannot cast `spell` at all now; empty when it can.
static func refusal(state: FightState, spell: SpellInfo) -> String:
	var caster := state.own_fighter()
	if state.phase != FightState.ACTIVE:
		return "not_begun"
	if not state.is_own_turn():
		return "not_your_turn"
	if not caster.spells.has(spell.id):
		return "unknown_spell"
	if caster.action_points < spell.action_points:
		return "not_enough_action_points"
	if caster.cooldowns.get(spell.id, 0) > 0:
		return "on_cooldown"
	if spell.casts_per_turn > 0 and state.casts(spell.id) >= spell.casts_per_turn:
		return "too_many_casts"
	return ""


## Why the own fighter cannot cast `spell` at `cell`; empty when it can.
static func refusal_at(state: FightState, ground: FightGround, spell: SpellInfo, cell: int) -> String:
	var in_general := refusal(state, spell)
	if not in_general.is_empty():
		return in_general
	var caster := state.own_fighter()
	if not FightGrid.in_grid(cell):
		return "outside_grid"
	var away := FightGrid.distance(caster.cell, cell)
	if away < spell.least_range or away > spell.furthest(caster.stat("range")):
		return "out_of_range"
	if spell.in_line and not FightGrid.in_line(caster.cell, cell):
		return "not_in_line"
	var target := state.fighter_on(cell)
	if ground.walkable[cell] == 0 or not suits(spell.target, caster, target):
		return "bad_target"
	if target != null and spell.casts_per_target > 0 and state.casts_on(spell.id, target.number) >= spell.casts_per_target:
		return "too_many_casts_on_target"
	if spell.line_of_sight and not FightGrid.has_line_of_sight(ground.blocking(state), caster.cell, cell):
		return "no_line_of_sight"
	return ""


## Whether what stands on a cell (null for nobody) is what the spell's `rule` wants there.
static func suits(rule: String, caster: Fighter, target: Fighter) -> bool:
	match rule:
		"fighter":
			return target != null
		"enemy":
			return target != null and target.side != caster.side
		"ally":
			return target != null and target.side == caster.side
		"caster":
			return target == caster
		"free":
			return target == null
	return true
