class_name TurnClock
extends Control
## How much time is left: a bar that empties, and the seconds at the end.

## How long a whole one is, in seconds.
var whole := 30.0

## Gives the server's time, Unix time in milliseconds.
var now_ms: Callable = GameManager.now_ms

var _ends_at := 0


func _init() -> void:
	custom_minimum_size = Vector2(60, 14)


func _process(_delta: float) -> void:
	if is_visible_in_tree():
		queue_redraw()


## Counts down to [param ends_at], Unix time in milliseconds; 0 for nothing to wait for.
func count_to(ends_at: int, seconds: float) -> void:
	_ends_at = ends_at
	whole = seconds
	visible = ends_at > 0


## The seconds left, never below 0.
func left() -> float:
	return maxf((_ends_at - int(now_ms.call())) / 1000.0, 0.0)


func _draw() -> void:
	var part := clampf(left() / whole, 0.0, 1.0)
	var colour := Palette.BAD if left() < 6.0 else Palette.GOLD
	draw_rect(Rect2(Vector2.ZERO, size), Palette.INK)
	draw_rect(Rect2(Vector2(2, 2), Vector2((size.x - 4.0) * part, size.y - 4.0)), colour)
	var font := ThemeDB.fallback_font
	var text := tr("fight.seconds") % ceili(left())
	var at := Vector2((size.x - font.get_string_size(text, HORIZONTAL_ALIGNMENT_LEFT, -1, 12).x) / 2.0, size.y - 2.0)
	draw_string_outline(font, at, text, HORIZONTAL_ALIGNMENT_LEFT, -1, 12, 5, Palette.INK)
	draw_string(font, at, text, HORIZONTAL_ALIGNMENT_LEFT, -1, 12, Palette.TEXT)
