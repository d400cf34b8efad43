extends RefCounted
## The people: four classes, seen from four sides, standing and walking.

const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")

const SIZE := Vector2i(56, 68)
## Where the feet stand.
const FEET := Vector2(28, 60)
const LOOKS: Array[String] = ["adventurer", "warrior", "archer", "mage"]
const WAYS: Array[String] = ["ne", "se", "sw", "nw"]
const IDLE_FRAMES := 4
const WALK_FRAMES := 8

var _c: PixelCanvas
## +1 looks to the right, -1 to the left.
var _side := 1.0
## Whether one sees the face.
var _front := true
## The swing of the right leg and left arm, from -1 to 1.
var _swing := 0.0
var _lift := 0.0


func paint(look: String, way: String, walking: bool, frame: int) -> Image:
	_c = PixelCanvas.new(SIZE, FEET)
	_c.salt = 700
	_side = 1.0 if way.ends_with("e") else -1.0
	_front = way.begins_with("s")
	var phase := TAU * frame / WALK_FRAMES
	_swing = sin(phase) if walking else 0.0
	_lift = absf(cos(phase)) * 2.0 if walking else [0.0, 0.0, 1.0, 1.0][frame]
	match look:
		"warrior":
			_warrior(walking)
		"archer":
			_archer(walking)
		"mage":
			_mage(walking)
		_:
			_adventurer(walking)
	_c.outline(1.0)
	var figure := _c
	_c = PixelCanvas.new(SIZE, FEET)
	_c.shadow(Vector2(1, 0), Vector2(14, 6))
	_c.image.blend_rect(figure.image, Rect2i(Vector2i.ZERO, SIZE), Vector2i.ZERO)
	return _c.image


func _at(x: float, y: float) -> Vector2:
	return Vector2(x * _side, y)


func _body(x: float, y: float) -> Vector2:
	return Vector2(x * _side, y - _lift)


## A step along the way one looks, on the ground.
func _stride(amount: float) -> Vector2:
	return Vector2(_side * 5.5, 2.6 if _front else -2.6) * amount


func _legs(cloth: PackedColorArray, boots: PackedColorArray, walking: bool) -> void:
	for leg: int in [-1, 1]:
		var swing := _swing * leg
		var foot := Vector2(leg * 4.0, -1) + _stride(swing)
		if walking:
			foot.y -= maxf(0.0, swing) * 2.0
		var hip := Vector2(leg * 3.4, -18 - _lift)
		var knee := hip.lerp(foot, 0.5) + Vector2(_side * 1.2, 0)
		_c.limb(hip, knee, 7, 6, cloth)
		_c.limb(knee, foot + Vector2(0, -5), 6, 6, boots)
		_c.ball(foot + Vector2(_side * 1.4, -2), Vector2(4.4, 3.2), boots)


func _torso(cloth: PackedColorArray, belt: PackedColorArray) -> void:
	_c.limb(_body(0, -15), _body(0, -24), 14, 13, cloth)
	_c.limb(_body(0, -24), _body(0, -32), 13, 15, cloth)
	_c.rect(_body(0, -19) - Vector2(7, 0), Vector2i(14, 3), belt[1])
	_c.rect(_body(0, -19) - Vector2(7, 0), Vector2i(9, 1), belt[3])
	if _front:
		_c.rect(_body(2, -19) - Vector2(1, 0), Vector2i(3, 3), Palette.GOLD[3])


func _arm(outward: int, sleeve: PackedColorArray, glove: PackedColorArray) -> Vector2:
	var shoulder := _body(outward * 7.5, -30)
	var hand := _body(outward * 9.0, -18) - _stride(_swing * outward * _side) * 0.9
	_c.limb(shoulder, shoulder.lerp(hand, 0.6) + Vector2(outward * _side * 0.8, 0), 6, 5, sleeve)
	_c.limb(shoulder.lerp(hand, 0.6) + Vector2(outward * _side * 0.8, 0), hand, 5, 4, sleeve)
	_c.ball(hand, Vector2(2.6, 2.6), glove)
	return hand


