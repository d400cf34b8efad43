class_name Fade
extends ColorRect
## Covers the world while another map is being put in its place.

const SECONDS := 0.18

var _tween: Tween


## Becomes opaque; await it.
func cover() -> void:
	mouse_filter = MOUSE_FILTER_STOP
	await _fade_to(1.0)


## Becomes transparent; await it.
func uncover() -> void:
	mouse_filter = MOUSE_FILTER_IGNORE
	await _fade_to(0.0)


func _fade_to(alpha: float) -> void:
	if _tween != null:
		_tween.kill()
	show()
	_tween = create_tween()
	_tween.tween_property(self, ^"color:a", alpha, SECONDS * absf(color.a - alpha))
	var tween := _tween
	while tween.is_running():
		await get_tree().process_frame
	if is_zero_approx(color.a):
		hide()
