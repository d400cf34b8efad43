extends TestCase
## The other players of a map.

var _ground: Node2D
var _crowd: Crowd


func before_each() -> void:
	_ground = add_node(Node2D.new())
	_crowd = add_node(Crowd.new())
	_crowd.set_process(false)
	_crowd.stand_on(_ground)


func test_shows_those_who_come_and_forgets_those_who_go() -> void:
	_crowd.add(_player("a", Vector2(10, 10)))
	_crowd.add(_player("b", Vector2(20, 20)))
	_crowd.add(_player("c", Vector2(30, 30)))
	_crowd.remove("a")
	_crowd.remove("nobody")
	assert_eq(_crowd.size(), 2)
	assert_true(_crowd.avatar_of("a") == null)
	assert_eq(_crowd.avatar_of("b").position, Vector2(20, 20))
	assert_eq(_crowd.avatar_of("c").position, Vector2(30, 30))
	await tree.process_frame
	assert_eq(_ground.get_child_count(), 2)


func test_a_new_list_keeps_those_who_are_here() -> void:
	_crowd.show_all([_player("a", Vector2(10, 10)), _player("b", Vector2(20, 20))])
	var kept := _crowd.avatar_of("b")
	_crowd.show_all([_player("b", Vector2(20, 20)), _player("c", Vector2(30, 30))])
	assert_eq(_crowd.size(), 2)
	assert_eq(_crowd.avatar_of("b"), kept)
	assert_true(_crowd.avatar_of("a") == null)


func test_moves_them_smoothly() -> void:
	_crowd.add(_player("a", Vector2(100, 100)))
	var now := Crowd.clock_ms()
	_crowd.move("a", Vector2(130, 115))
	_crowd.move("nobody", Vector2(130, 115))
	_crowd.advance(now + 60.0)
	var avatar := _crowd.avatar_of("a")
	assert_true(avatar.position.x > 100.0 and avatar.position.x < 130.0, "on the way: %s" % avatar.position)
	assert_eq(avatar.facing, Facing.SOUTH_EAST)
	for step: int in 30:
		_crowd.advance(now + 60.0 + step * 20.0)
	assert_eq(avatar.position, Vector2(130, 115))


func test_the_one_in_front_is_picked() -> void:
	_crowd.add(_player("behind", Vector2(100, 100)))
	_crowd.add(_player("front", Vector2(105, 110)))
	assert_eq(_crowd.pick(Vector2(102, 80)), "front")
	assert_eq(_crowd.pick(Vector2(500, 500)), "")


func test_tells_who_is_chosen_and_that_they_left() -> void:
	var told: Array[String] = []
	_crowd.selected.connect(func(player: PlayerInfo) -> void: told.append(player.name if player != null else "nobody"))
	_crowd.add(_player("a", Vector2(10, 10)))
	_crowd.select("a")
	_crowd.select("a")
	_crowd.remove("a")
	_crowd.select("stranger")
	assert_eq(told, ["name of a", "nobody"] as Array[String])


func test_a_map_that_is_left_takes_nobody_along() -> void:
	_crowd.add(_player("a", Vector2(10, 10)))
	_crowd.stand_on(add_node(Node2D.new()) as Node2D)
	assert_eq(_crowd.size(), 0)


func test_every_class_has_a_look_and_a_stranger_one_too() -> void:
	for look: String in ["adventurer", "warrior", "archer", "mage", "necromancer"]:
		var player := _player(look, Vector2.ZERO)
		player.character_class = look
		_crowd.add(player)
		var sprite: AnimatedSprite2D = _crowd.avatar_of(look).get_node("Sprite")
		assert_true(sprite.is_playing(), look)


func _player(id: String, at: Vector2) -> PlayerInfo:
	var player := PlayerInfo.new()
	player.user_id = id
	player.username = id
	player.name = "name of " + id
	player.character_class = "mage"
	player.position = at
	return player
