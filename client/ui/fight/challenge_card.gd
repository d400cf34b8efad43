class_name ChallengeCard
extends PanelContainer
## A challenge that is open: accept or refuse one's own, or take back what one has asked, while the time runs.

signal answered(accepted: bool)
signal cancelled

const _OPEN_S := 30.0

@onready var _text: Label = %ChallengeText
@onready var _clock: TurnClock = %ChallengeClock
@onready var _accept: Button = %Accept
@onready var _refuse: Button = %Refuse
@onready var _cancel: Button = %CancelChallenge


func _ready() -> void:
	_accept.pressed.connect(func() -> void: answered.emit(true))
	_refuse.pressed.connect(func() -> void: answered.emit(false))
	_cancel.pressed.connect(func() -> void: cancelled.emit())
	hide()


## Shows [param challenge], asked by oneself if [param own]; of one that is over, hides the card.
func show_challenge(challenge: CombatChallenge, own: bool, other: String) -> void:
	visible = challenge != null and challenge.state == CombatChallenge.OFFERED
	if not visible:
		return
	if own:
		_text.text = tr("fight.challenge.asked").format({"who": other})
	else:
		_text.text = tr("fight.challenge.offered").format({"who": challenge.name, "level": tr("ui.level") % challenge.level})
	_accept.visible = not own
	_refuse.visible = not own
	_cancel.visible = own
	_clock.count_to(challenge.ends_at, _OPEN_S)
	reset_size()
