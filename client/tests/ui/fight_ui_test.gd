extends TestCase
## What lies over fights: bar, cards, end, sheet.

var _record: FightRecord
var _hud: Hud
var _stage: FightStage
var _catalogue: FightCatalogue


func before_each() -> void:
	GameSettings.new().keys.apply()
	_record = FightRecord.new()
	_catalogue = FightRecord.catalogue()
	_hud = add_node((load("res://ui/hud.tscn") as PackedScene).instantiate()) as Hud


func test_the_bar_shows_points_and_spells_and_its_keys_choose() -> void:
	await _open(6)
	var fight := _hud.fight_hud()
	var spells: HBoxContainer = fight.get_node("%Spells")
	assert_eq(spells.get_child_count(), 5)
	assert_true((spells.get_child(0) as SpellButton).tooltip_text.begins_with("Spark"))
	var key := InputEventKey.new()
	key.physical_keycode = KEY_2
	key.pressed = true
	fight._unhandled_key_input(key)
	assert_eq(_stage.chosen_spell(), "fireball")
	assert_true(fight.let_go())
	assert_true(not fight.let_go())


func test_the_card_of_who_is_pointed_at_follows_the_fight() -> void:
	await _open(7)
	var hurt := _stage.state.fighter(3)
	_stage.point_at(hurt.cell)
	var numbers: Label = _hud.fight_hud().get_node("%FighterCard").get_node("%FighterNumbers")
	assert_true(numbers.text.contains("%d / %d" % [hurt.life, hurt.most_life()]), numbers.text)
	var before := hurt.life
	await _play(8, 8)
	assert_true(hurt.life < before, "the record hurts it")
	assert_true(numbers.text.contains("%d / %d" % [hurt.life, hurt.most_life()]), numbers.text)


func test_the_card_goes_when_who_was_pointed_at_has_gone() -> void:
	await _open(6)
	var mover := FightEvent.NOBODY
	var card: FighterCard = _hud.fight_hud().get_node("%FighterCard")
	for told: Dictionary in _record.events.slice(6):
		if told["type"] == "moved" and int(told["fighter"]) != 0:
			await _play(_stage.state.event + 1, int(told["n"]) - 1)
			mover = int(told["fighter"])
			_stage.point_at_fighter(mover)
			assert_true(card.visible, "the card")
			await _play(int(told["n"]), int(told["n"]))
			break
	assert_true(mover != FightEvent.NOBODY, "somebody moves in the record")
	assert_true(not card.visible)
	assert_true(not _stage.avatar_of(mover).is_hovered)


func test_the_main_button_says_ready_then_ends_the_turn() -> void:
	await _open(1)
	var fight := _hud.fight_hud()
	var asked: Array[String] = []
	fight.ready_wanted.connect(func(ready: bool) -> void: asked.append("ready %s" % ready))
	fight.end_turn_wanted.connect(func() -> void: asked.append("end"))
	var main: Button = fight.get_node("%Main")
	main.pressed.emit()
	await _play(2, 6)
	main.pressed.emit()
	assert_eq(asked, ["ready true", "end"] as Array[String])


func test_giving_up_is_asked_twice() -> void:
	await _open(6)
	var fight := _hud.fight_hud()
	var gave_up: Array[bool] = []
	fight.abandon_wanted.connect(func() -> void: gave_up.append(true))
	(fight.get_node("%Out") as Button).pressed.emit()
	var question: QuestionDialog = fight.get_node("%Question")
	assert_true(question.visible)
	(question.get_node("%No") as Button).pressed.emit()
	assert_eq(gave_up.size(), 0)
	(fight.get_node("%Out") as Button).pressed.emit()
	(question.get_node("%Yes") as Button).pressed.emit()
	assert_eq(gave_up.size(), 1)


