extends "res://tests/e2e/two_players_test.gd"
## What two players do, with everything in JSON.


func offered() -> PackedStringArray:
	return []


func test_a_server_that_takes_nothing_of_an_offer_is_spoken_to_in_json() -> void:
	assert_eq(await _mira.sign_up("mira"), "")
	_mira.world.subprotocols = ["flumen.bin.v0"]
	_mira.world.enter_world()
	assert_true(await wait_until(_mira.is_online, 20.0), "the entry")
	assert_true(not _mira.world.speaks_binary(), "moves travel in JSON")
	assert_true(_mira.world.send_move(_mira.world.character.position), "a move")
