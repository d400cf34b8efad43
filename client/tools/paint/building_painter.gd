extends RefCounted
## Houses, and the other things one builds to stay.

const Dice := preload("dice.gd")
const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")
const Textures := preload("textures.gd")


## Two cells square, thatched or tiled.
func cottage(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(172, 172), Vector2(86, 122))
	c.salt = 400 + variant
	var roof: PackedColorArray = [Palette.ROOF_RED, Palette.ROOF_THATCH, Palette.ROOF_SLATE][variant]
	var tiles: Callable = Textures.thatch if variant == 1 else Textures.shingles
	c.shadow(Vector2(14, 6), Vector2(82, 38))
	_house(c, Vector2(0.76, 0.72), 42.0, 44.0, roof, tiles)
	_chimney(c, Vector2(-0.3, -0.2), 62.0, 36.0)
	_window_left(c, Vector2(0.76, 0.72), -0.44, 15.0)
	_door_left(c, Vector2(0.76, 0.72), 0.12)
	_window_left(c, Vector2(0.76, 0.72), 0.5, 15.0)
	_window_right(c, Vector2(0.76, 0.72), 0.0, 15.0)
	_window_right(c, Vector2(0.76, 0.72), 0.0, 50.0, 9.0)
	c.outline(0.8)
	return c


## Three cells square: stone below, timber above.
func hall() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(344, 301), Vector2(158, 208))
	c.salt = 410
	var half := Vector2(1.22, 1.12)
	c.shadow(Vector2(18, 8), Vector2(124, 58))
	c.block(-half, half, 0.0, 26.0, Palette.WALL_STONE, Textures.masonry)
	c.block(-half - Vector2(0.04, 0.04), half + Vector2(0.04, 0.04), 26.0, 4.0, Palette.TRUNK, Textures.plain)
	_house(c, half, 62.0, 62.0, Palette.ROOF_SLATE, Textures.shingles, 30.0)
	_chimney(c, Vector2(-0.7, -0.3), 92.0, 40.0)
	for i in 4:
		_window_left(c, half, -0.93 + i * 0.58 + (0.06 if i > 1 else 0.0), 38.0)
	for at: float in [-0.9, 0.9]:
		_window_left(c, half, at, 8.0, 12.0)
	_gate_left(c, half, 0.05)
	for at: float in [-0.58, 0.0, 0.58]:
		_window_right(c, half, at, 38.0)
	for at: float in [-0.5, 0.5]:
		_window_right(c, half, at, 8.0, 12.0)
	_window_right(c, half, 0.0, 76.0, 14.0)
	for at: float in [-0.34, 0.42]:
		var foot := PixelCanvas.ground(at, half.y, 62.0) + Vector2(0, 4)
		c.face(foot, Vector2(12, 6), Vector2(0, -26), func(u: float, v: float) -> Color:
			return PixelCanvas.tone(Palette.BLUE, 0.5 + (0.2 if u < 3.0 else 0.0) - (0.15 if v < 4.0 else 0.0), 0, 0, 0.0) if absf(u - 6.5) > 2.0 or absf(v - 13.0) > 3.0 else Palette.GOLD[3])
	c.outline(0.8)
	return c


