extends RefCounted
## Trees, shrubs and small plants.

const Dice := preload("dice.gd")
const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")
const Textures := preload("textures.gd")


func oak(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(172, 172), Vector2(86, 148))
	c.salt = 100 + variant
	c.shadow(Vector2(12, 4), Vector2(52, 19))
	_trunk(c, 46.0, 15.0, Palette.TRUNK)
	var height: float = [92.0, 84.0, 100.0][variant]
	_crown(c, Vector2(0, -height * 0.88), Vector2([44.0, 50.0, 40.0][variant], height * 0.43), Palette.OAK, 12)
	c.outline(0.8)
	return c


func birch(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 172), Vector2(43, 150))
	c.salt = 120 + variant
	c.shadow(Vector2(8, 3), Vector2(30, 11))
	var lean := 3.0 if variant == 0 else -4.0
	c.limb(Vector2(0, 2), Vector2(lean, -86), 8, 5, Palette.BIRCH_BARK)
	for i in 11:
		var h := 4.0 + i * 6.0
		var at := Vector2(lean * h / 86.0 - 3 + Dice.roll(i, 1, c.salt) * 4.0, -h)
		c.rect(at, Vector2i(2 + int(Dice.roll(i, 2, c.salt) * 2.0), 1), Palette.BIRCH_BARK[0])
	_crown(c, Vector2(lean, -92), Vector2(25, 44 - variant * 5), Palette.BIRCH, 10)
	c.outline(0.7)
	return c


func pine(variant: int, snowy: bool) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 172), Vector2(43, 152))
	c.salt = 140 + variant
	c.shadow(Vector2(9, 3), Vector2(36, 13))
	c.limb(Vector2(0, 3), Vector2(0, -26), 11, 9, Palette.TRUNK)
	var tiers := 6 + variant % 2
	var top: float = [136.0, 122.0, 146.0][variant]
	for i in tiers:
		var t := float(i) / tiers
		var base := -16.0 - t * (top - 44.0)
		var width := lerpf(36.0, 13.0, t) - (3.0 if variant == 1 else 0.0)
		_tier(c, base, width, lerpf(40.0, 27.0, t), snowy, i)
	c.outline(0.75)
	return c


## One skirt of branches: a cone with a toothed hem, lighter where the light falls.
func _tier(c: PixelCanvas, base: float, width: float, height: float, snowy: bool, index: int) -> void:
	for y in range(floori(base - height), ceili(base) + 9):
		for x in range(floori(-width), ceili(width) + 1):
			var t := clampf((base - y) / height, 0.0, 1.0)
			var half := width * pow(1.0 - t, 0.82) + 0.6
			var hem := 7.0 * absf(fposmod(x / 7.0 + Dice.roll(floori(x / 7.0), index, c.salt), 1.0) - 0.5)
			var sag := (1.0 - absf(x) / width) * 7.0
			if absf(x) > half or y > base + sag - hem:
				continue
			var across := x / maxf(half, 1.0)
			var clump := Dice.smooth(Vector2(x + 300, y + 300), Vector2(4, 3), Vector2i(2048, 2048), c.salt + index) - 0.5
			var light := 0.5 - across * 0.34 + (t - 0.45) * 0.5 + clump * 0.42
			var colour := PixelCanvas.tone(Palette.PINE, light, x, y, 0.3)
			if snowy and light > 0.42 and clump > -0.12:
				colour = PixelCanvas.tone(Palette.SNOW, light + 0.22, x, y, 0.3)
			c.dot(Vector2(x, y), colour)


