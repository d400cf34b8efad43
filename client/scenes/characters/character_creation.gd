class_name CharacterCreation
extends Control
## The form for a new character: a name and one of the server's classes.

signal created(character: CharacterInfo)
signal cancelled()

## Base stats in the order they are shown.
const STATS: PackedStringArray = ["health", "action_points", "movement_points", "initiative", "strength", "intelligence", "agility", "chance"]

@onready var _name: FormField = %NewName
@onready var _classes: VBoxContainer = %Classes
@onready var _portrait: CharacterPortrait = %NewPortrait
@onready var _title: Label = %ClassTitle
@onready var _description: Label = %ClassDescription
@onready var _stats: GridContainer = %Stats
@onready var _submit: Button = %SubmitCreate
@onready var _cancel: Button = %CancelCreate
@onready var _message: Label = %CreateMessage

var _group: ButtonGroup = ButtonGroup.new()
var _chosen: ClassInfo
var _busy: bool = false


func _ready() -> void:
	hide()
	_submit.pressed.connect(submit)
	_name.submitted.connect(submit)
	_cancel.pressed.connect(_close)


func _unhandled_key_input(event: InputEvent) -> void:
	if visible and event.is_action_pressed("ui_cancel"):
		get_viewport().set_input_as_handled()
		_close()


## Shows the empty form, offering `classes`.
func open(classes: Array[ClassInfo]) -> void:
	for button: Node in _classes.get_children():
		button.queue_free()
		_classes.remove_child(button)
	for offered: ClassInfo in classes:
		var button: Button = Button.new()
		button.text = offered.name
		button.auto_translate_mode = Node.AUTO_TRANSLATE_MODE_DISABLED
		button.toggle_mode = true
		button.button_group = _group
		button.theme_type_variation = &"TabButton"
		button.toggled.connect(_on_class_toggled.bind(offered))
		_classes.add_child(button)
	_name.text = ""
	_name.complain("")
	_message.text = ""
	show()
	if _classes.get_child_count() > 0:
		(_classes.get_child(0) as Button).button_pressed = true
	_name.take_focus()


## Sends the form, unless it is on its way already or the name cannot be one.
func submit() -> void:
	if _busy or _chosen == null:
		return
	var wrong: String = FormRules.character_name(_name.text)
	_name.complain(wrong)
	if not wrong.is_empty():
		_name.take_focus()
		return
	_set_busy(true)
	var body: Dictionary = {"name": _name.text, "class": _chosen.id}
	var result: ApiResult = await AuthManager.call_api(HTTPClient.METHOD_POST, "/characters", body)
	if not is_inside_tree():
		return
	_set_busy(false)
	var character: CharacterInfo = CharacterInfo.from_data(result.data) if result.is_ok() else null
	if character != null:
		hide()
		created.emit(character)
	else:
		_show_error(result)


func _show_error(result: ApiResult) -> void:
	var about_name: String = result.sentence if result.code == "name_taken" else result.fields.get("name", "")
	if about_name.is_empty():
		_message.text = result.fields.get("class", result.sentence)
	else:
		_name.complain(about_name)
		_name.take_focus()


func _close() -> void:
	if not _busy:
		hide()
		cancelled.emit()


func _set_busy(busy: bool) -> void:
	_busy = busy
	_submit.disabled = busy
	_submit.text = "characters.busy_create" if busy else "characters.submit_create"
	_cancel.disabled = busy
	_name.set_editable(not busy)
	_message.text = ""


func _on_class_toggled(pressed: bool, offered: ClassInfo) -> void:
	if not pressed:
		return
	_chosen = offered
	_portrait.show_class(offered.id)
	_portrait.set_walking(true)
	_title.text = offered.name
	_description.text = offered.description
	for label: Node in _stats.get_children():
		label.queue_free()
	for stat: String in STATS:
		if offered.base_stats.has(stat):
			_add_stat("stat." + stat, str(offered.base_stats[stat]))


func _add_stat(key: String, value: String) -> void:
	var title: Label = Label.new()
	title.text = key
	title.theme_type_variation = &"HintLabel"
	title.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	_stats.add_child(title)
	var number: Label = Label.new()
	number.text = value
	number.horizontal_alignment = HORIZONTAL_ALIGNMENT_RIGHT
	_stats.add_child(number)
