class_name RisingText
extends Node2D
## A number or a word that rises from a fighter and fades.

const _SIZE := 22
const _LARGE := 30
const _RISE := 46.0
const _SECONDS := 1.1

var _line := TextLine.new()
var _colour := Palette.TEXT


func _init(text: String, colour: Color, large := false) -> void:
	_line.add_string(text, ThemeDB.fallback_font, _LARGE if large else _SIZE)
	_colour = colour
	z_index = 3
	texture_filter = TEXTURE_FILTER_LINEAR


func _ready() -> void:
	var tween := create_tween()
	tween.tween_property(self, ^"position", position - Vector2(0, _RISE), _SECONDS).set_trans(Tween.TRANS_CUBIC).set_ease(Tween.EASE_OUT)
	tween.parallel().tween_property(self, ^"modulate:a", 0.0, _SECONDS * 0.4).set_delay(_SECONDS * 0.6)
	tween.tween_callback(queue_free)


func _draw() -> void:
	var at := (-_line.get_size() / 2.0).round()
	_line.draw_outline(get_canvas_item(), at, 7, Color(0.04, 0.05, 0.08, 0.95))
	_line.draw(get_canvas_item(), at, _colour)
