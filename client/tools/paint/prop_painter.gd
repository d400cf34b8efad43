extends RefCounted
## Small things: fences, street furniture, and what people left.

const Dice := preload("dice.gd")
const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")
const Textures := preload("textures.gd")
const StonePainter := preload("stone_painter.gd")

## The corners of a cell in a and b: north, east, south, west.
const CORNERS: Array[Vector2] = [Vector2(-0.5, -0.5), Vector2(0.5, -0.5), Vector2(0.5, 0.5), Vector2(-0.5, 0.5)]


## Posts and rails to each side whose bit is set in `joined`; from 16 on to the corners, north, east, south, west.
func fence(joined: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 60))
	c.salt = 500
	var arms := joined % 16
	var ways := StonePainter.SIDES if joined < 16 else CORNERS
	if joined == 0 or joined == 16:
		arms = 10
	c.shadow(Vector2(4, 2), Vector2(18, 7))
	for side in 4:
		if arms & (1 << side) and ways[side].x + ways[side].y <= 0.0:
			_rails(c, ways[side])
	_post(c, Vector2.ZERO)
	for side in 4:
		if arms & (1 << side) and ways[side].x + ways[side].y > 0.0:
			_rails(c, ways[side])
	c.outline(0.8)
	return c


func _post(c: PixelCanvas, at: Vector2) -> void:
	c.rect(at + Vector2(-3, -25), Vector2i(6, 28), Palette.TRUNK[3])
	c.rect(at + Vector2(-3, -25), Vector2i(2, 28), Palette.TRUNK[4])
	c.rect(at + Vector2(1, -24), Vector2i(2, 27), Palette.TRUNK[2])
	c.rect(at + Vector2(-2, -27), Vector2i(4, 2), Palette.TRUNK[5])


func _rails(c: PixelCanvas, side: Vector2) -> void:
	var to := PixelCanvas.ground(side.x, side.y)
	var steps := maxi(22, ceili(absf(to.x)))
	for height: int in [9, 18]:
		for i in steps + 1:
			var p := (to * i / steps).round() - Vector2(0, height)
			var light := side.x < 0.0 or side.y > 0.0
			c.rect(p, Vector2i(1, 4), Palette.TRUNK[3 if light else 2])
			c.dot(p, Palette.TRUNK[5 if light else 4])
			c.dot(p + Vector2(0, 3), Palette.TRUNK[1])
	var middle := (to * 0.56).round()
	c.rect(middle + Vector2(-2, -23), Vector2i(4, 24), Palette.TRUNK[3])
	c.rect(middle + Vector2(-2, -23), Vector2i(1, 24), Palette.TRUNK[4])
	c.rect(middle + Vector2(1, -22), Vector2i(1, 23), Palette.TRUNK[2])
	c.rect(middle + Vector2(-1, -24), Vector2i(2, 1), Palette.TRUNK[5])


func lamp() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 70))
	c.shadow(Vector2(4, 2), Vector2(16, 6))
	c.cylinder(Vector2(0, 1), 7, 5, Palette.METAL, Textures.plain, 5)
	c.limb(Vector2(0, -3), Vector2(0, -46), 4, 3, Palette.METAL)
	c.limb(Vector2(-6, -44), Vector2(6, -44), 2, 2, Palette.METAL)
	for y in 14:
		var half := 5 - absi(y - 5) / 4
		for x in range(-half, half + 1):
			c.dot(Vector2(x, -60 + y), Palette.FIRE[4] if absi(x) < 3 and y > 3 and y < 11 else Palette.FIRE[3])
	c.rect(Vector2(-5, -60), Vector2i(1, 13), Palette.METAL[1])
	c.rect(Vector2(5, -60), Vector2i(1, 13), Palette.METAL[1])
	for i in 5:
		c.rect(Vector2(-6 + i, -61 - i), Vector2i(13 - i * 2, 1), Palette.METAL[3 - i / 2])
	c.rect(Vector2(-5, -47), Vector2i(11, 2), Palette.METAL[2])
	c.outline(0.9)
	for y in range(-70, -40):
		for x in range(-16, 17):
			var d := Vector2(x, y + 54).length() / 16.0
			if d < 1.0 and c.peek(Vector2(x, y)).a == 0.0 and (1.0 - d) * 1.2 > Dice.bayer(x, y) + 0.5:
				c.dot(Vector2(x, y), Color(1.0, 0.86, 0.45, 0.2))
	return c


func signpost() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 66))
	c.shadow(Vector2(4, 2), Vector2(18, 7))
	c.limb(Vector2(0, 3), Vector2(0, -46), 5, 5, Palette.TRUNK)
	_arrow(c, Vector2(2, -42), 1, 0.26)
	_arrow(c, Vector2(-2, -30), -1, 0.26)
	c.rect(Vector2(-2, -49), Vector2i(5, 3), Palette.TRUNK[5])
	c.outline(0.9)
	return c


