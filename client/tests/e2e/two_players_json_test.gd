extends "res://tests/e2e/two_players_test.gd"
## What two players do, with everything in JSON.


func offered() -> PackedStringArray:
	return []
