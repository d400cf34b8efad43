class_name NamePlate
extends Node2D
## The name above a character. The text is shaped once; drawing it again costs nothing until it changes.

const _FONT_SIZE := 14
const _OUTLINE := 4
const _PADDING := Vector2(5.0, 1.0)

var _line := TextLine.new()
var _colour := Palette.TEXT
var _emphasised := false


## Shows [param text]; the player's own name has a colour of its own.
func write(text: String, own: bool) -> void:
	_colour = Palette.OWN_NAME if own else Palette.TEXT
	_line.clear()
	_line.add_string(text, ThemeDB.fallback_font, _FONT_SIZE)
	queue_redraw()


## Puts the name on a ground of its own, for a character that is pointed at.
func emphasise(emphasised: bool) -> void:
	if emphasised == _emphasised:
		return
	_emphasised = emphasised
	queue_redraw()


func _draw() -> void:
	var size := _line.get_size()
	var at := Vector2(-size.x / 2.0, -size.y).round()
	if _emphasised:
		draw_rect(Rect2(at - _PADDING, size + _PADDING * 2.0), Color(Palette.INK, 0.85))
		draw_rect(Rect2(at - _PADDING, size + _PADDING * 2.0), Palette.GOLD, false, 1.0)
	_line.draw_outline(get_canvas_item(), at, _OUTLINE, Color(0.04, 0.05, 0.08, 0.85))
	_line.draw(get_canvas_item(), at, _colour)