func _head(hair: PackedColorArray) -> void:
	var middle := _body(1.0 if _front else 0.5, -40)
	_c.ball(middle, Vector2(8.6, 8.8), Palette.SKIN)
	if _front:
		# A fringe and the side turned away; the face looks past the shoulder.
		_c.ball(middle + Vector2(-_side * 3.0, -3.6), Vector2(8.4, 6.2), hair, 0.1, 2.0)
		_c.ball(middle + Vector2(-_side * 6.4, 0.5), Vector2(3.6, 6.0), hair, 0.1, 2.0)
		_c.ball(middle + Vector2(_side * 3.4, -6.0), Vector2(5.6, 3.4), hair, 0.1, 2.0)
		_face(middle)
	else:
		_c.ball(middle + Vector2(-_side * 0.8, -1.6), Vector2(9.0, 8.6), hair, 0.1, 2.0)
		_c.rect(middle + Vector2(_side * 7.0 - 1.0, 1), Vector2i(2, 3), Palette.SKIN[2])


func _face(middle: Vector2) -> void:
	for eye: float in [0.4, 5.2]:
		var at := middle + Vector2(_side * eye - (1.0 if _side < 0.0 else 0.0), 0)
		_c.rect(at, Vector2i(2, 3), Palette.INK)
		_c.dot(at, Color("5a6a8c"))
	_c.rect(middle + Vector2(_side * 2.6 - 1.0, 5), Vector2i(3, 1), Palette.SKIN[1])
	_c.dot(middle + Vector2(_side * 7.0, 4), Palette.FLOWER_PINK[1].lerp(Palette.SKIN[3], 0.4))


func _adventurer(walking: bool) -> void:
	if _front:
		_pack()
	_legs(Palette.LEATHER, Palette.TRUNK, walking)
	_arm(-1, Palette.CLOTH, Palette.SKIN)
	_torso(Palette.BLUE, Palette.LEATHER)
	if not _front:
		_pack()
	_arm(1, Palette.CLOTH, Palette.SKIN)
	_scarf(Palette.RED)
	_head(Palette.HAIR)


func _pack() -> void:
	var behind := -3.0 if _front else -1.0
	_c.ball(_body(behind, -26), Vector2(9, 9), Palette.LEATHER)
	_c.limb(_body(behind - 7, -35), _body(behind + 7, -35), 5, 5, Palette.GREEN)
	_c.ball(_body(behind - 6, -35), Vector2(3, 3), Palette.GREEN)
	_c.ball(_body(behind + 6, -35), Vector2(3, 3), Palette.GREEN)
	if not _front:
		_c.rect(_body(behind, -26) - Vector2(4, 0), Vector2i(8, 2), Palette.LEATHER[1])
		_c.rect(_body(behind, -26) - Vector2(1, -1), Vector2i(2, 3), Palette.GOLD[2])


func _scarf(cloth: PackedColorArray) -> void:
	_c.limb(_body(-6, -32), _body(6, -32), 4, 4, cloth)
	_c.ball(_body(0, -32), Vector2(7.5, 3.2), cloth)
	if not _front:
		_c.limb(_body(-4, -31), _body(-9 - _swing, -22), 4, 3, cloth)


func _warrior(walking: bool) -> void:
	if not _front:
		var far := _arm(1, Palette.METAL, Palette.LEATHER)
		_sword(far)
	else:
		_c.limb(_body(-4, -31), _body(-9 - _swing * 1.5, -7), 9, 13, Palette.RED)
	_legs(Palette.METAL, Palette.METAL, walking)
	if _front:
		_arm(-1, Palette.METAL, Palette.LEATHER)
	_torso(Palette.METAL, Palette.LEATHER)
	if _front:
		_c.rect(_body(0, -29) - Vector2(3, 0), Vector2i(6, 8), Palette.RED[2])
		_c.rect(_body(0, -29) - Vector2(3, 0), Vector2i(2, 8), Palette.RED[3])
		_c.rect(_body(0, -27) - Vector2(1, 0), Vector2i(2, 3), Palette.GOLD[3])
	else:
		_c.limb(_body(0, -32), _body(-2 - _swing * 1.5, -7), 13, 16, Palette.RED)
	_c.ball(_body(-7.5, -31), Vector2(4.6, 4.0), Palette.METAL)
	_c.ball(_body(8.5, -28.5), Vector2(3.6, 3.2), Palette.METAL, 0.0, 3.0, -0.2)
	_helmet()
	if _front:
		_sword(_arm(1, Palette.METAL, Palette.LEATHER))
		_shield(_body(-10, -20))
	else:
		_shield(_body(-10, -21))


