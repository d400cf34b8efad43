class_name PlayersHere
extends RefCounted
## Everyone else on the map: found by user id, and by the number that moves in binary name them with.

## By user id.
var by_id: Dictionary[String, PlayerInfo] = {}

# Of `by_id`, those with a number on the map.
var _by_number: Dictionary[int, PlayerInfo] = {}


func clear() -> void:
	by_id.clear()
	_by_number.clear()


## Somebody is here now, or is told anew.
func add(player: PlayerInfo) -> void:
	remove(player.user_id)
	by_id[player.user_id] = player
	if player.number != PlayerInfo.NO_NUMBER:
		_by_number[player.number] = player


## Unknown ones are ignored.
func remove(user_id: String) -> void:
	var player: PlayerInfo = by_id.get(user_id)
	# The number may be somebody else's by now.
	if player != null and _by_number.get(player.number) == player:
		_by_number.erase(player.number)
	by_id.erase(user_id)


## The player of that id, or null.
func of_id(user_id: String) -> PlayerInfo:
	return by_id.get(user_id)


## The player with that number on the map, or null. The own character has a number, too, but is not among the others.
func of_number(number: int) -> PlayerInfo:
	return _by_number.get(number)
