class_name SettingsPanel
extends PanelContainer
## Language, volume, size and keys; and the ways out of the world. Changes hold at once and are kept.

signal closed
## The player wants to choose another character.
signal leave_wanted
## The player wants to log out.
signal log_out_wanted

const _LANGUAGE_KEYS: Array[String] = ["ui.settings.system", "English", "Français"]

var _settings: GameSettings
var _waiting: Button
var _waiting_action: StringName
var _waiting_slot := 0

@onready var _scroll: ScrollContainer = %Scroll
@onready var _language: OptionButton = %Language
@onready var _volume: HSlider = %Volume
@onready var _volume_text: Label = %VolumeText
@onready var _scale: HSlider = %Scale
@onready var _scale_text: Label = %ScaleText
@onready var _keys: GridContainer = %Keys
@onready var _reset: Button = %Reset
@onready var _close: Button = %Close


func _ready() -> void:
	for key: String in _LANGUAGE_KEYS:
		_language.add_item(key)
	_language.item_selected.connect(_on_language_selected)
	_volume.value_changed.connect(_on_volume_changed)
	_scale.value_changed.connect(_on_scale_changed)
	_scale.drag_ended.connect(func(_changed: bool) -> void: _keep())
	_reset.pressed.connect(_on_reset_pressed)
	_close.icon = PixelIcon.texture(PixelIcon.CLOSE)
	_close.pressed.connect(func() -> void: closed.emit())
	(%Leave as Button).pressed.connect(func() -> void: leave_wanted.emit())
	(%LogOut as Button).pressed.connect(func() -> void: log_out_wanted.emit())


func _input(event: InputEvent) -> void:
	if not is_visible_in_tree():
		return
	var key := event as InputEventKey
	if _waiting != null and key != null and key.pressed and not key.echo:
		get_viewport().set_input_as_handled()
		_settings.keys.bind(_waiting_action, _waiting_slot, key.physical_keycode)
		_waiting = null
		_keep()
		_show_keys()
	elif event.is_action_pressed(&"ui_cancel"):
		get_viewport().set_input_as_handled()
		closed.emit()


## Shows and changes [param settings].
func open(settings: GameSettings) -> void:
	_settings = settings
	_waiting = null
	_language.select(maxi(GameSettings.LANGUAGES.find(settings.language), 0))
	_volume.set_value_no_signal(settings.volume * 100.0)
	_scale.set_value_no_signal(settings.ui_scale * 100.0)
	_show_numbers()
	_show_keys()
	show()
	_language.grab_focus()
	# The focus scrolls to where the field was before the rows had their sizes.
	_scroll_to_top.call_deferred()


func _scroll_to_top() -> void:
	await get_tree().process_frame
	_scroll.scroll_vertical = 0


func _on_language_selected(index: int) -> void:
	_settings.language = GameSettings.LANGUAGES[index]
	_keep()
	_show_keys()


func _on_volume_changed(value: float) -> void:
	_settings.volume = value / 100.0
	_show_numbers()
	_keep()


# While it is being dragged the slider must stay under the pointer: the size follows when it is let go.
func _on_scale_changed(value: float) -> void:
	_settings.ui_scale = value / 100.0
	_show_numbers()
	if not Input.is_mouse_button_pressed(MOUSE_BUTTON_LEFT):
		_keep()


func _on_reset_pressed() -> void:
	_settings.keys.reset()
	_keep()
	_show_keys()


func _keep() -> void:
	_settings.apply(get_window())
	if not _settings.save():
		push_warning("The settings cannot be kept.")


func _show_numbers() -> void:
	_volume_text.text = "%d %%" % roundi(_settings.volume * 100.0)
	_scale_text.text = "%d %%" % roundi(_settings.ui_scale * 100.0)


func _show_keys() -> void:
	for child: Node in _keys.get_children():
		_keys.remove_child(child)
		child.queue_free()
	for action: StringName in KeyBindings.DEFAULTS:
		var label := Label.new()
		label.text = "ui.keys.%s" % action
		label.size_flags_horizontal = SIZE_EXPAND_FILL
		_keys.add_child(label)
		for slot: int in KeyBindings.KEYS_EACH:
			_keys.add_child(_key_button(action, slot))


func _key_button(action: StringName, slot: int) -> Button:
	var bound := _settings.keys.keys_of(action)
	var button := Button.new()
	button.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	button.custom_minimum_size.x = 108.0
	button.text = KeyBindings.label_of(bound[slot]) if slot < bound.size() else "–"
	button.pressed.connect(_on_key_button_pressed.bind(button, action, slot))
	return button


func _on_key_button_pressed(button: Button, action: StringName, slot: int) -> void:
	_show_waiting_off()
	_waiting = button
	_waiting_action = action
	_waiting_slot = slot
	button.text = tr("ui.settings.press_key")


func _show_waiting_off() -> void:
	if _waiting == null:
		return
	var bound := _settings.keys.keys_of(_waiting_action)
	_waiting.text = KeyBindings.label_of(bound[_waiting_slot]) if _waiting_slot < bound.size() else "–"
	_waiting = null
