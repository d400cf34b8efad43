extends TestCase

const SERVER: String = "server_messages.json"
const CLIENT: String = "client_messages.json"


func test_reads_every_golden_message_of_the_server() -> void:
	var entries: Array[Dictionary] = Golden.load_entries(SERVER)
	assert_true(entries.size() > 20, "the number of golden messages")
	for entry: Dictionary in entries:
		var expected: Dictionary = entry["message"]
		var message: ServerMessage = MessageCodec.decode(JSON.stringify(expected))
		if message == null:
			fail("%s was not understood" % entry["name"])
			continue
		assert_eq(message.type, expected["type"], entry["name"])
		assert_eq(message.reply_to, expected.get("reply_to", ServerMessage.NO_REPLY), entry["name"])


func test_reads_who_and_where_one_is() -> void:
	var welcome: Welcome = _golden("welcome") as Welcome
	assert_eq(welcome.user_id, "8a2c6d1e-1b7f-4a53-8f0c-2f3f6f1f9b77")
	assert_eq(welcome.username, "mira")
	assert_eq(welcome.character.name, "Mira")
	assert_eq(welcome.character.character_class, "adventurer")
	assert_eq(welcome.character.position, Vector2(758, 605))
	assert_eq(welcome.map_id, "map_0_0")
	assert_eq(welcome.position, Vector2(758, 605))
	assert_eq(welcome.server_time, 1732281600000)
	assert_eq(welcome.protocol, 1)
	assert_true(welcome.resume_token.begins_with("kq3V"), "the resume token")


func test_a_welcome_tells_where_its_character_stands() -> void:
	var golden: Dictionary = Golden.entry(SERVER, "welcome")["message"]
	var character: Dictionary = golden["data"]["character"]
	for key: String in ["user_id", "map_id", "pos_x", "pos_y"]:
		character.erase(key)
	var welcome: Welcome = MessageCodec.decode(JSON.stringify(golden)) as Welcome
	assert_eq(welcome.character.map_id, "map_0_0")
	assert_eq(welcome.character.position, Vector2(758, 605))


func test_reads_the_others_of_a_map() -> void:
	var list: PlayersList = _golden("players_list") as PlayersList
	assert_eq(list.players.size(), 2)
	assert_eq(list.players[0].name, "Tomas")
	assert_eq(list.players[0].position, Vector2(820.5, 640))
	assert_eq(list.players[1].position, Vector2(0.01, 1080))
	assert_eq(list.players[1].level, 200)
	assert_eq(list.players[0].number, 1)
	assert_eq(list.players[1].number, 65535)
	assert_eq((_golden("players_list of an empty map") as PlayersList).players.size(), 0)
	assert_eq((_golden("player_join") as PlayerJoin).player.map_id, "map_1_0")
	assert_eq((_golden("player_leave") as PlayerLeave).reason, "changed_map")
	assert_eq((_golden("player_move") as PlayerMove).position, Vector2(824, 642.5))


func test_reads_corrections_crossings_and_lines() -> void:
	var correction: PositionCorrection = _golden("position_correction as an answer") as PositionCorrection
	assert_eq(correction.position, Vector2(758.25, 605.5))
	assert_eq(correction.reason, "wall")
	assert_eq(correction.reply_to, 4)
	assert_eq((_golden("map_changed") as MapChanged).spawn, Vector2(100, 538))
	var whisper: ChatLine = _golden("chat: whisper") as ChatLine
	assert_eq(whisper.to, "mira")
	assert_eq(whisper.at, 1732281600124)
	assert_eq((_golden("chat: map") as ChatLine).text, "Ça va? 🐉")
	assert_eq((_golden("pong") as Pong).server_time, 1732281600042)
	assert_eq((_golden("error: busy") as ServerError).code, "busy")
	assert_eq((_golden("server_notice: shutdown") as ServerNotice).kind, "shutdown")


func test_ignores_what_it_does_not_know() -> void:
	for text: String in [
		"", "hello", "42", "[]", "{}", '{"type":7,"data":{}}', '{"type":"fireworks","data":{}}',
		'{"type":"welcome"}', '{"type":"welcome","data":[]}', '{"type":"welcome","data":{"user_id":1}}',
		'{"type":"players_list","data":{}}', '{"type":"players_list","data":[1]}',
		'{"type":"player_move","data":{"user_id":"a","x":"1","y":2,"map_id":"map_0_0"}}',
	]:
		assert_eq(MessageCodec.decode(text), null, text)


func test_a_server_need_not_number_anybody() -> void:
	var golden: Dictionary = Golden.entry(SERVER, "player_join")["message"]
	assert_eq((MessageCodec.decode(JSON.stringify(golden)) as PlayerJoin).player.number, 2)
	(golden["data"] as Dictionary).erase("number")
	assert_eq((MessageCodec.decode(JSON.stringify(golden)) as PlayerJoin).player.number, PlayerInfo.NO_NUMBER)


func test_an_extra_member_is_ignored() -> void:
	var text: String = '{"type":"pong","data":{"t":null,"server_time":5,"more":[1]},"timestamp":1}'
	assert_eq((MessageCodec.decode(text) as Pong).server_time, 5)


func test_writes_what_the_server_understands() -> void:
	_assert_writes("auth with an access token", MessageCodec.encode_auth("eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl"))
	_assert_writes("auth with a resume token", MessageCodec.encode_resume("kq3VwQ0sT1m8bXyZ"))
	_assert_writes("a move", MessageCodec.encode_move(Vector2(768.5, 610), "map_0_0"))
	_assert_writes("a move with seq", MessageCodec.encode_move(Vector2(760, 605), "map_0_0", 1))
	_assert_writes("change of map from elsewhere", MessageCodec.encode_change_map("map_1_0", 5))
	_assert_writes("chat on the map", MessageCodec.encode_chat("map", "Hello!"))
	_assert_writes("chat with the world", MessageCodec.encode_chat("global", "Hello, world!", "", 2))
	_assert_writes("a whisper to nobody", MessageCodec.encode_chat("whisper", "psst", "Nobody_here", 3))
	_assert_writes("chat with escapes", MessageCodec.encode_chat("map", "\"quoted\" \\ / é 🐉"), {"channel": "map"})
	_assert_writes("get_players with data", MessageCodec.encode_get_players(7))
	_assert_writes("ping", MessageCodec.encode_ping(1732281600000, 8))


func test_rounds_positions_to_hundredths() -> void:
	for value: float in [0.0, 0.000001, 758.123456, 1919.999, 1e-9]:
		var text: String = MessageCodec.encode_move(Vector2(value, value), "map_0_0")
		assert_true(not text.contains("e-"), text)
		var data: Dictionary = (JSON.parse_string(text) as Dictionary)["data"]
		assert_near(data["x"], snappedf(value, 0.01), 0.0001, text)
		assert_true(text.length() < 80, text)


func _golden(name: String) -> ServerMessage:
	return MessageCodec.decode(JSON.stringify(Golden.entry(SERVER, name)["message"]))


## That `text` means the same as the golden message `name`; `more` are members the encoder adds to its data.
func _assert_writes(name: String, text: String, more: Dictionary = {}) -> void:
	var golden: String = Golden.entry(CLIENT, name).get("text", "")
	var expected: Dictionary = JSON.parse_string(golden)
	var data: Dictionary = expected.get("data", {})
	data.merge(more)
	var actual: Dictionary = JSON.parse_string(text)
	assert_eq(JSON.stringify(actual, "", true), JSON.stringify(expected, "", true), name)
