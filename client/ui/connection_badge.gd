class_name ConnectionBadge
extends HBoxContainer
## The state of the connection and how long the server takes to answer.

const _FAIR_MS := 80
const _BAD_MS := 200

var _state := GameConnection.State.OFFLINE
var _latency_ms := -1
var _colour := Palette.MUTED

@onready var _dot: Control = %Dot
@onready var _text: Label = %Text


func _ready() -> void:
	_dot.draw.connect(_draw_bars)
	_show()


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and is_node_ready():
		_show()


## The connection is now in [param state].
func show_state(state: GameConnection.State) -> void:
	_state = state
	if state != GameConnection.State.ONLINE:
		_latency_ms = -1
	_show()


## The last round trip took [param ms].
func show_latency(ms: int) -> void:
	_latency_ms = ms
	_show()


func _show() -> void:
	match _state:
		GameConnection.State.ONLINE:
			_colour = Palette.GOOD if _latency_ms < _FAIR_MS else Palette.FAIR if _latency_ms < _BAD_MS else Palette.BAD
			_text.text = tr("ui.connection.online") if _latency_ms < 0 else tr("ui.connection.latency") % _latency_ms
		GameConnection.State.CONNECTING:
			_colour = Palette.FAIR
			_text.text = tr("ui.connection.connecting")
		GameConnection.State.RECONNECTING:
			_colour = Palette.FAIR
			_text.text = tr("ui.connection.reconnecting")
		_:
			_colour = Palette.BAD
			_text.text = tr("ui.connection.offline")
	tooltip_text = _text.text
	_dot.queue_redraw()


func _draw_bars() -> void:
	var lit := 3
	if _state != GameConnection.State.ONLINE:
		lit = 0 if _colour == Palette.BAD else 1
	elif _colour != Palette.GOOD:
		lit = 2 if _colour == Palette.FAIR else 1
	for bar: int in 3:
		var height := 4.0 + bar * 4.0
		var colour := _colour if bar < maxi(lit, 0) else Color(Palette.MUTED, 0.35)
		_dot.draw_rect(Rect2(bar * 5.0, 12.0 - height, 4.0, height), colour)
