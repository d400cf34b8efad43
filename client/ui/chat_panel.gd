class_name ChatPanel
extends PanelContainer
## What is said and what one says: filters, scrollback, history, whispers.

## The player says something; [param to] is the user name of a whisper.
signal said(channel: String, text: String, to: String)

## Lines kept for scrolling back.
const SCROLLBACK := 400

const _TRIM := 40
const _FILTERS: Array[String] = ["", ChatCommand.MAP, ChatCommand.GLOBAL, ChatCommand.WHISPER, _FIGHT]
const _NOTE := "note"
const _FIGHT := "fight"

## One line of the log.
class Entry:
	extends RefCounted
	var channel := ""
	var time := ""
	var speaker := ""
	var label := ""
	var text := ""
	var colour := Palette.TEXT


## The own user name, to tell which end of a whisper one is.
var own_username := ""

var _entries: Array[Entry] = []
var _filter := ""
var _channel := ChatCommand.MAP
var _to := ""
var _answer_to := ""
var _history := InputHistory.new()

@onready var _log: RichTextLabel = %Log
@onready var _line: LineEdit = %Line
@onready var _target: Button = %Target
@onready var _tabs: HBoxContainer = %Tabs
@onready var _send: Button = %Send


func _ready() -> void:
	_send.icon = PixelIcon.texture(PixelIcon.SEND)
	_send.pressed.connect(_submit)
	_line.max_length = ChatCommand.LONGEST
	_line.text_submitted.connect(func(_text: String) -> void: _submit())
	_line.gui_input.connect(_on_line_input)
	_log.meta_clicked.connect(_on_name_clicked)
	_target.pressed.connect(_next_channel)
	for index: int in _FILTERS.size():
		var tab: Button = _tabs.get_child(index)
		tab.toggled.connect(_on_tab_toggled.bind(index))
	_show_channel()


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and is_node_ready():
		_show_channel()


## Shows a line somebody said; [param speaker] is the name of the speaker's character where that is known.
func add_line(line: ChatLine, speaker := "") -> void:
	var entry := Entry.new()
	entry.channel = line.channel
	entry.time = _time_of(line.at)
	entry.speaker = line.from
	entry.label = speaker if not speaker.is_empty() else line.from
	entry.text = ChatCommand.clean(line.text)
	match line.channel:
		ChatCommand.WHISPER:
			entry.colour = Palette.WHISPER
			if line.from == own_username:
				entry.speaker = line.to
				entry.label = tr("ui.chat.whisper_to") % line.to
			else:
				_answer_to = line.from
				entry.label = tr("ui.chat.whisper_from") % entry.label
		ChatCommand.GLOBAL:
			entry.colour = Palette.GLOBAL
	_add(entry)


## Shows something the game itself has to say.
func add_note(text: String, colour := Palette.MUTED) -> void:
	var entry := Entry.new()
	entry.channel = _NOTE
	entry.time = _time_of(int(Time.get_unix_time_from_system() * 1000.0))
	entry.text = text
	entry.colour = colour
	_add(entry)


## Shows a sentence of what happens in the own fight.
func add_fight_line(text: String, colour: Color) -> void:
	var entry := Entry.new()
	entry.channel = _FIGHT
	entry.time = _time_of(int(Time.get_unix_time_from_system() * 1000.0))
	entry.text = text
	entry.colour = colour
	_add(entry)


## Shows what happens in the fight alone, or (when it is over) everything again.
func follow_fight(follow: bool) -> void:
	var tab: Button = _tabs.get_child(_FILTERS.find(_FIGHT))
	tab.visible = follow
	if follow:
		tab.button_pressed = true
	elif tab.button_pressed:
		(_tabs.get_child(0) as Button).button_pressed = true


## Begins a whisper to [param username].
func whisper_to(username: String) -> void:
	_use(ChatCommand.WHISPER, username)
	focus()


## Lets the player type.
func focus() -> void:
	_line.grab_focus()
	if _line.has_method(&"edit"):
		_line.edit()


## Whether the player is typing.
func is_typing() -> bool:
	return _line.has_focus()


## What the log shows now, for reading it aloud or testing it.
func shown_text() -> String:
	return _log.get_parsed_text()


