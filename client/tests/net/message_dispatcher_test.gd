extends TestCase

var _seen: PackedStringArray = []


func test_hands_each_message_to_its_handler() -> void:
	var dispatcher: MessageDispatcher = MessageDispatcher.new()
	dispatcher.register("pong", func(message: Pong) -> void: _seen.append("pong %d" % message.server_time))
	dispatcher.register("error", func(message: ServerError) -> void: _seen.append("error %s" % message.code))
	assert_true(dispatcher.dispatch(MessageCodec.decode('{"type":"error","data":{"error":"No.","code":"busy"}}')))
	assert_true(dispatcher.dispatch(MessageCodec.decode('{"type":"pong","data":{"server_time":3}}')))
	assert_eq(_seen, PackedStringArray(["error busy", "pong 3"]))


func test_says_when_nobody_handles_a_message() -> void:
	var dispatcher: MessageDispatcher = MessageDispatcher.new()
	assert_true(not dispatcher.dispatch(MessageCodec.decode('{"type":"pong","data":{"server_time":3}}')))
