extends TestCase
## The chosen character, with answers in place of a server.

const MIRA := {"id": "m", "name": "Mira", "class": "mage", "level": 2, "experience": 120, "points": 5, "map_id": "map_0_0"}

var _chosen: ChosenCharacter
var _answer: ApiResult
var _asked: Array[String] = []


func before_each() -> void:
	_chosen = ChosenCharacter.new(_call_api)
	_chosen.choose(CharacterInfo.from_data(MIRA))


func test_a_token_is_asked_for_once_while_it_lasts() -> void:
	_answer = ApiResult.success({"token": _token(3600)})
	assert_true((await _chosen.token(false)).is_ok())
	assert_eq((await _chosen.token(false)).data, _token(3600))
	assert_eq(_asked, ["/characters/m/select"] as Array[String])
	await _chosen.token(true)
	assert_eq(_asked.size(), 2, "by force")
	_chosen.choose(CharacterInfo.from_data(MIRA))
	await _chosen.token(false)
	assert_eq(_asked.size(), 3, "for another choice")


func test_a_token_about_to_end_is_not_used_again() -> void:
	_answer = ApiResult.success({"token": _token(ChosenCharacter.TOKEN_MARGIN_SECONDS - 1)})
	await _chosen.token(false)
	await _chosen.token(false)
	assert_eq(_asked.size(), 2)


func test_an_answer_without_a_token_is_no_servers_of_ours() -> void:
	_answer = ApiResult.success({"tok": 1})
	assert_eq((await _chosen.token(false)).code, ApiResult.NOT_FLUMEN)


func test_nobody_chosen_has_no_token_and_spends_nothing() -> void:
	_chosen.choose(null)
	assert_eq((await _chosen.token(false)).code, "no_character")
	assert_eq((await _chosen.spend({"wisdom": 1})).code, "no_character")
	assert_eq(_asked.size(), 0)


func test_what_is_fetched_stays_where_the_session_says() -> void:
	_chosen.stand("map_1_0", Vector2(30, 40))
	_answer = ApiResult.success([{"id": "x", "name": "Other", "class": "mage", "level": 1, "experience": 0}, MIRA])
	assert_true((await _chosen.fetch()).is_ok())
	assert_eq(_chosen.info.points, 5)
	assert_eq(_chosen.info.map_id, "map_1_0")
	assert_eq(_chosen.info.position, Vector2(30, 40))


func test_who_falls_has_one_life_point_of_as_many_as_before() -> void:
	_chosen.info.set_life(40, 65)
	_chosen.fall()
	assert_eq([_chosen.info.life, _chosen.info.most_life], [1, 65])


func test_spent_points_are_the_servers_word() -> void:
	var told := MIRA.duplicate()
	told["points"] = 2
	_answer = ApiResult.success(told)
	assert_true((await _chosen.spend({"intelligence": 3})).is_ok())
	assert_eq(_chosen.info.points, 2)
	_answer = ApiResult.failure("not_enough_points", 409)
	assert_eq((await _chosen.spend({"intelligence": 3})).code, "not_enough_points")
	assert_eq(_chosen.info.points, 2)


func _call_api(_method: HTTPClient.Method, path: String, _body: Variant) -> ApiResult:
	_asked.append(path)
	return _answer


func _token(lifetime: int) -> String:
	var claims := JSON.stringify({"iat": 1000, "exp": 1000 + lifetime})
	return "e30.%s.x" % Marshalls.utf8_to_base64(claims).replace("+", "-").replace("/", "_").trim_suffix("=").trim_suffix("=")
