class_name CharacterCard
extends Button
## One character to choose: picture, name, class, level and where it was last.

## Chosen for good: a double click, or Enter on a card already chosen.
signal confirmed(character: CharacterInfo)

var character: CharacterInfo

@onready var _portrait: CharacterPortrait = %Portrait
@onready var _name: Label = %Name
@onready var _level: Label = %Level
@onready var _place: Label = %Place


func _ready() -> void:
	toggled.connect(_on_toggled)


## Shows `shown`, whose class is called `class_title`.
func show_character(shown: CharacterInfo, class_title: String) -> void:
	character = shown
	_portrait.show_class(shown.character_class)
	_name.text = shown.name
	_level.text = tr("characters.level").format({"class": class_title, "level": shown.level})
	_place.text = tr("characters.unplayed") if shown.last_played_at == 0 else tr("characters.place").format({"map": _map_title()})


func _gui_input(event: InputEvent) -> void:
	var click: InputEventMouseButton = event as InputEventMouseButton
	if click != null and click.double_click and click.button_index == MOUSE_BUTTON_LEFT:
		accept_event()
		confirmed.emit(character)
	elif button_pressed and event.is_action_pressed("ui_accept"):
		accept_event()
		confirmed.emit(character)


func _on_toggled(chosen: bool) -> void:
	_portrait.set_walking(chosen)


## The title of the map if the character has been there on this machine, else where it lies.
func _map_title() -> String:
	var place: VisitedMaps.Place = VisitedMaps.open(character.id).place(character.map_id)
	if place != null and not place.title.is_empty():
		return MapTitle.localised(place.title)
	var parts: PackedStringArray = character.map_id.split("_")
	return tr("characters.coordinates").format({"x": parts[1], "y": parts[2]}) if parts.size() == 3 else character.map_id
