extends TestCase
## What a typed line means.


func test_plain_text_goes_to_the_current_channel() -> void:
	var command := ChatCommand.read("  hello there ", ChatCommand.GLOBAL, "", "")
	assert_eq(command.kind, ChatCommand.Kind.SAY)
	assert_eq(command.channel, ChatCommand.GLOBAL)
	assert_eq(command.text, "hello there")


func test_whispers() -> void:
	var command := ChatCommand.read("/w Tomas come over here", ChatCommand.MAP, "", "")
	assert_eq(command.kind, ChatCommand.Kind.SAY)
	assert_eq(command.channel, ChatCommand.WHISPER)
	assert_eq(command.to, "Tomas")
	assert_eq(command.text, "come over here")


func test_a_command_without_text_changes_the_channel() -> void:
	var whisper := ChatCommand.read("/w Tomas", ChatCommand.MAP, "", "")
	assert_eq(whisper.kind, ChatCommand.Kind.SWITCH)
	assert_eq(whisper.to, "Tomas")
	assert_eq(ChatCommand.read("/G", ChatCommand.MAP, "", "").kind, ChatCommand.Kind.SWITCH)


func test_answers_go_to_the_last_whisperer() -> void:
	assert_eq(ChatCommand.read("/r yes", ChatCommand.MAP, "", "zoe").to, "zoe")
	assert_eq(ChatCommand.read("/r yes", ChatCommand.MAP, "", "").kind, ChatCommand.Kind.UNKNOWN)


func test_what_nobody_would_hear_is_not_said() -> void:
	assert_eq(ChatCommand.read("/dance", ChatCommand.MAP, "", "").kind, ChatCommand.Kind.UNKNOWN)
	assert_eq(ChatCommand.read("/w", ChatCommand.MAP, "", "").kind, ChatCommand.Kind.UNKNOWN)
	assert_eq(ChatCommand.read("hi", ChatCommand.WHISPER, "", "").kind, ChatCommand.Kind.UNKNOWN)
	assert_eq(ChatCommand.read(" \t ", ChatCommand.MAP, "", "").kind, ChatCommand.Kind.NOTHING)


func test_takes_out_what_the_server_refuses_or_a_reader_could_be_fooled_by() -> void:
	assert_eq(ChatCommand.clean("a\u0007b\u2028c"), "a b c")
	assert_eq(ChatCommand.clean("ab\u202Edc"), "abdc")
	assert_eq(ChatCommand.clean("x".repeat(300)).length(), ChatCommand.LONGEST)
	assert_eq(ChatCommand.clean("🐉".repeat(256)), "🐉".repeat(256))
