class_name EncounterCard
extends PanelContainer
## What stands on the map and can be fought or joined: a group's monsters with their levels, or both sides of a fight.

signal join_wanted(fight_id: String, side: String)
signal watch_wanted(fight_id: String)
signal dismissed

const _FACE := Vector2(34, 34)

var _fight: FightOnMap

@onready var _title: Label = %EncounterTitle
@onready var _hint: Label = %EncounterHint
@onready var _sides: HBoxContainer = %Sides
@onready var _ways: HBoxContainer = %EncounterWays
@onready var _close: Button = %EncounterClose


func _ready() -> void:
	for part: Control in find_children("*", "Control", true, false):
		if part is not Button:
			part.mouse_filter = MOUSE_FILTER_IGNORE
	_close.icon = PixelIcon.texture(PixelIcon.CLOSE)
	_close.pressed.connect(func() -> void: dismissed.emit())
	(%Watch as Button).pressed.connect(func() -> void: watch_wanted.emit(_fight.fight_id))
	(%JoinAttackers as Button).pressed.connect(func() -> void: join_wanted.emit(_fight.fight_id, Fighter.ATTACKERS))
	(%JoinDefenders as Button).pressed.connect(func() -> void: join_wanted.emit(_fight.fight_id, Fighter.DEFENDERS))
	hide()


## The fight that is shown; empty for none.
func fight_id() -> String:
	return _fight.fight_id if visible and _fight != null else ""


## The first of its buttons has the focus now.
func take_focus() -> void:
	for button: Button in [%JoinAttackers, %JoinDefenders, %Watch]:
		if button.is_visible_in_tree():
			button.grab_focus()
			return


## Shows a group that is pointed at; null hides it.
func show_group(group: MonsterGroup, catalogue: FightCatalogue) -> void:
	_fight = null
	visible = group != null
	if group == null:
		return
	var family := catalogue.family_of(group.monsters[0].monster)
	_title.text = "%s · %s" % [catalogue.families.get(family, tr("fight.group")), tr("ui.level") % group.level]
	# The group may stand behind it, and is to be clicked all the same.
	mouse_filter = MOUSE_FILTER_IGNORE
	_hint.text = tr("fight.how_to_attack").format({"key": KeyBindings.label_of_action(&"fight_act")})
	_hint.show()
	_ways.hide()
	_close.hide()
	_fill([group.monsters], catalogue)


## Shows a fight that goes on; null hides it.
func show_fight(fight: FightOnMap, catalogue: FightCatalogue) -> void:
	_fight = fight
	visible = fight != null
	if fight == null:
		return
	_title.text = tr("fight.on_map.placement" if fight.phase == FightState.PLACEMENT else "fight.on_map.active")
	mouse_filter = MOUSE_FILTER_STOP
	_hint.hide()
	_ways.show()
	_close.show()
	(%JoinAttackers as Button).visible = Fighter.ATTACKERS in fight.open
	(%JoinDefenders as Button).visible = Fighter.DEFENDERS in fight.open
	_fill([fight.attackers, fight.defenders], catalogue)


func _fill(sides: Array, catalogue: FightCatalogue) -> void:
	for child: Node in _sides.get_children():
		_sides.remove_child(child)
		child.queue_free()
	for at: int in sides.size():
		var colour := Palette.FOE if sides.size() == 1 else [Palette.FRIEND, Palette.FOE][at] as Color
		var column := VBoxContainer.new()
		column.mouse_filter = MOUSE_FILTER_IGNORE
		for member: FightMember in sides[at]:
			column.add_child(_member(member, colour, catalogue))
		_sides.add_child(column)
	reset_size()


func _member(member: FightMember, colour: Color, catalogue: FightCatalogue) -> Control:
	var row := HBoxContainer.new()
	row.mouse_filter = MOUSE_FILTER_IGNORE
	if not member.monster.is_empty():
		var face := FighterPortrait.new()
		face.custom_minimum_size = _FACE
		face.mouse_filter = MOUSE_FILTER_IGNORE
		face.show_face(member.monster, "", colour)
		row.add_child(face)
	var label := Label.new()
	label.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	var name := catalogue.monster_name(member.monster) if not member.monster.is_empty() else member.name
	label.text = "%s · %s" % [name, tr("ui.level_short") % member.level]
	label.add_theme_color_override(&"font_color", Palette.TEXT if not member.monster.is_empty() else colour)
	row.add_child(label)
	return row
