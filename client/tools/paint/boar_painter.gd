extends RefCounted
## Boars: a barrel on four short legs, a wedge of a head, bristles along the back.

const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")
const Pose := preload("pose.gd")

static var _COATS: Dictionary[String, PackedColorArray] = {
	"piglet": Palette.ramp("5a3a34 84543f ab7550 cd9c6c e8c797"),
	"boar": Palette.ramp("2f2633 49363a 674a41 87644f ab8767"),
	"tusker": Palette.ramp("26252f 3c3a45 565159 757075 9c9793"),
}
static var _BRISTLES: Dictionary[String, PackedColorArray] = {
	"piglet": Palette.ramp("5a3a34 74483b 8d5c46"),
	"boar": Palette.ramp("1e1a26 332831 4d3a3a"),
	"tusker": Palette.ramp("6d6a7a 9a97a0 c9c5c4 ece8e0"),
}
static var _SNOUT := Palette.ramp("7c4452 a8606a c98384 e5aba2")
const _SIZES: Dictionary[String, float] = {"piglet": 0.62, "boar": 0.94, "tusker": 1.2}

var _c: PixelCanvas
var _pose: Pose
var _look := ""
var _size := 1.0
var _coat: PackedColorArray


func paint(canvas: PixelCanvas, look: String, pose: Pose) -> void:
	_c = canvas
	_pose = pose
	_look = look
	_size = _SIZES[look]
	_coat = _COATS[look]
	_leg(-9, -5.5, 0.0)
	_leg(8, -5.5, PI)
	if pose.front:
		_tail()
		_barrel()
		_leg(-9, 5.5, PI)
		_leg(8, 5.5, 0.0)
		_head()
	else:
		_head()
		_leg(-9, 5.5, PI)
		_leg(8, 5.5, 0.0)
		_barrel()
		_tail()


## A place on the body: `along` the way it looks, `across` to its near side, `up` from the ground.
func _at(along: float, across: float, up: float) -> Vector2:
	var reach := along + _pose.blow * 7.0 * (0.4 + 0.04 * along) - _pose.pain * 4.0
	var near := Vector2(-_pose.side, 0.5) if _pose.front else Vector2(_pose.side, 0.5)
	return (_pose.ahead(reach) * 0.86 + near * across * 0.86) * _size - Vector2(0, up * _size + _pose.lift * 0.7)


func _leg(along: float, across: float, offset: float) -> void:
	var swing := sin(_pose.phase + offset) * (4.0 if _pose.swing != 0.0 else 0.0)
	var raised := maxf(0.0, cos(_pose.phase + offset)) * (2.5 if _pose.swing != 0.0 else 0.0)
	var hip := _at(along, across, 13)
	var foot := _at(along + swing, across, raised) + Vector2(0, _pose.lift * 0.7)
	_c.limb(hip, foot - Vector2(0, 3), 7 * _size, 4.4 * _size, _coat)
	_c.ball(foot - Vector2(0, 1.4), Vector2(2.8, 2.2) * _size, _BRISTLES["boar"])


func _barrel() -> void:
	for i in 9:
		var t := i / 8.0 if _pose.front else 1.0 - i / 8.0
		var along := lerpf(-12.0, 10.0, t)
		var thick := 10.5 + sin(t * PI * 0.85 + 0.4) * 3.4
		_c.ball(_at(along, 0, 16 + t * 2.0), Vector2(thick, thick * 0.94) * _size, _coat, 0.12, 3.0)
	if _look == "piglet":
		_stripes()
	_mane()


func _stripes() -> void:
	for line: float in [-0.5, 0.4]:
		for i in 14:
			var t := i / 13.0
			var at := _at(lerpf(-13, 9, t), 0, 24 + sin(t * PI) * 2.0) + Vector2(0, line * 9.0 * _size)
			if i % 5 != 4:
				_c.rect(at, Vector2i(2, 1), _coat[4])


func _mane() -> void:
	var high := {"piglet": 1.5, "boar": 4.5, "tusker": 7.0}[_look] as float
	var ramp := _BRISTLES[_look]
	for i in 15:
		var t := i / 14.0
		var foot := _at(lerpf(-11, 13, t), 0, 27 + sin(t * PI) * 2.0)
		var tip := foot + Vector2(-_pose.side * 2.2, -(0.4 + sin(t * PI)) * high)
		_c.line(foot + Vector2(0, 3), tip, ramp[i % ramp.size()], 2)


func _tail() -> void:
	var root := _at(-21, 0, 20)
	_c.line(root, root + Vector2(-_pose.side * 3.0, -3.0 + sin(_pose.phase) * 2.0), _coat[1], 2)
	_c.ball(root + Vector2(-_pose.side * 3.5, -3.0 + sin(_pose.phase) * 2.0), Vector2(2, 2), _BRISTLES["boar"])


func _head() -> void:
	var drop := _pose.blow * 5.0 - _pose.pain * 3.0
	var skull := _at(17, 0, 19 - drop)
	_ear(skull, -1.0)
	_c.ball(skull, Vector2(9.4, 8.6) * _size, _coat, 0.1, 3.0)
	var snout := _at(26, 0, 13.5 - drop)
	_c.limb(skull + (snout - skull) * 0.2, snout, 13 * _size, 8.6 * _size, _coat)
	_ear(skull, 1.0)
	if _pose.front:
		_c.ball(snout + _pose.ahead(1.6), Vector2(4.6, 4.2) * _size, _SNOUT)
		for nostril: float in [-1.6, 1.4]:
			_c.rect(snout + _pose.ahead(2.6) + Vector2(nostril * _size, -1), Vector2i(1, 2), _SNOUT[0])
		var eye := skull + Vector2(_pose.side * 4.0, -0.6) * _size
		_c.rect(eye, Vector2i(2, 2 if _pose.pain < 0.6 else 1), Palette.INK)
		_c.dot(eye, Palette.RED[4] if _look == "tusker" else Palette.BONE[4])
		_c.rect(skull + Vector2(-_pose.side * 2.4 - 1.0, 2.4) * _size, Vector2i(2, 2 if _pose.pain < 0.6 else 1), Palette.INK)
	if _look != "piglet" and _pose.front:
		_tusks(snout)


func _ear(skull: Vector2, hand: float) -> void:
	var root := skull + Vector2(hand * 5.4, -5.4) * _size
	var tip := root + Vector2(hand * 2.6 - _pose.side * 1.5, -6.0) * _size
	_c.limb(root, tip, 5.0 * _size, 1.6, _coat)
	if _pose.front:
		_c.line(root, root.lerp(tip, 0.6), _SNOUT[1])


func _tusks(snout: Vector2) -> void:
	var long := 6.0 if _look == "boar" else 9.5
	for hand: float in [-1.0, 1.0]:
		var root := snout + Vector2(hand * 4.4, 2.0) * _size
		var bend := root + Vector2(hand * 3.0, -long * 0.35) * _size
		var tip := root + Vector2(hand * 2.4 + _pose.side, -long) * _size
		_c.line(root, bend, Palette.BONE[2], 2)
		_c.line(bend, tip, Palette.BONE[4], 2)
