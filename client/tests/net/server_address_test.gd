extends TestCase


func test_takes_addresses_as_players_type_them() -> void:
	var cases: Dictionary[String, String] = {
		"http://127.0.0.1:9090": "http://127.0.0.1:9090",
		" 127.0.0.1:9090/ ": "http://127.0.0.1:9090",
		"localhost": "http://localhost",
		"localhost:80": "http://localhost:80",
		"[::1]:9090": "http://[::1]:9090",
		"Flumen.Example.org": "https://flumen.example.org",
		"example.org:443": "https://example.org:443",
		"http://example.org": "http://example.org",
		"wss://example.org": "https://example.org",
		"ws://10.0.0.1": "http://10.0.0.1",
	}
	for typed: String in cases:
		assert_eq(ServerAddress.normalise(typed), cases[typed], typed)


func test_refuses_what_is_no_address() -> void:
	for typed: String in ["", "   ", "ftp://example.org", "http://", "a b", "example.org/path", "example.org:0", "example.org:70000", "user@example.org", "http://example.org?x", "-x"]:
		assert_eq(ServerAddress.normalise(typed), "", typed)


func test_knows_both_doors_of_a_server() -> void:
	assert_eq(ServerAddress.api_url("https://example.org", "/login"), "https://example.org/api/v1/login")
	assert_eq(ServerAddress.game_url("https://example.org"), "wss://example.org/ws/game")
	assert_eq(ServerAddress.game_url("http://127.0.0.1:9090"), "ws://127.0.0.1:9090/ws/game")