func _arrow(c: PixelCanvas, from: Vector2, way: int, slope: float) -> void:
	for i in 24:
		var half := 5 if i < 19 else 24 - i
		for y in range(-half, half + 1):
			var colour := Palette.PLANK[3] if absi(y) < half else Palette.PLANK[1]
			if y == -half + 1:
				colour = Palette.PLANK[4]
			if absi(y) == 1 and i > 4 and i < 17 and i % 3 > 0:
				colour = Palette.PLANK[0]
			c.dot(from + Vector2(i * way - 5 * way, roundf(i * slope * way) + y), colour)


func bench() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 62))
	c.shadow(Vector2(4, 4), Vector2(32, 11))
	for at: Vector2 in [Vector2(-0.34, 0.1), Vector2(0.3, 0.1), Vector2(-0.34, -0.1), Vector2(0.3, -0.1)]:
		c.limb(PixelCanvas.ground(at.x, at.y), PixelCanvas.ground(at.x, at.y, 10), 3, 3, Palette.METAL)
	for height: float in [16.0, 22.0]:
		c.block(Vector2(-0.42, -0.17), Vector2(0.38, -0.13), height, 4.0, Palette.PLANK, Textures.plain)
	c.block(Vector2(-0.42, -0.14), Vector2(0.38, 0.16), 9.0, 3.0, Palette.PLANK, Textures.boards)
	c.outline(0.8)
	return c


func barrel(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 62))
	c.salt = 510
	c.shadow(Vector2(6, 3), Vector2(26, 11))
	if variant == 1:
		_barrel(c, Vector2(14, -4))
	_barrel(c, Vector2(-5 if variant == 1 else 0, 3))
	c.outline(0.9)
	return c


func _barrel(c: PixelCanvas, foot: Vector2) -> void:
	for y in range(-30, 7):
		for x in range(-15, 16):
			var t := clampf(-y / 27.0, 0.0, 1.0)
			var r := 11.0 + sin(t * PI) * 3.0
			var across := (x + 0.5) / r
			if absf(across) > 1.0:
				continue
			var drop := sqrt(1.0 - across * across) * r * 0.5
			if y > drop or y < drop - 29.0:
				continue
			var v := drop - y
			var hoop := absf(v - 5.0) < 1.6 or absf(v - 24.0) < 1.6
			var light := 0.52 - across * 0.38
			c.dot(foot + Vector2(x, y), PixelCanvas.tone(Palette.METAL, light, x, y, 0.0) if hoop
					else Textures.planks(asin(across) * r + 30, v, light, Palette.LEATHER))
	c.lid(foot + Vector2(0, -29), 11, Palette.LEATHER, 0.62, Textures.planks)
	c.lid(foot + Vector2(0, -28), 8, Palette.LEATHER, 0.42, Textures.planks)


func crates(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 60))
	c.shadow(Vector2(7, 4), Vector2(36, 15))
	_crate(c, Vector2(-0.16, -0.2), 0.0, 0.21, 22.0)
	_crate(c, Vector2(0.24, -0.1), 0.0, 0.17, 17.0)
	_crate(c, Vector2(-0.1, 0.26), 0.0, 0.18, 18.0)
	if variant == 1:
		_crate(c, Vector2(-0.15, -0.16), 22.0, 0.16, 16.0)
	c.outline(0.8)
	return c


func _crate(c: PixelCanvas, at: Vector2, base: float, half: float, height: float) -> void:
	var width := half * 2.0 * 48.0
	c.block(at - Vector2(half, half), at + Vector2(half, half), base, height, Palette.PLANK,
			func(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
				if light == PixelCanvas.TOP:
					return Textures.planks(u, v, light - 0.08, ramp)
				var in_u := fposmod(u, 37.0) if light == PixelCanvas.RIGHT else u
				if in_u < 2.4 or in_u > width - 2.4 or v < 2.6 or v > height - 2.6 or absf(in_u / width - v / height) < 0.1:
					return PixelCanvas.tone(ramp, light + 0.16, 0, 0, 0.0)
				return Textures.boards(u, v, light - 0.12, ramp))


func hay(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 60))
	c.salt = 520
	c.shadow(Vector2(7, 4), Vector2(36, 15))
	if variant == 0:
		c.ball(Vector2(0, -14), Vector2(27, 24), Palette.HAY, 0.14, 3.0)
		for i in 90:
			var p := Vector2(Dice.roll(i, 0, 521) * 50 - 25, Dice.roll(i, 1, 521) * 42 - 34)
			if c.peek(p).a > 0.9:
				var colour := Palette.HAY[4 if p.x + p.y < -22 else (3 if p.x < 6 else 1)]
				for k in 4:
					c.dot(p + Vector2(k * (0.5 if i % 2 else -0.5), k), colour)
	else:
		c.block(Vector2(-0.36, -0.34), Vector2(0.36, 0.02), 0.0, 18.0, Palette.HAY, Textures.straw)
		c.block(Vector2(-0.36, 0.04), Vector2(0.3, 0.38), 0.0, 17.0, Palette.HAY, Textures.straw)
		c.block(Vector2(-0.26, -0.22), Vector2(0.3, 0.14), 18.0, 16.0, Palette.HAY, Textures.straw)
	c.outline(0.8)
	return c


