extends TestCase
## The messages of fights, read from the examples of docs/fights.md.

var _examples: Array[Dictionary] = []


func before_each() -> void:
	var path := ProjectSettings.globalize_path("res://").path_join("../docs/fights.md")
	var blocks := FileAccess.get_file_as_string(path).split("```json\n")
	for block: String in blocks.slice(1):
		var text := block.get_slice("\n```", 0)
		var json := JSON.new()
		if json.parse(text) == OK:
			_examples.append(json.data)
			continue
		for line: String in text.split("\n"):
			_examples.append(JSON.parse_string(line))


func test_every_example_of_the_server_is_understood() -> void:
	var seen: Dictionary[String, bool] = {}
	for example: Dictionary in _examples:
		var type := str(example.get("type", ""))
		if type.is_empty() or type == "combat":
			continue
		var message := MessageCodec.decode(JSON.stringify(example))
		assert_true(message != null, JSON.stringify(example))
		seen[type] = true
	for type: String in ["monsters_data", "combat_challenge", "combat_started", "combat_update", "combat_action_response", "combat_ended"]:
		assert_true(seen.has(type), "an example of " + type)


func test_every_example_of_a_client_is_what_is_written() -> void:
	var sent: Array[Dictionary] = []
	var session := FightSession.new(func(text: String) -> bool:
		sent.append(JSON.parse_string(text))
		return true)
	session.challenge = _read("combat_challenge") as CombatChallenge
	var asked := func(example: Dictionary) -> void:
		var data: Dictionary = example["data"]
		match data["action"]:
			"attack":
				session.attack(int(data["group"]))
			"challenge":
				session.ask_for_fight(data["user_id"])
			"accept", "refuse":
				session.answer(data["action"] == "accept")
			"cancel":
				session.cancel()
			"join":
				session.join(data["fight_id"], data["side"])
			"watch":
				session.watch(data["fight_id"])
			"leave":
				session.leave()
			"place":
				session.place(int(data["cell"]))
			"ready":
				session.set_ready(data.get("ready", true))
				data["ready"] = data.get("ready", true)
			"move":
				session.move(PackedInt32Array(data["path"]))
			"cast":
				session.cast(data["spell"], int(data["cell"]))
			"pass":
				session.end_turn()
			"abandon":
				session.abandon()
	var actions := 0
	for example: Dictionary in _examples:
		if example.get("type") == "combat":
			asked.call(example)
			actions += 1
			assert_eq(sent.back()["type"], "combat")
			assert_eq(JSON.stringify(sent.back()["data"], "", true), JSON.stringify(example["data"], "", true))
	assert_eq(actions, 14, "actions")


func test_the_state_of_a_fight_is_read_to_the_last_member() -> void:
	var state := (_read("combat_started") as CombatStarted).state
	assert_eq(state.own, 0)
	assert_eq(state.event, 9)
	assert_eq(state.casts("spark"), 1)
	assert_eq(state.casts_on("spark", 1), 1)
	assert_eq(state.fighter(1).effects[0].kind, "poison")
	assert_eq(state.fighter(1).effects[0].stat, "")
	assert_eq(state.fighter(1).most_life(), 20)
	assert_eq(Array(state.see_through), [610, 632])
	for event: FightEvent in (_read("combat_update") as CombatUpdate).events:
		state.catalogue = _catalogue()
		assert_true(state.apply(event), event.type)
	assert_eq(state.own_fighter().cell, 606)
	assert_eq(state.fighter(1).life, 4)
	assert_eq(state.turn, 1)


func test_the_catalogue_is_read() -> void:
	var catalogue := _catalogue()
	assert_eq(catalogue.spell("spark").action_points, 3)
	assert_eq(catalogue.spell("spark").effects[0].critical_most, 11)
	assert_eq(catalogue.monster_name("piglet"), "Piglet")
	assert_eq(catalogue.families["boars"], "Boars")
	assert_eq(catalogue.experience_of(2), Vector2i(100, 250))
	assert_eq(catalogue.experience_of(3), Vector2i(250, 250))


func test_nonsense_is_no_message() -> void:
	for type: String in ["monsters_data", "combat_challenge", "combat_started", "combat_update", "combat_action_response", "combat_ended"]:
		for data: Variant in [null, [], {}, {"fight_id": 7}]:
			assert_true(MessageCodec.decode(JSON.stringify({"type": type, "data": data})) == null, type)


func _read(type: String) -> ServerMessage:
	for example: Dictionary in _examples:
		if example.get("type") == type:
			return MessageCodec.decode(JSON.stringify(example))
	return null


func _catalogue() -> FightCatalogue:
	for example: Dictionary in _examples:
		if example.has("spells"):
			return FightCatalogue.from_data(example)
	return FightCatalogue.new()
