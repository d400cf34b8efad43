class_name LoginScene
extends Control
## The way in: logging in or registering, on the server one chooses, in the language one speaks.

const CHARACTERS: String = "res://scenes/characters/CharacterScene.tscn"

## Server field (or code) → field of the form it is about; what is not here is shown below the form.
const LOG_IN_FIELDS: Dictionary[String, String] = {"identifier": "identifier", "username": "identifier", "email": "identifier", "password": "password", "invalid_credentials": "password"}
const REGISTER_FIELDS: Dictionary[String, String] = {"username": "username", "email": "email", "password": "password", "username_taken": "username", "email_taken": "email"}

@onready var _log_in_tab: Button = %LogInTab
@onready var _register_tab: Button = %RegisterTab
@onready var _log_in_form: Control = %LogInForm
@onready var _register_form: Control = %RegisterForm
@onready var _remember: CheckBox = %Remember
@onready var _submit: Button = %Submit
@onready var _message: Label = %Message
@onready var _fields: Dictionary[String, FormField] = {
	"log_in.identifier": %Identifier, "log_in.password": %Password,
	"register.username": %Username, "register.email": %Email, "register.password": %NewPassword,
}

var _registering: bool = false
var _busy: bool = false


func _ready() -> void:
	GameSettings.open().apply(get_window())
	_log_in_tab.pressed.connect(_show_tab.bind(false))
	_register_tab.pressed.connect(_show_tab.bind(true))
	_submit.pressed.connect(submit)
	for field: FormField in _fields.values():
		field.submitted.connect(submit)
	%Quit.pressed.connect(func() -> void: get_tree().quit())
	%Quit.visible = not OS.has_feature("web")
	%Language.language_changed.connect(_on_language_changed)
	_say(AuthManager.farewell, true)
	AuthManager.farewell = ""
	_show_tab(false)
	if AuthManager.is_logged_in():
		_go_on.call_deferred()
	else:
		_restore()


func _unhandled_key_input(event: InputEvent) -> void:
	# Ctrl+Tab goes to the other form, as in any window with tabs.
	var key: InputEventKey = event as InputEventKey
	if key != null and key.pressed and not key.echo and key.keycode == KEY_TAB and key.ctrl_pressed:
		_show_tab(not _registering)
		get_viewport().set_input_as_handled()


## Sends the form that is shown, unless one is on its way or something in it is wrong.
func submit() -> void:
	if _busy or not _check():
		return
	_set_busy(true, "login.busy_register" if _registering else "login.busy_log_in")
	var result: ApiResult
	if _registering:
		result = await _register()
	else:
		result = await _log_in()
	if not is_inside_tree():
		return
	_set_busy(false)
	if result.is_ok():
		_go_on()
	else:
		_show_error(result)


func _log_in() -> ApiResult:
	return await AuthManager.log_in(_text("log_in.identifier").strip_edges(), _text("log_in.password"), _remember.button_pressed)


func _register() -> ApiResult:
	var username: String = _text("register.username")
	var password: String = _text("register.password")
	var result: ApiResult = await AuthManager.register(username, _text("register.email").strip_edges(), password)
	if not result.is_ok():
		return result
	result = await AuthManager.log_in(username, password, _remember.button_pressed)
	if not result.is_ok():
		# The account is there: a second try must log in, not register.
		_fields["log_in.identifier"].text = username
		_fields["log_in.password"].text = password
		_show_tab(false)
	return result


func _restore() -> void:
	if not AuthManager.has_remembered():
		return
	_remember.button_pressed = true
	_set_busy(true, "login.busy_restore")
	var result: ApiResult = await AuthManager.restore()
	if not is_inside_tree():
		return
	_set_busy(false)
	if result.is_ok():
		_go_on()
	else:
		_say(result.sentence, true)
		_focus_first()


func _go_on() -> void:
	get_tree().change_scene_to_file(CHARACTERS)


## Whether everything in the form is as the server wants it; says so beside the fields, and goes to the first that is not.
func _check() -> bool:
	var complaints: Dictionary[String, String] = {}
	if _registering:
		complaints["register.username"] = FormRules.username(_text("register.username"))
		complaints["register.email"] = FormRules.email(_text("register.email").strip_edges())
		complaints["register.password"] = FormRules.password(_text("register.password"))
	else:
		complaints["log_in.identifier"] = FormRules.required(_text("log_in.identifier"), "identifier")
		complaints["log_in.password"] = ErrorText.for_field("required") if _text("log_in.password").is_empty() else ""
	_say("")
	return not _complain(complaints)


func _show_error(result: ApiResult) -> void:
	var form: String = "register" if _registering else "log_in"
	var places: Dictionary[String, String] = REGISTER_FIELDS if _registering else LOG_IN_FIELDS
	var complaints: Dictionary[String, String] = {}
	for field: String in result.fields:
		if places.has(field):
			complaints["%s.%s" % [form, places[field]]] = result.fields[field]
	if places.has(result.code):
		complaints["%s.%s" % [form, places[result.code]]] = result.sentence
	if not _complain(complaints):
		_say(result.sentence, true)


## Shows the sentences beside their fields; returns whether there was one.
func _complain(complaints: Dictionary[String, String]) -> bool:
	var first: FormField = null
	for key: String in complaints:
		_fields[key].complain(complaints[key])
		if first == null and not complaints[key].is_empty():
			first = _fields[key]
	if first != null:
		first.take_focus()
	return first != null


func _show_tab(registering: bool) -> void:
	_registering = registering
	_log_in_tab.button_pressed = not registering
	_register_tab.button_pressed = registering
	_log_in_form.visible = not registering
	_register_form.visible = registering
	_submit.text = "login.submit_register" if registering else "login.submit_log_in"
	_focus_first()


func _focus_first() -> void:
	var order: PackedStringArray = ["register.username"] if _registering else ["log_in.identifier", "log_in.password"]
	for key: String in order:
		if _text(key).is_empty():
			_fields[key].take_focus()
			return
	_submit.grab_focus()


func _set_busy(busy: bool, sentence: String = "") -> void:
	_busy = busy
	for control: Button in [_submit, _log_in_tab, _register_tab, _remember]:
		control.disabled = busy
	for field: FormField in _fields.values():
		field.set_editable(not busy)
	_say(sentence)


func _say(sentence: String, is_error: bool = false) -> void:
	_message.text = sentence
	_message.theme_type_variation = &"ErrorLabel" if is_error else &"HintLabel"


func _on_language_changed() -> void:
	# Sentences that came with an answer are in the old language.
	for field: FormField in _fields.values():
		field.complain("")
	_say("")


func _text(key: String) -> String:
	return _fields[key].text
