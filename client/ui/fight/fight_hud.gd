class_name FightHud
extends Control
## What lies over a fight: the order of turns, points and spells, the clock, and the ways out.

signal ready_wanted(ready: bool)
signal end_turn_wanted
signal abandon_wanted
## Who watches has seen enough.
signal leave_wanted

const _MARGIN := 12.0
const _PLACEMENT_S := 45.0
const _TURN_S := 30.0
const _MOST_SPELLS := 9

var _stage: FightStage

@onready var _order: TurnOrder = %Order
@onready var _order_panel: PanelContainer = %OrderPanel
@onready var _title: Label = %FightTitle
@onready var _hint: Label = %FightHint
@onready var _bar: PanelContainer = %Bar
@onready var _life: PointBadge = %Life
@onready var _ap: PointBadge = %ActionPoints
@onready var _mp: PointBadge = %MovementPoints
@onready var _spells: HBoxContainer = %Spells
@onready var _clock: TurnClock = %Clock
@onready var _main: Button = %Main
@onready var _out: Button = %Out
@onready var _card: FighterCard = %FighterCard
@onready var _question: QuestionDialog = %Question


func _ready() -> void:
	_main.pressed.connect(_on_main_pressed)
	_out.pressed.connect(_on_out_pressed)
	_order.pointed_at.connect(func(number: int) -> void:
		if _stage != null:
			_stage.point_at_fighter(number))
	_question.answered.connect(func(yes: bool) -> void:
		if yes:
			abandon_wanted.emit())
	resized.connect(_arrange)
	_bar.resized.connect(_arrange)
	_order_panel.resized.connect(_arrange)
	hide()


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and is_node_ready():
		_refresh()


func _unhandled_key_input(event: InputEvent) -> void:
	var key := event as InputEventKey
	if not visible or key == null or not key.pressed or key.echo or _stage == null:
		return
	if event.is_action_pressed(&"fight_pass"):
		_on_main_pressed()
	elif key.physical_keycode >= KEY_1 and key.physical_keycode <= KEY_9:
		_choose(key.physical_keycode - KEY_1)
	elif key.physical_keycode >= KEY_KP_1 and key.physical_keycode <= KEY_KP_9:
		_choose(key.physical_keycode - KEY_KP_1)
	else:
		return
	get_viewport().set_input_as_handled()


## Shows the fight on [param stage] until [method close].
func open(stage: FightStage) -> void:
	_stage = stage
	stage.changed.connect(_refresh)
	stage.spell_chosen.connect(func(_spell: String) -> void: _refresh())
	stage.fighter_hovered.connect(_on_fighter_hovered)
	stage.refusal_changed.connect(_show_refusal)
	show()
	_refresh()


func close() -> void:
	_stage = null
	_question.hide()
	_card.hide()
	hide()


## Lets go of the chosen spell; returns whether there was one.
func let_go() -> bool:
	if _stage == null or _stage.chosen_spell().is_empty():
		return false
	_stage.choose_spell("")
	return true


## How much of the view the bar hides at the lower edge, in pixels.
func covered_below() -> float:
	return size.y - _bar.position.y


## Where the bar begins, so that what lies beside it can make room.
func left_of_bar() -> float:
	return _bar.position.x


func _refresh() -> void:
	if _stage == null or _stage.state == null:
		return
	var state := _stage.state
	_order.show_state(state, _stage.own_side())
	_show_title(state)
	_clock.count_to(state.ends_at, _PLACEMENT_S if state.phase == FightState.PLACEMENT else _TURN_S)
	_show_buttons(state)
	var own := state.own_fighter()
	for badge: PointBadge in [_life, _ap, _mp]:
		badge.visible = own != null
	_spells.visible = own != null
	if own != null:
		_life.show_points(str(maxi(own.life, 0)), float(own.life) / own.most_life())
		var resting := not state.is_own_turn()
		_ap.show_points(str(own.stat("action_points") if resting else own.action_points))
		_mp.show_points(str(own.stat("movement_points") if resting else own.movement_points))
		_ap.modulate.a = 0.55 if resting else 1.0
		_mp.modulate.a = _ap.modulate.a
		_show_spells(state, own)
	_arrange()


func _show_title(state: FightState) -> void:
	var colour := Palette.TEXT
	if state.phase == FightState.PLACEMENT:
		_title.text = tr("fight.placement")
	elif state.is_own_turn():
		_title.text = tr("fight.your_turn")
		colour = Palette.GOLD
	elif state.fighter(state.turn) != null:
		_title.text = tr("fight.turn_of").format({"who": state.fighter(state.turn).title(state.catalogue)})
	else:
		_title.text = ""
	if state.round > 0:
		_title.text += " · " + tr("fight.round") % state.round
	_title.add_theme_color_override(&"font_color", colour)
	_show_refusal("")


