class_name TargetCard
extends PanelContainer
## Who is chosen, and what one can do about it.

signal whisper_wanted(username: String)
## The player wants to fight the one who is chosen.
signal challenge_wanted(user_id: String)
signal dismissed

var _player: PlayerInfo

@onready var _name: Label = %Name
@onready var _about: Label = %About
@onready var _close: Button = %Close


func _ready() -> void:
	_close.icon = PixelIcon.texture(PixelIcon.CLOSE)
	_close.pressed.connect(func() -> void: dismissed.emit())
	(%Whisper as Button).pressed.connect(func() -> void: whisper_wanted.emit(_player.username))
	(%Challenge as Button).pressed.connect(func() -> void: challenge_wanted.emit(_player.user_id))
	hide()


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and is_node_ready():
		show_player(_player)


## Its first button has the focus now.
func take_focus() -> void:
	(%Challenge as Button).grab_focus()


## Shows [param player]; null hides the card.
func show_player(player: PlayerInfo) -> void:
	_player = player
	visible = player != null
	if player == null:
		return
	_name.text = player.name
	_about.text = "%s · %s" % [ClassTitle.localised(player.character_class), tr("ui.level") % player.level]
