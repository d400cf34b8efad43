class_name DataReader
extends RefCounted
## Reads typed members out of a decoded JSON object and remembers whether one was missing or of another type.
##
## A message is read to the end, then `ok` is asked once.

## False as soon as a member was not as it must be.
var ok: bool = true

var _data: Dictionary = {}


func _init(data: Variant) -> void:
	if data is Dictionary:
		_data = data
	else:
		ok = false


func text(key: String) -> String:
	var value: Variant = _data.get(key)
	if value is String:
		return value
	ok = false
	return ""


func text_or(key: String, fallback: String) -> String:
	return text(key) if _data.get(key) != null else fallback


func number(key: String) -> float:
	var value: Variant = _data.get(key)
	if value is float or value is int:
		var result: float = value
		if is_finite(result):
			return result
	ok = false
	return 0.0


func number_or(key: String, fallback: float) -> float:
	return number(key) if _data.get(key) != null else fallback


func whole(key: String) -> int:
	return int(number(key))


func whole_or(key: String, fallback: int) -> int:
	return whole(key) if _data.get(key) != null else fallback


func vector(x_key: String, y_key: String) -> Vector2:
	return Vector2(number(x_key), number(y_key))


func object(key: String) -> Dictionary:
	var value: Variant = _data.get(key)
	if value is Dictionary:
		return value
	ok = false
	return {}


func flag(key: String) -> bool:
	var value: Variant = _data.get(key)
	if value is bool:
		return value
	ok = false
	return false


func flag_or(key: String, fallback: bool) -> bool:
	return flag(key) if _data.get(key) != null else fallback


func list(key: String) -> Array:
	var value: Variant = _data.get(key)
	if value is Array:
		return value
	ok = false
	return []


func list_or_empty(key: String) -> Array:
	return list(key) if _data.get(key) != null else []


## A list of whole numbers.
func numbers(key: String) -> PackedInt32Array:
	var found: PackedInt32Array = []
	for value: Variant in list(key):
		if value is float or value is int:
			found.append(int(value))
		else:
			ok = false
	return found


## An object whose values are whole numbers; empty when there is none.
func counts_or_empty(key: String) -> Dictionary[String, int]:
	var found: Dictionary[String, int] = {}
	if _data.get(key) == null:
		return found
	var told: Dictionary = object(key)
	for name: Variant in told:
		var value: Variant = told[name]
		if value is float or value is int:
			found[str(name)] = int(value)
		else:
			ok = false
	return found