## A round tower with sails.
func mill() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(172, 215), Vector2(86, 165))
	c.salt = 420
	c.shadow(Vector2(14, 6), Vector2(66, 30))
	c.cylinder(Vector2(0, 2), 56, 20, Palette.WALL_STONE, Textures.masonry, 53)
	c.cylinder(Vector2(0, -17), 51, 78, Palette.PLASTER, Textures.plaster, 36)
	c.cylinder(Vector2(0, -93), 40, 4, Palette.TRUNK, Textures.plain)
	for y in range(-146, -74):
		for x in range(-42, 43):
			# On the cone the rings are ellipses; the lowest one that covers the pixel is the one in front.
			var t := -1.0
			var highest := 0.0
			for step in 45:
				var half := 42.0 * (1.0 - step / 44.0)
				if half < 1.0 or absf(x) > half:
					break
				var ring := -96.0 - step + sqrt(1.0 - pow(x / half, 2)) * half * 0.5
				highest = ring
				if ring >= y:
					t = step / 44.0
			if t < 0.0 or y < highest - 1.0:
				continue
			var across := x / maxf(42.0 * (1.0 - t), 1.0)
			c.dot(Vector2(x, y), Textures.shingles(asin(clampf(across, -1, 1)) * 36.0, t * 52.0, 0.58 - across * 0.34, Palette.ROOF_RED))
	c.ball(Vector2(0, -140), Vector2(4, 4), Palette.GOLD)
	# Door and windows, on the side towards the light.
	_arch(c, Vector2(-16, 21), 20, 34)
	for at: Vector2 in [Vector2(-22, -42), Vector2(14, -58), Vector2(-6, -78)]:
		_pane(c, at, 11, 14)
	var hub := Vector2(-6, -88)
	for i in 4:
		var out := Vector2.from_angle(0.5 + i * PI / 2)
		var side := out.orthogonal()
		c.line(hub, hub + out * 60, Palette.TRUNK[1], 3)
		c.polygon(
				PackedVector2Array([hub + out * 12, hub + out * 60, hub + out * 60 + side * 15, hub + out * 12 + side * 13]),
				Transform2D(out, side, hub), func(u: float, v: float) -> Color:
					if fposmod(u, 8.0) < 1.2 or absf(v - 7.0) < 0.7 or v > 13.4:
						return Palette.TRUNK[2]
					return Palette.CLOTH[4] if out.y < 0.3 else Palette.CLOTH[3])
		c.line(hub, hub + out * 60, Palette.TRUNK[3], 1)
	c.ball(hub, Vector2(6, 6), Palette.TRUNK)
	c.ball(hub + Vector2(-1, -1), Vector2(2.5, 2.5), Palette.GOLD)
	c.outline(0.8)
	return c


## Walls with timbers and a gabled roof whose ridge runs along a; `base` leaves room for a lower storey.
func _house(c: PixelCanvas, half: Vector2, eaves: float, rise: float, roof: PackedColorArray, tiles: Callable, base := 0.0) -> void:
	var foot := base
	if base == 0.0:
		c.block(-half, half, 0.0, 7.0, Palette.WALL_STONE, Textures.masonry)
		foot = 7.0
	var west := PixelCanvas.ground(-half.x, half.y, foot)
	var south := PixelCanvas.ground(half.x, half.y, foot)
	var east := PixelCanvas.ground(half.x, -half.y, foot)
	var height := eaves - foot
	var long := (south - west).length()
	var short := (east - south).length()
	c.face(west, south - west, Vector2(0, -height), func(u: float, v: float) -> Color:
		return _timbered(u, v, long, height, PixelCanvas.LEFT))
	# The gable: the wall and the triangle above it in one.
	var ridge := PixelCanvas.ground(half.x, 0.0, eaves + rise)
	var gable := PackedVector2Array([south, east, east + Vector2(0, -height), ridge, south + Vector2(0, -height)])
	c.polygon(gable, Transform2D((east - south).normalized(), Vector2(0, -1), south), func(u: float, v: float) -> Color:
		return _timbered(u, v, short, height, PixelCanvas.RIGHT + 0.06))
	_roof(c, half, eaves, rise, roof, tiles)


func _timbered(u: float, v: float, width: float, height: float, light: float) -> Color:
	var beam := v < 3.0 or absf(v - height + 1.5) < 1.8 or u < 3.6 or u > width - 3.6
	var bays := maxi(2, roundi(width / 30.0))
	var in_bay := fposmod(u, width / bays)
	beam = beam or (in_bay < 2.0 or in_bay > width / bays - 1.4) or (v > height and absf(fposmod(v - height, 18.0) - 16.0) < 1.6)
	if beam:
		return Textures.planks(v + 3.0, u, light - 0.04, Palette.TRUNK)
	return Textures.plaster(u, v, light + 0.03, Palette.PLASTER)


