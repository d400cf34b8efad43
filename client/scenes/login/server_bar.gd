class_name ServerBar
extends HBoxContainer
## Which server one is about to play on, whether it answers, and a way to another one.

const CHECK_SECONDS: float = 10.0

@onready var _dot: Label = $Dot
@onready var _line: LineEdit = $Line
@onready var _button: Button = $Button
@onready var _status: Label = $Status
@onready var _timer: Timer = $Timer

# Counts checks: the answer of an earlier address is dropped.
var _check: int = 0


func _ready() -> void:
	_line.text = ServerConfig.url
	_line.editable = false
	_line.text_submitted.connect(func(_text: String) -> void: _use())
	_button.pressed.connect(_on_button_pressed)
	_timer.timeout.connect(check)
	_timer.start(CHECK_SECONDS)
	check()


## Asks the server whether it is there.
func check() -> void:
	_check += 1
	var mine: int = _check
	if _status.text != "login.server_reached":
		_show("login.server_searching", Palette.FAIR)
	var result: ApiResult = await AuthManager.probe()
	if mine != _check or not is_inside_tree():
		return
	if result.is_ok():
		_show("login.server_reached", Palette.GOOD)
	elif result.code == ApiResult.NOT_FLUMEN:
		_show("login.server_other", Palette.BAD)
	else:
		_show("login.server_unreached", Palette.BAD)


func _on_button_pressed() -> void:
	if _line.editable:
		_use()
		return
	_line.editable = true
	_line.grab_focus()
	_line.select_all()
	_button.text = "login.server_use"


func _use() -> void:
	if not ServerConfig.choose(_line.text):
		_show("rule.server", Palette.BAD)
		_line.grab_focus()
		return
	_line.text = ServerConfig.url
	_line.editable = false
	_button.text = "login.server_change"
	_button.grab_focus()
	_show("login.server_searching", Palette.FAIR)
	check()


func _show(sentence: String, colour: Color) -> void:
	_status.text = sentence
	_dot.add_theme_color_override("font_color", colour)
