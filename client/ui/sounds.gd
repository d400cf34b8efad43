class_name Sounds
extends Node
## A few short sounds, made when the game starts: a sine that dies away, with some of its octave.

const CHAT: StringName = &"chat"
const WHISPER: StringName = &"whisper"
const CROSS: StringName = &"cross"
const NOTICE: StringName = &"notice"
const FIGHT: StringName = &"fight"
const TURN: StringName = &"turn"
const STEP: StringName = &"step"
const CAST: StringName = &"cast"
const HIT: StringName = &"hit"
const DEATH: StringName = &"death"
const WON: StringName = &"won"
const LOST: StringName = &"lost"

## The notes of each sound: hertz, and seconds after the beginning.
const _NOTES: Dictionary[StringName, Array] = {
	CHAT: [Vector2(880.0, 0.0)],
	WHISPER: [Vector2(659.3, 0.0), Vector2(987.8, 0.09)],
	CROSS: [Vector2(392.0, 0.0), Vector2(523.3, 0.08), Vector2(659.3, 0.16)],
	NOTICE: [Vector2(523.3, 0.0), Vector2(523.3, 0.14)],
	FIGHT: [Vector2(293.7, 0.0), Vector2(440.0, 0.1), Vector2(587.3, 0.2)],
	TURN: [Vector2(587.3, 0.0), Vector2(880.0, 0.08)],
	STEP: [Vector2(196.0, 0.0)],
	CAST: [Vector2(698.5, 0.0), Vector2(1046.5, 0.05)],
	HIT: [Vector2(146.8, 0.0), Vector2(110.0, 0.03)],
	DEATH: [Vector2(220.0, 0.0), Vector2(164.8, 0.1), Vector2(110.0, 0.2)],
	WON: [Vector2(523.3, 0.0), Vector2(659.3, 0.1), Vector2(784.0, 0.2), Vector2(1046.5, 0.3)],
	LOST: [Vector2(392.0, 0.0), Vector2(349.2, 0.14), Vector2(293.7, 0.28)],
}
const _RATE := 22050
const _NOTE_S := 0.28
const _FADING_S := 0.055
const _LOUDNESS := 0.22
## The same sound is not heard again within this time.
const _PAUSE_MS := 120

var _players: Dictionary[StringName, AudioStreamPlayer] = {}
var _played_at: Dictionary[StringName, int] = {}


func _ready() -> void:
	for sound: StringName in _NOTES:
		var player := AudioStreamPlayer.new()
		player.stream = _make(_NOTES[sound])
		add_child(player)
		_players[sound] = player
		_played_at[sound] = -_PAUSE_MS


## Plays [param sound], one of the constants.
func play(sound: StringName) -> void:
	var now := Time.get_ticks_msec()
	if now - _played_at[sound] < _PAUSE_MS:
		return
	_played_at[sound] = now
	_players[sound].play()


static func _make(notes: Array) -> AudioStreamWAV:
	var last: Vector2 = notes.back()
	var length := int((last.y + _NOTE_S) * _RATE)
	var data := PackedByteArray()
	data.resize(length * 2)
	for index: int in length:
		var at := float(index) / _RATE
		var value := 0.0
		for note: Vector2 in notes:
			var since := at - note.y
			if since >= 0.0:
				var envelope := exp(-since / _FADING_S) * minf(since * 400.0, 1.0)
				value += envelope * (sin(TAU * note.x * since) + 0.3 * sin(TAU * 2.0 * note.x * since))
		data.encode_s16(index * 2, int(clampf(value * _LOUDNESS, -1.0, 1.0) * 32767.0))
	var stream := AudioStreamWAV.new()
	stream.format = AudioStreamWAV.FORMAT_16_BITS
	stream.mix_rate = _RATE
	stream.data = data
	return stream
