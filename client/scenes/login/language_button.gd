class_name LanguageButton
extends OptionButton
## The language of the game, each called by its own name. The choice is kept with the other settings.

## The game speaks another language now.
signal language_changed()

const NAMES: Dictionary[String, String] = {"en": "English", "fr": "Français"}


func _ready() -> void:
	for code: String in NAMES:
		add_item(NAMES[code])
		set_item_metadata(item_count - 1, code)
		if TranslationServer.get_locale().begins_with(code):
			select(item_count - 1)
	item_selected.connect(_on_item_selected)


func _on_item_selected(index: int) -> void:
	var settings: GameSettings = GameSettings.open()
	settings.language = get_item_metadata(index)
	if not settings.save():
		push_warning("the language could not be kept")
	TranslationServer.set_locale(settings.language)
	language_changed.emit()
