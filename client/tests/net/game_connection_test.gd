extends TestCase

var _transport: FakeTransport
var _connection: GameConnection
var _tokens: int = 0
var _forced: int = 0
var _answer: ApiResult


class FakeTransport:
	extends WebSocketManager

	var opens: PackedStringArray = []
	var offers: Array[PackedStringArray] = []
	var texts: PackedStringArray = []
	var closes: Array[int] = []

	func open(_url: String, token: String, subprotocols: PackedStringArray = []) -> void:
		opens.append(token)
		offers.append(subprotocols)

	func send_text(text: String) -> bool:
		texts.append(text)
		return true

	func close(code: int = 1000) -> void:
		closes.append(code)

	func drop() -> void:
		closed.emit(LOST, "")


func before_each() -> void:
	_answer = ApiResult.new()
	_answer.data = "token"
	_transport = add_node(FakeTransport.new()) as FakeTransport
	_connection = add_node(GameConnection.new()) as GameConnection
	_connection.setup(_transport, _token)


func test_enters_with_a_token() -> void:
	_enter("resume")
	assert_eq(_connection.state, GameConnection.State.ONLINE)
	assert_eq(_transport.opens, PackedStringArray(["token"]))


func test_comes_back_after_a_cut_by_resuming() -> void:
	_enter("resume")
	_transport.closed.emit(WebSocketManager.LOST, "")
	assert_eq(_connection.state, GameConnection.State.RECONNECTING)
	assert_true(await wait_until(func() -> bool: return _transport.opens.size() == 2), "a second attempt")
	assert_eq(_transport.opens[1], "")
	_transport.opened.emit()
	assert_eq(_transport.texts, PackedStringArray([MessageCodec.encode_resume("resume")]))
	_connection.admitted("next")
	assert_eq(_connection.state, GameConnection.State.ONLINE)
	assert_eq(_tokens, 1)


func test_takes_the_token_at_once_where_resuming_is_refused() -> void:
	_enter("resume")
	_transport.closed.emit(1001, "")
	await wait_until(func() -> bool: return _transport.opens.size() == 2)
	_transport.opened.emit()
	_transport.closed.emit(GameConnection.UNAUTHORISED, "")
	assert_eq(_transport.opens, PackedStringArray(["token", "", "token"]))
	assert_eq(_forced, 0)


func test_stops_when_the_session_was_taken_over() -> void:
	_enter("resume")
	_transport.closed.emit(GameConnection.TAKEN_OVER, "")
	assert_eq(_connection.state, GameConnection.State.TAKEN_OVER)
	await tree.create_timer(0.8).timeout
	assert_eq(_transport.opens.size(), 1)


func test_returns_when_the_player_wants_to() -> void:
	_enter("resume")
	_transport.closed.emit(GameConnection.TAKEN_OVER, "")
	_connection.hurry()
	assert_eq(_connection.state, GameConnection.State.RECONNECTING)
	assert_eq(_transport.opens, PackedStringArray(["token", "token"]))


func test_asks_for_another_token_when_one_is_refused_and_gives_up_in_the_end() -> void:
	_connection.start("ws://example.org")
	for round: int in GameConnection.MOST_REFUSALS:
		assert_true(await wait_until(func() -> bool: return _transport.opens.size() == round + 1), "attempt %d" % round)
		_transport.closed.emit(GameConnection.UNAUTHORISED, "")
	assert_eq(_connection.state, GameConnection.State.CLOSED)
	assert_eq(_forced, GameConnection.MOST_REFUSALS - 1)


func test_a_refused_upgrade_leads_to_another_token() -> void:
	_connection.start("ws://example.org")
	_transport.closed.emit(WebSocketManager.LOST, "")
	await wait_until(func() -> bool: return _transport.opens.size() == 2)
	assert_eq(_forced, 1)


func test_offers_nothing_to_a_server_that_takes_no_subprotocol() -> void:
	var offer: PackedStringArray = ["flumen.bin.v1"]
	_connection.subprotocols = offer
	_connection.start("ws://example.org")
	for attempt: int in 2:
		_transport.closed.emit(WebSocketManager.LOST, "")
		assert_true(await wait_until(func() -> bool: return _transport.opens.size() == attempt + 2), "attempt %d" % attempt)
	var none: PackedStringArray = []
	assert_eq(_transport.offers, [offer, offer, none])
	_transport.opened.emit()
	_connection.admitted("resume")
	_transport.closed.emit(WebSocketManager.LOST, "")
	assert_true(await wait_until(func() -> bool: return _transport.offers.size() == 4), "the return")
	assert_eq(_transport.offers[3], none, "what was learnt is kept")


func test_goes_on_offering_to_a_server_that_was_away() -> void:
	_connection.subprotocols = ["flumen.bin.v1"]
	_enter("resume")
	for attempt: int in 3:
		_transport.closed.emit(WebSocketManager.LOST, "")
		assert_true(await wait_until(func() -> bool: return _transport.offers.size() == attempt + 2), "attempt %d" % attempt)
	for offer: PackedStringArray in _transport.offers:
		assert_eq(offer, PackedStringArray(["flumen.bin.v1"]))


func test_waits_while_there_is_no_server() -> void:
	_answer = ApiResult.failure(ApiResult.OFFLINE)
	_connection.start("ws://example.org")
	assert_true(await wait_until(func() -> bool: return _tokens >= 2), "another try")
	assert_eq(_transport.opens.size(), 0)
	_answer = ApiResult.new()
	_answer.data = "token"
	assert_true(await wait_until(func() -> bool: return _transport.opens.size() == 1), "a connection")


func test_stops_when_the_session_is_over() -> void:
	_answer = ApiResult.failure("invalid_token", 401)
	_connection.start("ws://example.org")
	assert_eq(_connection.state, GameConnection.State.CLOSED)


func test_says_that_there_is_no_character() -> void:
	_connection.start("ws://example.org")
	_transport.opened.emit()
	_connection.note_error("no_character")
	_transport.closed.emit(GameConnection.POLICY, "")
	assert_eq(_connection.state, GameConnection.State.CLOSED)


func test_leaves_for_good() -> void:
	_enter("resume")
	_connection.stop()
	assert_eq(_transport.closes, [1000])
	_transport.closed.emit(1000, "")
	assert_eq(_connection.state, GameConnection.State.OFFLINE)


func test_a_token_that_comes_after_leaving_is_not_used() -> void:
	_connection.setup(_transport, _late_token)
	_connection.start("ws://example.org")
	_connection.stop()
	await tree.create_timer(0.2).timeout
	assert_eq(_transport.opens.size(), 0)


func _enter(resume_token: String) -> void:
	_connection.start("ws://example.org")
	_transport.opened.emit()
	_connection.admitted(resume_token)


func _token(force: bool) -> ApiResult:
	_tokens += 1
	_forced += 1 if force else 0
	return _answer


func _late_token(_force: bool) -> ApiResult:
	await tree.create_timer(0.05).timeout
	return _answer
