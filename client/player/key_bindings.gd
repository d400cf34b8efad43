class_name KeyBindings
extends RefCounted
## Which keys do what. Keys are places on the keyboard, so W A S D lies where Z Q S D lies on a French one.

## Actions in the order the settings show them, with the keys they have at first.
const DEFAULTS: Dictionary[StringName, Array] = {
	&"move_up": [KEY_W, KEY_UP],
	&"move_left": [KEY_A, KEY_LEFT],
	&"move_down": [KEY_S, KEY_DOWN],
	&"move_right": [KEY_D, KEY_RIGHT],
	&"focus_chat": [KEY_ENTER, KEY_KP_ENTER],
	&"toggle_players": [KEY_P],
	&"toggle_map": [KEY_M],
	&"toggle_character": [KEY_C],
	&"toggle_settings": [KEY_F10],
	&"fight_act": [KEY_SPACE],
	&"fight_pass": [KEY_T],
}
## Keys an action has at most.
const KEYS_EACH := 2

## What some keys are called wherever one is.
const _SYMBOLS: Dictionary[Key, String] = {
	KEY_UP: "↑",
	KEY_LEFT: "←",
	KEY_DOWN: "↓",
	KEY_RIGHT: "→",
	KEY_ENTER: "⏎",
}

## What others are called in the player's language.
const _NAMES: Dictionary[Key, String] = {KEY_SPACE: "ui.key.space"}

## Keys that keep their meaning: Escape leaves what is open, Tab goes on to the next control.
const _RESERVED: Array[Key] = [KEY_NONE, KEY_ESCAPE, KEY_TAB]

var _keys: Dictionary[StringName, PackedInt32Array] = {}


func _init() -> void:
	reset()


## Goes back to the keys of the beginning.
func reset() -> void:
	for action: StringName in DEFAULTS:
		_keys[action] = PackedInt32Array(DEFAULTS[action])


## The keys of [param action], as physical key codes.
func keys_of(action: StringName) -> PackedInt32Array:
	return _keys.get(action, PackedInt32Array())


## Gives [param action] the key [param key] in place [param slot]; whichever action had it loses it.
## Returns false for a key that cannot be given.
func bind(action: StringName, slot: int, key: Key) -> bool:
	if not _keys.has(action) or key in _RESERVED or slot < 0 or slot >= KEYS_EACH:
		return false
	for other: StringName in _keys:
		var at := _keys[other].find(key)
		if at >= 0:
			_keys[other].remove_at(at)
	if slot < _keys[action].size():
		_keys[action][slot] = key
	else:
		_keys[action].append(key)
	return true


## Tells the engine.
func apply() -> void:
	for action: StringName in _keys:
		if not InputMap.has_action(action):
			InputMap.add_action(action)
		InputMap.action_erase_events(action)
		for key: Key in _keys[action]:
			var event := InputEventKey.new()
			event.physical_keycode = key
			InputMap.action_add_event(action, event)


## For a file: action → key codes.
func to_dictionary() -> Dictionary:
	var plain := {}
	for action: StringName in _keys:
		plain[String(action)] = Array(_keys[action])
	return plain


## From a file; what makes no sense keeps its default.
func from_dictionary(plain: Dictionary) -> void:
	reset()
	for action: StringName in DEFAULTS:
		var stored: Variant = plain.get(String(action))
		if stored is not Array:
			continue
		var keys := PackedInt32Array()
		for key: Variant in stored:
			if (key is int or key is float) and int(key) not in _RESERVED and keys.size() < KEYS_EACH:
				keys.append(int(key))
		_keys[action] = keys


## What is printed on the first key of [param action]; "–" when it has none.
static func label_of_action(action: StringName) -> String:
	var events := InputMap.action_get_events(action) if InputMap.has_action(action) else []
	return "–" if events.is_empty() else label_of((events[0] as InputEventKey).physical_keycode)


## What is printed on the key, on the keyboard in use.
static func label_of(key: Key) -> String:
	if _SYMBOLS.has(key):
		return _SYMBOLS[key]
	if _NAMES.has(key):
		return TranslationServer.translate(_NAMES[key])
	var printed := DisplayServer.keyboard_get_keycode_from_physical(key) if DisplayServer.get_name() != "headless" else key
	return OS.get_keycode_string(printed if printed != KEY_NONE else key)