func apple(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 129), Vector2(43, 107))
	c.salt = 160 + variant
	c.shadow(Vector2(8, 3), Vector2(36, 13))
	_trunk(c, 32.0, 10.0, Palette.TRUNK)
	_crown(c, Vector2(0, -54), Vector2(30 + variant * 3, 30 - variant * 2), Palette.APPLE, 9)
	for i in 11:
		var angle := Dice.roll(i, 0, c.salt) * TAU
		var far := sqrt(Dice.roll(i, 1, c.salt)) * 0.84
		var at := (Vector2(cos(angle) * 28, sin(angle) * 24) * far + Vector2(0, -52)).floor()
		c.rect(at, Vector2i(4, 3), Palette.RED[2])
		c.rect(at + Vector2(1, -1), Vector2i(2, 5), Palette.RED[2])
		c.rect(at + Vector2(0, 2), Vector2i(4, 1), Palette.RED[1])
		c.dot(at + Vector2(1, 0), Palette.RED[4])
	c.outline(0.75)
	return c


func palm() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(172, 172), Vector2(86, 150))
	c.salt = 180
	c.shadow(Vector2(14, 4), Vector2(40, 14))
	var foot := Vector2(0, 2)
	for i in 96:
		var t := i / 95.0
		var at := foot + Vector2(sin(t * 1.5) * 17.0, -t * 98.0)
		c.limb(at, at, lerpf(11, 7, t), 7, Palette.DEAD_WOOD if i % 7 == 0 else Palette.TRUNK)
	var head := foot + Vector2(sin(1.5) * 17.0, -98)
	for back in 2:
		for i in 9:
			if (i % 2 == 0) == (back == 1):
				continue
			_frond(c, head, -PI * 0.04 + i * PI * 1.08 / 8.0 - PI, 46.0 + Dice.roll(i, 0, 5) * 10.0)
	for i in 3:
		c.ball(head + Vector2(-5 + i * 5, 5 + (i % 2) * 2), Vector2(3.5, 3.5), Palette.LEATHER)
	c.outline(0.7)
	return c


func _frond(c: PixelCanvas, head: Vector2, angle: float, length: float) -> void:
	var out := Vector2(cos(angle), sin(angle) * 0.62)
	for i in int(length):
		var t := i / length
		var at := head + out * i + Vector2(0, t * t * 34.0)
		var spread := sin(t * PI * 0.94 + 0.1) * 8.0
		for s in range(-int(spread), int(spread) + 1):
			if (i + absi(s)) % 3 == 0 and absi(s) > 2:
				continue
			var light := 0.62 - out.x * 0.16 - t * 0.15 + (0.18 if s < 0 else -0.2)
			c.dot(at + Vector2(out.y * s * 0.2, s * 0.9 + absf(s) * 0.5), PixelCanvas.tone(Palette.PALM, light, i, s, 0.3))


func dead(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 129), Vector2(43, 109))
	c.salt = 190 + variant
	c.shadow(Vector2(7, 2), Vector2(22, 8))
	_trunk(c, 30.0, 11.0, Palette.DEAD_WOOD)
	var side := 1.0 if variant == 0 else -1.0
	_bough(c, Vector2(0, -28), Vector2(side * -0.62, -1).normalized(), 30, 6.0, 0)
	_bough(c, Vector2(0, -26), Vector2(side * 0.78, -1).normalized(), 34, 7.0, 1)
	_bough(c, Vector2(0, -30), Vector2(side * 0.08, -1), 38, 6.0, 2)
	c.outline(0.8)
	return c


func _bough(c: PixelCanvas, from: Vector2, direction: Vector2, length: float, width: float, depth: int) -> void:
	var to := from + direction * length
	c.limb(from, to, width, maxf(1.0, width * 0.4), Palette.DEAD_WOOD)
	if length < 11.0:
		return
	var turn := 0.5 + Dice.roll(depth, int(length), c.salt) * 0.5
	_bough(c, from.lerp(to, 0.55), direction.rotated(turn), length * 0.52, width * 0.55, depth + 3)
	_bough(c, from.lerp(to, 0.8), direction.rotated(-turn), length * 0.5, width * 0.45, depth + 5)