func _roof(c: PixelCanvas, half: Vector2, eaves: float, rise: float, ramp: PackedColorArray, tiles: Callable) -> void:
	var over := 0.12
	var slope := rise / half.y
	var low := eaves - slope * over
	var ridge_west := PixelCanvas.ground(-half.x - over, 0.0, eaves + rise)
	var ridge_east := PixelCanvas.ground(half.x + over, 0.0, eaves + rise)
	var eave_west := PixelCanvas.ground(-half.x - over, half.y + over, low)
	var eave_east := PixelCanvas.ground(half.x + over, half.y + over, low)
	var thick := Vector2(0, 5)
	# The edge of the far slope peeps out beyond the gable.
	var far := PixelCanvas.ground(half.x + over, -half.y - over, low)
	c.polygon(PackedVector2Array([ridge_east, far, far + thick, ridge_east + thick * 1.6]), Transform2D(),
			func(_x: float, _y: float) -> Color: return ramp[0])
	c.polygon(PackedVector2Array([ridge_east, eave_east, eave_east + thick, ridge_east + thick * 1.6]), Transform2D(),
			func(_x: float, _y: float) -> Color: return ramp[1])
	var right := eave_east - eave_west
	var up := ridge_west - eave_west
	var run := up.length()
	c.face(eave_west, right, up, func(u: float, v: float) -> Color:
		var light := 0.62 + 0.1 * (v / run)
		if u < 2.5:
			light += 0.14
		return tiles.call(u, v, light, ramp))
	c.face(eave_west + thick, right, -thick, func(u: float, _v: float) -> Color: return ramp[1 if fposmod(u, 8.0) < 6.8 else 0])
	# The ridge.
	for i in 3:
		c.line(ridge_west + Vector2(0, i - 2), ridge_east + Vector2(0, i - 2), ramp[[4, 3, 1][i]])


func _chimney(c: PixelCanvas, at: Vector2, base: float, height: float) -> void:
	c.block(at - Vector2(0.1, 0.1), at + Vector2(0.1, 0.1), base, height, Palette.ROCK, Textures.bricks)
	c.block(at - Vector2(0.13, 0.13), at + Vector2(0.13, 0.13), base + height, 4.0, Palette.WALL_STONE, Textures.plain)
	c.rect(PixelCanvas.ground(at.x, at.y, base + height + 5.0) - Vector2(3, 0), Vector2i(6, 2), Palette.INK)


func _window_left(c: PixelCanvas, half: Vector2, at: float, sill: float, height := 17.0) -> void:
	var origin := PixelCanvas.ground(at, half.y, sill) - Vector2(8, 4)
	_window(c, origin, Vector2(16, 8), height, 0.0, true)


func _window_right(c: PixelCanvas, half: Vector2, at: float, sill: float, height := 17.0) -> void:
	var origin := PixelCanvas.ground(half.x, -at, sill) - Vector2(8, -4)
	_window(c, origin, Vector2(16, -8), height, -0.22, height > 12.0)


func _window(c: PixelCanvas, origin: Vector2, right: Vector2, height: float, shade: float, shutters: bool) -> void:
	var width := right.length()
	if shutters:
		for edge: float in [-0.5, 1.0]:
			c.face(origin + right * edge, right * 0.46, Vector2(0, -height), func(u: float, v: float) -> Color:
				var slat := 0.14 if fposmod(v, 3.0) < 1.0 else 0.0
				return PixelCanvas.tone(Palette.GREEN, 0.52 + shade + slat - (0.2 if u < 1.0 else 0.0), 0, 0, 0.0))
	c.face(origin, right, Vector2(0, -height), func(u: float, v: float) -> Color:
		if u < 2.0 or u > width - 2.0 or v < 2.0 or v > height - 2.0 or absf(u - width / 2) < 0.8 or absf(v - height * 0.55) < 0.7:
			return PixelCanvas.tone(Palette.TRUNK, 0.62 + shade, 0, 0, 0.0)
		return PixelCanvas.tone(Palette.GLASS, 0.42 + shade + (0.34 if fposmod(u + v, 13.0) < 4.0 else 0.0), 0, 0, 0.0))
	c.line(origin + Vector2(-1, 1), origin + right + Vector2(1, 1), Palette.CLOTH[3 if shade == 0.0 else 1])
	if shutters and shade == 0.0:
		# A box of flowers under those in the sun.
		c.face(origin + Vector2(0, 6), right, Vector2(0, -4), func(_u: float, _v: float) -> Color: return Palette.TRUNK[2])
		for i in 7:
			var p := origin + right * (i / 6.5) + Vector2(0, 0)
			c.rect(p, Vector2i(2, 2), [Palette.RED[3], Palette.GREEN[3], Palette.GREEN[2], Palette.FLOWER_PINK[1]][i % 4] as Color)


