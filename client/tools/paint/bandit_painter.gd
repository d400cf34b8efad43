extends "character_painter.gd"
## Bandits: people like the others, but hooded, patched, and armed with what was at hand.

const Pose := preload("pose.gd")

static var _RAGS := Palette.ramp("2b2838 413b4c 5c5262 7d7078 a39590")
static var _BROWN := Palette.ramp("33262b 4f3a36 6e5443 907354 b59a72")
static var _OLIVE := Palette.ramp("2a3328 424d33 5f6a3f 82894f aaad6c")

var _pose: Pose


func paint_monster(canvas: PixelCanvas, look: String, pose: Pose, walking: bool) -> void:
	_c = canvas
	_pose = pose
	_side = pose.side
	_front = pose.front
	_swing = pose.swing
	_lift = pose.lift
	match look:
		"poacher":
			_poacher(walking)
		"hedge_witch":
			_hedge_witch(walking)
		_:
			_footpad(walking)


func _body(x: float, y: float) -> Vector2:
	# Into the blow, or out of one; the more, the higher up.
	var bend := (_pose.blow * 5.0 - _pose.pain * 5.0) * clampf(-y / 40.0, 0.0, 1.2)
	return super(x, y) + _pose.ahead(bend)


## The arm that strikes: raised, then down in front. Returns the hand.
func _striking_arm(sleeve: PackedColorArray, glove: PackedColorArray) -> Vector2:
	if _pose.blow == 0.0:
		return _arm(1, sleeve, glove)
	var shoulder := _body(7.5, -30)
	var angle := lerpf(-2.2, 0.5, clampf(_pose.blow, 0.0, 1.0))
	var hand := shoulder + Vector2(cos(angle) * _side, sin(angle)) * 13.0
	_c.limb(shoulder, hand, 6, 4, sleeve)
	_c.ball(hand, Vector2(2.6, 2.6), glove)
	return hand


func _footpad(walking: bool) -> void:
	if not _front:
		_cudgel(_striking_arm(_RAGS, Palette.LEATHER))
	_legs(_BROWN, Palette.TRUNK, walking)
	_arm(-1, _RAGS, Palette.LEATHER)
	_torso(_RAGS, Palette.LEATHER)
	_c.limb(_body(-6, -31), _body(6, -20), 3, 3, Palette.LEATHER)
	if not _front:
		_c.limb(_body(0, -33), _body(-1 - _swing, -13), 13, 16, _RAGS)
	_hood(_RAGS)
	if _front:
		# A cloth before the mouth.
		var middle := _body(1, -40)
		_c.ball(middle + Vector2(_side * 1.6, 5.0), Vector2(6.4, 3.6), Palette.RED)
		_c.line(middle + Vector2(-_side * 4.0, 5), middle + Vector2(-_side * 8.0, 9), Palette.RED[1], 2)
		_cudgel(_striking_arm(_RAGS, Palette.LEATHER))


func _hood(cloth: PackedColorArray) -> void:
	var middle := _body(1, -40)
	_c.ball(_body(0, -33), Vector2(9.5, 4.2), cloth)
	_c.ball(middle + Vector2(-_side * 1.4, -1.0), Vector2(10.2, 10.2), cloth)
	_c.limb(middle + Vector2(-_side * 5.0, -7), middle + Vector2(-_side * 11.0, -9), 8, 3, cloth)
	if _front:
		_c.ball(middle + Vector2(_side * 1.8, 1.2), Vector2(6.8, 7.0), Palette.SKIN, 0.0, 3.0, -0.12)
		_face(middle)


func _cudgel(hand: Vector2) -> void:
	var angle := -1.15 if _pose.blow == 0.0 else lerpf(-2.6, 0.1, clampf(_pose.blow, 0.0, 1.0))
	var tip := hand + Vector2(cos(angle) * _side, sin(angle)) * 17.0
	_c.limb(hand, tip, 3, 7, Palette.TRUNK)
	_c.ball(tip, Vector2(4.4, 4.4), Palette.TRUNK, 0.2, 2.0)
	for knob: Vector2 in [Vector2(-2, -2), Vector2(2, 1), Vector2(1, -3)]:
		_c.dot(tip + knob, Palette.METAL[4])
	_c.ball(hand, Vector2(2.6, 2.6), Palette.LEATHER)


func _poacher(walking: bool) -> void:
	if not _front:
		_crossbow(_striking_arm(_BROWN, Palette.LEATHER))
	_legs(Palette.LEATHER, _RAGS, walking)
	_arm(-1, _BROWN, Palette.LEATHER)
	_torso(_BROWN, Palette.LEATHER)
	# A cloak of furs over the shoulders.
	_c.ball(_body(0, -31), Vector2(10.5, 5.0), Palette.LEATHER, 0.35, 2.0)
	if not _front:
		_c.limb(_body(0, -32), _body(-1 - _swing, -11), 14, 17, _OLIVE)
	_head(Palette.HAIR)
	var middle := _body(1, -40)
	if _front:
		_c.ball(middle + Vector2(_side * 2.2, 6.0), Vector2(5.4, 3.6), Palette.HAIR, 0.2, 2.0)
	_c.ball(middle + Vector2(0, -5.2), Vector2(13.0, 3.6), _OLIVE)
	_c.ball(middle + Vector2(-_side * 0.6, -8.6), Vector2(8.0, 5.0), _OLIVE)
	_c.rect(middle + Vector2(-8, -7), Vector2i(16, 2), Palette.LEATHER[1])
	_c.line(middle + Vector2(-_side * 6.0, -8), middle + Vector2(-_side * 13.0, -17), Palette.RED[3], 2)
	_c.line(middle + Vector2(-_side * 7.0, -8), middle + Vector2(-_side * 14.0, -15), Palette.RED[2])
	if _front:
		_crossbow(_striking_arm(_BROWN, Palette.LEATHER))