func cactus(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 66))
	c.salt = 200 + variant
	c.shadow(Vector2(6, 2), Vector2(20, 7))
	_cactus_arm(c, Vector2(0, 3), 54.0 - variant * 10.0, 8.0)
	_cactus_arm(c, Vector2(-15, -16), 20.0, 5.0)
	c.limb(Vector2(-15, -15), Vector2(-6, -13), 8, 7, Palette.CACTUS)
	if variant == 0:
		_cactus_arm(c, Vector2(15, -22), 16.0, 5.0)
		c.limb(Vector2(14, -21), Vector2(6, -19), 7, 7, Palette.CACTUS)
	c.ball(Vector2(1, -53 + variant * 10), Vector2(3, 2.5), Palette.FLOWER_PINK)
	c.outline(0.8)
	return c


func _cactus_arm(c: PixelCanvas, foot: Vector2, height: float, radius: float) -> void:
	for y in range(-int(height), 3):
		for x in range(-int(radius), int(radius) + 1):
			var dome := maxf(0.0, -y - (height - radius)) / radius
			var low := maxf(0.0, y + 1) / 3.0
			if Vector2(x / radius, dome).length() > 1.0 or Vector2(x / radius, low).length() > 1.0:
				continue
			var rib := 0.14 if posmod(x, 4) == 0 else (-0.1 if posmod(x, 4) == 2 else 0.0)
			var light := 0.52 - x / radius * 0.36 + rib
			var colour := PixelCanvas.tone(Palette.CACTUS, light, x, y, 0.2)
			if posmod(x, 4) == 2 and posmod(y, 6) == 0:
				colour = Palette.CLOTH[3]
			c.dot(foot + Vector2(x, y), colour)


func bush(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 60))
	c.salt = 210 + variant
	c.shadow(Vector2(6, 4), Vector2(32, 13))
	var colours: PackedColorArray = [Palette.APPLE, Palette.OAK, Palette.APPLE][variant]
	_crown(c, Vector2(0, -11), Vector2(27.0 - variant * 3, 17.0), colours, 7)
	if variant != 1:
		for i in 9:
			var at := Vector2(Dice.roll(i, 0, c.salt) * 40 - 20, -24 + Dice.roll(i, 1, c.salt) * 24).floor()
			if c.peek(at).a > 0.9:
				var berry := Palette.RED if variant == 0 else Palette.FLOWER_PINK
				c.rect(at, Vector2i(2, 2), berry[1])
				c.dot(at, berry[2])
	c.outline(0.7)
	return c


## A clipped block of leaves that fills its cell, so that neighbours grow into one hedge.
func hedge(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 58))
	c.salt = 230 + variant
	c.shadow(Vector2(6, 4), Vector2(43, 19))
	c.block(Vector2(-0.47, -0.47), Vector2(0.47, 0.47), 0.0, 24.0, Palette.APPLE, Textures.leaves)
	for i in 64:
		var t := Dice.roll(i, 0, c.salt)
		var s := Dice.roll(i, 1, c.salt)
		var at := PixelCanvas.ground(t - 0.5, s - 0.5, 24.0).floor()
		c.rect(at, Vector2i(3, 2), Palette.APPLE[4] if i % 3 > 0 else Palette.APPLE[5])
		c.dot(at + Vector2(1, 2), Palette.APPLE[2])
	c.outline(0.6)
	return c


func stump() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 26))
	c.shadow(Vector2(5, 4), Vector2(22, 9))
	for i in 4:
		var root := Vector2(-16 + i * 11, 5 + (i % 2) * 3)
		c.limb(Vector2(-6 + i * 4, -2), root, 7, 3, Palette.TRUNK)
	c.cylinder(Vector2(0, 1), 12, 13, Palette.TRUNK, Textures.planks, 11)
	for ring in 3:
		c.lid(Vector2(0, -12), 11 - ring * 3.5, Palette.HAY, 0.75 - ring * 0.14, Textures.plain)
	c.rect(Vector2(-14, -2), Vector2i(4, 2), Palette.MOSS[4])
	c.rect(Vector2(-12, -4), Vector2i(3, 2), Palette.MOSS[3])
	c.outline()
	return c


