extends TestCase
## The game itself in a fight on a real server: what is clicked, shown, and shown again after a cut.

var _server: TestServer
var _main: Node


func before_each() -> void:
	GameSettings.new().keys.apply()
	_server = TestServer.new(tree)
	assert_true(await _server.start(["--set", "fights.groups_per_map=6"]), "a server")
	assert_true(ServerConfig.choose(_server.url))
	assert_true((await AuthManager.register("Ada", "ada@example.org", "correct horse")).is_ok(), "an account")
	assert_true((await AuthManager.log_in("ada", "correct horse", false)).is_ok(), "a log-in")
	var characters: ApiResult = await AuthManager.call_api(HTTPClient.METHOD_GET, "/characters")
	GameManager.choose(CharacterInfo.from_data((characters.data as Array)[0]))
	_main = add_node((load("res://scenes/main/main.tscn") as PackedScene).instantiate())
	assert_true(await wait_until(func() -> bool: return _world().map() != null and not _world().is_entering()), "the world")


func after_each() -> void:
	Engine.time_scale = 1.0
	GameManager.leave_world()
	await AuthManager.log_out()
	_main.queue_free()
	await _server.stop()


func test_a_group_is_clicked_fought_and_the_end_is_shown() -> void:
	await _go_east()
	await _attack()
	var map := _world().map()
	assert_true(not _world().own_avatar().visible, "the walking character")
	Engine.time_scale = 4.0
	_hud_of_fight().ready_wanted.emit(true)
	assert_true(await wait_until(func() -> bool: return _stage() != null and _stage().state.phase == FightState.ACTIVE, 10.0), "the first turn")
	# Cut off in the middle: the fight is there again, as it is.
	var fight_id := GameManager.fights.state.fight_id
	(_main.get_node("WebSocketManager") as WebSocketManager).drop()
	assert_true(await wait_until(func() -> bool: return GameManager.connection != GameManager.Connection.ONLINE), "the cut")
	assert_true(await wait_until(func() -> bool: return GameManager.fights.is_fighting() and _stage() != null, 15.0), "the return")
	assert_eq(_stage().state.fight_id, fight_id)
	var player := FightPlayer.new(GameManager.fights, map.walkable_cells())
	var end: EndScreen = _main.get_node("UI/Hud").get_node("%EndScreen")
	var deadline := Time.get_ticks_msec() + 40000
	while not end.visible and Time.get_ticks_msec() < deadline:
		player.act()
		await tree.create_timer(0.2).timeout
	assert_true(end.visible, "the end")
	assert_true(_stage() == null)
	assert_true(_world().own_avatar().visible, "the walking character")
	(end.get_node("%EndClose") as Button).pressed.emit()
	assert_true(GameManager.character.most_life > 0, "life is known")


## By the way to the map in the east, where groups are.
func _go_east() -> void:
	var door := Vector2.ZERO
	for area: TransitionArea in _world().map().transitions():
		if area.to == "map_1_0":
			door = area.area().get_center()
	_world()._on_pressed_at(door)
	_release()
	assert_true(await wait_until(func() -> bool: return GameManager.map_id == "map_1_0", 15.0), "the crossing")
	assert_true(await wait_until(func() -> bool: return not _world().is_entering() and _world().map().map_id == "map_1_0"), "the map")


func _attack() -> void:
	var fights := GameManager.fights
	assert_true(await wait_until(func() -> bool: return not fights.groups.is_empty()), "groups of monsters")
	var weakest: MonsterGroup = null
	for group: MonsterGroup in fights.groups.values():
		if weakest == null or group.level < weakest.level:
			weakest = group
	for attempt: int in 3:
		_world()._on_pressed_at(_encounters().place_of(weakest.group))
		_release()
		if await wait_until(func() -> bool: return _stage() != null, 8.0):
			return
	fail("no fight has begun")


func _release() -> void:
	for child: Node in _world().get_children():
		if child is PlayerController:
			(child as PlayerController).set("_held", false)


func _world() -> World:
	return _main.get_node("World")


func _stage() -> FightStage:
	return (_main.get_node("FightDirector") as FightDirector).stage()


func _hud_of_fight() -> FightHud:
	return (_main.get_node("UI/Hud") as Hud).fight_hud()


func _encounters() -> Encounters:
	for child: Node in _world().get_children():
		if child is Encounters:
			return child
	return null
