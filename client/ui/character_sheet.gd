class_name CharacterSheet
extends PanelContainer
## The own character: level, experience, life, what it is made of, its spells, and the points it can spend.

signal closed
## The player wants to spend these: stat → how many.
signal spend_wanted(points: Dictionary[String, int])

## Stats one can spend points on, in the order of the sheet.
const SPENDABLE: Array[String] = ["health", "wisdom", "strength", "intelligence", "agility", "chance"]
const _STEP := 1
const _LARGE_STEP := 10

var _character: CharacterInfo
var _catalogue := FightCatalogue.new()
var _planned: Dictionary[String, int] = {}
var _busy := false

@onready var _face: FighterPortrait = %SheetFace
@onready var _name: Label = %SheetName
@onready var _about: Label = %SheetAbout
@onready var _experience: ProgressBar = %SheetExperience
@onready var _experience_text: Label = %SheetExperienceText
@onready var _life: ProgressBar = %SheetLife
@onready var _life_text: Label = %SheetLifeText
@onready var _points: Label = %SheetPoints
@onready var _rows: GridContainer = %SheetRows
@onready var _spells: VBoxContainer = %SheetSpells
@onready var _undo: Button = %SheetUndo
@onready var _keep: Button = %SheetKeep


func _ready() -> void:
	(%SheetClose as Button).icon = PixelIcon.texture(PixelIcon.CLOSE)
	(%SheetClose as Button).pressed.connect(func() -> void: closed.emit())
	_undo.pressed.connect(_on_undo_pressed)
	_keep.pressed.connect(_on_keep_pressed)


func _process(_delta: float) -> void:
	if is_visible_in_tree() and _character != null:
		_show_life()


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and is_node_ready() and _character != null:
		show_character(_character, _catalogue)


## Shows [param character]; what was planned is forgotten.
func show_character(character: CharacterInfo, catalogue: FightCatalogue) -> void:
	_character = character
	_catalogue = catalogue
	_planned.clear()
	_busy = false
	_refresh()


## How many points are not spent yet, what is planned counted as spent.
func left() -> int:
	var sum := _character.points
	for stat: String in _planned:
		sum -= _planned[stat]
	return sum


## Plans to spend [param count] points on [param stat]; fewer if there are not so many, less than none takes them back.
func plan(stat: String, count: int) -> void:
	if _busy:
		return
	_planned[stat] = maxi(_planned.get(stat, 0) + mini(count, left()), 0)
	_refresh()


func _on_undo_pressed() -> void:
	_planned.clear()
	_refresh()


func _on_keep_pressed() -> void:
	var points: Dictionary[String, int] = {}
	for stat: String in _planned:
		if _planned[stat] > 0:
			points[stat] = _planned[stat]
	if points.is_empty() or _busy:
		return
	_busy = true
	_refresh()
	spend_wanted.emit(points)


func _refresh() -> void:
	_face.show_face("", _character.character_class, Palette.GOLD)
	_name.text = _character.name
	_about.text = "%s · %s" % [ClassTitle.localised(_character.character_class), tr("ui.level") % _character.level]
	var bounds := _catalogue.experience_of(_character.level)
	_experience.max_value = maxi(bounds.y - bounds.x, 1)
	_experience.value = _character.experience - bounds.x if bounds.y > bounds.x else 1
	_experience_text.text = "%d / %d" % [_character.experience - bounds.x, bounds.y - bounds.x] if bounds.y > bounds.x else tr("sheet.highest")
	_show_life()
	_points.text = tr("sheet.points") % left() if _character.points > 0 else tr("sheet.no_points")
	_points.add_theme_color_override(&"font_color", Palette.GOLD if _character.points > 0 else Palette.MUTED)
	_undo.visible = _character.points > 0
	_keep.visible = _character.points > 0
	_undo.disabled = _busy or left() == _character.points
	_keep.disabled = _undo.disabled
	_show_rows()
	_show_spells()


func _show_life() -> void:
	_life.max_value = maxi(_character.most_life, 1)
	_life.value = _character.life_now()
	_life_text.text = "%d / %d" % [_character.life_now(), _character.most_life]


func _show_rows() -> void:
	if _rows.get_child_count() == 0:
		for stat: String in SPENDABLE:
			_add_row(stat)
	for at: int in SPENDABLE.size():
		var stat := SPENDABLE[at]
		var planned: int = _planned.get(stat, 0)
		var value: Label = _rows.get_child(at * 4 + 1)
		value.text = str(_character.stats.get(stat, 0) + planned)
		value.add_theme_color_override(&"font_color", Palette.GOOD if planned > 0 else Palette.TEXT)
		(_rows.get_child(at * 4) as Label).tooltip_text = "sheet.hint." + stat
		var less: Button = _rows.get_child(at * 4 + 2)
		var more: Button = _rows.get_child(at * 4 + 3)
		less.visible = _character.points > 0
		more.visible = _character.points > 0
		less.disabled = _busy or planned == 0
		more.disabled = _busy or left() == 0


func _add_row(stat: String) -> void:
	var name := Label.new()
	name.text = "stat." + stat
	name.mouse_filter = MOUSE_FILTER_STOP
	name.size_flags_horizontal = SIZE_EXPAND_FILL
	_rows.add_child(name)
	var value := Label.new()
	value.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	value.custom_minimum_size.x = 48.0
	value.horizontal_alignment = HORIZONTAL_ALIGNMENT_RIGHT
	_rows.add_child(value)
	for step: int in [-_STEP, _STEP]:
		var button := Button.new()
		button.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
		button.text = "+" if step > 0 else "–"
		button.custom_minimum_size = Vector2(34, 0)
		button.pressed.connect(func() -> void:
			plan(stat, step * (_LARGE_STEP if Input.is_key_pressed(KEY_SHIFT) else 1)))
		_rows.add_child(button)


func _show_spells() -> void:
	for child: Node in _spells.get_children():
		_spells.remove_child(child)
		child.queue_free()
	for id: String in _catalogue.class_spells.get(_character.character_class, PackedStringArray()):
		_spells.add_child(_spell_row(_catalogue.spell(id)))


func _spell_row(spell: SpellInfo) -> Control:
	var known := spell.level <= _character.level
	var row := HBoxContainer.new()
	row.mouse_filter = MOUSE_FILTER_STOP
	row.tooltip_text = SpellText.tooltip(spell, null)
	row.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	var icon := TextureRect.new()
	icon.texture = FightIcons.of_spell(spell)
	icon.texture_filter = TEXTURE_FILTER_NEAREST
	icon.custom_minimum_size = Vector2(26, 26)
	icon.expand_mode = TextureRect.EXPAND_IGNORE_SIZE
	icon.stretch_mode = TextureRect.STRETCH_KEEP_ASPECT_CENTERED
	icon.modulate = Color(Palette.of_element(spell.element()), 1.0 if known else 0.35)
	icon.mouse_filter = MOUSE_FILTER_IGNORE
	row.add_child(icon)
	var label := Label.new()
	label.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	label.text = spell.name if known else "%s (%s)" % [spell.name, tr("sheet.from_level") % spell.level]
	label.add_theme_color_override(&"font_color", Palette.TEXT if known else Palette.MUTED)
	row.add_child(label)
	return row
