class_name CharacterDeletion
extends Control
## Asks for a character's name before it is deleted for good.

signal deleted()
signal cancelled()

@onready var _title: Label = %DeleteTitle
@onready var _text: Label = %DeleteText
@onready var _name: FormField = %DeleteName
@onready var _submit: Button = %SubmitDelete
@onready var _cancel: Button = %CancelDelete

var _character: CharacterInfo
var _busy: bool = false


func _ready() -> void:
	hide()
	_submit.pressed.connect(submit)
	_cancel.pressed.connect(_close)
	_name.submitted.connect(submit)
	_name.edited.connect(_on_edited)


func _unhandled_key_input(event: InputEvent) -> void:
	if visible and event.is_action_pressed("ui_cancel"):
		get_viewport().set_input_as_handled()
		_close()


## Asks about `character`.
func open(character: CharacterInfo) -> void:
	_character = character
	_title.text = tr("characters.delete_title").format({"name": character.name})
	_text.text = tr("characters.delete_text").format({"name": character.name})
	_name.text = ""
	_name.complain("")
	_on_edited()
	show()
	_name.take_focus()


## Deletes the character if its name was typed.
func submit() -> void:
	if _busy or not _is_confirmed():
		return
	_busy = true
	_on_edited()
	var result: ApiResult = await AuthManager.call_api(HTTPClient.METHOD_DELETE, "/characters/" + _character.id)
	if not is_inside_tree():
		return
	_busy = false
	_on_edited()
	# One that is not there any more is as deleted as can be.
	if result.is_ok() or result.status == 404:
		hide()
		deleted.emit()
	else:
		_name.complain(result.sentence)


func _is_confirmed() -> bool:
	return _name.text.strip_edges().to_lower() == _character.name.to_lower()


func _close() -> void:
	if not _busy:
		hide()
		cancelled.emit()


func _on_edited() -> void:
	_submit.disabled = _busy or not _is_confirmed()
