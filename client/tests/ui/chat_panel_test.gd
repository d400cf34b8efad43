extends TestCase
## The chat: what it shows, and what it says.

var _panel: ChatPanel
var _said: Array[String] = []


func before_each() -> void:
	TranslationServer.set_locale("en")
	_panel = add_node((load("res://ui/chat_panel.tscn") as PackedScene).instantiate())
	_panel.own_username = "mira"
	_panel.said.connect(func(channel: String, text: String, to: String) -> void: _said.append("%s|%s|%s" % [channel, to, text]))


func test_shows_markup_as_it_was_typed() -> void:
	_panel.add_line(_line("map", "tomas", "[b]bold[/b] [url=x]y[/url] [img]res://icon.svg[/img]"))
	assert_true(_panel.shown_text().contains("tomas: [b]bold[/b] [url=x]y[/url] [img]res://icon.svg[/img]"), _panel.shown_text())


func test_filters_by_channel() -> void:
	_panel.add_line(_line("map", "tomas", "on the map"))
	_panel.add_line(_line("global", "zoe", "to the world"))
	(_panel.get_node("%Tabs").get_child(2) as Button).button_pressed = true
	assert_true(not _panel.shown_text().contains("on the map"))
	assert_true(_panel.shown_text().contains("to the world"))
	(_panel.get_node("%Tabs").get_child(0) as Button).button_pressed = true
	assert_true(_panel.shown_text().contains("on the map"))


func test_tells_both_ends_of_a_whisper_apart() -> void:
	_panel.add_line(_line("whisper", "tomas", "psst", "mira"))
	_panel.add_line(_line("whisper", "mira", "yes?", "tomas"))
	assert_true(_panel.shown_text().contains("tomas whispers: psst"), _panel.shown_text())
	assert_true(_panel.shown_text().contains("to tomas: yes?"), _panel.shown_text())


func test_says_what_is_typed() -> void:
	_type("hello")
	_type("/g to all")
	_type("/w tomas psst")
	_type("and more")
	assert_eq(_said, ["map||hello", "global||to all", "whisper|tomas|psst", "whisper|tomas|and more"] as Array[String])


func test_an_unknown_command_is_explained_and_stays_in_the_field() -> void:
	_type("/dance")
	assert_eq(_said.size(), 0)
	assert_eq((_panel.get_node("%Line") as LineEdit).text, "/dance")
	assert_true(_panel.shown_text().contains("/w name text"))


func test_answers_the_last_whisper() -> void:
	_panel.add_line(_line("whisper", "Zoe_7", "psst", "mira"))
	_type("/r yes")
	assert_eq(_said, ["whisper|Zoe_7|yes"] as Array[String])


func test_keeps_a_bounded_number_of_lines() -> void:
	for index: int in ChatPanel.SCROLLBACK + 100:
		_panel.add_line(_line("map", "tomas", "line %d." % index))
	var shown := _panel.shown_text()
	assert_true(not shown.contains("line 0."))
	assert_true(shown.contains("line %d." % (ChatPanel.SCROLLBACK + 99)))
	assert_true(shown.count("\n") < ChatPanel.SCROLLBACK + 50)


func test_escape_leaves_and_up_brings_back() -> void:
	_type("first")
	_panel.focus()
	assert_true(_panel.is_typing())
	_press(KEY_UP)
	assert_eq((_panel.get_node("%Line") as LineEdit).text, "first")
	_press(KEY_ESCAPE)
	assert_true(not _panel.is_typing())


func _press(key: Key) -> void:
	var event := InputEventKey.new()
	event.keycode = key
	event.pressed = true
	(_panel.get_node("%Line") as LineEdit).gui_input.emit(event)


func _type(text: String) -> void:
	var line: LineEdit = _panel.get_node("%Line")
	line.text = text
	line.text_submitted.emit(text)


func _line(channel: String, from: String, text: String, to := "") -> ChatLine:
	var line := ChatLine.new()
	line.channel = channel
	line.from = from
	line.to = to
	line.text = text
	line.at = 1732281600123
	return line