func _submit() -> void:
	var typed := _line.text
	var command := ChatCommand.read(typed, _channel, _to, _answer_to)
	match command.kind:
		ChatCommand.Kind.NOTHING:
			_line.release_focus()
			_line.clear()
			return
		ChatCommand.Kind.UNKNOWN:
			add_note(tr("ui.chat.help"))
			return
		ChatCommand.Kind.SWITCH:
			_use(command.channel, command.to)
		ChatCommand.Kind.SAY:
			said.emit(command.channel, command.text, command.to)
			if command.channel == ChatCommand.WHISPER:
				_use(command.channel, command.to)
	_history.add(typed)
	_line.clear()


func _use(channel: String, to: String) -> void:
	_channel = channel
	_to = to
	_show_channel()


func _next_channel() -> void:
	match _channel:
		ChatCommand.MAP:
			_use(ChatCommand.GLOBAL, "")
		ChatCommand.GLOBAL when not _answer_to.is_empty():
			_use(ChatCommand.WHISPER, _answer_to)
		_:
			_use(ChatCommand.MAP, "")
	_line.grab_focus()


func _show_channel() -> void:
	var colour := Palette.TEXT
	match _channel:
		ChatCommand.GLOBAL:
			colour = Palette.GLOBAL
			_target.text = tr("ui.chat.global")
		ChatCommand.WHISPER:
			colour = Palette.WHISPER
			_target.text = "→ " + _to
		_:
			_target.text = tr("ui.chat.map")
	_target.add_theme_color_override(&"font_color", colour)
	_line.add_theme_color_override(&"font_color", colour)


func _on_name_clicked(username: Variant) -> void:
	if str(username) != own_username:
		whisper_to(str(username))


func _on_tab_toggled(on: bool, index: int) -> void:
	if not on:
		return
	_filter = _FILTERS[index]
	_rebuild()
	if not _filter.is_empty() and _filter != _FIGHT:
		_use(_filter, _to if not _to.is_empty() else _answer_to)
	if _channel == ChatCommand.WHISPER and _to.is_empty():
		_use(ChatCommand.MAP, "")


func _on_line_input(event: InputEvent) -> void:
	var key := event as InputEventKey
	if key == null or not key.pressed:
		return
	match key.keycode:
		KEY_ESCAPE:
			_line.release_focus()
		KEY_UP:
			_show_typed(_history.back(_line.text))
		KEY_DOWN:
			_show_typed(_history.forward(_line.text))
		KEY_PAGEUP, KEY_PAGEDOWN:
			var bar := _log.get_v_scroll_bar()
			bar.value += bar.page * (0.8 if key.keycode == KEY_PAGEDOWN else -0.8)
		_:
			return
	_line.accept_event()


func _show_typed(text: String) -> void:
	_line.text = text
	_line.caret_column = text.length()


func _add(entry: Entry) -> void:
	_entries.append(entry)
	if _entries.size() > SCROLLBACK + _TRIM:
		_entries = _entries.slice(_TRIM)
		_rebuild()
	elif _passes(entry):
		_write(entry)


func _passes(entry: Entry) -> bool:
	return _filter.is_empty() or entry.channel == _filter or entry.channel == _NOTE


func _rebuild() -> void:
	_log.clear()
	for entry: Entry in _entries:
		if _passes(entry):
			_write(entry)


func _write(entry: Entry) -> void:
	# Only add_text: what players say is never read as markup.
	if not _log.get_parsed_text().is_empty():
		_log.newline()
	_log.push_color(Color(Palette.MUTED, 0.75))
	_log.add_text(entry.time + " ")
	_log.pop()
	_log.push_color(entry.colour)
	if entry.channel == ChatCommand.GLOBAL:
		_log.add_text("[%s] " % tr("ui.chat.global"))
	if not entry.label.is_empty():
		_log.push_meta(entry.speaker, RichTextLabel.META_UNDERLINE_ON_HOVER)
		_log.push_color(entry.colour.lerp(Palette.GOLD, 0.5))
		_log.add_text(entry.label)
		_log.pop()
		_log.pop()
		_log.add_text(tr("ui.chat.colon"))
	_log.add_text(entry.text)
	_log.pop()


static func _time_of(unix_ms: int) -> String:
	var bias: int = Time.get_time_zone_from_system()["bias"]
	return Time.get_time_string_from_unix_time(floori(unix_ms / 1000.0) + bias * 60).left(5)
