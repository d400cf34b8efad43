class_name EndScreen
extends ColorRect
## How a fight ended: who won, and what everybody has gained.

signal closed

const _COLOURS: Dictionary[String, Color] = {"won": Palette.GOLD, "lost": Palette.BAD}
const _FACE := Vector2(44, 44)

@onready var _title: Label = %EndTitle
@onready var _text: Label = %EndText
@onready var _rows: VBoxContainer = %EndRows
@onready var _close: Button = %EndClose


func _ready() -> void:
	_close.pressed.connect(_on_close)


func _input(event: InputEvent) -> void:
	if visible and event.is_action_pressed(&"ui_cancel"):
		get_viewport().set_input_as_handled()
		_on_close()


## Shows the end of the fight whose last state is [param state].
func show_end(ended: CombatEnded, state: FightState) -> void:
	_title.text = tr("fight.result." + ended.result)
	if ended.result == "watched":
		_title.text = tr("fight.outcome." + ended.outcome)
	_title.add_theme_color_override(&"font_color", _COLOURS.get(ended.result, Palette.TEXT))
	_text.text = tr("fight.after_round") if ended.rounds == 1 else tr("fight.after_rounds") % ended.rounds
	for row: Node in _rows.get_children():
		_rows.remove_child(row)
		row.queue_free()
	var own_side := state.own_fighter().side if state.own_fighter() != null else Fighter.ATTACKERS
	for side: String in [own_side, Fighter.DEFENDERS if own_side == Fighter.ATTACKERS else Fighter.ATTACKERS]:
		for fighter: Fighter in state.fighters:
			if fighter.side == side:
				_rows.add_child(_row(fighter, ended.reward_of(fighter.number), state, side == own_side))
	show()
	_close.grab_focus()


func _on_close() -> void:
	hide()
	get_viewport().gui_release_focus()
	closed.emit()


func _row(fighter: Fighter, reward: FightReward, state: FightState, friend: bool) -> Control:
	var colour := Palette.FRIEND if friend else Palette.FOE
	var row := HBoxContainer.new()
	row.add_theme_constant_override(&"separation", 12)
	var face := FighterPortrait.new()
	face.custom_minimum_size = _FACE
	face.show_face(fighter.monster, fighter.character_class, colour)
	face.modulate = Color.WHITE if fighter.alive else Color(0.6, 0.6, 0.65)
	row.add_child(face)
	var level := reward.level if reward != null else fighter.level
	var name := _label("%s · %s" % [fighter.title(state.catalogue), tr("ui.level_short") % level], colour)
	name.custom_minimum_size.x = 190.0
	row.add_child(name)
	if reward != null and reward.experience_gained > 0:
		row.add_child(_label(tr("fight.gained") % reward.experience_gained, Palette.GOLD))
		row.add_child(_progress(reward, state.catalogue))
		if reward.levels_gained > 0:
			row.add_child(_label(tr("fight.level_up") % reward.level, Palette.GOOD))
	elif not fighter.alive:
		row.add_child(_label(tr("fight.gave_up" if fighter.abandoned else "fight.fallen"), Palette.MUTED))
	return row


func _progress(reward: FightReward, catalogue: FightCatalogue) -> Control:
	var bounds := catalogue.experience_of(reward.level)
	var bar := ProgressBar.new()
	bar.custom_minimum_size = Vector2(110, 14)
	bar.size_flags_vertical = SIZE_SHRINK_CENTER
	bar.show_percentage = false
	bar.max_value = maxi(bounds.y - bounds.x, 1)
	bar.value = reward.experience - bounds.x
	bar.tooltip_text = "%d / %d" % [reward.experience - bounds.x, bounds.y - bounds.x]
	return bar


func _label(text: String, colour: Color) -> Label:
	var label := Label.new()
	label.auto_translate_mode = AUTO_TRANSLATE_MODE_DISABLED
	label.text = text
	label.add_theme_color_override(&"font_color", colour)
	return label