func _helmet() -> void:
	var middle := _body(1, -40)
	_c.ball(middle, Vector2(8.6, 8.8), Palette.SKIN if _front else Palette.METAL)
	if _front:
		_c.ball(middle + Vector2(-_side * 1.2, -3.4), Vector2(9.2, 6.6), Palette.METAL)
		_c.ball(middle + Vector2(-_side * 6.2, 1.0), Vector2(3.6, 6.6), Palette.METAL)
		_face(middle)
		_c.rect(middle + Vector2(_side * 3.2 - 1.0, -3), Vector2i(2, 5), Palette.METAL[4])
		_c.rect(middle + Vector2(-7.0, -3), Vector2i(14, 1), Palette.GOLD[2])
	else:
		_c.ball(middle + Vector2(0, -1), Vector2(9.2, 8.6), Palette.METAL)
		_c.rect(middle + Vector2(-7.0, 3), Vector2i(14, 1), Palette.GOLD[2])
	for i in 9:
		_c.ball(middle + Vector2(-_side * (i * 1.3 - 2.0), -9.5 - sin(i / 8.0 * PI) * 3.0 + i * 0.5), Vector2(2.6, 3.0), Palette.RED)


func _sword(hand: Vector2) -> void:
	var tip := hand + Vector2(_side * 8.0, -23)
	_c.line(hand + Vector2(_side * -1, 3), hand + Vector2(_side * 2, -5), Palette.LEATHER[1], 2)
	_c.line(hand + Vector2(_side * 1.5, -5), tip, Palette.METAL[4], 2)
	_c.line(hand + Vector2(_side * 2.5, -5), tip + Vector2(_side, 0), Palette.METAL[5])
	_c.line(hand + Vector2(-3, -4), hand + Vector2(5 if _side > 0 else 3, -5), Palette.GOLD[2], 2)
	_c.ball(hand, Vector2(2.6, 2.6), Palette.LEATHER)


func _shield(middle: Vector2) -> void:
	for y in range(-9, 11):
		var half := 7.0 if y < 2 else 7.0 * sqrt(maxf(0.0, 1.0 - pow((y - 2) / 8.5, 2)))
		for x in range(-7, 8):
			if absf(x) > half:
				continue
			var rim := absf(x) > half - 1.6 or y < -7 or y > 8
			var colour := PixelCanvas.tone(Palette.METAL if rim else Palette.BLUE, 0.6 - x * 0.03 - y * 0.015, x, y, 0.2)
			if not rim and (absi(x) < 1 or absi(y + 1) < 1) and _front:
				colour = Palette.GOLD[3]
			_c.dot(middle + Vector2(x * 0.9, y), colour)


func _archer(walking: bool) -> void:
	if _front:
		_quiver(_body(-7, -32))
	else:
		_bow(_arm(1, Palette.GREEN, Palette.LEATHER))
	_legs(Palette.LEATHER, Palette.TRUNK, walking)
	_arm(-1, Palette.GREEN, Palette.LEATHER)
	_torso(Palette.GREEN, Palette.LEATHER)
	_c.limb(_body(-6, -31), _body(5, -20), 3, 3, Palette.LEATHER)
	if not _front:
		_c.limb(_body(0, -33), _body(-1 - _swing, -12), 13, 15, Palette.GREEN)
		_quiver(_body(-3, -30))
	var middle := _body(1, -40)
	_c.ball(_body(0, -33), Vector2(9.5, 4.0), Palette.GREEN)
	_c.ball(middle + Vector2(-_side * 1.4, -1.0), Vector2(10.2, 10.2), Palette.GREEN)
	_c.ball(middle + Vector2(-_side * 8.0, -3.0), Vector2(3.6, 3.0), Palette.GREEN)
	if _front:
		_c.ball(middle + Vector2(_side * 1.6, 1.4), Vector2(7.0, 7.0), Palette.SKIN)
		_c.ball(middle + Vector2(_side * 0.2, -3.4), Vector2(6.0, 2.4), Palette.BLOND, 0.1, 2.0)
		_face(middle)
		_bow(_arm(1, Palette.GREEN, Palette.LEATHER))


