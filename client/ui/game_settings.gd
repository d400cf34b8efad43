class_name GameSettings
extends RefCounted
## What the player prefers, kept in a file: language, volume, size of the user interface, keys.

## Something changed and has been applied.
signal changed

## The file of the settings, among this player's own.
const FILE := "settings.json"
## Languages there are translations for; empty follows the system.
const LANGUAGES: Array[String] = ["", "en", "fr"]
const SMALLEST_SCALE := 0.75
const LARGEST_SCALE := 2.0
## The window the interface is designed for, px.
const DESIGN := Vector2(1280, 720)
## In smaller windows everything shrinks with them, what lies over the world only so far: below this nobody can read it.
const LEAST_DRAWN := 0.8
## No window is thought to be smaller than this part of the design.
const SMALLEST_WINDOW := 0.4

## One of [constant LANGUAGES].
var language := ""
## 0 to 1.
var volume := 0.8
## 1 is as large as designed.
var ui_scale := 1.0
var keys := KeyBindings.new()

var _path := ""


## The settings kept at [param path], by default this player's own; what is missing or makes no sense there has its default.
static func open(path := "") -> GameSettings:
	if path.is_empty():
		path = ServerConfig.user_path(FILE)
	var settings := GameSettings.new()
	settings._path = path
	var text := FileAccess.get_file_as_string(path)
	var plain: Variant = JSON.parse_string(text) if not text.is_empty() else null
	if plain is Dictionary:
		settings._read(plain)
	return settings


## Keeps them, atomically: a crash in between leaves the file as it was. Returns whether that went well.
func save() -> bool:
	var beside := _path + ".new"
	var file := FileAccess.open(beside, FileAccess.WRITE)
	if file == null:
		return false
	file.store_string(JSON.stringify({
		"language": language,
		"volume": volume,
		"ui_scale": ui_scale,
		"keys": keys.to_dictionary(),
	}, "  "))
	file.close()
	return DirAccess.rename_absolute(beside, _path) == OK


## Makes the engine follow them.
func apply(window: Window) -> void:
	TranslationServer.set_locale(locale())
	window.content_scale_factor = ui_scale
	AudioServer.set_bus_volume_db(0, linear_to_db(maxf(volume, 0.0001)))
	AudioServer.set_bus_mute(0, volume <= 0.0)
	keys.apply()
	changed.emit()


## The factor for what lies over the world in a window of `size`, px.
func scale_in(size: Vector2) -> float:
	var shrunk := maxf(minf(size.x / DESIGN.x, size.y / DESIGN.y), SMALLEST_WINDOW)
	return maxf(ui_scale, minf(ui_scale, 1.0) * LEAST_DRAWN / shrunk)


## The language in use: the chosen one, else the system's where there is a translation, else English.
func locale() -> String:
	if not language.is_empty():
		return language
	var system := OS.get_locale_language()
	return system if system in LANGUAGES else "en"


func _read(plain: Dictionary) -> void:
	var stored: Variant = plain.get("language")
	if stored is String and stored in LANGUAGES:
		language = stored
	volume = clampf(_number(plain, "volume", volume), 0.0, 1.0)
	ui_scale = clampf(_number(plain, "ui_scale", ui_scale), SMALLEST_SCALE, LARGEST_SCALE)
	var stored_keys: Variant = plain.get("keys")
	if stored_keys is Dictionary:
		keys.from_dictionary(stored_keys)


static func _number(plain: Dictionary, key: String, otherwise: float) -> float:
	var value: Variant = plain.get(key)
	return float(value) if value is float or value is int else otherwise
