extends TestCase
## A recorded fight, applied event by event.

var _record: FightRecord
var _state: FightState


func before_each() -> void:
	_record = FightRecord.new()
	_state = _record.begin().state
	_state.catalogue = FightRecord.catalogue()


func test_a_whole_fight_applies_without_a_gap() -> void:
	_apply(1, _record.last())
	assert_eq(_state.phase, FightState.FINISHED)
	assert_eq(_state.outcome, "attackers_won")
	assert_eq(_state.event, _record.last())
	assert_eq(_state.round, 3)
	for fighter: Fighter in _state.fighters:
		assert_eq(fighter.alive, fighter.side == Fighter.ATTACKERS, fighter.monster)


func test_life_is_what_there_was_and_what_the_log_says() -> void:
	var expected: Array[int] = []
	for fighter: Fighter in _state.fighters:
		expected.append(fighter.life)
	for event: Dictionary in _record.events:
		if event["type"] == "damaged":
			expected[event["fighter"]] -= int(event["amount"])
		elif event["type"] == "healed":
			expected[event["fighter"]] += int(event["amount"])
	_apply(1, _record.last())
	for fighter: Fighter in _state.fighters:
		assert_eq(fighter.life, expected[fighter.number], fighter.name + fighter.monster)


func test_placement_ends_with_the_order_of_turns() -> void:
	_apply(1, 5)
	assert_eq(_state.own_fighter().cell, 400)
	assert_true(_state.own_fighter().ready)
	assert_eq(_state.phase, FightState.ACTIVE)
	assert_eq(Array(_state.order), [0, 2, 1, 4, 3])
	_apply(6, 6)
	assert_true(_state.is_own_turn())
	assert_eq(_state.upcoming()[1].monster, "tusker")


func test_a_cast_costs_points_and_counts() -> void:
	_apply(1, 7)
	assert_eq(_state.own_fighter().action_points, 3)
	assert_eq(_state.casts("spark"), 1)
	assert_eq(_state.casts_on("spark", 3), 1)
	_apply(8, _record.turn_with_previews)
	assert_eq(_state.casts("spark"), 0, "in the next turn")
	assert_eq(_state.own_fighter().cooldowns["burning_ground"], 3)
	assert_eq(_state.objects.size(), 1)


func test_boosts_count_while_they_last() -> void:
	_apply(1, _event_number("effect_added", "fury"))
	assert_eq(_state.fighter(2).stat("power"), 25)
	_state.fighter(2).effects[0].turns = 0
	var ended := FightEvent.from_data({"n": _state.event + 1, "type": "effect_ended", "fighter": 2, "effect": _state.fighter(2).effects[0].id})
	assert_true(_state.apply(ended))
	assert_eq(_state.fighter(2).stat("power"), 0)
	assert_eq(_state.fighter(2).effects.size(), 0)


func test_a_fighter_told_with_a_boost_is_what_it_was_once_that_ends() -> void:
	var told: Dictionary = _record.started["data"]["fighters"][2].duplicate(true)
	told["stats"] = {"power": 5}
	told["effects"] = [{"effect": 9, "kind": "boost", "stat": "power", "amount": 25, "turns": 1}]
	var fighter := Fighter.from_data(told)
	assert_eq(fighter.stat("power"), 30)
	fighter.effects.clear()
	assert_eq(fighter.stat("power"), 5)


# What is shown lags behind what is known: each event is applied to two states.
func test_an_event_applied_to_two_states_counts_once_in_each() -> void:
	var other := _record.begin().state
	other.catalogue = FightRecord.catalogue()
	var alone := _record.begin().state
	alone.catalogue = FightRecord.catalogue()
	for number: int in range(1, _record.last() + 1):
		var event := _record.update(number, number).events[0]
		assert_true(_state.apply(event) and other.apply(event))
		assert_true(alone.apply(_record.update(number, number).events[0]))
		for state: FightState in [_state, other]:
			assert_eq(_lasting(state), _lasting(alone), "after event %d" % number)


func test_who_joins_is_hit_once_in_each_state() -> void:
	var other := _record.begin().state
	var joiner: Dictionary = _record.started["data"]["fighters"][1].duplicate(true)
	joiner["fighter"] = _state.fighters.size()
	var joined := FightEvent.from_data({"n": 1, "type": "joined", "fighter": joiner})
	var hit := FightEvent.from_data({"n": 2, "type": "damaged", "fighter": joiner["fighter"], "source": null, "element": "fire", "amount": 10, "absorbed": 0})
	for state: FightState in [_state, other]:
		assert_true(state.apply(joined))
	for state: FightState in [_state, other]:
		assert_true(state.apply(hit))
		assert_eq(state.fighters[-1].life, int(joiner["life"]) - 10)


# What the fighters and the ground bear, and for how long.
func _lasting(state: FightState) -> Array:
	var found := []
	for fighter: Fighter in state.fighters:
		for effect: LastingEffect in fighter.effects:
			found.append([fighter.number, effect.id, effect.turns, effect.amount, effect.fresh])
	for object: GroundObject in state.objects:
		found.append([object.id, object.turns])
	return found


func test_a_fresh_effect_does_not_count_the_turn_it_began_in() -> void:
	var number := _event_number("effect_added", "shield_wall")
	_apply(1, number)
	assert_eq(_state.fighter(1).shield(), 14)
	while _state.event < _record.last() and _record.events[_state.event]["type"] != "turn_ended":
		_apply(_state.event + 1, _state.event + 1)
	_apply(_state.event + 1, _state.event + 1)
	assert_eq(_state.fighter(1).effects[0].turns, 1)
	assert_true(not _state.fighter(1).effects[0].fresh)


func test_an_event_out_of_order_changes_nothing() -> void:
	_apply(1, 6)
	var before := _state.own_fighter().action_points
	assert_true(not _state.apply(_record.update(8, 8).events[0]), "a gap")
	assert_true(not _state.apply(_record.update(5, 5).events[0]), "once more")
	assert_eq(_state.event, 6)
	assert_eq(_state.own_fighter().action_points, before)


func test_an_event_of_an_unknown_type_counts_and_does_nothing() -> void:
	assert_true(_state.apply(FightEvent.from_data({"n": 1, "type": "fireworks", "colour": "red"})))
	assert_eq(_state.event, 1)


func test_nonsense_is_no_event() -> void:
	for data: Variant in [
		null, {}, {"n": 1}, {"type": "moved", "n": 1, "fighter": 0, "path": []}, {"type": "moved", "n": 1, "fighter": 0, "path": [1078]},
		{"type": "placed", "n": 1, "fighter": 0, "cell": -1}, {"type": "placed", "n": 1, "fighter": 0}, {"type": "joined", "n": 1, "fighter": 3},
		{"type": "ready", "n": 1, "fighter": 0, "ready": "yes"},
	]:
		assert_true(FightEvent.from_data(data) == null, JSON.stringify(data))
	assert_true(not _state.apply(FightEvent.from_data({"n": 1, "type": "turn_ended", "fighter": 77})), "of nobody")


func _apply(first: int, last: int) -> void:
	for event: FightEvent in _record.update(first, last).events:
		assert_true(_state.apply(event), "event %d" % event.n)


func _event_number(type: String, spell: String) -> int:
	for event: Dictionary in _record.events:
		if event["type"] == type and event.get("spell") == spell:
			return int(event["n"])
	return 0