func fallen_log() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 26))
	c.shadow(Vector2(4, 5), Vector2(34, 10))
	for i in 53:
		var middle := Vector2(-26 + i, 8 - i * 0.5 - 5)
		for y in range(-9, 10):
			if absf(y) > 8.5:
				continue
			var light := 0.62 - y / 9.0 * 0.42 + (Dice.roll(i / 5, y / 2, 3) - 0.5) * 0.25
			var colour := PixelCanvas.tone(Palette.TRUNK, light, i, y, 0.2)
			if y < -3 and Dice.smooth(Vector2(i + 40, y + 40), Vector2(6, 4), Vector2i(99, 99), 4) > 0.56:
				colour = PixelCanvas.tone(Palette.MOSS, light + 0.1, i, y, 0.3)
			c.dot(middle + Vector2(0, y), colour)
	for y in range(-9, 10):
		for x in range(-5, 6):
			var d := Vector2(x / 5.0, y / 9.0).length()
			if d <= 1.0:
				c.dot(Vector2(-26, 3) + Vector2(x, y), Palette.HAY[3] if int(d * 5.0) % 2 == 0 else Palette.HAY[2])
	c.outline()
	return c


func lily(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 21))
	for i in 4 + variant:
		var at := Vector2(Dice.roll(i, variant, 71) * 46 - 23, Dice.roll(i, variant, 72) * 18 - 9)
		var r := 6.0 + Dice.roll(i, variant, 73) * 4.0
		for y in range(-6, 7):
			for x in range(-11, 12):
				var d := Vector2(x / r, y * 2.0 / r)
				if d.length() > 1.0 or (absf(d.angle() - 0.6) < 0.3):
					if Vector2(x / r, (y - 1.5) * 2.0 / r).length() <= 1.0:
						c.dot(at + Vector2(x, y), Color(0.08, 0.2, 0.35, 0.5))
					continue
				c.dot(at + Vector2(x, y), PixelCanvas.tone(Palette.PALM, 0.55 - d.x * 0.2 - d.y * 0.3, x, y, 0.3))
		if i % 2 == variant % 2:
			c.ball(at + Vector2(0, -2), Vector2(3.5, 2.6), Palette.FLOWER_PINK if variant == 0 else Palette.FLOWER_WHITE)
			c.dot(at + Vector2(0, -3), Palette.GOLD[3])
	return c


func flowers(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 24))
	var kinds: Array[PackedColorArray] = [Palette.FLOWER_YELLOW, Palette.FLOWER_PINK, Palette.FLOWER_WHITE, Palette.FLOWER_BLUE]
	for i in 9:
		var at := Vector2(Dice.roll(i, variant, 75) * 48 - 24, Dice.roll(i, variant, 76) * 20 - 8).floor()
		var petals := kinds[(variant + (1 if i % 4 == 3 else 0)) % 4]
		c.rect(at + Vector2(-1, 3), Vector2i(5, 1), Palette.GRASS[0])
		c.rect(at + Vector2(1, 0), Vector2i(1, 4), Palette.GRASS[1])
		c.rect(at + Vector2(2, 1), Vector2i(2, 1), Palette.GRASS[3])
		c.rect(at + Vector2(0, -3), Vector2i(3, 3), petals[1])
		c.rect(at + Vector2(1, -4), Vector2i(1, 5), petals[1])
		c.rect(at + Vector2(-1, -2), Vector2i(5, 1), petals[1])
		c.rect(at + Vector2(0, -3), Vector2i(2, 1), petals[2])
		c.dot(at + Vector2(1, -2), Palette.GOLD[2] if variant != 0 else Palette.GOLD[0])
	return c


