class_name LifeBar
extends Control
## The own character's level and life outside fights, growing back second by second.

const _BAR := Vector2(128, 12)

var _character: CharacterInfo
var _shown := -1


func _init() -> void:
	custom_minimum_size = Vector2(_BAR.x, 18)


func _process(_delta: float) -> void:
	if _character != null and _character.life_now() != _shown:
		queue_redraw()


## Shows the life of [param character]; nothing when the server did not tell it.
func show_character(character: CharacterInfo) -> void:
	_character = character if character != null and character.most_life > 0 else null
	visible = _character != null
	queue_redraw()


## Hides it while a fight shows the life in it, and shows it again.
func set_fighting(fighting: bool) -> void:
	visible = _character != null and not fighting


func _draw() -> void:
	if _character == null:
		return
	_shown = _character.life_now()
	tooltip_text = "%s %d / %d" % [tr("stat.life"), _shown, _character.most_life]
	var bar := Rect2(Vector2(0, 4), Vector2(size.x, _BAR.y))
	draw_rect(bar, Palette.INK)
	draw_rect(Rect2(bar.position + Vector2(2, 2), Vector2((bar.size.x - 4.0) * _shown / _character.most_life, bar.size.y - 4.0)), Palette.LIFE)
	var font := ThemeDB.fallback_font
	var text := "%d / %d" % [_shown, _character.most_life]
	var at := Vector2((bar.size.x - font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, 12).x) / 2.0, bar.end.y - 1.0)
	draw_string_outline(font, at, text, HORIZONTAL_ALIGNMENT_LEFT, -1, 12, 5, Palette.INK)
	draw_string(font, at, text, HORIZONTAL_ALIGNMENT_LEFT, -1, 12, Palette.TEXT)
