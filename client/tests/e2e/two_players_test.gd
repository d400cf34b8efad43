extends TestCase
## Two players on a real server, without a screen. Their moves travel in binary; two_players_json_test.gd runs the same in JSON.

var _server: TestServer
var _mira: TestClient
var _tomas: TestClient


func before_each() -> void:
	_server = TestServer.new(tree)
	assert_true(await _server.start(), "a server")
	assert_true(ServerConfig.choose(_server.url))
	_mira = add_node(TestClient.new()) as TestClient
	_tomas = add_node(TestClient.new()) as TestClient
	_mira.world.subprotocols = offered()
	_tomas.world.subprotocols = offered()


## The subprotocols that both offer.
func offered() -> PackedStringArray:
	return [MoveFrames.SUBPROTOCOL]


func after_each() -> void:
	_mira.world.leave_world()
	_tomas.world.leave_world()
	await _server.stop()


func test_they_see_each_other_talk_cross_a_map_and_come_back() -> void:
	await _both_enter()
	assert_true(await wait_until(func() -> bool: return _mira.sees("tomas") and _tomas.sees("mira")), "both see each other")

	assert_true(_mira.world.say("map", "Hello, Tomas! Ça va? 🐉"))
	assert_true(_tomas.world.say("whisper", "Very well.", "Mira"))
	assert_true(await wait_until(func() -> bool: return _tomas.lines.size() == 2 and _mira.lines.size() == 2), "both lines at both ends")
	assert_true("map mira: Hello, Tomas! Ça va? 🐉" in _tomas.lines)
	assert_true("whisper tomas: Very well." in _mira.lines)

	var home: GameMap = await _build("map_0_0")
	var door: Vector2 = _door(home, "map_1_0")
	var start: Vector2 = _mira.world.character.position
	await _mira.walk(start, home.find_path(start, door))
	assert_true(await wait_until(func() -> bool: return _tomas.other("mira").position.is_equal_approx(door)), "the walk is seen")
	assert_true(_mira.world.change_map("map_1_0"))
	assert_true(await wait_until(func() -> bool: return _mira.world.map_id == "map_1_0"), "the crossing")
	assert_true(await wait_until(func() -> bool: return not _tomas.sees("mira")), "the leave is seen")
	assert_eq(_mira.world.character.position, Vector2(100, 538))
	assert_eq(_mira.world.players.size(), 0)

	var east: GameMap = await _build("map_1_0")
	await _mira.walk(Vector2(100, 538), east.find_path(Vector2(100, 538), _door(east, "map_0_0")))
	assert_true(_mira.world.change_map("map_0_0"))
	assert_true(await wait_until(func() -> bool: return _mira.world.map_id == "map_0_0" and _tomas.sees("mira")), "the return is seen")
	assert_true(await wait_until(func() -> bool: return _mira.sees("tomas")), "the one who stayed is seen")
	assert_eq(_mira.corrections + _tomas.corrections, 0, "moves that were refused")
	assert_eq(_mira.errors + _tomas.errors, PackedStringArray())


func test_one_in_binary_and_one_in_json_see_each_other_walk() -> void:
	_tomas.world.subprotocols = []
	await _both_enter()
	var there: Vector2 = _mira.world.character.position + Vector2(-20, 10)
	assert_true(_mira.world.send_move(there))
	assert_true(await wait_until(func() -> bool: return _tomas.other("mira").position == there), "Tomas sees Mira")
	assert_true(_tomas.world.send_move(there))
	assert_true(await wait_until(func() -> bool: return _mira.other("tomas").position == there), "Mira sees Tomas")
	assert_eq(_mira.corrections + _tomas.corrections, 0, "moves that were refused")


