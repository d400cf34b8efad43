class_name SpellButton
extends Button
## A spell of the bar: its picture in its element's colour, its key, what it costs, and how long it has to wait.

const _SIDE := 50.0

var spell: SpellInfo

var _key := ""
var _waiting := 0
var _refused := false


func _init() -> void:
	custom_minimum_size = Vector2(_SIDE, _SIDE)
	toggle_mode = true
	focus_mode = FOCUS_NONE
	auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	texture_filter = TEXTURE_FILTER_NEAREST


## Shows [param shown] as the spell of [param key]. [param refusal] says why it cannot be cast, or is empty.
func show_spell(shown: SpellInfo, key: String, caster: Fighter, refusal: String, chosen: bool) -> void:
	spell = shown
	_key = key
	_waiting = caster.cooldowns.get(shown.id, 0)
	_refused = not refusal.is_empty()
	tooltip_text = SpellText.tooltip(shown, caster)
	if _refused and refusal != "not_your_turn":
		tooltip_text += "\n⚠ " + ErrorText.for_code(refusal)
	set_pressed_no_signal(chosen)
	queue_redraw()


func _draw() -> void:
	if spell == null:
		return
	var colour := Palette.of_element(spell.element())
	var inner := Rect2(Vector2.ZERO, size).grow(-5.0)
	draw_rect(inner, Palette.INK.lerp(colour, 0.12 if _refused else 0.3))
	draw_texture_rect(FightIcons.of_spell(spell), Rect2(size / 2.0 - Vector2(16, 16), Vector2(32, 32)), false, Color(colour, 0.35 if _refused else 1.0))
	var font := ThemeDB.fallback_font
	_write(font, Vector2(7, 17), _key, Palette.MUTED)
	var cost := str(spell.action_points)
	_write(font, Vector2(size.x - 7.0 - font.get_string_size(cost, HORIZONTAL_ALIGNMENT_LEFT, -1, 14).x, size.y - 7.0), cost, Palette.ACTION_POINTS)
	if _waiting > 0:
		draw_rect(inner, Color(Palette.INK, 0.7))
		var text := str(_waiting)
		var at := (size - font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, 24)) / 2.0
		draw_string_outline(font, at + Vector2(0, 24), text, HORIZONTAL_ALIGNMENT_LEFT, -1, 24, 6, Palette.INK)
		draw_string(font, at + Vector2(0, 24), text, HORIZONTAL_ALIGNMENT_LEFT, -1, 24, Palette.TEXT)
	if button_pressed:
		draw_rect(Rect2(Vector2.ZERO, size).grow(-2.0), Palette.GOLD, false, 3.0)


func _write(font: Font, at: Vector2, text: String, colour: Color) -> void:
	draw_string_outline(font, at, text, HORIZONTAL_ALIGNMENT_LEFT, -1, 14, 5, Palette.INK)
	draw_string(font, at, text, HORIZONTAL_ALIGNMENT_LEFT, -1, 14, colour)


func _make_custom_tooltip(text: String) -> Object:
	var label := Label.new()
	label.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	label.text = text
	label.autowrap_mode = TextServer.AUTOWRAP_WORD_SMART
	label.custom_minimum_size = Vector2(330, 0)
	return label
