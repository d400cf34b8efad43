extends TestCase
## Groups of monsters and markers of fights on a map.

const HERE := "map_1_0"
const START := Vector2(300, 538)

var _world: World
var _attacked: PackedInt32Array = []


func before_each() -> void:
	GameSettings.new().keys.apply()
	_world = add_node(World.new()) as World
	_world.attack_wanted.connect(func(group: int) -> void: _attacked.append(group))
	var map := await _world.load_map(HERE)
	_world.put(map, _player("own", START), [])


func test_a_group_appears_strolls_and_goes() -> void:
	_show([_group(7, Vector2(500, 300))])
	assert_eq(_encounters().place_of(7), Vector2(500, 300))
	_show([_group(7, Vector2(530, 310))])
	assert_eq(_encounters().place_of(7), Vector2(500, 300), "no jump")
	assert_true(await wait_until(func() -> bool: return _encounters().place_of(7).distance_to(Vector2(530, 310)) < 1.0), "the stroll")
	_show([])
	assert_true(not _encounters().place_of(7).is_finite())


func test_what_was_pointed_at_is_told_once() -> void:
	var told: Array[int] = []
	_world.group_hovered.connect(func(group: MonsterGroup) -> void: told.append(group.group if group != null else 0))
	_show([_group(7, Vector2(500, 300))])
	for point: Vector2 in [Vector2(500, 290), Vector2(502, 288), Vector2(900, 900)]:
		_encounters().hover_at(point)
	assert_eq(told, [7, 0] as Array[int])


func test_a_click_on_a_group_walks_there_and_attacks_once() -> void:
	_show([_group(7, Vector2(700, 538))])
	_press(Vector2(700, 530))
	assert_eq(_attacked.size(), 0, "attacks so far")
	assert_true(await wait_until(func() -> bool: return not _attacked.is_empty()), "the attack")
	assert_true(_world.own_position().distance_to(Vector2(700, 538)) <= 172.0, "it stands near")
	for frame: int in 10:
		await tree.process_frame
	assert_eq(_attacked, PackedInt32Array([7]))


func test_a_key_attacks_the_nearest_group_in_reach_and_no_other() -> void:
	_show([_group(7, START + Vector2(160, 0)), _group(8, START + Vector2(100, 60))])
	_meet()
	assert_eq(_attacked, PackedInt32Array([8]))
	_show([_group(7, START + Vector2(160, 0))])
	_meet()
	assert_eq(_attacked, PackedInt32Array([8]), "too far away")


func test_a_key_chooses_a_fight_or_else_a_player_nearby() -> void:
	var chosen: Array[String] = []
	_world.fight_chosen.connect(func(fight: FightOnMap) -> void: chosen.append(fight.fight_id))
	_world.player_selected.connect(func(player: PlayerInfo) -> void: chosen.append(player.user_id))
	_world.met.connect(func() -> void: chosen.append("met"))
	_world.add_player(_player("far", START + Vector2(0, 300)))
	_meet()
	assert_eq(chosen.size(), 0)
	_world.add_player(_player("near", START + Vector2(0, 60)))
	_meet()
	_world.show_encounters({}, {"f": _fight("f", START + Vector2(100, 0))})
	_meet()
	assert_eq(chosen, ["near", "met", "f", "met"] as Array[String])


func test_walking_by_keys_tells_of_the_group_one_comes_to() -> void:
	var told: Array[int] = []
	_world.group_hovered.connect(func(group: MonsterGroup) -> void: told.append(group.group if group != null else 0))
	_show([_group(7, START + Vector2(190, 0))])
	Input.action_press(&"move_right")
	var found := await wait_until(func() -> bool: return not told.is_empty())
	Input.action_release(&"move_right")
	assert_true(found, "told of it")
	assert_eq(told, [7] as Array[int])


