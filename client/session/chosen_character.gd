class_name ChosenCharacter
extends RefCounted
## The character one plays, as the server's HTTP interface has it: what it is, the token that names it, the points it spends.

## A token is used again until it has this much left.
const TOKEN_MARGIN_SECONDS: int = 60

## Null before one was chosen.
var info: CharacterInfo

# (method: HTTPClient.Method, path: String, body: Variant) -> ApiResult, awaitable; in the name of the account.
var _call_api: Callable
var _token: String = ""
var _token_until_ms: int = 0


## `call_api` is awaited with a method, a path and a body (perhaps null), and returns an ApiResult.
func _init(call_api: Callable) -> void:
	_call_api = call_api


## Plays `chosen` from now on; null plays nobody.
func choose(chosen: CharacterInfo) -> void:
	info = chosen
	_token = ""


## The character is on the map `map_id` now.
func stand(map_id: String, position: Vector2) -> void:
	info.map_id = map_id
	info.position = position


## Takes what a fight has brought.
func take_reward(reward: FightReward) -> void:
	info.level = reward.level
	info.experience = reward.experience
	info.set_life(reward.life, reward.most_life)


## Has given up a fight that goes on: one life point is left (docs/fights.md).
func fall() -> void:
	info.set_life(1, info.most_life)


## The character as the server has it now, in `data` a CharacterInfo; to be awaited.
func fetch() -> ApiResult:
	var result: ApiResult = await _call_api.call(HTTPClient.METHOD_GET, "/characters", null)
	if not result.is_ok() or result.data is not Array:
		return result
	for entry: Variant in result.data:
		var found: CharacterInfo = CharacterInfo.from_data(entry)
		if found != null and info != null and found.id == info.id:
			return _take(found)
	return ApiResult.failure("not_found")


## Spends `points` (stat → how many) on the character, which is then in `data`; to be awaited.
func spend(points: Dictionary[String, int]) -> ApiResult:
	if info == null:
		return ApiResult.failure("no_character")
	var result: ApiResult = await _call_api.call(HTTPClient.METHOD_POST, "/characters/%s/points" % info.id, points)
	if not result.is_ok():
		return result
	var found: CharacterInfo = CharacterInfo.from_data(result.data)
	if found == null:
		return ApiResult.failure(ApiResult.NOT_FLUMEN, result.status)
	return _take(found)


## An access token that names the character, in `data`; a new one if `force`. To be awaited.
func token(force: bool) -> ApiResult:
	if info == null:
		return ApiResult.failure("no_character")
	if not force and not _token.is_empty() and Time.get_ticks_msec() < _token_until_ms:
		return ApiResult.success(_token)
	var wanted: String = info.id
	var result: ApiResult = await _call_api.call(HTTPClient.METHOD_POST, "/characters/%s/select" % wanted, null)
	if not result.is_ok():
		return result
	var reader: DataReader = DataReader.new(result.data)
	var told: String = reader.text("token")
	if not reader.ok:
		return ApiResult.failure(ApiResult.NOT_FLUMEN, result.status)
	if info == null or info.id != wanted:
		return ApiResult.failure("no_character")
	_token = told
	var usable: int = JwtClaims.lifetime_seconds(_token) - TOKEN_MARGIN_SECONDS
	_token_until_ms = Time.get_ticks_msec() + maxi(0, usable) * 1000
	return ApiResult.success(_token)


func _take(found: CharacterInfo) -> ApiResult:
	if info == null or found.id != info.id:
		return ApiResult.failure("not_found")
	# Where it is, the session in the world knows better.
	found.user_id = info.user_id
	found.map_id = info.map_id
	found.position = info.position
	info = found
	return ApiResult.success(found)