func _door_left(c: PixelCanvas, half: Vector2, at: float) -> void:
	var origin := PixelCanvas.ground(at, half.y, 0.0) - Vector2(10, 5)
	var right := Vector2(19, 9.5)
	var width := right.length()
	c.face(origin, right, Vector2(0, -33), func(u: float, v: float) -> Color:
		if u < 2.4 or u > width - 2.4 or v > 30.4:
			return PixelCanvas.tone(Palette.TRUNK, 0.34, 0, 0, 0.0)
		if absf(u - width + 5.5) < 1.2 and absf(v - 15.0) < 1.2:
			return Palette.GOLD[3]
		if absf(v - 7.0) < 1.0 or absf(v - 24.0) < 1.0:
			return Palette.TRUNK[1]
		return Textures.planks(u * 1.3, v, 0.56, Palette.LEATHER))
	c.block(Vector2(at - 0.16, half.y), Vector2(at + 0.3, half.y + 0.14), 0.0, 3.0, Palette.WALL_STONE, Textures.plain)


func _gate_left(c: PixelCanvas, half: Vector2, at: float) -> void:
	var origin := PixelCanvas.ground(at, half.y, 0.0) - Vector2(18, 9)
	var right := Vector2(36, 18)
	var width := right.length()
	c.face(origin, right, Vector2(0, -40), func(u: float, v: float) -> Color:
		var d := Vector2(u - width / 2, maxf(0.0, v - 20.0)).length()
		if d > width / 2:
			return Color(0, 0, 0, 0)
		if d > width / 2 - 4.0:
			return Textures.masonry(u, v, 0.68, Palette.MARBLE)
		if absf(u - width / 2) < 0.9:
			return Palette.TRUNK[0]
		if absf(absf(u - width / 2) - 3.6) < 1.2 and absf(v - 15.0) < 1.4:
			return Palette.GOLD[3]
		if absf(v - 7.0) < 1.2 or absf(v - 27.0) < 1.2:
			return Palette.METAL[1]
		return Textures.planks(u, v, 0.52, Palette.LEATHER))
	c.block(Vector2(at - 0.36, half.y), Vector2(at + 0.6, half.y + 0.16), 0.0, 4.0, Palette.WALL_STONE, Textures.plain)


func _arch(c: PixelCanvas, foot: Vector2, width: int, height: int) -> void:
	for y in height:
		for x in width:
			var d := Vector2(x + 0.5 - width / 2.0, maxf(0.0, y - height + width / 2.0)).length()
			if d > width / 2.0:
				continue
			var at := foot + Vector2(x - width / 2, x * 0.22 - y)
			if d > width / 2.0 - 2.6:
				c.dot(at, Palette.WALL_STONE[4 if (x + y) % 5 else 2])
			else:
				c.dot(at, Textures.planks(x * 1.4, y, 0.5, Palette.LEATHER))
	c.rect(foot + Vector2(4, -height * 0.4), Vector2i(2, 2), Palette.GOLD[3])


func _pane(c: PixelCanvas, at: Vector2, width: int, height: int) -> void:
	for y in height:
		for x in width:
			var frame := x < 2 or y < 2 or x >= width - 2 or y >= height - 2 or x == width / 2
			c.dot(at + Vector2(x, x * 0.2 - y), Palette.TRUNK[3] if frame else Palette.GLASS[3 if (x + y) % 9 < 3 else 1])