func test_another_click_calls_the_attack_off() -> void:
	_show([_group(7, Vector2(900, 538))])
	_press(Vector2(900, 530))
	_press(START + Vector2(-86, 0))
	assert_true(await wait_until(func() -> bool: return _world.own_position().distance_to(START + Vector2(-86, 0)) < 1.0), "the walk")
	assert_eq(_attacked.size(), 0)


func test_a_group_that_goes_away_is_not_attacked() -> void:
	_show([_group(7, Vector2(900, 538))])
	_press(Vector2(900, 530))
	_show([])
	for frame: int in 60:
		await tree.process_frame
	assert_eq(_attacked.size(), 0)


func test_goes_after_a_group_that_has_strolled_out_of_reach_but_not_for_ever() -> void:
	var place := Vector2(700, 538)
	_show([_group(7, place)])
	_press(place - Vector2(0, 8))
	for times: int in range(1, 6):
		assert_true(await wait_until(func() -> bool: return _attacked.size() == times), "attack %d" % times)
		assert_eq(_world.pursue_again(), times < 5, "after attack %d" % times)
	assert_true(_world.own_position().distance_to(place) <= 40.0, "it comes nearer each time")


func test_does_not_go_after_what_was_not_attacked_or_is_gone() -> void:
	assert_true(not _world.pursue_again(), "nothing was attacked")
	_show([_group(7, START + Vector2(100, 60))])
	_meet()
	_show([])
	assert_true(not _world.pursue_again(), "it is gone")


func test_a_click_on_a_marker_chooses_the_fight() -> void:
	var chosen: PackedStringArray = []
	_world.fight_chosen.connect(func(fight: FightOnMap) -> void: chosen.append(fight.fight_id if fight != null else ""))
	var fight := FightOnMap.new()
	fight.fight_id = "f"
	fight.position = Vector2(500, 400)
	_world.show_encounters({}, {"f": fight})
	_press(Vector2(500, 370))
	_press(Vector2(420, 538))
	assert_eq(chosen, PackedStringArray(["f", ""]))


func test_who_fights_sees_the_fight_alone() -> void:
	_show([_group(7, Vector2(500, 300))])
	var state := FightRecord.new().begin().another_state()
	_world.begin_fight(state, null)
	assert_true(not _world.own_avatar().visible)
	assert_true(_encounters().group_at(Vector2(500, 290)) == null)
	_world.end_fight()
	assert_true(_world.own_avatar().visible)
	assert_true(_encounters().group_at(Vector2(500, 290)) != null)


func _show(groups: Array[MonsterGroup]) -> void:
	var known: Dictionary[int, MonsterGroup] = {}
	for group: MonsterGroup in groups:
		known[group.group] = group
	_world.show_encounters(known, {})


func _press(point: Vector2) -> void:
	_world._on_pressed_at(point)
	# The button is not held.
	for child: Node in _world.get_children():
		if child is PlayerController:
			(child as PlayerController).set("_held", false)


func _meet() -> void:
	var event := InputEventAction.new()
	event.action = &"fight_act"
	event.pressed = true
	_world._unhandled_key_input(event)


func _fight(id: String, at: Vector2) -> FightOnMap:
	var fight := FightOnMap.new()
	fight.fight_id = id
	fight.position = at
	fight.phase = FightState.PLACEMENT
	return fight


func _encounters() -> Encounters:
	for child: Node in _world.get_children():
		if child is Encounters:
			return child
	return null


func _group(number: int, at: Vector2) -> MonsterGroup:
	var group := MonsterGroup.new()
	group.group = number
	group.position = at
	group.level = 2
	for kind: String in ["piglet", "boar"]:
		var member := FightMember.new()
		member.monster = kind
		group.monsters.append(member)
	return group


func _player(id: String, at: Vector2) -> PlayerInfo:
	var player := PlayerInfo.new()
	player.user_id = id
	player.name = id
	player.character_class = "mage"
	player.position = at
	return player
