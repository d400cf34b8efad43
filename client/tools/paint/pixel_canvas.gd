extends RefCounted
## A picture under the brush: shaded solids, lit from the upper left, in few colours.
##
## Coordinates are px from the anchor, which comes to lie on the middle of the tile's footprint.
## Solids on the ground are told in cells: a along the south-east axis, b along the south-west axis.

const Dice := preload("dice.gd")
const Palette := preload("palette.gd")

## One cell along a is (43, 21.5) px, along b (-43, 21.5) px.
const AXIS_A := Vector2(43, 21.5)
const AXIS_B := Vector2(-43, 21.5)
const LIGHT := Vector3(-0.52, -0.66, 0.54)

## How light the visible sides of a solid are, from 0 to 1.
const TOP := 0.78
const LEFT := 0.58
const RIGHT := 0.3

var image: Image
var anchor: Vector2
var salt := 1


func _init(size: Vector2i, at: Vector2) -> void:
	image = Image.create_empty(size.x, size.y, false, Image.FORMAT_RGBA8)
	anchor = at


static func ground(a: float, b: float, height := 0.0) -> Vector2:
	return AXIS_A * a + AXIS_B * b - Vector2(0, height)


## The colour of a ramp for a lightness from 0 to 1; `grain` dithers between neighbours.
static func tone(ramp: PackedColorArray, light: float, x: int, y: int, grain := 0.6) -> Color:
	var steps := ramp.size()
	return ramp[clampi(floori(light * steps + Dice.bayer(x, y) * grain), 0, steps - 1)]


func dot(at: Vector2, colour: Color) -> void:
	var p := Vector2i((at + anchor).floor())
	if p.x < 0 or p.y < 0 or p.x >= image.get_width() or p.y >= image.get_height():
		return
	if colour.a < 1.0:
		var below := image.get_pixelv(p)
		image.set_pixelv(p, below.blend(colour))
	else:
		image.set_pixelv(p, colour)


func peek(at: Vector2) -> Color:
	var p := Vector2i((at + anchor).floor())
	if p.x < 0 or p.y < 0 or p.x >= image.get_width() or p.y >= image.get_height():
		return Color(0, 0, 0, 0)
	return image.get_pixelv(p)


func rect(at: Vector2, size: Vector2i, colour: Color) -> void:
	for y in size.y:
		for x in size.x:
			dot(at + Vector2(x, y), colour)


func line(from: Vector2, to: Vector2, colour: Color, width := 1) -> void:
	var steps := maxi(1, ceili(maxf(absf(to.x - from.x), absf(to.y - from.y))))
	for i in steps + 1:
		var p := from.lerp(to, float(i) / steps).round()
		for w in width:
			dot(p + Vector2(w - width / 2, 0), colour)


## A tapering limb, round in section.
func limb(from: Vector2, to: Vector2, from_width: float, to_width: float, ramp: PackedColorArray) -> void:
	var steps := maxi(1, ceili(from.distance_to(to)))
	for i in steps + 1:
		var t := float(i) / steps
		var p := from.lerp(to, t)
		var half := lerpf(from_width, to_width, t) / 2.0
		for x in range(floori(p.x - half), ceili(p.x + half)):
			var across := (x + 0.5 - p.x) / maxf(half, 0.5)
			if absf(across) > 1.0:
				continue
			var light := 0.55 - across * 0.38 + (Dice.roll(x / 2, int(p.y) / 4, salt) - 0.5) * 0.22
			dot(Vector2(x, roundf(p.y)), tone(ramp, light, x, int(p.y), 0.3))


## A soft shadow on the ground, thrown to the lower right.
func shadow(middle: Vector2, radius: Vector2) -> void:
	for y in range(floori(middle.y - radius.y), ceili(middle.y + radius.y) + 1):
		for x in range(floori(middle.x - radius.x), ceili(middle.x + radius.x) + 1):
			var d := ((Vector2(x, y) - middle) / radius).length()
			if d > 1.0:
				continue
			var soft := clampf((1.0 - d) * 3.0, 0.0, 1.0)
			if soft < 1.0 and Dice.bayer(x, y) + 0.5 > soft:
				continue
			dot(Vector2(x, y), Palette.SHADOW)


## A shaded ball; `rough` makes its rim and surface uneven, in lumps of `lump` px.
func ball(middle: Vector2, radius: Vector2, ramp: PackedColorArray, rough := 0.0, lump := 3.0, lift := 0.0) -> void:
	var reach := radius * (1.0 + rough * 0.6)
	for y in range(floori(middle.y - reach.y), ceili(middle.y + reach.y) + 1):
		for x in range(floori(middle.x - reach.x), ceili(middle.x + reach.x) + 1):
			var n := (Vector2(x + 0.5, y + 0.5) - middle) / radius
			var grain := Dice.smooth(Vector2(x, y) + Vector2(512, 512), Vector2(lump, lump * 0.8), Vector2i(4096, 4096), salt) - 0.5
			var d := n.length() * (1.0 - grain * rough)
			if d > 1.0:
				continue
			var z := sqrt(maxf(0.0, 1.0 - d * d))
			var light := n.x * LIGHT.x + n.y * LIGHT.y + z * LIGHT.z
			dot(Vector2(x, y), tone(ramp, 0.5 + light * 0.46 + grain * rough * 1.5 + lift, x, y, 0.45))


