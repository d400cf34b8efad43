extends TestCase
## The list of players, and its search.

var _list: PlayerList


func before_each() -> void:
	TranslationServer.set_locale("en")
	_list = add_node((load("res://ui/player_list.tscn") as PackedScene).instantiate())


func test_lists_in_order_and_counts() -> void:
	_list.show_all([_player("Zoe"), _player("anatole"), _player("Tomas")])
	await tree.process_frame
	assert_eq(_list.shown_names(), PackedStringArray(["anatole", "Tomas", "Zoe"]))
	assert_eq((_list.get_node("%Count") as Label).text, "3 other players here")


func test_follows_those_who_come_and_go() -> void:
	_list.show_all([_player("Zoe")])
	_list.add(_player("Tomas"))
	_list.remove("Zoe")
	_list.remove("nobody")
	await tree.process_frame
	assert_eq(_list.shown_names(), PackedStringArray(["Tomas"]))


func test_search_ignores_case() -> void:
	_list.show_all([_player("Zoe"), _player("Tomas")])
	var search: LineEdit = _list.get_node("%Search")
	search.text = "oM"
	search.text_changed.emit("oM")
	assert_eq(_list.shown_names(), PackedStringArray(["Tomas"]))


func test_choosing_and_whispering() -> void:
	_list.show_all([_player("Zoe"), _player("Tomas")])
	await tree.process_frame
	var told: Array[String] = []
	_list.player_chosen.connect(func(user_id: String) -> void: told.append("chosen " + user_id))
	_list.whisper_wanted.connect(func(username: String) -> void: told.append("whisper " + username))
	var items: ItemList = _list.get_node("%List")
	items.item_selected.emit(1)
	items.item_activated.emit(0)
	assert_eq(told, ["chosen Zoe", "whisper Tomas_user"] as Array[String])


func _player(name: String) -> PlayerInfo:
	var player := PlayerInfo.new()
	player.user_id = name
	player.username = name + "_user"
	player.name = name
	player.character_class = "mage"
	return player