func _crossbow(hand: Vector2) -> void:
	var rise := -0.35 if _front else -0.6
	var ahead := Vector2(_side, 0.35 if _front else -0.5).normalized()
	var butt := hand - ahead * 5.0
	var nose := hand + ahead * (11.0 - maxf(_pose.blow, 0.0) * 2.0)
	_c.limb(butt, nose, 4, 3, Palette.TRUNK)
	var across := Vector2(-ahead.y, ahead.x)
	for i in 19:
		var t := i / 18.0 * 2.0 - 1.0
		_c.rect(nose + across * t * 10.0 - ahead * t * t * 5.0, Vector2i(2, 2), Palette.METAL[2 + i % 2])
	var string := nose - ahead * (9.0 if _pose.blow <= 0.0 else 5.0)
	_c.line(nose + across * 10.0 - ahead * 5.0, string, Palette.CLOTH[3])
	_c.line(nose - across * 10.0 - ahead * 5.0, string, Palette.CLOTH[3])
	if _pose.blow <= 0.0:
		_c.line(string + Vector2(0, rise), nose + ahead * 4.0, Palette.METAL[5])
	_c.ball(hand, Vector2(2.6, 2.6), Palette.LEATHER)


func _hedge_witch(walking: bool) -> void:
	if not _front:
		_broth(_striking_arm(_OLIVE, Palette.SKIN))
	for leg: int in [-1, 1]:
		_c.ball(Vector2(leg * 4.0 + _side, -2) + _stride(_swing * leg), Vector2(4.2, 3.0), Palette.LEATHER)
	var sway := _swing * 1.6 if walking else 0.0
	_c.limb(_body(0, -18), Vector2(sway, -3), 13, 21, _OLIVE)
	# A hem of leaves.
	for i in 7:
		_c.ball(Vector2(sway - 9.0 + i * 3.0, -3.0 + (i % 2)), Vector2(2.4, 2.8), Palette.OAK, 0.2, 2.0, 0.1 * (i % 3))
	_c.ball(_body(_side * 2.0, -14), Vector2(4.6, 4.4), Palette.PURPLE)
	_arm(-1, _OLIVE, Palette.SKIN)
	_c.limb(_body(0, -16), _body(0, -32), 14, 14, _OLIVE)
	_c.rect(_body(0, -20) - Vector2(7, 0), Vector2i(14, 2), Palette.LEATHER[2])
	_c.ball(_body(0, -31), Vector2(9.0, 4.0), Palette.PURPLE)
	var middle := _body(1, -39)
	_c.ball(middle, Vector2(8.4, 8.4), Palette.SKIN)
	if _front:
		_c.ball(middle + Vector2(-_side * 6.2, 2.0), Vector2(3.6, 8.0), Palette.ROOF_THATCH, 0.3, 2.0)
		_c.ball(middle + Vector2(_side * 6.0, 1.0), Vector2(2.2, 6.4), Palette.ROOF_THATCH, 0.3, 2.0)
		_face(middle + Vector2(0, -1))
		_c.dot(middle + Vector2(_side * 6.6, 2), Palette.SKIN[1])
	else:
		_c.ball(middle + Vector2(0, 2.0), Vector2(9.2, 9.6), Palette.ROOF_THATCH, 0.3, 2.0)
	_crooked_hat(middle)
	if _front:
		_broth(_striking_arm(_OLIVE, Palette.SKIN))


func _crooked_hat(middle: Vector2) -> void:
	_c.ball(middle + Vector2(0, -5.4), Vector2(13, 4.2), _RAGS)
	_c.limb(middle + Vector2(0, -6), middle + Vector2(_side * 1.5, -14), 14, 9, _RAGS)
	_c.limb(middle + Vector2(_side * 1.5, -14), middle + Vector2(-_side * 6.0, -19), 8, 4, _RAGS)
	_c.limb(middle + Vector2(-_side * 6.0, -19), middle + Vector2(-_side * 10.0, -16), 4, 2, _RAGS)
	_c.rect(middle + Vector2(-7, -8), Vector2i(14, 2), Palette.OAK[3])
	_c.ball(middle + Vector2(-_side * 5.0, -8), Vector2(3.0, 2.6), Palette.MUSHROOM)
	_c.dot(middle + Vector2(-_side * 5.0, -9), Palette.CLOTH[4])


## A flask of something green, held up when it is thrown.
func _broth(hand: Vector2) -> void:
	var at := hand + Vector2(_side * 1.0, -4)
	_c.ball(at, Vector2(4.2, 4.4), Palette.GLASS)
	_c.ball(at + Vector2(0, 1.0), Vector2(3.2, 3.0), Palette.CACTUS, 0.0, 3.0, 0.2)
	_c.rect(at + Vector2(-1, -7), Vector2i(3, 3), Palette.TRUNK[4])
	_c.dot(at + Vector2(-2, -2), Palette.CLOTH[4])
	_c.ball(hand, Vector2(2.4, 2.4), Palette.SKIN)