func test_the_order_of_turns_begins_with_whoever_acts() -> void:
	await _open(6)
	assert_eq(_hud.fight_hud().get_node("%Order").get_child_count(), 5)
	assert_eq(_stage.state.upcoming()[0].number, 0)


func test_the_end_tells_what_was_gained() -> void:
	var state := _record.begin().state
	state.catalogue = _catalogue
	_hud.show_end(_record.end(), state)
	var end: EndScreen = _hud.get_node("%EndScreen")
	assert_true(end.visible)
	assert_eq((end.get_node("%EndTitle") as Label).text, tr("fight.result.won"))
	assert_eq(end.get_node("%EndRows").get_child_count(), 5)
	var words := ""
	for child: Node in end.get_node("%EndRows").get_child(0).get_children():
		words += (child as Label).text + " " if child is Label else ""
	assert_true(words.contains("Mira"), words)
	assert_true(words.contains(tr("fight.level_up") % 7), words)


func test_every_sentence_of_the_log_is_in_both_languages() -> void:
	for language: String in ["en", "fr"]:
		var before := TranslationServer.get_locale()
		TranslationServer.set_locale(language)
		var state := _record.begin().another_state()
		state.catalogue = FightRecord.catalogue(language)
		var words := FightWords.new(state)
		for event: FightEvent in _record.update(1, _record.last()).events:
			state.apply(event)
			var sentence := words.sentence(event)
			assert_true(not sentence.contains("fight.") and not sentence.contains("{"), "%s: %s" % [event.type, sentence])
		for spell: SpellInfo in state.catalogue.spells.values():
			var text := SpellText.tooltip(spell, null)
			assert_true(not text.contains("fight.") and not text.contains("{") and not text.contains("stat."), text)
		TranslationServer.set_locale(before)


func test_a_challenge_can_be_answered_and_taken_back() -> void:
	var answers: Array[String] = []
	_hud.challenge_answered.connect(func(accepted: bool) -> void: answers.append(str(accepted)))
	_hud.challenge_cancelled.connect(func() -> void: answers.append("back"))
	var challenge := CombatChallenge.from_data({"state": "offered", "from": "a", "to": "b", "name": "Mira", "level": 4, "ends_at": 9})
	var card: ChallengeCard = _hud.get_node("%ChallengeCard")
	_hud.show_challenge(challenge, false, "")
	(card.get_node("%Accept") as Button).pressed.emit()
	_hud.show_challenge(challenge, true, "Tomas")
	assert_true(not (card.get_node("%Accept") as Button).visible)
	(card.get_node("%CancelChallenge") as Button).pressed.emit()
	assert_eq(answers, ["true", "back"] as Array[String])
	challenge.state = "expired"
	_hud.show_challenge(challenge, true, "Tomas")
	assert_true(not card.visible)


func test_only_open_sides_of_a_fight_can_be_joined() -> void:
	var fight := FightOnMap.from_data({
		"fight_id": "f", "x": 1, "y": 2, "kind": "monsters", "phase": "placement", "ends_at": 5, "open": ["attackers"],
		"attackers": [{"name": "Tomas", "level": 3}], "defenders": [{"monster": "piglet", "level": 1}],
	})
	var joined: Array[String] = []
	_hud.join_wanted.connect(func(fight_id: String, side: String) -> void: joined.append(fight_id + " " + side))
	_hud.show_fight_on_map(fight, _catalogue)
	var card: EncounterCard = _hud.get_node("%EncounterCard")
	assert_true(not (card.get_node("%JoinDefenders") as Button).visible)
	(card.get_node("%JoinAttackers") as Button).pressed.emit()
	assert_eq(joined, ["f attackers"] as Array[String])
	_hud.update_fight_on_map({}, _catalogue)
	assert_true(not card.visible, "of a fight that is gone")


