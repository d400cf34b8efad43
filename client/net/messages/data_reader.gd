class_name DataReader
extends RefCounted
## Reads typed members out of a decoded JSON object and remembers whether one was missing or of another type.
##
## A message is read to the end, then `ok` is asked once. It covers the readers of what lies inside, too.

## False as soon as a member was not as it must be.
var ok: bool = true

var _data: Dictionary = {}
# The reader of the object this one lies in, or null.
var _outer: DataReader


func _init(data: Variant, outer: DataReader = null) -> void:
	_outer = outer
	if data is Dictionary:
		_data = data
	else:
		check(false)


## Where `condition` does not hold, what is read is not as it must be.
func check(condition: bool) -> void:
	if condition:
		return
	ok = false
	if _outer != null:
		_outer.check(false)


func text(key: String) -> String:
	var value: Variant = _data.get(key)
	check(value is String)
	return value if value is String else ""


func text_or(key: String, fallback: String) -> String:
	return text(key) if has(key) else fallback


func number(key: String) -> float:
	return _number(_data.get(key))


func number_or(key: String, fallback: float) -> float:
	return number(key) if has(key) else fallback


func whole(key: String) -> int:
	return int(number(key))


func whole_or(key: String, fallback: int) -> int:
	return whole(key) if has(key) else fallback


func vector(x_key: String, y_key: String) -> Vector2:
	return Vector2(number(x_key), number(y_key))


func flag(key: String) -> bool:
	var value: Variant = _data.get(key)
	check(value is bool)
	return value if value is bool else false


func flag_or(key: String, fallback: bool) -> bool:
	return flag(key) if has(key) else fallback


## Whether there is such a member, and it is not null.
func has(key: String) -> bool:
	return _data.get(key) != null


## A list of whole numbers.
func numbers(key: String) -> PackedInt32Array:
	var found: PackedInt32Array = []
	for value: Variant in _list(key):
		found.append(int(_number(value)))
	return found


func texts(key: String) -> PackedStringArray:
	var found: PackedStringArray = []
	for value: Variant in _list(key):
		check(value is String)
		found.append(str(value))
	return found


## An object whose values are whole numbers; empty when there is none.
func counts_or_empty(key: String) -> Dictionary[String, int]:
	var found: Dictionary[String, int] = {}
	if has(key):
		var told: Dictionary = _object(key)
		for name: Variant in told:
			found[str(name)] = int(_number(told[name]))
	return found


## A reader of the object `key`.
func part(key: String) -> DataReader:
	return DataReader.new(_object(key), self)


## A reader of each object in the list `key`.
func parts(key: String) -> Array[DataReader]:
	var found: Array[DataReader] = []
	for value: Variant in _list(key):
		found.append(DataReader.new(value, self))
	return found


## What `from_data` makes of the member `key`: a function that returns null for what is not as it must be.
func made(key: String, from_data: Callable) -> RefCounted:
	return _made(_data.get(key), from_data)


## What `from_data` makes of each entry in the list `key`.
func list_made(key: String, from_data: Callable) -> Array[RefCounted]:
	var found: Array[RefCounted] = []
	for value: Variant in _list(key):
		found.append(_made(value, from_data))
	return found


func _made(value: Variant, from_data: Callable) -> RefCounted:
	var thing: RefCounted = from_data.call(value)
	check(thing != null)
	return thing


func _number(value: Variant) -> float:
	var is_number: bool = (value is float or value is int) and is_finite(value as float)
	check(is_number)
	return value if is_number else 0.0


func _object(key: String) -> Dictionary:
	var value: Variant = _data.get(key)
	check(value is Dictionary)
	return value if value is Dictionary else {}


func _list(key: String) -> Array:
	var value: Variant = _data.get(key)
	check(value is Array)
	return value if value is Array else []
