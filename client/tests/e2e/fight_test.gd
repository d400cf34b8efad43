extends TestCase
## Fights on a real server, played by two clients without a screen.

var _server: TestServer
var _mira: TestClient
var _tomas: TestClient
var _ends: Dictionary[TestClient, CombatEnded] = {}


func before_each() -> void:
	_server = TestServer.new(tree)
	assert_true(await _server.start(), "a server")
	assert_true(ServerConfig.choose(_server.url))
	_mira = add_node(TestClient.new()) as TestClient
	_tomas = add_node(TestClient.new()) as TestClient
	for client: TestClient in [_mira, _tomas]:
		client.world.fights.ended.connect(func(ended: CombatEnded) -> void: _ends[client] = ended)


func after_each() -> void:
	_mira.world.leave_world()
	_tomas.world.leave_world()
	await _server.stop()


func test_two_fight_a_group_together_and_gain() -> void:
	await _both_enter()
	await _begin_together()
	assert_true(await _fight_on([_mira, _tomas]), "the end")
	for client: TestClient in [_mira, _tomas]:
		assert_eq(_ends[client].outcome, "attackers_won")
		assert_eq(_ends[client].result, "won")
		assert_true(client.world.character.experience > 0, "experience")
	assert_true(await wait_until(func() -> bool: return _mira.sees("tomas") and _tomas.sees("mira")), "both walk again")
	var told: ApiResult = await _mira.world.fetch_character()
	assert_true(told.is_ok(), told.code)
	assert_eq((told.data as CharacterInfo).experience, _ends[_mira].reward_of(0).experience)


func test_who_is_cut_off_comes_back_to_the_same_fight() -> void:
	await _both_enter()
	await _begin_together()
	assert_true(_tomas.world.fights.set_ready(true) and _mira.world.fights.set_ready(true))
	assert_true(await wait_until(func() -> bool: return _mira.world.fights.state.phase == FightState.ACTIVE), "the fight begins")
	var fight_id := _tomas.world.fights.state.fight_id
	_tomas.transport.drop()
	assert_true(await wait_until(func() -> bool: return not _tomas.is_online()), "the cut")
	assert_true(await wait_until(func() -> bool: return _tomas.is_online() and _tomas.world.fights.is_fighting(), 20.0), "the return")
	assert_eq(_tomas.world.fights.state.fight_id, fight_id)
	assert_eq(_tomas.world.fights.state.fighters.size(), _mira.world.fights.state.fighters.size())
	assert_true(await _fight_on([_mira, _tomas]), "the end")
	assert_true(_ends.has(_mira) and _ends.has(_tomas))


func test_who_watches_sees_everything_and_can_go() -> void:
	await _both_enter()
	await _begin()
	var mira := _mira.world.fights
	var tomas := _tomas.world.fights
	assert_true(tomas.watch(mira.state.fight_id))
	assert_true(await wait_until(tomas.is_watching), "the view")
	assert_eq(tomas.state.fighters.size(), mira.state.fighters.size())
	assert_true(mira.set_ready(true))
	assert_true(await wait_until(func() -> bool: return tomas.state.phase == FightState.ACTIVE), "the beginning is seen")
	assert_eq(tomas.state.order, mira.state.order)
	assert_true(tomas.end_turn())
	assert_true(await wait_until(func() -> bool: return not _tomas.errors.is_empty()), "a refusal")
	assert_true(tomas.leave())
	assert_true(await wait_until(func() -> bool: return _ends.has(_tomas)), "the way out")
	assert_eq(_ends[_tomas].result, "watched")
	assert_true(tomas.state == null and mira.is_fighting())


func test_a_challenge_is_refused_accepted_and_given_up() -> void:
	await _both_enter()
	var mira := _mira.world.fights
	var tomas := _tomas.world.fights
	assert_true(mira.ask_for_fight(_tomas.world.user_id))
	assert_true(await wait_until(func() -> bool: return tomas.challenge != null), "the challenge")
	assert_true(tomas.answer(false))
	assert_true(await wait_until(func() -> bool: return mira.challenge == null and tomas.challenge == null), "the refusal")
	assert_true(mira.ask_for_fight(_tomas.world.user_id))
	assert_true(await wait_until(func() -> bool: return tomas.challenge != null), "another challenge")
	assert_true(tomas.answer(true))
	assert_true(await wait_until(func() -> bool: return mira.is_fighting() and tomas.is_fighting()), "the fight")
	assert_true(tomas.abandon())
	assert_true(await wait_until(func() -> bool: return _ends.size() == 2), "the end")
	assert_eq(_ends[_tomas].result, "lost")
	assert_eq(_ends[_mira].result, "won")
	assert_eq(_tomas.world.character.life, _tomas.world.character.most_life, "nothing is lost in a challenge")


