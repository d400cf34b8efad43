extends TestCase

const SERVER: String = "server_frames.json"
const CLIENT: String = "client_frames.json"


func test_reads_every_golden_frame_of_the_server() -> void:
	var valid: int = 0
	for entry: Dictionary in Golden.load_entries(SERVER):
		var hex: String = entry["hex"]
		var message: PlayersMoved = MoveFrames.decode(hex.hex_decode())
		assert_eq(message != null, entry["valid"], entry["name"])
		if message == null:
			continue
		valid += 1
		var moves: Array = entry["moves"]
		assert_eq(message.numbers.size(), moves.size(), entry["name"])
		assert_eq(message.positions.size(), moves.size(), entry["name"])
		for at: int in moves.size():
			var move: Dictionary = moves[at]
			assert_eq(message.numbers[at], move["number"], entry["name"])
			assert_eq(message.positions[at], Vector2(move["x"], move["y"]), entry["name"])
	assert_true(valid >= 3, "the number of golden frames")


func test_writes_the_golden_frames_of_a_client() -> void:
	var written: int = 0
	for entry: Dictionary in Golden.load_entries(CLIENT):
		if not entry["valid"]:
			continue
		var map_id: String = entry["map_id"]
		var bytes: PackedByteArray = MoveFrames.encode_move(Vector2(entry["x"], entry["y"]), map_id)
		assert_eq(bytes.hex_encode(), entry["hex"], entry["name"])
		written += 1
	assert_true(written >= 5, "the number of golden frames")


func test_rounds_to_the_nearest_step() -> void:
	assert_eq(MoveFrames.encode_move(Vector2(758.01, 605.02), "map_0_0"), MoveFrames.encode_move(Vector2(758, 605.03125), "map_0_0"))
	assert_eq(MoveFrames.encode_move(Vector2(-0.01, 0), "map_0_0"), MoveFrames.encode_move(Vector2.ZERO, "map_0_0"))


func test_leaves_to_json_what_it_cannot_say() -> void:
	for position: Vector2 in [Vector2(-1, 5), Vector2(5, -0.1), Vector2(2048, 5), Vector2(NAN, 5), Vector2(5, INF)]:
		assert_eq(MoveFrames.encode_move(position, "map_0_0").size(), 0, str(position))
	for map_id: String in ["", "map_0", "map_0_0_0", "place_0_0", "map_a_0", "map__0"]:
		assert_eq(MoveFrames.encode_move(Vector2(758, 605), map_id).size(), 0, map_id)
