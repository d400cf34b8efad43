extends RefCounted
## Rocks, walls, ruins and what is hewn from stone.

const Dice := preload("dice.gd")
const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")
const Textures := preload("textures.gd")

## The middles of a cell's four sides in a and b, in the order of the neighbours: north-east, south-east,
## south-west, north-west.
const SIDES: Array[Vector2] = [Vector2(0, -0.5), Vector2(0.5, 0), Vector2(0, 0.5), Vector2(-0.5, 0)]


## A stone of flat facets: each pixel belongs to the facet that lies lowest there.
static func boulder_on(c: PixelCanvas, middle: Vector2, radius: Vector2, ramp: PackedColorArray, facets := 9) -> void:
	var normals: Array[Vector3] = []
	var depths: Array[float] = []
	for i in facets:
		var angle := i * 2.399963 + c.salt * 1.7
		var tilt := 0.25 + 0.7 * Dice.roll(i, 3, c.salt)
		normals.append(Vector3(cos(angle) * tilt, sin(angle) * tilt, sqrt(maxf(0.05, 1.0 - tilt * tilt))))
		depths.append(0.74 + Dice.roll(i, 4, c.salt) * 0.16)
	for y in range(-int(radius.y) - 1, int(radius.y) + 2):
		for x in range(-int(radius.x) - 1, int(radius.x) + 2):
			var p := Vector2(x + 0.5, y + 0.5) / radius
			var wobble := 1.0 + 0.14 * sin(p.angle() * 5.0 + c.salt) + 0.07 * sin(p.angle() * 9.0 + c.salt * 2)
			var flat_base := p.y if p.y < 0.0 else p.y * 1.12
			if Vector2(p.x, flat_base).length() * wobble > 1.0:
				continue
			var height := 1e9
			var facet := 0
			for i in facets:
				var h := (depths[i] - normals[i].x * p.x - normals[i].y * p.y) / normals[i].z
				if h < height:
					height = h
					facet = i
			var n := normals[facet]
			var light := 0.44 + 0.5 * (n.x * PixelCanvas.LIGHT.x + n.y * PixelCanvas.LIGHT.y + (n.z - 0.45) * PixelCanvas.LIGHT.z)
			var grain := Dice.smooth(Vector2(x + 90, y + 90), Vector2(3, 3), Vector2i(512, 512), c.salt) - 0.5
			c.dot(middle + Vector2(x, y), PixelCanvas.tone(ramp, light + grain * 0.12 - p.y * 0.12, x, y, 0.2))


func rock(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 28))
	c.salt = 300 + variant
	c.shadow(Vector2(5, 4), Vector2(24, 9))
	boulder_on(c, Vector2(-2, -5), Vector2(17 - variant * 2, 14), Palette.ROCK)
	c.salt += 9
	boulder_on(c, Vector2(14, 3), Vector2(8, 6), Palette.ROCK, 6)
	_moss(c, Rect2(-18, -2, 34, 11))
	c.outline()
	return c


func boulder(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 62))
	c.salt = 320 + variant * 3
	c.shadow(Vector2(7, 4), Vector2(36, 15))
	boulder_on(c, Vector2(10, -10), Vector2(22, 18), Palette.ROCK, 8)
	c.salt += 1
	boulder_on(c, Vector2(-8, -15), Vector2(25, 27 - variant * 3), Palette.ROCK, 11)
	c.salt += 5
	boulder_on(c, Vector2(18, 5), Vector2(11, 8), Palette.ROCK, 7)
	_moss(c, Rect2(-34, -4, 60, 16))
	c.outline()
	return c


func ore(variant: int) -> PixelCanvas:
	var c := boulder(variant)
	var veins := Palette.COPPER if variant == 0 else Palette.METAL
	for i in 9:
		var at := Vector2(Dice.roll(i, variant, 31) * 36 - 26, Dice.roll(i, variant, 32) * 30 - 32).floor()
		if c.peek(at).a < 0.95:
			continue
		c.rect(at, Vector2i(5, 3), veins[2])
		c.rect(at + Vector2(1, -1), Vector2i(3, 5), veins[2])
		c.rect(at + Vector2(1, 0), Vector2i(3, 1), veins[4])
		c.dot(at + Vector2(1, -1), veins[3])
		c.rect(at + Vector2(2, 3), Vector2i(3, 1), veins[0])
	return c