func _show_refusal(code: String) -> void:
	if _stage == null:
		return
	var state := _stage.state
	if not code.is_empty():
		_hint.text = ErrorText.for_code(code)
		_hint.add_theme_color_override(&"font_color", Palette.BAD)
		return
	_hint.add_theme_color_override(&"font_color", Palette.MUTED)
	if state.own_fighter() == null:
		_hint.text = tr("fight.hint.watching")
	elif state.phase == FightState.PLACEMENT:
		_hint.text = tr("fight.hint.placement")
	elif not state.own_fighter().alive:
		_hint.text = tr("fight.hint.dead")
	elif not _stage.chosen_spell().is_empty():
		_hint.text = tr("fight.hint.cast").format({"spell": state.catalogue.spell(_stage.chosen_spell()).name})
	elif state.is_own_turn():
		_hint.text = tr("fight.hint.turn" if _can_do_something(state) else "fight.hint.spent")
	else:
		_hint.text = tr("fight.hint.wait")


func _can_do_something(state: FightState) -> bool:
	return state.own_fighter().movement_points > 0 or Array(state.own_fighter().spells).any(
			func(id: String) -> bool: return SpellRules.refusal(state, state.catalogue.spell(id)).is_empty())


func _show_buttons(state: FightState) -> void:
	var own := state.own_fighter()
	_main.visible = own != null and own.alive
	_main.disabled = state.phase == FightState.ACTIVE and not state.is_own_turn()
	var wish := "fight.end_turn"
	if state.phase == FightState.PLACEMENT and own != null:
		wish = "fight.not_ready" if own.ready else "fight.ready"
	_main.text = "%s [%s]" % [tr(wish), KeyBindings.label_of_action(&"fight_pass")]
	_out.text = tr("fight.leave" if own == null else "fight.abandon")
	_out.visible = own == null or own.alive


func _show_spells(state: FightState, own: Fighter) -> void:
	var count := mini(own.spells.size(), _MOST_SPELLS)
	while _spells.get_child_count() > count:
		var last := _spells.get_child(_spells.get_child_count() - 1)
		_spells.remove_child(last)
		last.queue_free()
	while _spells.get_child_count() < count:
		var button := SpellButton.new()
		button.pressed.connect(_choose.bind(_spells.get_child_count()))
		_spells.add_child(button)
	for at: int in count:
		var spell := state.catalogue.spell(own.spells[at])
		var refusal := SpellRules.refusal(state, spell)
		var button: SpellButton = _spells.get_child(at)
		button.show_spell(spell, str(at + 1), own, refusal, _stage.chosen_spell() == spell.id)


func _choose(index: int) -> void:
	var own := _stage.state.own_fighter() if _stage != null else null
	if own != null and index < own.spells.size():
		_stage.choose_spell(own.spells[index])
		_refresh()


func _on_main_pressed() -> void:
	var own := _stage.state.own_fighter() if _stage != null else null
	if own == null or not own.alive:
		return
	if _stage.state.phase == FightState.PLACEMENT:
		ready_wanted.emit(not own.ready)
	elif _stage.state.is_own_turn():
		_stage.choose_spell("")
		end_turn_wanted.emit()
	get_viewport().gui_release_focus()


func _on_out_pressed() -> void:
	get_viewport().gui_release_focus()
	if _stage == null or _stage.state.own_fighter() == null:
		leave_wanted.emit()
	else:
		_question.ask(tr("fight.abandon_title"), tr("fight.abandon_text"), tr("fight.abandon"))


func _on_fighter_hovered(fighter: Fighter) -> void:
	if _stage == null:
		return
	_card.show_fighter(fighter, _stage.state.catalogue, fighter != null and fighter.side == _stage.own_side())
	_arrange()


func _arrange() -> void:
	_order_panel.reset_size()
	_order_panel.position = Vector2(((size.x - _order_panel.size.x) / 2.0), _MARGIN).round()
	_bar.reset_size()
	_bar.position = (size - _bar.size - Vector2(_MARGIN, _MARGIN)).round()
	_card.reset_size()
	_card.position = Vector2(size.x - _card.size.x - _MARGIN, _bar.position.y - _card.size.y - 8.0).round()
