class_name CharacterScene
extends Control
## The choice of a character, and making and deleting them.

const LOGIN: String = "res://scenes/login/LoginScene.tscn"
const WORLD: String = "res://scenes/main/main.tscn"
const CARD: PackedScene = preload("res://scenes/characters/character_card.tscn")
## As many as the server allows an account.
const MOST_CHARACTERS: int = 5

@onready var _hello: Label = %Hello
@onready var _cards: HBoxContainer = %Cards
@onready var _places: Label = %Places
@onready var _message: Label = %Message
@onready var _play: Button = %Play
@onready var _create: Button = %Create
@onready var _delete: Button = %Delete
@onready var _retry: Button = %Retry
@onready var _creation: CharacterCreation = %Creation
@onready var _deletion: CharacterDeletion = %Deletion

var _group: ButtonGroup = ButtonGroup.new()
var _characters: Array[CharacterInfo] = []
var _classes: Array[ClassInfo] = []
var _chosen: CharacterInfo
var _loading: bool = false


func _ready() -> void:
	_play.pressed.connect(_enter)
	_create.pressed.connect(_on_create_pressed)
	_delete.pressed.connect(_on_delete_pressed)
	_retry.pressed.connect(refresh)
	_creation.created.connect(_on_created)
	_deletion.deleted.connect(_on_deleted)
	for closed: Signal in [_creation.cancelled, _deletion.cancelled]:
		closed.connect(_focus_chosen)
	for dialog: Control in [_creation, _deletion]:
		dialog.visibility_changed.connect(_on_dialog_changed)
	%LogOut.pressed.connect(_on_log_out_pressed)
	%Language.language_changed.connect(refresh)
	AuthManager.logged_out.connect(_on_logged_out)
	refresh()


## Asks the server for the characters and classes, and shows them.
func refresh() -> void:
	if _loading or AuthManager.user == null:
		return
	_loading = true
	_hello.text = tr("characters.hello").format({"name": AuthManager.user.username})
	_say("characters.loading")
	_retry.hide()
	var error: String = await _fetch()
	if not is_inside_tree():
		return
	_loading = false
	if not error.is_empty():
		_say(error, true)
		_retry.show()
		_retry.grab_focus()
		return
	_say("characters.none" if _characters.is_empty() else "")
	_show_characters()


## Gets both lists; returns the sentence of what went wrong.
func _fetch() -> String:
	var classes: ApiResult = await AuthManager.call_api(HTTPClient.METHOD_GET, "/classes")
	if not classes.is_ok():
		return classes.sentence
	var characters: ApiResult = await AuthManager.call_api(HTTPClient.METHOD_GET, "/characters")
	if not characters.is_ok():
		return characters.sentence
	if classes.data is not Array or characters.data is not Array:
		return ErrorText.for_code(ApiResult.NOT_FLUMEN)
	_classes.clear()
	for entry: Variant in classes.data:
		var found: ClassInfo = ClassInfo.from_data(entry)
		if found != null:
			_classes.append(found)
	_characters.clear()
	for entry: Variant in characters.data:
		var character: CharacterInfo = CharacterInfo.from_data(entry)
		if character != null:
			_characters.append(character)
	return ""


func _show_characters() -> void:
	for card: Node in _cards.get_children():
		card.queue_free()
		_cards.remove_child(card)
	var chosen: CharacterInfo = _best_choice()
	for character: CharacterInfo in _characters:
		var card: CharacterCard = CARD.instantiate()
		_cards.add_child(card)
		card.button_group = _group
		card.show_character(character, _class_title(character.character_class))
		card.toggled.connect(_on_card_toggled.bind(character))
		card.confirmed.connect(func(_character: CharacterInfo) -> void: _enter())
		if chosen != null and character.id == chosen.id:
			card.button_pressed = true
	_choose(chosen)
	_places.text = tr("characters.free").format({"count": _characters.size(), "most": MOST_CHARACTERS})
	_create.disabled = _characters.size() >= MOST_CHARACTERS
	_focus_chosen()


## The one chosen before, else the one played last.
func _best_choice() -> CharacterInfo:
	var best: CharacterInfo = null
	for character: CharacterInfo in _characters:
		if _chosen != null and character.id == _chosen.id:
			return character
		if best == null or character.last_played_at > best.last_played_at:
			best = character
	return best


func _choose(character: CharacterInfo) -> void:
	_chosen = character
	_play.disabled = character == null
	_delete.disabled = character == null


func _enter() -> void:
	if _chosen == null or _loading:
		return
	GameManager.choose(_chosen)
	get_tree().change_scene_to_file(WORLD)


func _class_title(id: String) -> String:
	for candidate: ClassInfo in _classes:
		if candidate.id == id:
			return candidate.name
	return id


func _focus_chosen() -> void:
	for card: CharacterCard in _cards.get_children():
		if card.button_pressed:
			card.grab_focus()
			return
	_create.grab_focus()


func _say(sentence: String, is_error: bool = false) -> void:
	_message.text = sentence
	_message.theme_type_variation = &"ErrorLabel" if is_error else &"HintLabel"


func _on_dialog_changed() -> void:
	# While a dialog is open the keyboard must not wander off to what lies behind it.
	%Middle.visible = not (_creation.visible or _deletion.visible)
	%Foot.visible = %Middle.visible


func _on_card_toggled(pressed: bool, character: CharacterInfo) -> void:
	if pressed:
		_choose(character)


func _on_create_pressed() -> void:
	_creation.open(_classes)


func _on_delete_pressed() -> void:
	if _chosen != null:
		_deletion.open(_chosen)


func _on_created(character: CharacterInfo) -> void:
	_chosen = character
	refresh()


func _on_deleted() -> void:
	_chosen = null
	refresh()


func _on_log_out_pressed() -> void:
	AuthManager.log_out()


func _on_logged_out(_sentence: String) -> void:
	get_tree().change_scene_to_file(LOGIN)