func cart() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 60))
	c.shadow(Vector2(7, 5), Vector2(42, 17))
	_wheel(c, PixelCanvas.ground(0.0, -0.3, 10))
	c.block(Vector2(-0.42, -0.25), Vector2(0.42, 0.25), 11.0, 5.0, Palette.PLANK, Textures.boards)
	c.ball(Vector2(-2, -22), Vector2(25, 12), Palette.HAY, 0.24, 3.0)
	c.block(Vector2(-0.42, 0.21), Vector2(0.42, 0.25), 14.0, 11.0, Palette.PLANK, Textures.boards)
	c.block(Vector2(0.38, -0.25), Vector2(0.42, 0.25), 14.0, 11.0, Palette.PLANK, Textures.boards)
	c.limb(PixelCanvas.ground(0.42, -0.16, 12), PixelCanvas.ground(0.78, -0.16, 3), 3, 3, Palette.TRUNK)
	c.limb(PixelCanvas.ground(0.42, 0.16, 12), PixelCanvas.ground(0.78, 0.16, 3), 3, 3, Palette.TRUNK)
	_wheel(c, PixelCanvas.ground(0.0, 0.28, 9))
	c.outline(0.8)
	return c


func _wheel(c: PixelCanvas, hub: Vector2) -> void:
	for y in range(-13, 14):
		for x in range(-12, 13):
			var d := Vector2(x * 1.14, y - x * 0.42).length()
			var angle := Vector2(x * 1.14, y - x * 0.42).angle()
			if d > 12.0:
				continue
			if d > 9.4:
				c.dot(hub + Vector2(x, y), Palette.TRUNK[4 if x + y < -4 else 2])
			elif d < 3.0:
				c.dot(hub + Vector2(x, y), Palette.METAL[3])
			elif absf(sin(angle * 3.0)) < 0.26:
				c.dot(hub + Vector2(x, y), Palette.TRUNK[3])


func boat(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 56))
	c.shadow(Vector2(3, 6), Vector2(40, 14))
	var paint: PackedColorArray = [Palette.RED, Palette.BLUE][variant]
	for i in range(-38, 39):
		var t := i / 38.0
		var half := 13.0 * sqrt(maxf(0.0, 1.0 - t * t))
		var middle := Vector2(i, i * 0.42 - 6 - absf(t) * absf(t) * 7.0)
		for y in range(int(-half), int(half * 0.9) + 10):
			var light := 0.3
			var colours := Palette.PLANK
			if y > half * 0.62:
				colours = paint if y < half * 0.62 + 4 else Palette.PLANK
				light = 0.55 - t * 0.2
				if y > half * 0.62 + 9.0 * (1.0 - t * t * t * t):
					continue
			elif y < -half + 2:
				colours = Palette.PLANK
				light = 0.75
			elif posmod(y, 4) == 0:
				light = 0.16
			c.dot(middle + Vector2(0, y), PixelCanvas.tone(colours, light, i, y, 0.1))
	for at: float in [-14.0, 10.0]:
		c.limb(Vector2(at - 4, at * 0.42 - 14), Vector2(at + 5, at * 0.42 + 4), 6, 6, Palette.PLANK)
	c.line(Vector2(-20, -26), Vector2(24, 8), Palette.PLANK[4], 2)
	c.outline(0.8)
	return c


func campfire() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 29))
	c.salt = 530
	for y in range(-12, 14):
		for x in range(-28, 29):
			var d := Vector2(x / 28.0, y / 13.0).length()
			if d < 1.0 and 1.0 - d > Dice.bayer(x, y) + 0.5:
				c.dot(Vector2(x, y), Color(1.0, 0.72, 0.3, 0.22))
	for i in 10:
		c.salt = 531 + i
		var angle := i * TAU / 10.0
		StonePainter.boulder_on(c, Vector2(cos(angle) * 16, sin(angle) * 7 + 1), Vector2(4.5, 3.5), Palette.ROCK, 5)
	c.lid(Vector2(0, 1), 11, Palette.LEATHER, 0.1, Textures.plain)
	c.limb(Vector2(-10, 4), Vector2(8, -5), 4, 3, Palette.TRUNK)
	c.limb(Vector2(10, 4), Vector2(-8, -5), 4, 3, Palette.TRUNK)
	for y in range(-25, 3):
		var t := -y / 25.0
		var half := (1.0 - t) * 8.0 * (0.65 + 0.5 * sin(t * 7.0 + 0.8))
		for x in range(int(-half), int(half) + 1):
			var heat := 1.0 - absf(x) / maxf(half, 1.0) * 0.6 - t * 0.42
			c.dot(Vector2(x + sin(t * 5.0) * 2.0, y), PixelCanvas.tone(Palette.FIRE, heat, x, y, 0.2))
	return c
