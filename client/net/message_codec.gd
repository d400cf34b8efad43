class_name MessageCodec
extends RefCounted
## Turns the texts of the wire into typed messages and back; no state, no transport.

## `seq` of a message that wants no reply to be marked.
const NO_SEQ: int = -1
## The server rounds positions to a hundredth of a pixel.
const POSITION_STEP: float = 0.01

## Type on the wire → function that reads its data, and returns null for data that is not as it must be.
static var _readers: Dictionary[String, Callable] = {
	"welcome": Welcome.from_data,
	"players_list": PlayersList.from_data,
	"player_join": PlayerJoin.from_data,
	"player_leave": PlayerLeave.from_data,
	"player_move": PlayerMove.from_data,
	"position_correction": PositionCorrection.from_data,
	"map_changed": MapChanged.from_data,
	"chat": ChatLine.from_data,
	"error": ServerError.from_data,
	"server_notice": ServerNotice.from_data,
	"pong": Pong.from_data,
	"monsters_data": MonstersData.from_data,
	"combat_challenge": CombatChallenge.from_data,
	"combat_started": CombatStarted.from_data,
	"combat_update": CombatUpdate.from_data,
	"combat_action_response": CombatActionResponse.from_data,
	"combat_ended": CombatEnded.from_data,
}


## The message in `text`; null for a type this version does not know (the protocol grows by adding) and for text that is
## no message.
static func decode(text: String) -> ServerMessage:
	var json: JSON = JSON.new()
	if json.parse(text) != OK or json.data is not Dictionary:
		return null
	var envelope: Dictionary = json.data
	var type: Variant = envelope.get("type")
	if type is not String or not _readers.has(type):
		return null
	var message: ServerMessage = _readers[type].call(envelope.get("data"))
	if message == null:
		return null
	message.type = type
	var reply_to: Variant = envelope.get("reply_to")
	if reply_to is float or reply_to is int:
		message.reply_to = int(reply_to)
	return message


static func encode_auth(token: String) -> String:
	return _encode("auth", {"token": token}, NO_SEQ)


static func encode_resume(resume_token: String) -> String:
	return _encode("auth", {"resume_token": resume_token}, NO_SEQ)


static func encode_move(position: Vector2, map_id: String, seq: int = NO_SEQ) -> String:
	var x: float = snappedf(position.x, POSITION_STEP)
	var y: float = snappedf(position.y, POSITION_STEP)
	return _encode("player_move", {"x": x, "y": y, "map_id": map_id}, seq)


static func encode_change_map(map_id: String, seq: int = NO_SEQ) -> String:
	return _encode("change_map", {"map_id": map_id}, seq)


## `to` is the user name a whisper goes to, and left out for the other channels.
static func encode_chat(channel: String, text: String, to: String = "", seq: int = NO_SEQ) -> String:
	var data: Dictionary = {"channel": channel, "text": text}
	if channel == "whisper":
		data["to"] = to
	return _encode("chat", data, seq)


static func encode_get_players(seq: int = NO_SEQ) -> String:
	return _encode("get_players", {}, seq)


## An action of fights; `fields` are those docs/fights.md lists for it.
static func encode_combat(action: String, fields: Dictionary = {}, seq: int = NO_SEQ) -> String:
	var data: Dictionary = {"action": action}
	data.merge(fields)
	return _encode("combat", data, seq)


static func encode_ping(t: int, seq: int = NO_SEQ) -> String:
	return _encode("ping", {"t": t}, seq)


static func _encode(type: String, data: Dictionary, seq: int) -> String:
	var envelope: Dictionary = {"type": type, "data": data}
	if seq != NO_SEQ:
		envelope["seq"] = seq
	return JSON.stringify(envelope, "", false)