func fountain() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(172, 129), Vector2(86, 80))
	c.salt = 430
	c.shadow(Vector2(10, 6), Vector2(72, 34))
	c.cylinder(Vector2(0, 3), 66, 7, Palette.WALL_STONE, Textures.masonry)
	c.cylinder(Vector2(0, -3), 58, 13, Palette.WALL_STONE, Textures.masonry)
	c.lid(Vector2(0, -16), 58, Palette.MARBLE, 0.66, Textures.plain)
	c.lid(Vector2(0, -15), 51, Palette.WATER, 0.5, _pool)
	c.cylinder(Vector2(0, -12), 9, 22, Palette.MARBLE, Textures.plaster, 7)
	c.cylinder(Vector2(0, -32), 10, 6, Palette.MARBLE, Textures.plain, 26)
	c.lid(Vector2(0, -38), 23, Palette.WATER, 0.56, _pool)
	c.cylinder(Vector2(0, -38), 5, 14, Palette.MARBLE, Textures.plain, 4)
	c.ball(Vector2(0, -55), Vector2(5, 5), Palette.GOLD)
	c.outline(0.8)
	# Water falls from the bowl and springs from the top.
	for i in 12:
		var angle := PI * (0.02 + i * 0.087)
		var lip := Vector2(cos(angle) * 25, sin(angle) * 12 - 38)
		var foot := Vector2(cos(angle) * 37, sin(angle) * 19 - 17)
		for k in 15:
			var t := k / 14.0
			var p := Vector2(lerpf(lip.x, foot.x, t), lerpf(lip.y, foot.y, t * t))
			var drop := Palette.WATER[5] if (k + i) % 3 else Palette.WATER[4]
			c.dot(p, Color(drop, 0.92))
		c.rect(foot - Vector2(2, 0), Vector2i(5, 1), Palette.WATER[5])
	for i in 5:
		for k in 12:
			var t := k / 11.0
			var p := Vector2((i - 2) * 5.5 * t, -58 - sin(t * PI * 0.9) * 11.0 + t * 16)
			c.dot(p, Palette.WATER[5])
	return c


func _pool(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var crest := absf(Dice.smooth(Vector2(u + 200, v + 200), Vector2(14, 12), Vector2i(512, 512), 71) - 0.5)
	return PixelCanvas.tone(ramp, light + (0.26 if crest < 0.03 else 0.0) - u * 0.002, int(u), int(v), 0.2)


func well() -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 129), Vector2(43, 105))
	c.salt = 440
	c.shadow(Vector2(7, 4), Vector2(34, 14))
	c.cylinder(Vector2(0, 1), 24, 18, Palette.WALL_STONE, Textures.masonry)
	c.lid(Vector2(0, -17), 24, Palette.MARBLE, 0.6, Textures.plain)
	c.lid(Vector2(0, -16), 18, Palette.WATER, 0.14, Textures.plain)
	c.lid(Vector2(-1, -14), 12, Palette.WATER, 0.34, Textures.plain)
	for x: float in [-22.0, 19.0]:
		c.limb(Vector2(x, -14), Vector2(x, -50), 4, 4, Palette.TRUNK)
	c.limb(Vector2(-22, -38), Vector2(20, -38), 4, 4, Palette.TRUNK)
	c.line(Vector2(0, -37), Vector2(0, -25), Palette.CLOTH[1])
	c.cylinder(Vector2(0, -19), 4, 7, Palette.TRUNK, Textures.planks)
	var roof := Palette.ROOF_RED
	c.polygon(PackedVector2Array([Vector2(-30, -44), Vector2(2, -36), Vector2(12, -64), Vector2(-18, -70)]),
			Transform2D(Vector2(1, 0.24).normalized(), Vector2(0.36, -1).normalized(), Vector2(-30, -44)),
			func(u: float, v: float) -> Color: return Textures.shingles(u, v, 0.64, roof))
	c.polygon(PackedVector2Array([Vector2(2, -36), Vector2(12, -64), Vector2(30, -47)]), Transform2D(),
			func(x: float, y: float) -> Color: return Textures.planks(x, y, 0.34, Palette.TRUNK))
	c.line(Vector2(-18, -70), Vector2(12, -64), roof[4], 2)
	c.line(Vector2(12, -64), Vector2(31, -46), roof[1], 3)
	c.outline(0.8)
	return c


