class_name SessionOverlay
extends Control
## Says what has become of the connection: a strip while it is being made again, a page when it has ended for good.

## The player wants another try at once, or to play here again.
signal retry_wanted
## The player wants back to the choice of characters.
signal leave_wanted

@onready var _strip: PanelContainer = %Strip
@onready var _strip_text: Label = %StripText
@onready var _page: Control = %Page
@onready var _title: Label = %Title
@onready var _text: Label = %Text
@onready var _retry: Button = %Retry
@onready var _leave: Button = %Leave


func _ready() -> void:
	_retry.pressed.connect(func() -> void: retry_wanted.emit())
	_leave.pressed.connect(func() -> void: leave_wanted.emit())
	(%RetryNow as Button).pressed.connect(func() -> void: retry_wanted.emit())
	show_state(GameConnection.State.ONLINE, "")


## The connection is now in [param state]; [param detail] is a sentence, perhaps empty.
func show_state(state: GameConnection.State, detail: String) -> void:
	_strip.visible = state == GameConnection.State.RECONNECTING or state == GameConnection.State.CONNECTING
	_strip_text.text = detail if not detail.is_empty() else tr(
		"ui.session.connecting" if state == GameConnection.State.CONNECTING else "ui.session.reconnecting")
	match state:
		GameConnection.State.TAKEN_OVER:
			_show_page("ui.session.taken_over", tr("ui.session.taken_over_text"), "ui.session.play_here")
		GameConnection.State.CLOSED:
			_show_page("ui.session.closed", detail if not detail.is_empty() else tr("ui.session.closed_text"), "ui.session.retry")
		_:
			_page.hide()


func _show_page(title: String, text: String, retry: String) -> void:
	_title.text = title
	_text.text = text
	_retry.text = retry
	_page.show()
	_leave.grab_focus()
