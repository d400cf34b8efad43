extends TestCase
## Who else is on the map, by id and by number.

var _here: PlayersHere


func before_each() -> void:
	_here = PlayersHere.new()


func test_finds_players_by_id_and_by_number() -> void:
	_here.add(_player("a", 3))
	_here.add(_player("b", PlayerInfo.NO_NUMBER))
	assert_eq(_here.of_id("a").user_id, "a")
	assert_eq(_here.of_number(3).user_id, "a")
	assert_eq(_here.by_id.size(), 2)
	assert_true(_here.of_number(PlayerInfo.NO_NUMBER) == null)
	assert_true(_here.of_id("c") == null)


func test_who_is_gone_is_not_found() -> void:
	_here.add(_player("a", 3))
	_here.remove("a")
	_here.remove("never here")
	assert_true(_here.of_id("a") == null)
	assert_true(_here.of_number(3) == null)


func test_a_number_that_was_given_on_is_its_new_owners() -> void:
	_here.add(_player("a", 3))
	_here.add(_player("b", 3))
	_here.remove("a")
	assert_eq(_here.of_number(3).user_id, "b")


func test_a_player_told_anew_has_the_new_number_only() -> void:
	_here.add(_player("a", 3))
	_here.add(_player("a", 4))
	assert_true(_here.of_number(3) == null)
	assert_eq(_here.of_number(4).user_id, "a")
	_here.clear()
	assert_true(_here.of_number(4) == null)


func _player(user_id: String, number: int) -> PlayerInfo:
	var player := PlayerInfo.new()
	player.user_id = user_id
	player.number = number
	return player
