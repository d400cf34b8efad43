class_name QuestionDialog
extends ColorRect
## Asks before something that cannot be taken back.

signal answered(yes: bool)

@onready var _title: Label = %QuestionTitle
@onready var _text: Label = %QuestionText
@onready var _yes: Button = %Yes
@onready var _no: Button = %No


func _ready() -> void:
	_yes.pressed.connect(_answer.bind(true))
	_no.pressed.connect(_answer.bind(false))


func _input(event: InputEvent) -> void:
	if visible and event.is_action_pressed(&"ui_cancel"):
		get_viewport().set_input_as_handled()
		_answer(false)


## Shows the question; [param yes] stands on the button that does it.
func ask(title: String, text: String, yes: String) -> void:
	_title.text = title
	_text.text = text
	_yes.text = yes
	show()
	_no.grab_focus()


func _answer(yes: bool) -> void:
	hide()
	get_viewport().gui_release_focus()
	answered.emit(yes)
