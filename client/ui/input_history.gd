class_name InputHistory
extends RefCounted
## The lines typed before, for the up and down keys. The line being typed is kept while looking back.

## Lines kept at most; the oldest go first.
const CAPACITY := 50

var _lines: PackedStringArray = []
var _at := 0
var _draft := ""


## Remembers a line that was sent; a repeated one only once.
func add(line: String) -> void:
	if _lines.is_empty() or _lines[_lines.size() - 1] != line:
		_lines.append(line)
	if _lines.size() > CAPACITY:
		_lines.remove_at(0)
	_at = _lines.size()
	_draft = ""


## The line before; [param typed] is what stands in the field.
func back(typed: String) -> String:
	if _at == _lines.size():
		_draft = typed
	_at = maxi(_at - 1, 0)
	return _current()


## The line after, and in the end what was being typed.
func forward(typed: String) -> String:
	if _at == _lines.size():
		return typed
	_at += 1
	return _current()


func _current() -> String:
	return _lines[_at] if _at < _lines.size() else _draft