func test_who_gives_up_has_one_life_point_left_while_the_friend_fights_on() -> void:
	await _both_enter()
	await _begin_together()
	assert_true(_tomas.world.fights.abandon())
	assert_true(await wait_until(func() -> bool: return _ends.has(_tomas)), "the way out")
	assert_eq(_tomas.world.character.life, 1)
	assert_true(_mira.world.fights.is_fighting())


func _both_enter() -> void:
	assert_eq(await _mira.sign_up("mira"), "")
	assert_eq(await _tomas.sign_up("tomas"), "")
	for client: TestClient in [_mira, _tomas]:
		client.world.enter_world()
	assert_true(await wait_until(func() -> bool: return _mira.sees("tomas") and _tomas.sees("mira")), "both are in the world")
	assert_true(await wait_until(func() -> bool: return not _mira.world.fights.catalogue.spells.is_empty()), "the catalogue")


## Both walk to the map in the east, where groups are; one attacks the weakest, the other joins.
func _begin_together() -> void:
	await _begin()
	var fights := _mira.world.fights
	assert_true(_tomas.world.fights.join(fights.state.fight_id, Fighter.ATTACKERS))
	assert_true(await wait_until(func() -> bool: return _tomas.world.fights.is_fighting()), "the friend joins")


## Both walk to the map in the east; one attacks, the other sees the marker.
func _begin() -> void:
	for client: TestClient in [_mira, _tomas]:
		var home := await _build(client, "map_0_0")
		var start := client.world.character.position
		await client.walk(start, home.find_path(start, _door(home, "map_1_0")))
		assert_true(client.world.change_map("map_1_0"))
		assert_true(await wait_until(func() -> bool: return client.world.map_id == "map_1_0"), "the crossing")
	var fights := _mira.world.fights
	assert_true(await wait_until(func() -> bool: return not fights.groups.is_empty()), "groups of monsters")
	var east := await _build(_mira, "map_1_0")
	var at := _mira.world.character.position
	for attempt: int in 5:
		var group := _weakest()
		var way := east.find_path(at, group.position)
		await _mira.walk(at, way)
		at = way[way.size() - 1] if not way.is_empty() else at
		assert_true(fights.attack(group.group))
		_mira.world.send_move(at)  # one walks on until the news comes
		if await wait_until(func() -> bool: return fights.is_fighting(), 2.0):
			break
	assert_true(fights.is_fighting(), "the fight: %s" % _mira.errors)
	assert_true(await wait_until(func() -> bool: return _tomas.world.fights.fights.has(fights.state.fight_id)), "the marker")
	assert_true(not _mira.errors.has("in_fight"), "that is no mistake of the player's")


func _weakest() -> MonsterGroup:
	var found: MonsterGroup = null
	for group: MonsterGroup in _mira.world.fights.groups.values():
		if found == null or group.level * group.monsters.size() < found.level * found.monsters.size():
			found = group
	return found


## Lets both play until both have an end; each acts in its turn.
func _fight_on(clients: Array[TestClient]) -> bool:
	var players: Array[FightPlayer] = []
	for client: TestClient in clients:
		var map := await _build(client, client.world.fights.state.map_id)
		players.append(FightPlayer.new(client.world.fights, map.walkable_cells()))
		client.world.fights.set_ready(true)
	var deadline := Time.get_ticks_msec() + 45000
	while _ends.size() < clients.size() and Time.get_ticks_msec() < deadline:
		for player: FightPlayer in players:
			player.act()
		await tree.create_timer(0.05).timeout
	return _ends.size() == clients.size()


func _build(client: TestClient, map_id: String) -> GameMap:
	var document: Dictionary = await client.world.fetch_map(map_id)
	return add_node(MapBuilder.build(document)) as GameMap


func _door(map: GameMap, target: String) -> Vector2:
	for cell: int in FightGrid.CELLS:
		var area := map.transition_at(FightGrid.centre(cell))
		if area != null and area.to == target and map.is_walkable(FightGrid.centre(cell)):
			return FightGrid.centre(cell)
	return Vector2.ZERO
