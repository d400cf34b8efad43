extends TestCase
## From the first screen into the world, by keyboard alone, on a real server.

var _server: TestServer


func before_each() -> void:
	_server = TestServer.new(tree)
	assert_true(await _server.start(), "a server")
	assert_true(ServerConfig.choose(_server.url))
	tree.change_scene_to_file("res://scenes/login/LoginScene.tscn")
	assert_true(await wait_until(func() -> bool: return tree.current_scene is LoginScene), "the first screen")


func after_each() -> void:
	GameManager.leave_world()
	await AuthManager.log_out()
	tree.unload_current_scene()
	await _server.stop()


func test_registers_enters_the_world_and_leaves() -> void:
	_press(KEY_TAB, true)
	_type("Ada")
	_press(KEY_TAB)
	_type("ada@example.org")
	_press(KEY_TAB)
	_type("correct horse")
	_press(KEY_ENTER)
	# Enter pressed twice must not send twice: the second would find the name taken.
	_press(KEY_ENTER)
	assert_true(await wait_until(_has_cards), "the choice of a character")
	_press(KEY_ENTER)
	assert_true(await wait_until(func() -> bool: return GameManager.connection == GameManager.Connection.ONLINE), "the entry")
	assert_eq(GameManager.map_id, "map_0_0")
	assert_eq(GameManager.character.name, "Ada")
	var guest: TestClient = add_node(TestClient.new()) as TestClient
	assert_eq(await guest.sign_up("tomas"), "")
	guest.world.enter_world()
	assert_true(await wait_until(func() -> bool: return guest.sees("Ada") and GameManager.players.size() == 1), "each sees the other")
	guest.world.leave_world()
	assert_true(await wait_until(func() -> bool: return GameManager.players.is_empty()), "the leave is seen")


func test_says_what_is_wrong_beside_the_field() -> void:
	assert_true((await AuthManager.register("Ada", "ada@example.org", "correct horse")).is_ok())
	_press(KEY_TAB, true)
	_type("ada")
	_press(KEY_ENTER)
	assert_true(_field("Email").has_complaint() and _field("NewPassword").has_complaint(), "what is missing")
	assert_true(not _field("Username").has_complaint(), "what is good")
	_press(KEY_TAB)
	_field("Email").text = "ada@example.com"
	_field("NewPassword").text = "correct horse"
	(tree.current_scene as LoginScene).submit()
	assert_true(await wait_until(_field("Username").has_complaint), "the name is taken")
	_press(KEY_TAB, true)
	_field("Identifier").text = "ada"
	_field("Password").text = "wrong horse"
	(tree.current_scene as LoginScene).submit()
	assert_true(await wait_until(_field("Password").has_complaint), "the password is wrong")


func _has_cards() -> bool:
	var scene: CharacterScene = tree.current_scene as CharacterScene
	return scene != null and scene.get_node("%Cards").get_child_count() == 1


func _field(name: String) -> FormField:
	return tree.current_scene.get_node("%" + name) as FormField


func _type(text: String) -> void:
	for character: String in text:
		var event: InputEventKey = InputEventKey.new()
		event.unicode = character.unicode_at(0)
		event.pressed = true
		tree.root.push_input(event)


func _press(key: Key, with_ctrl: bool = false) -> void:
	for pressed: bool in [true, false]:
		var event: InputEventKey = InputEventKey.new()
		event.keycode = key
		event.physical_keycode = key
		event.ctrl_pressed = with_ctrl
		event.pressed = pressed
		tree.root.push_input(event)