## A polygon, coloured by `paint(x: float, y: float) -> Color` in the coordinates of `frame`.
func polygon(points: PackedVector2Array, frame: Transform2D, paint: Callable) -> void:
	var box := Rect2(points[0], Vector2.ZERO)
	for p in points:
		box = box.expand(p)
	var inverse := frame.affine_inverse()
	for y in range(floori(box.position.y), ceili(box.end.y)):
		for x in range(floori(box.position.x), ceili(box.end.x)):
			var p := Vector2(x + 0.5, y + 0.5)
			if not Geometry2D.is_point_in_polygon(p, points):
				continue
			var q := inverse * p
			var colour: Color = paint.call(q.x, q.y)
			if colour.a > 0.0:
				dot(Vector2(x, y), colour)


## A face of a solid from `origin` along `right` and `up`; paint gets px along both.
func face(origin: Vector2, right: Vector2, up: Vector2, paint: Callable) -> void:
	var points := PackedVector2Array([origin, origin + right, origin + right + up, origin + up])
	polygon(points, Transform2D(right.normalized(), up.normalized(), origin), paint)


## A block on the ground: the three sides one sees. `texture(u, v, light, ramp) -> Color`.
func block(from: Vector2, to: Vector2, base: float, height: float, ramp: PackedColorArray, texture: Callable) -> void:
	var west := ground(from.x, to.y, base)
	var south := ground(to.x, to.y, base)
	var east := ground(to.x, from.y, base)
	var up := Vector2(0, -height)
	if height > 0.0:
		face(west, south - west, up, func(u: float, v: float) -> Color: return texture.call(u, v, LEFT, ramp))
		face(south, east - south, up, func(u: float, v: float) -> Color: return texture.call(u + 37.0, v, RIGHT, ramp))
	var north := ground(from.x, from.y, base + height)
	face(north, east + up - north, west + up - north,
			func(u: float, v: float) -> Color: return texture.call(u, v + 53.0, TOP, ramp))


## An upright cylinder on the ground.
func cylinder(middle: Vector2, radius: float, height: float, ramp: PackedColorArray, texture: Callable, top_radius := -1.0) -> void:
	var upper := radius if top_radius < 0.0 else top_radius
	for y in range(ceili(-height), ceili(radius * 0.5) + 1):
		for x in range(floori(-radius), ceili(radius) + 1):
			var t := clampf(-y / maxf(height, 1.0), 0.0, 1.0)
			var r := lerpf(radius, upper, t)
			var across := (x + 0.5) / r
			if absf(across) > 1.0:
				continue
			var drop := sqrt(1.0 - across * across) * r * 0.5
			if y > drop or y < drop - height:
				continue
			var light := 0.46 - across * 0.36
			dot(middle + Vector2(x, y), texture.call(asin(across) * r, drop - y, light, ramp))
	lid(middle - Vector2(0, height), upper, ramp, TOP, texture)


## The flat top of a cylinder.
func lid(middle: Vector2, radius: float, ramp: PackedColorArray, light: float, texture: Callable) -> void:
	for y in range(floori(-radius * 0.5), ceili(radius * 0.5) + 1):
		for x in range(floori(-radius), ceili(radius) + 1):
			if Vector2(x + 0.5, (y + 0.5) * 2.0).length() <= radius:
				dot(middle + Vector2(x, y), texture.call(float(x), float(y) * 2.0, light, ramp))


## Dark lines where the picture ends, darker below and to the right than towards the light.
func outline(strength := 1.0) -> void:
	var before := image.duplicate() as Image
	var size := image.get_size()
	for y in size.y:
		for x in size.x:
			var own := before.get_pixel(x, y)
			if own.a < 0.9:
				continue
			var away := 0.0
			if x + 1 >= size.x or before.get_pixel(x + 1, y).a < 0.9:
				away = maxf(away, 0.5)
			if y + 1 >= size.y or before.get_pixel(x, y + 1).a < 0.9:
				away = maxf(away, 0.55)
			if x == 0 or before.get_pixel(x - 1, y).a < 0.9:
				away = maxf(away, 0.3)
			if y == 0 or before.get_pixel(x, y - 1).a < 0.9:
				away = maxf(away, 0.22)
			if away > 0.0:
				image.set_pixel(x, y, own.lerp(Palette.INK, away * strength))


## Everything painted so far is seen from the other side.
func mirror() -> void:
	image.flip_x()