func _quiver(at: Vector2) -> void:
	_c.limb(at, at + Vector2(_side * 5, 14), 6, 5, Palette.LEATHER)
	for i in 3:
		var tip := at + Vector2(_side * (i * 2 - 3), -6 + i)
		_c.line(at, tip, Palette.CLOTH[1])
		_c.rect(tip - Vector2(1, 1), Vector2i(2, 3), Palette.RED[3] if i % 2 else Palette.CLOTH[3])


func _bow(hand: Vector2) -> void:
	var last := Vector2.ZERO
	for i in 27:
		var t := i / 26.0 * 2.0 - 1.0
		var p := hand + Vector2(_side * (4.0 - t * t * 6.5), t * 15.0)
		_c.rect(p, Vector2i(2, 1), Palette.TRUNK[4 if absf(t) > 0.3 else 2])
		last = p
	_c.line(hand + Vector2(_side * -2.5, -15), last, Palette.CLOTH[3])


func _mage(walking: bool) -> void:
	if not _front:
		_staff(_arm(1, Palette.PURPLE, Palette.SKIN))
	for leg: int in [-1, 1]:
		_c.ball(Vector2(leg * 4.0 + _side, -2) + _stride(_swing * leg), Vector2(4.2, 3.0), Palette.LEATHER)
	var sway := _swing * 1.6 if walking else 0.0
	_c.limb(_body(0, -18), Vector2(sway, -3), 13, 20, Palette.PURPLE)
	_c.rect(Vector2(sway - 9, -4), Vector2i(19, 2), Palette.GOLD[2])
	_c.rect(Vector2(sway - 9, -4), Vector2i(9, 1), Palette.GOLD[3])
	_arm(-1, Palette.PURPLE, Palette.SKIN)
	_c.limb(_body(0, -16), _body(0, -32), 14, 14, Palette.PURPLE)
	_c.rect(_body(0, -19) - Vector2(7, 0), Vector2i(14, 2), Palette.GOLD[2])
	if _front:
		_c.limb(_body(1, -31), Vector2(_side * 1 + sway, -6), 3, 4, Palette.BLUE)
	var middle := _body(1, -39)
	_c.ball(middle, Vector2(8.4, 8.4), Palette.SKIN)
	if _front:
		_c.ball(middle + Vector2(-_side * 6.4, 1.0), Vector2(3.0, 6.4), Palette.GREY_HAIR)
		_c.limb(middle + Vector2(_side * 2.6, 5), middle + Vector2(_side * 2.6, 13), 9, 3, Palette.GREY_HAIR)
		_face(middle + Vector2(0, -1))
	else:
		_c.ball(middle + Vector2(0, 1.0), Vector2(8.8, 8.6), Palette.GREY_HAIR, 0.1, 2.0)
	_c.ball(middle + Vector2(0, -5.4), Vector2(13, 4.4), Palette.PURPLE)
	_c.limb(middle + Vector2(0, -6), middle + Vector2(-_side * 2.0, -14), 14, 9, Palette.PURPLE)
	_c.limb(middle + Vector2(-_side * 2.0, -14), middle + Vector2(-_side * 6.5, -18), 8, 3, Palette.PURPLE)
	_c.rect(middle + Vector2(-7, -8), Vector2i(14, 2), Palette.GOLD[2])
	_c.rect(middle + Vector2(-7, -8), Vector2i(6, 1), Palette.GOLD[3])
	if _front:
		_staff(_arm(1, Palette.PURPLE, Palette.SKIN))


func _staff(hand: Vector2) -> void:
	_c.limb(Vector2(hand.x + _side * 2.0, -1), hand + Vector2(_side * 2.0, -24), 3, 3, Palette.TRUNK)
	_c.ball(hand + Vector2(_side * 2.0, -27), Vector2(4.6, 4.6), Palette.GLASS)
	_c.dot(hand + Vector2(_side * 2.0 - 2, -29), Palette.CLOTH[4])
	_c.ball(hand, Vector2(2.6, 2.6), Palette.SKIN)