func test_the_card_of_a_group_lets_clicks_through_to_what_it_hides() -> void:
	var group := MonsterGroup.from_data({"group": 1, "x": 1, "y": 2, "level": 1, "monsters": [{"monster": "piglet", "level": 1}]})
	var card: EncounterCard = _hud.get_node("%EncounterCard")
	_hud.show_group(group, _catalogue)
	assert_true(card.visible)
	for part: Control in [card] + card.find_children("*", "Control", true, false):
		if part.is_visible_in_tree():
			assert_eq(part.mouse_filter, Control.MOUSE_FILTER_IGNORE, part.name)


func test_enter_is_for_the_button_that_has_the_focus() -> void:
	var enter := InputEventAction.new()
	enter.action = &"focus_chat"
	enter.pressed = true
	(_hud.get_node("%CharacterButton") as Button).grab_focus()
	_hud._unhandled_key_input(enter)
	assert_true(not (_hud.get_node("%ChatPanel") as ChatPanel).is_typing(), "talks")
	_hud.get_viewport().gui_release_focus()
	_hud._unhandled_key_input(enter)
	assert_true((_hud.get_node("%ChatPanel") as ChatPanel).is_typing(), "talks with nothing focused")


func test_the_hint_says_when_nothing_is_left_to_do() -> void:
	await _open(6)
	var hint: Label = _hud.fight_hud().get_node("%FightHint")
	assert_eq(hint.text, tr("fight.hint.turn"))
	_stage.state.own_fighter().action_points = 0
	_stage.state.own_fighter().movement_points = 0
	_stage.changed.emit()
	assert_eq(hint.text, tr("fight.hint.spent"))


func test_no_more_points_are_spent_than_there_are() -> void:
	var character := CharacterInfo.from_data({
		"id": "m", "name": "Mira", "class": "mage", "level": 2, "experience": 120, "points": 5, "life": 31, "most_life": 54,
		"stats": {"health": 54, "intelligence": 25},
	})
	var spent: Array[Dictionary] = []
	_hud.spend_wanted.connect(func(points: Dictionary[String, int]) -> void: spent.append(points))
	_hud.show_character(character, _catalogue)
	var sheet: CharacterSheet = _hud.get_node("%CharacterSheet")
	sheet.plan("intelligence", 3)
	sheet.plan("wisdom", 10)
	assert_eq(sheet.left(), 0)
	sheet.plan("wisdom", -1)
	assert_eq(sheet.left(), 1)
	(sheet.get_node("%SheetKeep") as Button).pressed.emit()
	(sheet.get_node("%SheetKeep") as Button).pressed.emit()
	assert_eq(spent, [{"intelligence": 3, "wisdom": 1}] as Array[Dictionary])


func test_points_to_spend_are_told_of_without_the_sheet() -> void:
	var unspent: Label = _hud.get_node("%Unspent")
	var character := CharacterInfo.new()
	character.set_life(54, 54)
	_hud.show_character(character, _catalogue)
	assert_true(not unspent.visible, "none")
	character.points = 5
	_hud.show_character(character, _catalogue)
	assert_true(unspent.visible, "five")
	assert_eq(unspent.text, "+5")


func test_life_comes_back_with_time_and_not_beyond() -> void:
	var character := CharacterInfo.new()
	character.set_life(31, 154)
	assert_eq(character.life_after(0), 31)
	assert_eq(character.life_after(10), 51)
	assert_eq(character.life_after(1000), 154)


func _open(number: int) -> void:
	var map := add_node((load(MapLoader.scene_path("map_1_0")) as PackedScene).instantiate()) as GameMap
	_stage = FightStage.new()
	var state := _record.begin().another_state()
	state.catalogue = _catalogue
	_stage.begin(map, state, null)
	_hud.open_fight(_stage)
	await _play(1, number)


func _play(first: int, last: int) -> void:
	Engine.time_scale = 12.0
	_stage.push(_record.update(first, last).events)
	var done := await wait_until(func() -> bool: return not _stage.is_busy(), 20.0)
	Engine.time_scale = 1.0
	assert_true(done, "caught up")