## A crag that fills its cell: neighbours join into a ridge.
func cliff(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 129), Vector2(43, 102))
	c.shadow(Vector2(6, 5), Vector2(37, 18))
	var tall: float = [0.0, -9.0, 8.0][variant]
	var crags: Array[Rect2] = [
		Rect2(17, -25 - tall * 0.6, 25, 34), Rect2(-13, -34 - tall, 29, 46 + tall * 0.5), Rect2(10, -12, 31, 26), Rect2(-27, -5, 15, 16),
	]
	for i in crags.size():
		c.salt = 340 + variant * 17 + i * 3
		boulder_on(c, crags[i].position, crags[i].size, Palette.CLIFF, 7)
	c.salt = 344 + variant
	_moss(c, Rect2(-38, -8, 78, 22))
	c.outline(0.9)
	return c


## A wall from the middle of the cell to each side whose bit is set in `joined`.
func wall(joined: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 60))
	c.salt = 350
	_wall(c, joined, 26.0, 0.15, false)
	c.outline(0.8)
	return c


func ruin_wall(joined: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 129), Vector2(43, 103))
	c.salt = 360 + joined
	_wall(c, joined, 34.0, 0.17, true)
	for i in 3:
		c.salt += 1
		boulder_on(c, Vector2(-24 + i * 23, 9 - (i % 2) * 3), Vector2(6, 4.5), Palette.WALL_STONE, 5)
	_moss(c, Rect2(-34, -6, 70, 16))
	c.outline(0.8)
	return c


func _wall(c: PixelCanvas, joined: int, height: float, half: float, broken: bool) -> void:
	var arms := joined if joined != 0 else 10
	c.shadow(Vector2(7, 4), Vector2(30, 13))
	# From the back to the front.
	for side: int in [3, 0]:
		if arms & (1 << side):
			_wall_arm(c, side, height - (Dice.roll(side, 1, c.salt) * 14.0 if broken else 0.0), half)
	var post := height + (Dice.roll(9, 1, c.salt) * 22.0 - 8.0 if broken else 2.0)
	c.block(Vector2(-half, -half), Vector2(half, half), 0.0, post, Palette.WALL_STONE, Textures.masonry)
	if not broken:
		c.block(Vector2(-half - 0.03, -half - 0.03), Vector2(half + 0.03, half + 0.03), post, 4.0, Palette.MARBLE, Textures.plain)
	for side: int in [1, 2]:
		if arms & (1 << side):
			_wall_arm(c, side, height - (Dice.roll(side, 1, c.salt) * 16.0 if broken else 0.0), half)


func _wall_arm(c: PixelCanvas, side: int, height: float, half: float) -> void:
	var out := SIDES[side]
	var across := Vector2(absf(out.y), absf(out.x)) * half * 1.6
	var inner := out.normalized() * half
	var from := Vector2(minf(inner.x, out.x), minf(inner.y, out.y)) - across
	var to := Vector2(maxf(inner.x, out.x), maxf(inner.y, out.y)) + across
	c.block(from, to, 0.0, height, Palette.WALL_STONE, Textures.masonry)


func column(broken: bool) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 129), Vector2(43, 107))
	c.salt = 370
	c.shadow(Vector2(6, 3), Vector2(26, 10))
	c.block(Vector2(-0.22, -0.22), Vector2(0.22, 0.22), 0.0, 6.0, Palette.MARBLE, Textures.plaster)
	c.cylinder(Vector2(0, -5), 12, 5, Palette.MARBLE, Textures.plain)
	var height := 30.0 if broken else 68.0
	c.cylinder(Vector2(0, -9), 9, height, Palette.MARBLE, _fluted, 8)
	if broken:
		boulder_on(c, Vector2(-1, -9 - height), Vector2(8, 5), Palette.MARBLE, 7)
		c.cylinder(Vector2(22, 8), 8, 9, Palette.MARBLE, _fluted)
		_moss(c, Rect2(-18, -8, 40, 18))
	else:
		c.cylinder(Vector2(0, -9 - height), 12, 4, Palette.MARBLE, Textures.plain)
		c.block(Vector2(-0.19, -0.19), Vector2(0.19, 0.19), 13 + height, 6.0, Palette.MARBLE, Textures.plaster)
	c.outline(0.8)
	return c