func test_they_survive_a_restart_of_the_server() -> void:
	await _both_enter()
	var home: GameMap = await _build("map_0_0")
	var start: Vector2 = _mira.world.character.position
	var path: PackedVector2Array = home.find_path(start, start + Vector2(-120, 60))
	await _mira.walk(start, path)
	await _server.stop()
	assert_true(await wait_until(func() -> bool: return not _mira.is_online() and not _tomas.is_online()), "the cut")
	assert_eq(_mira.world.connection, WorldSession.Connection.RECONNECTING)
	assert_true(_mira.sees("tomas"), "the screen keeps who was there")
	assert_true(await _server.start(), "the server again")
	assert_true(await wait_until(func() -> bool: return _mira.is_online() and _tomas.is_online(), 30.0), "both are back")
	assert_true(await wait_until(func() -> bool: return _mira.sees("tomas") and _tomas.sees("mira")), "both see each other again")
	assert_true(_tomas.other("mira").position.is_equal_approx(path[-1]), "the walk was kept")
	assert_true(_mira.world.say("global", "Back!"))
	assert_true(await wait_until(func() -> bool: return "global mira: Back!" in _tomas.lines), "a line")


func test_a_second_session_takes_over_and_the_first_stops() -> void:
	assert_eq(await _mira.sign_up("mira"), "")
	_mira.world.enter_world()
	assert_true(await wait_until(_mira.is_online), "the first")
	assert_eq(await _tomas.log_in("MIRA@example.org"), "")
	_tomas.world.enter_world()
	assert_true(await wait_until(_tomas.is_online), "the second")
	assert_true(await wait_until(func() -> bool: return _mira.world.connection == WorldSession.Connection.TAKEN_OVER), "the end of the first")
	await tree.create_timer(1.0).timeout
	assert_eq(_mira.world.connection, WorldSession.Connection.TAKEN_OVER, "the first, a second later")
	assert_true(_tomas.is_online(), "the second, a second later")


func test_latency_and_the_servers_clock_are_known() -> void:
	assert_eq(await _mira.sign_up("mira"), "")
	_mira.world.enter_world()
	assert_true(await wait_until(func() -> bool: return _mira.world.latency_ms >= 0), "a latency")
	assert_true(_mira.world.latency_ms < 1000, "a latency of %d ms" % _mira.world.latency_ms)
	assert_near(_mira.world.now_ms(), Time.get_unix_time_from_system() * 1000.0, 1500.0, "the server's clock")


func test_refused_moves_bring_one_back() -> void:
	assert_eq(await _mira.sign_up("mira"), "")
	_mira.world.enter_world()
	assert_true(await wait_until(_mira.is_online), "the entry")
	assert_true(_mira.world.send_move(Vector2(-5, 10)))
	assert_true(_mira.world.change_map("map_1_0"))
	assert_true(await wait_until(func() -> bool: return _mira.corrections == 1 and _mira.errors.size() == 1), "both answers")
	assert_eq(_mira.errors, PackedStringArray(["not_in_transition"]))


func _both_enter() -> void:
	assert_eq(await _mira.sign_up("mira"), "")
	assert_eq(await _tomas.sign_up("tomas"), "")
	_mira.world.enter_world()
	_tomas.world.enter_world()
	assert_true(await wait_until(func() -> bool: return _mira.sees("tomas") and _tomas.sees("mira")), "both are in the world")
	for client: TestClient in [_mira, _tomas]:
		assert_eq(client.world.speaks_binary(), not client.world.subprotocols.is_empty(), "moves travel in binary")


## The map as the server tells it.
func _build(map_id: String) -> GameMap:
	var document: Dictionary = await _mira.world.fetch_map(map_id)
	assert_eq(document.get("id"), map_id)
	return add_node(MapBuilder.build(document)) as GameMap


## A place to stand on from where one may go to `target`.
func _door(map: GameMap, target: String) -> Vector2:
	for row: int in IsoGrid.ROWS:
		for column: int in IsoGrid.COLUMNS:
			var place: Vector2 = IsoGrid.centre(Vector2i(column, row))
			var area: TransitionArea = map.transition_at(place)
			if area != null and area.to == target and map.is_walkable(place):
				return place
	fail("no way to %s" % target)
	return Vector2.ZERO
