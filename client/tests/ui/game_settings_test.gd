extends TestCase
## Preferences and keys, over a restart.

const PATH := "user://settings_test.json"


func after_each() -> void:
	DirAccess.remove_absolute(PATH)
	KeyBindings.new().apply()


func test_come_back_after_a_restart() -> void:
	var settings := GameSettings.open(PATH)
	settings.language = "fr"
	settings.volume = 0.25
	settings.ui_scale = 1.5
	settings.keys.bind(&"move_up", 0, KEY_I)
	assert_true(settings.save())
	var again := GameSettings.open(PATH)
	assert_eq(again.language, "fr")
	assert_near(again.volume, 0.25)
	assert_near(again.ui_scale, 1.5)
	assert_eq(again.keys.keys_of(&"move_up"), PackedInt32Array([KEY_I, KEY_UP]))


func test_the_interface_stays_readable_in_small_windows() -> void:
	var settings := GameSettings.new()
	for window: Vector2 in [Vector2(1280, 720), Vector2(1920, 1080), Vector2(3840, 2160), Vector2(2560, 1080)]:
		assert_near(settings.scale_in(window), 1.0, 0.001, str(window))
	assert_near(settings.scale_in(Vector2(640, 360)) * 0.5, GameSettings.LEAST_DRAWN)
	assert_true(settings.scale_in(Vector2(1, 1)) <= GameSettings.LARGEST_SCALE, "in hardly a window")
	settings.ui_scale = 0.75
	assert_near(settings.scale_in(Vector2(1280, 720)), 0.75, 0.001, "smaller by choice")
	settings.ui_scale = 2.0
	assert_near(settings.scale_in(Vector2(640, 360)), 2.0, 0.001, "larger by choice")


func test_nonsense_in_the_file_is_ignored() -> void:
	var file := FileAccess.open(PATH, FileAccess.WRITE)
	file.store_string('{"language": "xx", "volume": 7, "ui_scale": "big", "keys": {"move_up": [1.5, {}, 4194305], "x": 3}}')
	file.close()
	var settings := GameSettings.open(PATH)
	assert_eq(settings.language, "")
	assert_near(settings.volume, 1.0)
	assert_near(settings.ui_scale, 1.0)
	assert_eq(settings.keys.keys_of(&"move_down"), PackedInt32Array([KEY_S, KEY_DOWN]))


func test_there_is_a_locale_for_every_system() -> void:
	var settings := GameSettings.new()
	assert_true(settings.locale() in ["en", "fr"])
	settings.language = "fr"
	assert_eq(settings.locale(), "fr")


func test_a_key_has_one_meaning() -> void:
	var keys := KeyBindings.new()
	assert_true(keys.bind(&"move_up", 0, KEY_M))
	assert_eq(keys.keys_of(&"toggle_map"), PackedInt32Array())
	assert_eq(keys.keys_of(&"move_up"), PackedInt32Array([KEY_M, KEY_UP]))


func test_some_keys_cannot_be_given() -> void:
	var keys := KeyBindings.new()
	assert_true(not keys.bind(&"move_up", 0, KEY_ESCAPE))
	assert_true(not keys.bind(&"fly", 0, KEY_F))
	assert_true(not keys.bind(&"move_up", 5, KEY_F))


func test_keys_reach_the_engine() -> void:
	var keys := KeyBindings.new()
	keys.bind(&"move_left", 1, KEY_J)
	keys.apply()
	var event := InputEventKey.new()
	event.physical_keycode = KEY_J
	event.pressed = true
	assert_true(event.is_action_pressed(&"move_left"))
