extends TestCase

var _locale: String = ""


func before_each() -> void:
	_locale = TranslationServer.get_locale()


func after_each() -> void:
	TranslationServer.set_locale(_locale)


func test_reads_data() -> void:
	var result: ApiResult = _answer(200, '{"a": 1}')
	assert_true(result.is_ok())
	assert_eq((result.data as Dictionary)["a"], 1)
	assert_true(_answer(204, "").is_ok())
	assert_true(_answer(304, "").is_ok())


func test_tells_errors_in_the_players_language() -> void:
	var body: String = '{"error": "That user name is taken.", "code": "username_taken"}'
	TranslationServer.set_locale("en")
	assert_eq(_answer(409, body).sentence, "That user name is taken.")
	TranslationServer.set_locale("fr")
	var result: ApiResult = _answer(409, body)
	assert_eq(result.code, "username_taken")
	assert_eq(result.status, 409)
	assert_eq(result.sentence, "Ce nom d’utilisateur est déjà pris.")


func test_a_code_without_translation_keeps_the_servers_words() -> void:
	assert_eq(_answer(418, '{"error": "I am a teapot.", "code": "teapot"}').sentence, "I am a teapot.")


func test_tells_what_is_wrong_with_each_field() -> void:
	TranslationServer.set_locale("fr")
	var result: ApiResult = _answer(422, '{"error": "x", "code": "validation_failed", "fields": {"email": "Use…", "shoes": "Too big."}}')
	assert_eq(result.fields["email"], "Utilisez une adresse e-mail comme nom@exemple.fr.")
	assert_eq(result.fields["shoes"], "Too big.")


func test_what_is_no_answer_of_flumen_is_said_so() -> void:
	for status: int in [200, 404, 500]:
		assert_eq(_answer(status, "<html></html>").code, ApiResult.NOT_FLUMEN, str(status))


func test_knows_what_may_go_better_next_time() -> void:
	assert_true(ApiResult.failure(ApiResult.OFFLINE).is_transient())
	assert_true(_answer(503, '{"error": "x", "code": "overloaded"}').is_transient())
	assert_true(not _answer(401, '{"error": "x", "code": "invalid_token"}').is_transient())


func test_every_code_of_the_protocol_has_a_sentence_in_both_languages() -> void:
	var path: String = ProjectSettings.globalize_path("res://").path_join("../docs/protocol.md")
	var document: String = FileAccess.get_file_as_string(path)
	var rows: RegEx = RegEx.create_from_string("(?m)^\\| (?:\\d{3} \\| )?((?:`[a-z_]+`(?:, )?)+) \\| .*\\|")
	var seen: int = 0
	for section: String in ["### HTTP errors", "### WebSocket errors"]:
		var start: int = document.find(section)
		var end: int = document.find("\n### ", start + 5)
		for row: RegExMatch in rows.search_all(document.substr(start, end - start)):
			for code: String in row.get_string(1).replace("`", "").split(", "):
				seen += 1
				for language: String in ["en", "fr"]:
					TranslationServer.set_locale(language)
					assert_true(ErrorText.for_code(code, "none") != "none", "%s in %s" % [code, language])
	assert_true(seen > 30, "the number of codes found")


func _answer(status: int, body: String) -> ApiResult:
	return ApiResult.from_answer(status, body, {})


func test_a_success_has_its_data_and_no_error() -> void:
	var result := ApiResult.success("token")
	assert_true(result.is_ok())
	assert_eq(result.data, "token")
