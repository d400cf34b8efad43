extends TestCase
## Accounts on a real server.

var _server: TestServer
var _client: TestClient


func before_each() -> void:
	_server = TestServer.new(tree)


func after_each() -> void:
	if _client != null:
		_client.world.leave_world()
	await _server.stop()


func test_every_refusal_has_a_sentence() -> void:
	await _start()
	assert_eq(await _client.sign_up("mira"), "")
	var account: AccountSession = _client.account
	assert_eq((await account.register("Mira", "other@example.org", "correct horse")).code, "username_taken")
	assert_eq((await account.register("Tomas", "MIRA@example.org", "correct horse")).code, "email_taken")
	var refused: ApiResult = await account.register("1", "nobody", "short")
	assert_eq(refused.code, "validation_failed")
	assert_eq(refused.fields.size(), 3)
	var wrong: ApiResult = await account.log_in("mira", "wrong horse", false)
	assert_eq(wrong.code, "invalid_credentials")
	assert_true(not wrong.sentence.is_empty(), "the sentence")
	assert_eq((await account.log_in("mira@EXAMPLE.org", "correct horse", false)).code, "")


func test_characters_are_made_and_deleted() -> void:
	await _start()
	assert_eq(await _client.sign_up("mira"), "")
	var account: AccountSession = _client.account
	var made: ApiResult = await account.call_api(HTTPClient.METHOD_POST, "/characters", {"name": "Lyra", "class": "archer"})
	var lyra: CharacterInfo = CharacterInfo.from_data(made.data)
	assert_eq(lyra.name, "Lyra")
	assert_eq((await account.call_api(HTTPClient.METHOD_POST, "/characters", {"name": "LYRA", "class": "archer"})).code, "name_taken")
	assert_eq((await account.call_api(HTTPClient.METHOD_DELETE, "/characters/" + lyra.id)).status, 204)
	assert_eq(((await account.call_api(HTTPClient.METHOD_GET, "/characters")).data as Array).size(), 1)


func test_a_remembered_session_goes_on_and_a_log_out_ends_it() -> void:
	await _start()
	assert_eq(await _client.sign_up("mira"), "")
	assert_true((await _client.account.log_in("mira", "correct horse", true)).is_ok(), "the log-in")
	# Another start of the game, with the same files.
	var later: AccountSession = AccountSession.new()
	later.store = _client.account.store
	add_node(later)
	assert_true(later.has_remembered(), "something is remembered")
	assert_true((await later.restore()).is_ok(), "the session goes on")
	assert_eq(later.user.username, "mira")
	await later.log_out()
	assert_true(not later.has_remembered(), "nothing is remembered")
	assert_eq((await later.restore()).code, "invalid_token")


func test_tokens_are_replaced_before_they_run_out() -> void:
	await _start(["--set", "auth.access_ttl=2s"])
	assert_eq(await _client.sign_up("mira"), "")
	_client.world.enter_world()
	assert_true(await wait_until(_client.is_online), "the entry")
	await tree.create_timer(3.0).timeout
	var me: ApiResult = await _client.account.call_api(HTTPClient.METHOD_GET, "/me")
	assert_true(me.is_ok(), "a call after the first token ran out: " + me.code)
	# The character's token has run out as well, and the one to resume is lost with the server.
	await _server.stop()
	assert_true(await _server.start(["--set", "auth.access_ttl=2s"]), "the server again")
	assert_true(await wait_until(_client.is_online, 30.0), "the return")


func test_without_a_server_it_says_so() -> void:
	ServerConfig.choose(_server.url)
	_client = add_node(TestClient.new()) as TestClient
	var result: ApiResult = await _client.account.log_in("mira", "correct horse", false)
	assert_eq(result.code, ApiResult.OFFLINE)
	assert_true(not result.sentence.is_empty(), "the sentence")


func _start(options: PackedStringArray = []) -> void:
	assert_true(await _server.start(options), "a server")
	assert_true(ServerConfig.choose(_server.url))
	_client = add_node(TestClient.new()) as TestClient