## A market stall with a striped awning.
func stall(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 129), Vector2(43, 105))
	c.salt = 450 + variant
	var cloth: PackedColorArray = [Palette.RED, Palette.BLUE, Palette.GREEN][variant]
	c.shadow(Vector2(7, 4), Vector2(40, 17))
	for at: Vector2 in [Vector2(-0.4, -0.34), Vector2(0.4, -0.34), Vector2(-0.4, 0.34)]:
		c.limb(PixelCanvas.ground(at.x, at.y), PixelCanvas.ground(at.x, at.y, 48 if at.y > 0 else 56), 3, 3, Palette.TRUNK)
	c.block(Vector2(-0.38, -0.26), Vector2(0.38, 0.3), 0.0, 19.0, Palette.TRUNK, Textures.planks)
	for i in 15:
		var at := PixelCanvas.ground(-0.3 + (i % 5) * 0.14, -0.16 + (i / 5) * 0.16, 20.0)
		var fruit: PackedColorArray = [Palette.RED, Palette.GOLD, Palette.GREEN, Palette.COPPER, Palette.PURPLE][(i % 5 + variant) % 5]
		c.ball(at, Vector2(3.6, 3.2), fruit)
	c.limb(PixelCanvas.ground(0.4, 0.34), PixelCanvas.ground(0.4, 0.34, 48), 3, 3, Palette.TRUNK)
	var left := PixelCanvas.ground(-0.48, 0.46, 46.0)
	var right := PixelCanvas.ground(0.48, 0.46, 46.0)
	var back := PixelCanvas.ground(-0.48, -0.4, 62.0)
	c.face(left, right - left, back - left, func(u: float, v: float) -> Color:
		var stripe := Palette.CLOTH if int(u / 7.7) % 2 else cloth
		return PixelCanvas.tone(stripe, 0.62 + v * 0.004, int(u), int(v), 0.2))
	for i in 6:
		var from := left.lerp(right, i / 6.0)
		var stripe := Palette.CLOTH if i % 2 else cloth
		for x in 7:
			var drop := 5 + int(sin((x + 0.5) / 7.0 * PI) * 3.0)
			c.rect(from + Vector2(x, x * 0.5), Vector2i(1, drop), stripe[2])
	var far := PixelCanvas.ground(0.48, -0.4, 62.0)
	c.polygon(PackedVector2Array([right, far, far + Vector2(0, 5), right + Vector2(0, 5)]), Transform2D(),
			func(_x: float, _y: float) -> Color: return cloth[1])
	c.outline(0.8)
	return c


func tent(variant: int) -> PixelCanvas:
	var c := PixelCanvas.new(Vector2i(86, 86), Vector2(43, 60))
	var cloth: PackedColorArray = [Palette.PLASTER, Palette.BLUE][variant]
	c.shadow(Vector2(8, 5), Vector2(42, 18))
	var top := 46.0
	var ridge_west := PixelCanvas.ground(-0.46, 0.0, top)
	var ridge_east := PixelCanvas.ground(0.42, 0.0, top)
	var west := PixelCanvas.ground(-0.46, 0.44)
	var south := PixelCanvas.ground(0.42, 0.44)
	var east := PixelCanvas.ground(0.42, -0.44)
	c.polygon(PackedVector2Array([south, east, ridge_east]), Transform2D(), func(x: float, y: float) -> Color:
		return PixelCanvas.tone(cloth, 0.32, int(x), int(y), 0.3))
	c.polygon(PackedVector2Array([south.lerp(east, 0.28), south.lerp(east, 0.74), ridge_east + Vector2(0, 10)]), Transform2D(),
			func(_x: float, _y: float) -> Color: return Palette.INK)
	c.face(west, south - west, ridge_west - west, func(u: float, v: float) -> Color:
		var fold := 0.1 if fposmod(u + v * 0.2, 13.0) < 2.0 else 0.0
		var hem := -0.26 if v < 3.0 else 0.0
		return PixelCanvas.tone(cloth, 0.66 - fold + hem, int(u), int(v), 0.3))
	c.line(ridge_west, ridge_east, cloth[4], 2)
	c.limb(ridge_east + Vector2(0, 2), ridge_east + Vector2(0, -6), 3, 3, Palette.TRUNK)
	for peg: Vector2 in [west, south, east]:
		c.limb(peg, peg + Vector2(0, -4), 3, 2, Palette.TRUNK)
	c.outline(0.8)
	return c
