class_name NoticeBar
extends VBoxContainer
## Sentences that need to be seen now: notices of the server, refusals. Each stays some seconds.

## Sentences at once at most; past it the oldest goes.
const CAPACITY := 4

const _STAYS_S := 7.0


## Shows [param text]. One that is there already is not shown twice.
func announce(text: String, colour := Palette.TEXT) -> void:
	for child: Node in get_children():
		if child.get_meta(&"text") == text:
			return
	while get_child_count() >= CAPACITY:
		var oldest := get_child(0)
		remove_child(oldest)
		oldest.queue_free()
	var panel := PanelContainer.new()
	panel.theme_type_variation = &"PlatePanel"
	panel.size_flags_horizontal = SIZE_SHRINK_CENTER
	panel.mouse_filter = MOUSE_FILTER_IGNORE
	panel.set_meta(&"text", text)
	var label := Label.new()
	label.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	label.text = text
	label.horizontal_alignment = HORIZONTAL_ALIGNMENT_CENTER
	label.add_theme_color_override(&"font_color", colour)
	panel.add_child(label)
	add_child(panel)
	var tween := panel.create_tween()
	tween.tween_interval(_STAYS_S)
	tween.tween_property(panel, ^"modulate:a", 0.0, 0.5)
	tween.tween_callback(panel.queue_free)
