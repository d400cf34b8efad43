class_name WebSocketManager
extends Node
## One WebSocket to the server: transport only. Knows texts and bytes, not what they mean; its owner decides what to do when
## it ends.

## The socket is open, and the token, where it goes in the first message, is on its way.
signal opened()
## The socket is closed, or never opened. `code` is the server's close code, or LOST when there was none.
signal closed(code: int, reason: String)
## A text arrived.
signal text_received(text: String)
## A binary message arrived.
signal bytes_received(bytes: PackedByteArray)
## A ping was answered after so many milliseconds.
signal latency_measured(ms: int)

## `code` when the connection broke, was never made, or fell silent.
const LOST: int = -1
const OPEN_TIMEOUT_MS: int = 10_000
const CLOSE_TIMEOUT_MS: int = 2_000
const PING_EVERY_MS: int = 5_000
## Without a frame for this long the connection is given up: the other end is gone, whatever TCP believes.
const SILENCE_MS: int = 16_000
## A list of all players of a crowded map arrives in one message.
const INBOUND_BYTES: int = 4 * 1024 * 1024
const INBOUND_PACKETS: int = 8192

var _peer: WebSocketPeer
var _token: String = ""
var _is_open: bool = false
var _speaks: bool = false
var _began_at: int = 0
var _closing_at: int = -1
var _heard_at: int = 0
var _next_ping_at: int = 0


func _process(_delta: float) -> void:
	if _peer != null:
		_poll()


## Connects to `url`, giving up what was open before. `token` goes into the Authorization header, or into the first
## message on the Web, where headers cannot be set; with an empty one the owner sends the first message. A server that takes
## none of the `subprotocols` offered is not connected to: WebSocketPeer, like browsers, asks for that.
func open(url: String, token: String, subprotocols: PackedStringArray = []) -> void:
	_forget_peer()
	_token = token
	_peer = WebSocketPeer.new()
	_peer.inbound_buffer_size = INBOUND_BYTES
	_peer.max_queued_packets = INBOUND_PACKETS
	_peer.supported_protocols = subprotocols
	if not token.is_empty() and not _first_message_carries_token():
		_peer.handshake_headers = PackedStringArray(["Authorization: Bearer " + token])
	_began_at = Time.get_ticks_msec()
	if _peer.connect_to_url(url) != OK:
		_forget_peer()
		# Never before open() has returned: its caller is not ready for it.
		closed.emit.call_deferred(LOST, "")


func is_open() -> bool:
	return _is_open and _closing_at < 0


## The subprotocol in use; empty for none.
func subprotocol() -> String:
	return _peer.get_selected_protocol() if _is_open else ""


## Returns whether the text was taken; false when the connection is not open or its buffer is full.
func send_text(text: String) -> bool:
	return is_open() and _peer.send_text(text) == OK


## The same for a binary message.
func send_bytes(bytes: PackedByteArray) -> bool:
	return is_open() and _peer.send(bytes) == OK


## Closes in good order; `closed` follows.
func close(code: int = 1000) -> void:
	if _peer == null or _closing_at >= 0:
		return
	_closing_at = Time.get_ticks_msec()
	_peer.close(code)


## Gives the connection up without a word to the other end; `closed` follows at once.
func drop() -> void:
	if _peer != null:
		_end(LOST, "")


## The answer to the ping that carried `t`; the owner calls it, since only it can read messages.
func note_pong(t: int) -> void:
	var ms: int = Time.get_ticks_msec() - t
	if t > 0 and ms >= 0:
		latency_measured.emit(ms)


func _poll() -> void:
	_peer.poll()
	var now: int = Time.get_ticks_msec()
	match _peer.get_ready_state():
		WebSocketPeer.STATE_CONNECTING:
			if now - _began_at > OPEN_TIMEOUT_MS or _closing_at >= 0:
				_end(LOST, "")
		WebSocketPeer.STATE_OPEN:
			if not _is_open:
				_on_open(now)
			_read(now)
			if _peer != null and _is_open:
				_keep_alive(now)
		WebSocketPeer.STATE_CLOSING:
			_read(now)
			if _peer != null and _closing_at >= 0 and now - _closing_at > CLOSE_TIMEOUT_MS:
				_end(1000, "")
		WebSocketPeer.STATE_CLOSED:
			# What arrived together with the end is still read: it often says why.
			_read(now)
			if _peer != null:
				_end(_peer.get_close_code(), _peer.get_close_reason())


func _on_open(now: int) -> void:
	_is_open = true
	_speaks = false
	_heard_at = now
	_next_ping_at = now
	_peer.set_no_delay(true)
	if not _token.is_empty() and _first_message_carries_token():
		_peer.send_text(MessageCodec.encode_auth(_token))
	opened.emit()


func _read(now: int) -> void:
	# A handler may open or close: then this peer is no longer ours to read.
	var peer: WebSocketPeer = _peer
	while peer == _peer and peer.get_available_packet_count() > 0:
		var packet: PackedByteArray = peer.get_packet()
		_heard_at = now
		_speaks = true
		if peer.was_string_packet():
			text_received.emit(packet.get_string_from_utf8())
		else:
			bytes_received.emit(packet)


func _keep_alive(now: int) -> void:
	if now - _heard_at > SILENCE_MS:
		_end(LOST, "")
	# Before the server has spoken the session is not open, and a ping would be out of place.
	elif _speaks and _closing_at < 0 and now >= _next_ping_at:
		_next_ping_at = now + PING_EVERY_MS
		_peer.send_text(MessageCodec.encode_ping(now))


func _end(code: int, reason: String) -> void:
	_forget_peer()
	closed.emit(code, reason)


func _forget_peer() -> void:
	_peer = null
	_is_open = false
	_closing_at = -1
	_token = ""


func _first_message_carries_token() -> bool:
	return OS.has_feature("web")
