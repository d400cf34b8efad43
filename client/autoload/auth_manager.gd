class_name AccountSession
extends Node
## The account: registering, logging in and out, tokens that are always fresh, a log-in that is remembered.
##
## Every call returns an ApiResult whose sentences are in the player's language. Nothing here knows of scenes.
## The game has one, the autoload AuthManager.

## Somebody is logged in now.
signal logged_in(user: UserInfo)
## Nobody is logged in any more. `sentence` says why, and is empty when the player asked for it.
signal logged_out(sentence: String)

signal _refreshed(result: ApiResult)

## A token is replaced when it has this much left, so that none expires on its way.
const MARGIN_SECONDS: float = 60.0
## After a refresh that failed for want of a server.
const RETRY_SECONDS: float = 15.0
const SESSION_FILE: String = "session.dat"
const SECRET_FILE: String = "installation.key"

## The account, or null.
var user: UserInfo
## Why the last session ended against the player's will, for the screen they land on; which empties it.
var farewell: String = ""
## Where a session is remembered; the player's own files unless set before the node is ready.
var store: SecretStore

var _api: ApiClient
var _timer: Timer
var _server: String = ""
var _access_token: String = ""
var _refresh_token: String = ""
var _expires_at_ms: int = 0
var _remember: bool = false
var _refreshing: bool = false
# Counts log-ins and log-outs: an answer that belongs to an earlier one is dropped.
var _session: int = 0


func _ready() -> void:
	_api = ApiClient.new()
	add_child(_api)
	_timer = Timer.new()
	_timer.one_shot = true
	_timer.timeout.connect(refresh)
	add_child(_timer)
	if store == null:
		store = SecretStore.new(ServerConfig.user_path(SESSION_FILE), ServerConfig.user_path(SECRET_FILE))
	ServerConfig.changed.connect(_on_server_changed)


func is_logged_in() -> bool:
	return user != null


## Whether a Flumen server answers at the chosen address.
func probe() -> ApiResult:
	return await _api.send(HTTPClient.METHOD_GET, ServerConfig.api_url("/classes"))


## Creates an account; does not log in.
func register(username: String, email: String, password: String) -> ApiResult:
	var body: Dictionary = {"username": username, "email": email, "password": password}
	return await _api.send(HTTPClient.METHOD_POST, ServerConfig.api_url("/register"), body)


## Logs in with a user name or an e-mail address. `remember` keeps the session over restarts.
func log_in(identifier: String, password: String, remember: bool) -> ApiResult:
	_session += 1
	var mine: int = _session
	var server: String = ServerConfig.url
	var body: Dictionary = {"identifier": identifier, "password": password}
	var result: ApiResult = await _api.send(HTTPClient.METHOD_POST, ServerConfig.api_url("/login"), body)
	if mine == _session and result.is_ok():
		_remember = remember
		_server = server
		if not _take_tokens(result.data):
			return ApiResult.failure(ApiResult.NOT_FLUMEN, result.status)
		if not remember:
			store.clear()
		logged_in.emit(user)
	return result


## Whether a session is remembered for the chosen server.
func has_remembered() -> bool:
	return not _remembered_token().is_empty()


## Goes on with the remembered session. Without the server it stays remembered, and can be tried again.
func restore() -> ApiResult:
	var token: String = _remembered_token()
	if token.is_empty():
		return ApiResult.failure("invalid_token")
	_session += 1
	_server = ServerConfig.url
	_refresh_token = token
	_remember = true
	var result: ApiResult = await refresh()
	if result.is_ok():
		logged_in.emit(user)
	elif user == null:
		_refresh_token = ""
		_timer.stop()
	return result


## Ends the session, here at once and on the server as soon as it hears of it.
func log_out() -> void:
	var refresh_token: String = _refresh_token
	var access_token: String = _access_token
	var url: String = ServerAddress.api_url(_server, "/logout")
	_end_session("")
	if not refresh_token.is_empty() and not access_token.is_empty():
		await _api.send(HTTPClient.METHOD_POST, url, {"refresh_token": refresh_token}, access_token)


## An access token with some time left; empty when nobody is logged in any more.
func fresh_token() -> String:
	if not _access_token.is_empty() and Time.get_ticks_msec() >= _expires_at_ms:
		await refresh()
	return _access_token


## Exchanges the refresh token for new tokens. Calls that overlap share one exchange, for a refresh token works once.
func refresh() -> ApiResult:
	if _refreshing:
		return await _refreshed
	if _refresh_token.is_empty():
		return ApiResult.failure("invalid_token")
	_refreshing = true
	var mine: int = _session
	var url: String = ServerAddress.api_url(_server, "/refresh")
	var result: ApiResult = await _api.send(HTTPClient.METHOD_POST, url, {"refresh_token": _refresh_token})
	_refreshing = false
	if mine != _session:
		result = ApiResult.failure("invalid_token")
	elif result.is_ok():
		if not _take_tokens(result.data):
			result = ApiResult.failure(ApiResult.NOT_FLUMEN, result.status)
	elif result.is_transient() or result.code == ApiResult.NOT_FLUMEN:
		_timer.start(RETRY_SECONDS)
	else:
		_end_session(result.sentence)
	_refreshed.emit(result)
	return result


## An HTTP call in the name of the account. A token the server refuses is replaced once.
func call_api(method: HTTPClient.Method, path: String, body: Variant = null) -> ApiResult:
	var mine: int = _session
	var url: String = ServerAddress.api_url(_server, path)
	var token: String = await fresh_token()
	if token.is_empty() or mine != _session:
		return ApiResult.failure("invalid_token", 401)
	var result: ApiResult = await _api.send(method, url, body, token)
	if result.code != "invalid_token" or mine != _session:
		return result
	if token == _access_token:
		var refreshed: ApiResult = await refresh()
		if not refreshed.is_ok():
			return refreshed
	return await _api.send(method, url, body, _access_token)


func _take_tokens(data: Variant) -> bool:
	var reader: DataReader = DataReader.new(data)
	var access_token: String = reader.text("token")
	var refresh_token: String = reader.text("refresh_token")
	var lifetime: float = reader.number("expires_in")
	var account: UserInfo = reader.made("user", UserInfo.from_data)
	if not reader.ok:
		return false
	_access_token = access_token
	_refresh_token = refresh_token
	user = account
	# Tokens of a minute or less still live for half their time.
	var usable: float = maxf(lifetime - MARGIN_SECONDS, lifetime * 0.5)
	_expires_at_ms = Time.get_ticks_msec() + int(usable * 1000.0)
	_timer.start(maxf(usable, 1.0))
	if _remember:
		var error: Error = store.save({"server": _server, "refresh_token": _refresh_token})
		if error != OK:
			push_warning("the session could not be remembered: %s" % error_string(error))
	return true


func _end_session(sentence: String) -> void:
	_session += 1
	var was_logged_in: bool = user != null
	user = null
	_access_token = ""
	_refresh_token = ""
	_timer.stop()
	store.clear()
	if was_logged_in:
		farewell = sentence
		logged_out.emit(sentence)


func _remembered_token() -> String:
	var content: Dictionary = store.load_content()
	return str(content.get("refresh_token", "")) if content.get("server") == ServerConfig.url else ""


func _on_server_changed(_url: String) -> void:
	# The tokens of one server are nobody else's business.
	if is_logged_in():
		log_out()
