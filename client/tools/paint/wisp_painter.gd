extends RefCounted
## Wisps: flames that float, with a light around them.

const Dice := preload("dice.gd")
const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")
const Pose := preload("pose.gd")

static var _FLAMES: Dictionary[String, PackedColorArray] = {
	"wisp": Palette.ramp("2c4fa0 3f7fd0 62b4ea a4e2f6 effcff"),
	"marsh_light": Palette.ramp("1f6a58 349a6a 66c77c b0e892 f6ffd0"),
	"bog_flame": Palette.ramp("6b2144 a83248 dd5a3c f7a24a ffe9a0"),
}
## Radius of the body, its height, and how high it floats, px.
const _BODIES: Dictionary[String, Vector3] = {
	"wisp": Vector3(8.0, 20.0, 12.0), "marsh_light": Vector3(11.0, 22.0, 13.0), "bog_flame": Vector3(12.5, 34.0, 6.0),
}

var _c: PixelCanvas
var _pose: Pose
var _ramp: PackedColorArray


func paint(canvas: PixelCanvas, look: String, pose: Pose) -> void:
	_c = canvas
	_pose = pose
	_ramp = _FLAMES[look]
	var body := _BODIES[look]
	var squeeze := 1.0 - pose.pain * 0.22 + maxf(pose.blow, 0.0) * 0.12
	var middle := Vector2(0, -body.z - body.x) - Vector2(0, sin(pose.phase) * 2.0)
	middle += pose.ahead(pose.blow * 9.0 - pose.pain * 5.0)
	_halo(middle - Vector2(0, body.x * 0.4), Vector2(body.x * 2.1, body.x * 2.0) * squeeze)
	if look == "marsh_light":
		_sparks(middle, body.x, false)
	if look == "bog_flame":
		_arms(middle, body.x)
	_flame(middle, body, squeeze)
	_face(middle, look)
	if look == "marsh_light":
		_sparks(middle, body.x, true)


func _halo(middle: Vector2, radius: Vector2) -> void:
	for y in range(floori(middle.y - radius.y), ceili(middle.y + radius.y) + 1):
		for x in range(floori(middle.x - radius.x), ceili(middle.x + radius.x) + 1):
			var d := ((Vector2(x, y) - middle) / radius).length()
			if d < 1.0:
				_c.dot(Vector2(x, y), Color(_ramp[3], floorf((1.0 - d) * 5.0 + Dice.bayer(x, y)) * 0.06))


## A drop of fire: round below, with tongues that lean back from where it goes.
func _flame(middle: Vector2, body: Vector3, squeeze: float) -> void:
	var lean := -_pose.side * (_pose.swing * 1.5 + _pose.blow * 5.0 + (3.0 if _pose.swing != 0.0 else 0.0))
	for tongue: Vector3 in [Vector3(-0.5, 0.7, 1.3), Vector3(0.55, 0.62, 2.6), Vector3(0.0, 1.0, 0.0)]:
		for i in 16:
			var t := i / 15.0
			var waver := sin(_pose.phase + tongue.z + t * 3.4) * 3.0 * t
			var at := middle + Vector2(tongue.x * body.x * (1.0 - t * 0.4) + waver + lean * t, -t * body.y * tongue.y)
			var radius := maxf(body.x * (1.0 - t) * (1.0 - absf(tongue.x) * 0.5), 1.0)
			_c.ball(at, Vector2(radius * squeeze, radius / squeeze), _ramp.slice(0, 4), 0.2, 2.5, -0.1 - t * 0.2)
	_c.ball(middle + Vector2(0, 1), Vector2(body.x * 0.98, body.x * 0.92), _ramp, 0.1, 2.5, 0.05)
	_c.ball(middle + Vector2(0, 1.5), Vector2(body.x * 0.66, body.x * 0.62), _ramp, 0.0, 3.0, 0.42)


func _face(middle: Vector2, look: String) -> void:
	if not _pose.front:
		return
	var wide := 1 if _pose.pain > 0.6 else 4
	var apart := 2.6 if look == "wisp" else 3.8
	for eye: float in [-apart, apart]:
		var at := middle + Vector2(_pose.side * 1.8 + eye - 1.0, -1.0)
		_c.rect(at, Vector2i(2, wide), _ramp[0].lerp(Palette.INK, 0.7))
		if look == "bog_flame":
			_c.line(at + Vector2(-signf(eye) * 1.0, -2), at + Vector2(signf(eye) * 2.0, -3), _ramp[0].lerp(Palette.INK, 0.6))
	if look == "bog_flame" or _pose.blow > 0.0:
		_c.rect(middle + Vector2(_pose.side * 1.8 - 2.0, 5), Vector2i(4, 2 if _pose.blow > 0.0 else 1), _ramp[0].lerp(Palette.INK, 0.5))


## Small lights that circle around it, those behind before the body and those in front after it.
func _sparks(middle: Vector2, radius: float, in_front: bool) -> void:
	for i in 4:
		var angle := _pose.phase * 0.5 + TAU * i / 4.0
		if (sin(angle) > 0.0) != in_front:
			continue
		var at := middle + Vector2(cos(angle) * radius * 1.7, sin(angle) * radius * 0.6 - 2.0)
		_c.ball(at, Vector2(2.6, 2.6), _ramp, 0.0, 3.0, 0.3)


func _arms(middle: Vector2, radius: float) -> void:
	for hand: float in [-1.0, 1.0]:
		var shoulder := middle + Vector2(hand * radius * 0.8, 0)
		var reach := 0.0 if hand * _pose.side < 0.0 else maxf(_pose.blow, 0.0) * 9.0
		var fist := shoulder + Vector2(hand * 8.0 + _pose.side * reach, -4.0 - sin(_pose.phase + hand) * 3.0 - reach * 0.5)
		_c.limb(shoulder, fist, 6, 4, _ramp.slice(0, 4))
		_c.ball(fist, Vector2(3.6, 3.6), _ramp, 0.1, 2.0, 0.15)