func _fluted(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var flute := -0.14 if posmod(int(u + 40), 4) == 0 else 0.04
	var worn := Dice.smooth(Vector2(u + 90, v + 90), Vector2(5, 6), Vector2i(512, 512), 67) - 0.5
	return PixelCanvas.tone(ramp, light + flute + worn * 0.2 + 0.08, int(u), int(v), 0.2)


func statue() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 129), Vector2(43, 107))
	c.salt = 380
	c.shadow(Vector2(7, 3), Vector2(30, 12))
	c.block(Vector2(-0.3, -0.3), Vector2(0.3, 0.3), 0.0, 7.0, Palette.WALL_STONE, Textures.masonry)
	c.block(Vector2(-0.22, -0.22), Vector2(0.22, 0.22), 7.0, 17.0, Palette.WALL_STONE, Textures.plaster)
	c.block(Vector2(-0.25, -0.25), Vector2(0.25, 0.25), 24.0, 3.0, Palette.MARBLE, Textures.plain)
	var m := Palette.MARBLE
	c.limb(Vector2(-1, -27), Vector2(-1, -46), 19, 13, m)
	c.limb(Vector2(0, -44), Vector2(0, -60), 14, 16, m)
	c.limb(Vector2(-8, -58), Vector2(-12, -44), 6, 5, m)
	c.limb(Vector2(8, -58), Vector2(13, -66), 6, 5, m)
	c.limb(Vector2(13, -30), Vector2(13, -86), 3, 2, Palette.METAL)
	c.limb(Vector2(13, -86), Vector2(13, -92), 5, 1, Palette.METAL)
	c.ball(Vector2(0, -67), Vector2(6.5, 7.5), m)
	c.limb(Vector2(-6, -71), Vector2(6, -71), 3, 3, Palette.WALL_STONE)
	c.rect(Vector2(-4, -67), Vector2i(2, 1), m[1])
	c.rect(Vector2(1, -67), Vector2i(2, 1), m[1])
	_moss(c, Rect2(-24, -30, 40, 36))
	c.outline(0.8)
	return c


func pebbles(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 22))
	for i in 7:
		c.salt = 390 + i + variant * 10
		var at := Vector2(Dice.roll(i, variant, 91) * 48 - 24, Dice.roll(i, variant, 92) * 20 - 10)
		var r := 2.5 + Dice.roll(i, variant, 93) * 3.0
		c.shadow(at + Vector2(1, 1.5), Vector2(r * 1.4, r * 0.7))
		boulder_on(c, at, Vector2(r * 1.2, r * 0.8), Palette.ROCK, 5)
	return c


func bones(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 24))
	c.shadow(Vector2(2, 3), Vector2(24, 8))
	for i in 4:
		var x := -4.0 + i * 6.0
		c.line(Vector2(x, -7 + i), Vector2(x + 3, 3 + i), Palette.BONE[1 + i % 2], 2)
		c.dot(Vector2(x, -8 + i), Palette.BONE[4])
	c.line(Vector2(-8, -4), Vector2(20, 6), Palette.BONE[3], 2)
	c.ball(Vector2(-14, -3), Vector2(7, 6), Palette.BONE)
	c.rect(Vector2(-17, -3), Vector2i(3, 3), Palette.INK)
	c.rect(Vector2(-12, -3), Vector2i(2, 3), Palette.INK)
	c.rect(Vector2(-16, 2), Vector2i(5, 2), Palette.BONE[1])
	if variant == 1:
		c.mirror()
	return c


func _moss(c: PixelCanvas, area: Rect2) -> void:
	for y in range(int(area.position.y), int(area.end.y)):
		for x in range(int(area.position.x), int(area.end.x)):
			if c.peek(Vector2(x, y)).a < 0.95:
				continue
			var n := Dice.smooth(Vector2(x + 200, y + 200), Vector2(6, 4), Vector2i(512, 512), c.salt + 77)
			if n > 0.66:
				c.dot(Vector2(x, y), PixelCanvas.tone(Palette.MOSS, 0.35 + n * 0.4 - x / area.size.x * 0.3, x, y, 0.3))
