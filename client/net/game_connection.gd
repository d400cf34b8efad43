class_name GameConnection
extends Node
## Keeps the way to the world open: connects, comes back after a cut with growing waits, and knows when to stop.
##
## A cut session is first resumed with the token of its welcome; where that is refused, and always else, a fresh access
## token is asked for. What goes over the wire is nobody's business here but `admitted` and `note_error`.
##
## Subprotocols are offered. A server that takes none of them is not connected to at all, so that it looks as if it were not
## there: when it has just given a new token and yet nothing opened, the next attempt offers nothing, and so on in turns.

## The state is another one now, or its `detail` (a sentence, perhaps empty) is.
signal state_changed(state: State, detail: String)

enum State {
	OFFLINE, ## Not in the world, and not on the way.
	CONNECTING, ## On the way for the first time.
	ONLINE, ## In the world.
	RECONNECTING, ## Cut off, and on the way back.
	TAKEN_OVER, ## The account plays somewhere else; nothing happens by itself.
	CLOSED, ## The server does not let this one in; nothing happens by itself.
}

const LOST: int = WebSocketManager.LOST
const NORMAL: int = 1000
const POLICY: int = 1008
const UNAUTHORISED: int = 4001
const TAKEN_OVER: int = 4002
const RATE_LIMITED: int = 4009
## From the open socket to the welcome.
const ADMISSION_MS: int = 15_000
## After 4009, in seconds.
const PENANCE_SECONDS: float = 10.0
## A token refused this often in a row is not worth another try.
const MOST_REFUSALS: int = 3

var state: State = State.OFFLINE
## What is offered to the server, the best first.
var subprotocols: PackedStringArray = []

var _transport: WebSocketManager
var _url: String = ""
# () -> ApiResult, awaitable: a token for the character in `data`, taking `force: bool`.
var _token_source: Callable
var _policy: ReconnectPolicy = ReconnectPolicy.new()
var _resume_token: String = ""
var _resuming: bool = false
var _last_error: String = ""
var _refusals: int = 0
var _force_token: bool = false
var _retry_at: int = -1
var _admission_until: int = -1
var _offers: bool = true
# Of the attempt under way: whether its token was new, and whether it came as far as an open socket.
var _is_token_new: bool = false
var _is_opened: bool = false
var _online_since: int = 0
# Counts attempts: what belongs to an earlier one is ignored.
var _attempt: int = 0


func _process(_delta: float) -> void:
	var now: int = Time.get_ticks_msec()
	if _retry_at >= 0 and now >= _retry_at:
		_retry_at = -1
		_connect()
	elif _admission_until >= 0 and now >= _admission_until:
		_transport.drop()


## Uses `transport` from now on; null to let go of it. `token_source` is awaited with `force: bool` and returns an ApiResult
## whose `data` is the token.
func setup(transport: WebSocketManager, token_source: Callable) -> void:
	if _transport != null and is_instance_valid(_transport):
		_transport.opened.disconnect(_on_opened)
		_transport.closed.disconnect(_on_closed)
	_transport = transport
	_token_source = token_source
	if _transport != null:
		_transport.opened.connect(_on_opened)
		_transport.closed.connect(_on_closed)


## Goes to the world at `url`.
func start(url: String) -> void:
	_url = url
	_resume_token = ""
	_refusals = 0
	_force_token = false
	_offers = true
	_policy.attempts = 0
	_change(State.CONNECTING)
	_connect()


## Leaves in good order.
func stop() -> void:
	_attempt += 1
	_retry_at = -1
	_admission_until = -1
	_resume_token = ""
	if _transport != null:
		_transport.close(NORMAL)
	_change(State.OFFLINE)


## The welcome arrived.
func admitted(resume_token: String) -> void:
	_admission_until = -1
	_resume_token = resume_token
	_resuming = false
	_refusals = 0
	_force_token = false
	_last_error = ""
	_online_since = Time.get_ticks_msec()
	_change(State.ONLINE)


## The server said why it is about to close, perhaps.
func note_error(code: String) -> void:
	_last_error = code


## Tries again at once instead of at the end of the wait.
func hurry() -> void:
	if state in [State.RECONNECTING, State.TAKEN_OVER, State.CLOSED]:
		_refusals = 0
		_retry_at = -1
		_change(State.RECONNECTING)
		_connect()


func _connect() -> void:
	_attempt += 1
	var mine: int = _attempt
	_last_error = ""
	_resuming = not _resume_token.is_empty()
	_is_token_new = _force_token and not _resuming
	if _resuming:
		_open("")
		return
	var result: ApiResult = await _token_source.call(_force_token)
	if mine != _attempt:
		return
	if result.is_ok():
		_open(result.data)
	elif result.is_transient() or result.code == ApiResult.NOT_FLUMEN:
		_retry(result.sentence)
	else:
		_change(State.CLOSED, result.sentence)


func _open(token: String) -> void:
	_is_opened = false
	_transport.open(_url, token, subprotocols if _offers else PackedStringArray())


func _on_opened() -> void:
	_is_opened = true
	_admission_until = Time.get_ticks_msec() + ADMISSION_MS
	if _resuming:
		_transport.send_text(MessageCodec.encode_resume(_resume_token))
		_resume_token = ""


func _on_closed(code: int, _reason: String) -> void:
	_admission_until = -1
	if _is_token_new and not _is_opened:
		_offers = not _offers
	if state == State.ONLINE:
		_policy.connection_ended(Time.get_ticks_msec() - _online_since)
	elif state not in [State.CONNECTING, State.RECONNECTING]:
		return
	match code:
		TAKEN_OVER:
			_resume_token = ""
			_change(State.TAKEN_OVER, ErrorText.for_code("taken_over"))
		UNAUTHORISED when _resuming:
			# The offer to resume has lapsed, which is no fault: the access token is next.
			_resume_token = ""
			_change(State.RECONNECTING)
			_connect()
		UNAUTHORISED:
			_on_refused()
		POLICY when _last_error == "no_character":
			_change(State.CLOSED, ErrorText.for_code("no_character"))
		RATE_LIMITED:
			_retry(ErrorText.for_code("rate_limited"), PENANCE_SECONDS)
		1001:
			_retry(ErrorText.for_code("server_restarting"))
		_:
			# An upgrade that was refused looks like this too: the next attempt does not trust the token.
			_force_token = _force_token or state != State.ONLINE
			_retry(ErrorText.for_code("connection_lost"))


func _on_refused() -> void:
	_refusals += 1
	_force_token = true
	if _refusals >= MOST_REFUSALS:
		_change(State.CLOSED, ErrorText.for_code("unauthorised"))
	else:
		_retry(ErrorText.for_code("connection_lost"))


func _retry(detail: String, least: float = 0.0) -> void:
	_attempt += 1
	_retry_at = Time.get_ticks_msec() + int(_policy.next_delay(randf(), least) * 1000.0)
	_change(State.RECONNECTING if state != State.CONNECTING else State.CONNECTING, detail)


func _change(next: State, detail: String = "") -> void:
	state = next
	state_changed.emit(state, detail)
