extends TestCase
## The user interface as a whole: it fits, opens, closes and passes on what it is told.

var _hud: Hud


func before_each() -> void:
	TranslationServer.set_locale("en")
	KeyBindings.new().apply()
	_hud = add_node((load("res://ui/hud.tscn") as PackedScene).instantiate())
	_hud.use_settings(GameSettings.open("user://hud_test.json"))
	_hud.get_viewport().gui_release_focus()


func test_everything_lies_in_the_window_at_any_size() -> void:
	_hud.set_anchors_preset(Control.PRESET_TOP_LEFT)
	for window: Vector2 in [Vector2(1280, 720), Vector2(1706, 720), Vector2(640, 360), Vector2(800, 450), Vector2(2560, 1080)]:
		_hud.size = window
		_press(&"toggle_settings")
		await tree.process_frame
		var frame := Rect2(Vector2.ZERO, window)
		for part: String in ["%ChatPanel", "%SettingsPanel", "%MapPanel", "%Side"]:
			var control: Control = _hud.get_node(part)
			assert_true(frame.encloses(Rect2(control.position, control.size)), "%s in %s: %s" % [part, window, control.get_rect()])
		_press(&"toggle_settings")


func test_escape_closes_what_is_open_and_then_opens_the_settings() -> void:
	_press(&"toggle_map")
	assert_true((_hud.get_node("%MapPanel") as Control).visible)
	_press(&"ui_cancel")
	assert_true(not (_hud.get_node("%MapPanel") as Control).visible)
	_press(&"ui_cancel")
	assert_true((_hud.get_node("%SettingsPanel") as Control).visible)


func test_enter_begins_to_talk() -> void:
	_press(&"focus_chat")
	assert_true((_hud.get_node("%ChatPanel") as ChatPanel).is_typing())


func test_a_taken_over_session_says_so_and_offers_ways_out() -> void:
	var wanted: Array[String] = []
	_hud.retry_wanted.connect(func() -> void: wanted.append("retry"))
	_hud.leave_wanted.connect(func() -> void: wanted.append("leave"))
	_hud.show_connection(GameConnection.State.TAKEN_OVER, "")
	var page: Control = _hud.get_node("%SessionOverlay").get_node("%Page")
	assert_true(page.visible)
	assert_eq((page.get_node("%Title") as Label).text, "ui.session.taken_over")
	(page.get_node("%Retry") as Button).pressed.emit()
	(page.get_node("%Leave") as Button).pressed.emit()
	assert_eq(wanted, ["retry", "leave"] as Array[String])
	_hud.show_connection(GameConnection.State.ONLINE, "")
	assert_true(not page.visible)


func test_a_lost_connection_leaves_the_rest_as_it_is() -> void:
	_hud.announce("A notice.")
	_hud.show_connection(GameConnection.State.RECONNECTING, "Again in 3 s.")
	assert_true((_hud.get_node("%SessionOverlay").get_node("%Strip") as Control).visible)
	assert_true((_hud.get_node("%ChatPanel") as ChatPanel).shown_text().contains("A notice."))


func test_a_chosen_player_can_be_whispered_to() -> void:
	var player := PlayerInfo.new()
	player.name = "Tomas"
	player.username = "tomas_1"
	player.character_class = "archer"
	_hud.show_target(player)
	var card: TargetCard = _hud.get_node("%TargetCard")
	assert_true(card.visible)
	var said: Array[String] = []
	_hud.said.connect(func(channel: String, text: String, to: String) -> void: said.append("%s %s %s" % [channel, to, text]))
	(card.get_node("%Whisper") as Button).pressed.emit()
	var line: LineEdit = _hud.get_node("%ChatPanel").get_node("%Line")
	line.text_submitted.emit("")
	line.text = "hello"
	line.text_submitted.emit("hello")
	assert_eq(said, ["whisper tomas_1 hello"] as Array[String])


func test_notices_are_few_and_not_repeated() -> void:
	for index: int in 10:
		_hud.announce("Notice %d" % (index / 2))
	assert_eq(_hud.get_node("%Notices").get_child_count(), NoticeBar.CAPACITY)


func _press(action: StringName) -> void:
	var event := InputEventAction.new()
	event.action = action
	event.pressed = true
	_hud._unhandled_key_input(event)
