extends TestCase
## What the session makes of messages, and what it asks for.

var _session: FightSession
var _record: FightRecord
var _sent: Array[Dictionary] = []
var _lost: Array[bool] = []
var _happened := 0


func before_each() -> void:
	_record = FightRecord.new()
	_session = FightSession.new(func(text: String) -> bool:
		_sent.append(JSON.parse_string(text))
		return true)
	_session.events_lost.connect(func(fighting: bool) -> void: _lost.append(fighting))
	_session.happened.connect(func(events: Array[FightEvent]) -> void: _happened += events.size())


func test_follows_a_fight_from_its_beginning_to_its_end() -> void:
	var ends: Array[CombatEnded] = []
	_session.ended.connect(func(message: CombatEnded) -> void: ends.append(message))
	_session.on_started(_record.begin())
	assert_true(_session.is_fighting() and not _session.is_watching())
	_session.on_update(_record.update(1, 20))
	_session.on_update(_record.update(21, _record.last()))
	assert_eq(_happened, _record.last())
	_session.on_ended(_record.end())
	assert_eq(ends.size(), 1)
	assert_eq(ends[0].reward_of(0).levels_gained, 1)
	assert_true(_session.state == null)


func test_events_known_already_are_not_told_again() -> void:
	_session.on_started(_record.begin())
	_session.on_update(_record.update(1, 10))
	_session.on_update(_record.update(5, 12))
	assert_eq(_happened, 12)
	assert_eq(_lost.size(), 0)


func test_a_fighter_that_misses_events_has_to_come_back() -> void:
	_session.on_started(_record.begin())
	_session.on_update(_record.update(3, 5))
	assert_eq(_lost, [true] as Array[bool])
	assert_eq(_happened, 0)


func test_who_watches_and_misses_events_watches_anew() -> void:
	_record.started["data"]["fighter"] = null
	_session.on_started(_record.begin())
	assert_true(_session.is_watching())
	_session.on_update(_record.update(3, 5))
	assert_eq(_lost, [false] as Array[bool])
	assert_eq(_sent[0]["data"], {"action": "watch", "fight_id": _record.started["data"]["fight_id"]})


func test_updates_of_another_fight_are_ignored() -> void:
	_session.on_started(_record.begin())
	var other := _record.update(1, 5)
	other.fight_id = "another"
	_session.on_update(other)
	assert_eq(_session.state.event, 0)


func test_tells_of_a_turn_that_ran_out_and_not_of_one_that_was_ended() -> void:
	var told: Array[int] = []
	_session.turn_ran_out.connect(func() -> void: told.append(_session.state.event))
	_session.on_started(_record.begin())
	var turns := 0
	for event: Dictionary in _record.events:
		# The second turn is ended by the player.
		if event["type"] == "turn_started" and event["fighter"] == 0.0:
			turns += 1
		if event["type"] == "turn_ended" and event["fighter"] == 0.0 and turns == 2:
			_session.end_turn()
		var n := int(event["n"])
		_session.on_update(_record.update(n, n))
	assert_eq(turns, 3, "own turns in the record")
	assert_eq(told.size(), 2, "the first and the third")


func test_groups_and_fights_come_change_and_go() -> void:
	_session.on_monsters_data(_monsters(true, [_group(1, 100.0), _group(2, 200.0)], []))
	assert_eq(_session.groups.size(), 2)
	_session.on_monsters_data(_monsters(false, [_group(2, 250.0)], [1]))
	assert_eq(_session.groups.keys(), [2])
	assert_eq(_session.groups[2].position.x, 250.0)
	_session.begin_session()
	assert_eq(_session.groups.size(), 0)


func test_a_challenge_is_open_until_it_is_over() -> void:
	var data := {"state": "offered", "from": "a", "to": "b", "name": "Mira", "level": 4, "ends_at": 5}
	_session.on_challenge(CombatChallenge.from_data(data))
	assert_true(_session.answer(true))
	assert_eq(_sent[0]["data"], {"action": "accept", "user_id": "a"})
	data["state"] = "expired"
	_session.on_challenge(CombatChallenge.from_data(data))
	assert_true(not _session.answer(true))


func test_a_new_session_forgets_the_fight() -> void:
	var forgotten: Array[bool] = []
	_session.forgotten.connect(func() -> void: forgotten.append(true))
	_session.begin_session()
	assert_eq(forgotten.size(), 0)
	_session.on_started(_record.begin())
	_session.begin_session()
	assert_eq(forgotten.size(), 1)
	assert_true(_session.state == null)


func _monsters(complete: bool, groups: Array, gone: Array) -> MonstersData:
	return MonstersData.from_data({
		"map_id": "map_1_0", "complete": complete, "groups": groups, "fights": [], "gone_groups": gone, "gone_fights": [],
	})


func _group(number: int, x: float) -> Dictionary:
	return {"group": number, "x": x, "y": 500.0, "level": 3, "monsters": [{"monster": "piglet", "level": 3}]}
