class_name MoveFrames
extends RefCounted
## Moves as the subprotocol `flumen.bin.v1` has them: binary messages, little-endian; no state, no transport.

const SUBPROTOCOL: String = "flumen.bin.v1"
## Positions travel as whole steps of 1/32 px.
const STEPS_PER_PIXEL: float = 32.0

const _MOVES: int = 1
const _MOVE: int = 1
const _MOVE_SIZE: int = 13
const _ENTRY_SIZE: int = 6
const _LARGEST: float = 65535.0


## The message in `bytes`; null for one that this version does not know and for bytes that are no message.
static func decode(bytes: PackedByteArray) -> PlayersMoved:
	if bytes.is_empty() or bytes[0] != _MOVES or bytes.size() % _ENTRY_SIZE != 1:
		return null
	var message: PlayersMoved = PlayersMoved.new()
	message.type = PlayersMoved.TYPE
	@warning_ignore("integer_division")
	var count: int = bytes.size() / _ENTRY_SIZE
	message.numbers.resize(count)
	message.positions.resize(count)
	for entry: int in count:
		var at: int = 1 + entry * _ENTRY_SIZE
		message.numbers[entry] = bytes.decode_u16(at)
		message.positions[entry] = Vector2(bytes.decode_u16(at + 2), bytes.decode_u16(at + 4)) / STEPS_PER_PIXEL
	return message


## Where the character is, for the server; empty when `position` or `map_id` is nothing that this form can say.
static func encode_move(position: Vector2, map_id: String) -> PackedByteArray:
	var bytes: PackedByteArray = []
	var steps: Vector2 = (position * STEPS_PER_PIXEL).round()
	var map: PackedStringArray = map_id.split("_")
	if not steps.is_finite() or not Rect2(0.0, 0.0, _LARGEST + 1.0, _LARGEST + 1.0).has_point(steps):
		return bytes
	if map.size() != 3 or map[0] != "map" or not map[1].is_valid_int() or not map[2].is_valid_int():
		return bytes
	bytes.resize(_MOVE_SIZE)
	bytes[0] = _MOVE
	bytes.encode_s32(1, map[1].to_int())
	bytes.encode_s32(5, map[2].to_int())
	bytes.encode_u16(9, int(steps.x))
	bytes.encode_u16(11, int(steps.y))
	return bytes