func mushrooms(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 43), Vector2(43, 24))
	for i in 5:
		var at := Vector2(Dice.roll(i, variant, 81) * 40 - 20, Dice.roll(i, variant, 82) * 16 - 5).floor()
		var r := 3.0 + Dice.roll(i, variant, 83) * 3.0
		c.rect(at + Vector2(-2, 0), Vector2i(int(r) + 3, 1), Palette.MOSS[0])
		c.rect(at + Vector2(-1, -3), Vector2i(3, 4), Palette.CLOTH[3])
		c.rect(at + Vector2(1, -3), Vector2i(1, 4), Palette.CLOTH[1])
		for y in range(-int(r), 1):
			for x in range(-int(r), int(r) + 1):
				var d := Vector2(x, y * 1.15) / r
				if d.length() <= 1.0:
					c.dot(at + Vector2(x, y - 3), PixelCanvas.tone(
							Palette.MUSHROOM if variant == 0 else Palette.LEATHER, 0.55 - d.x * 0.3 - d.y * 0.2, x, y, 0.2))
		c.dot(at + Vector2(-1, -5), Palette.CLOTH[4])
		c.dot(at + Vector2(1, -4), Palette.CLOTH[3])
	return c


func reeds(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 62))
	for i in 26:
		var foot := Vector2(Dice.roll(i, variant, 85) * 44 - 22, i * 0.62 - 7).round()
		var height := 20.0 + Dice.roll(i, variant, 86) * 20.0
		var lean := (Dice.roll(i, variant, 87) - 0.5) * 12.0
		var colour := Palette.REED[1 + int(Dice.roll(i, variant, 88) * 3.0)]
		for h in int(height):
			var t := h / height
			c.dot(foot + Vector2(lean * t * t, -h), Palette.REED[0] if h < 4 else colour)
			if h < height * 0.5:
				c.dot(foot + Vector2(lean * t * t + 1, -h), Palette.REED[0] if h < 3 else Palette.REED[1])
		if i % 4 == 0:
			c.rect(foot + Vector2(lean - 1, -height - 6), Vector2i(3, 8), Palette.LEATHER[1])
			c.rect(foot + Vector2(lean - 1, -height - 6), Vector2i(1, 7), Palette.LEATHER[3])
	return c


func _trunk(c: PixelCanvas, height: float, width: float, ramp: PackedColorArray) -> void:
	c.limb(Vector2(-width * 0.2, -3), Vector2(-width * 0.75, 5), width * 0.4, 3, ramp)
	c.limb(Vector2(width * 0.2, -3), Vector2(width * 0.8, 4), width * 0.4, 3, ramp)
	c.limb(Vector2(0, 5), Vector2(0, -8), width * 1.15, width, ramp)
	c.limb(Vector2(0, -8), Vector2(0, -height), width, width * 0.7, ramp)


## Leaves as a heap of balls: the far and low ones dark, the near and high ones light.
func _crown(c: PixelCanvas, middle: Vector2, radius: Vector2, ramp: PackedColorArray, lumps: int) -> void:
	c.ball(middle + Vector2(0, radius.y * 0.08), radius * 0.9, ramp, 0.34, 5.0, -0.22)
	var places: Array[Vector2] = []
	for i in lumps:
		var angle := i * 2.399963 + c.salt
		var far := sqrt((i + 0.5) / lumps)
		places.append(Vector2(cos(angle), sin(angle)) * far * 0.66)
	places.sort_custom(func(p: Vector2, q: Vector2) -> bool: return p.y > q.y)
	for i in places.size():
		var p := places[i]
		var size := minf(radius.x, radius.y) * (0.44 + Dice.roll(i, 7, c.salt) * 0.14)
		var lift := -p.x * 0.14 - p.y * 0.2 - 0.03
		c.ball(middle + p * radius, Vector2(size * 1.12, size), ramp, 0.42, 4.0, lift)
