class_name FormField
extends VBoxContainer
## A labelled line to type into, with room for a sentence on what is wrong with it.

## Enter was pressed in the line.
signal submitted()
## The text was changed by typing.
signal edited()

## Translation key of the label.
@export var label: String = ""
## Translation key of the example shown while the line is empty; may be empty.
@export var hint: String = ""
## What is typed is hidden, with a button to show it.
@export var secret: bool = false
## More characters cannot be typed; 0 for no limit.
@export_range(0, 1024) var most_characters: int = 0

var text: String:
	get:
		return _line.text
	set(value):
		_line.text = value

@onready var _label: Label = $Label
@onready var _line: LineEdit = $Row/Line
@onready var _eye: Button = $Row/Eye
@onready var _error: Label = $Error


func _ready() -> void:
	_label.text = label
	_line.placeholder_text = hint
	_line.secret = secret
	_line.max_length = most_characters
	_eye.visible = secret
	_eye.toggled.connect(_on_eye_toggled)
	_line.text_submitted.connect(func(_text: String) -> void: submitted.emit())
	_line.text_changed.connect(_on_text_changed)
	_on_eye_toggled(false)
	complain("")


## Shows `sentence` under the line; an empty one takes it away.
func complain(sentence: String) -> void:
	_error.text = sentence
	_error.visible = not sentence.is_empty()
	_line.tooltip_text = sentence


func has_complaint() -> bool:
	return _error.visible


## Puts the cursor into the line.
func take_focus() -> void:
	_line.grab_focus()
	_line.caret_column = _line.text.length()


func set_editable(editable: bool) -> void:
	_line.editable = editable


func _on_text_changed(_text: String) -> void:
	complain("")
	edited.emit()


func _on_eye_toggled(shown: bool) -> void:
	_line.secret = secret and not shown
	_eye.text = "login.hide" if shown else "login.show"
	_eye.tooltip_text = "login.hide_password" if shown else "login.show_password"
