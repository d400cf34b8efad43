extends RefCounted
## The ground: one endless texture for every kind, 344 × 172 px, which fits the grid of cells in every direction.

const Dice := preload("dice.gd")
const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")

const SIZE := Vector2i(344, 172)
const KINDS: Array[String] = [
	"grass", "grass_flowers", "grass_tall", "moss", "path", "cobble", "stone", "gravel",
	"sand", "snow", "mud", "field", "bridge", "water", "water_deep",
]
const WATER_FRAMES := 4

var _image: Image


## All textures, one below the other; of the animated ones the first frame.
func sheet() -> Image:
	var all := Image.create_empty(SIZE.x, SIZE.y * KINDS.size(), false, Image.FORMAT_RGBA8)
	for i in KINDS.size():
		all.blit_rect(texture(KINDS[i]), Rect2i(Vector2i.ZERO, SIZE), Vector2i(0, i * SIZE.y))
	return all


func texture(kind: String, frame := 0) -> Image:
	_image = Image.create_empty(SIZE.x, SIZE.y, false, Image.FORMAT_RGBA8)
	match kind:
		"grass":
			_lawn(Palette.GRASS, 0.5, 1)
		"grass_flowers":
			_lawn(Palette.GRASS, 0.5, 1)
			_scatter_flowers()
		"grass_tall":
			_lawn(Palette.GRASS_TALL, 0.44, 7)
			_tall_blades()
		"moss":
			_lawn(Palette.MOSS, 0.46, 13)
			_litter()
		"path":
			_earth(Palette.EARTH, 21, 0.62)
			_pebbles(Palette.EARTH, 22, 0.3, 1.6)
		"cobble":
			_stones(Palette.COBBLE, Vector2(14.333, 8.6), 31, 0.56, 0.17)
		"stone":
			_slabs()
		"gravel":
			_earth(Palette.GRAVEL, 51, 0.5)
			_pebbles(Palette.GRAVEL, 52, 0.95, 2.0)
		"sand":
			_ripples(Palette.SAND, 61, 0.62)
		"snow":
			_ripples(Palette.SNOW, 71, 0.78)
		"mud":
			_earth(Palette.MUD, 81, 0.42)
			_puddles()
		"field":
			_furrows()
		"bridge":
			_planks()
		"water":
			_waves(frame, 0.4)
		"water_deep":
			_waves(frame, 0.2)
	return _image


func _put(x: int, y: int, colour: Color) -> void:
	_image.set_pixel(posmod(x, SIZE.x), posmod(y, SIZE.y), colour)


func _noise(x: float, y: float, columns: int, rows: int, salt: int) -> float:
	return Dice.smooth(Vector2(x, y), Vector2(float(SIZE.x) / columns, float(SIZE.y) / rows), Vector2i(columns, rows), salt)


## Flat patches of two neighbouring tones, so that the eye can rest, and tufts with room between them.
func _lawn(colours: PackedColorArray, light: float, salt: int) -> void:
	for y in SIZE.y:
		for x in SIZE.x:
			var n := _noise(x, y, 8, 8, salt) * 0.62 + _noise(x, y, 22, 20, salt + 1) * 0.38
			_put(x, y, PixelCanvas.tone(colours, light + (n - 0.5) * 0.34, x, y, 0.34))
	for row in 24:
		for column in 26:
			if Dice.roll(column, row, salt + 2) > 0.34:
				continue
			var x := floori((column + Dice.roll(column, row, salt + 3)) * SIZE.x / 26.0)
			var y := floori((row + Dice.roll(column, row, salt + 4)) * SIZE.y / 24.0)
			var bright := Dice.roll(column, row, salt + 5) > 0.42
			var blade := colours[3] if bright else colours[1]
			var root := colours[2] if bright else colours[0]
			for k in 3 + int(Dice.roll(column, row, salt + 6) * 2.0):
				var bx := x + k * 2
				var height := 2 + int(Dice.roll(bx, y, salt) * 2.0)
				_put(bx, y, root)
				for h in height:
					_put(bx + (1 if h == height - 1 and k > 1 else 0), y - 1 - h, blade)


func _tall_blades() -> void:
	var colours := Palette.GRASS_TALL
	for row in 30:
		for column in 58:
			if Dice.roll(column, row, 3) > 0.52:
				continue
			var x := floori((column + Dice.roll(column, row, 4)) * SIZE.x / 58.0)
			var y := floori((row + Dice.roll(column, row, 5)) * SIZE.y / 30.0)
			var height := 4 + int(Dice.roll(column, row, 6) * 4.0)
			var lean := 1 if Dice.roll(column, row, 7) > 0.5 else -1
			for h in height:
				var colour := colours[1] if h < 2 else (colours[3] if h < height - 1 else colours[4])
				_put(x + (lean if h > height - 3 else 0), y - h, colour)


func _scatter_flowers() -> void:
	var kinds: Array[PackedColorArray] = [
		Palette.FLOWER_WHITE, Palette.FLOWER_YELLOW, Palette.FLOWER_PINK, Palette.FLOWER_WHITE, Palette.FLOWER_BLUE,
	]
	for i in 74:
		var x := int(Dice.roll(i, 0, 95) * SIZE.x)
		var y := int(Dice.roll(i, 1, 95) * SIZE.y)
		var colours := kinds[int(_noise(x, y, 5, 4, 96) * 4.99)]
		_put(x, y + 2, Palette.GRASS[0])
		_put(x + 1, y + 2, Palette.GRASS[0])
		_put(x, y, colours[2])
		_put(x + 1, y, colours[1])
		_put(x, y + 1, colours[1])
		_put(x + 1, y + 1, colours[0])
		if i % 3 == 0:
			_put(x - 1, y, colours[1])
			_put(x, y - 1, colours[2])


func _litter() -> void:
	for i in 120:
		var x := int(Dice.roll(i, 0, 15) * SIZE.x)
		var y := int(Dice.roll(i, 1, 15) * SIZE.y)
		var colour := Palette.EARTH[1] if i % 3 == 0 else (Palette.MOSS[3] if i % 3 == 1 else Palette.FIELD[2])
		_put(x, y, colour)
		_put(x + 1, y, colour)
		_put(x + 1, y + 1, Palette.MOSS[0])


func _earth(colours: PackedColorArray, salt: int, light: float) -> void:
	for y in SIZE.y:
		for x in SIZE.x:
			var n := _noise(x, y, 7, 8, salt) * 0.6 + _noise(x, y, 20, 22, salt + 1) * 0.4
			_put(x, y, PixelCanvas.tone(colours, light + (n - 0.5) * 0.36, x, y, 0.3))


func _pebbles(colours: PackedColorArray, salt: int, density: float, size: float) -> void:
	for row in 20:
		for column in 30:
			if Dice.roll(column, row, salt) > density * 0.62:
				continue
			var middle := Vector2(
					(column + Dice.roll(column, row, salt + 1)) * SIZE.x / 30.0,
					(row + Dice.roll(column, row, salt + 2)) * SIZE.y / 20.0)
			var r := 1.0 + Dice.roll(column, row, salt + 3) * size
			for y in range(-3, 4):
				for x in range(-5, 6):
					var d := Vector2(x / (r * 1.5), y / r)
					if d.length() > 1.0:
						if Vector2((x - 1) / (r * 1.5), (y - 1) / r).length() <= 1.0:
							_put(int(middle.x) + x, int(middle.y) + y, colours[0])
						continue
					_put(int(middle.x) + x, int(middle.y) + y, colours[4] if d.x + d.y < -0.35 else colours[3])


## Rounded stones, each of one tone, lit at the upper left, with dark joints.
func _stones(colours: PackedColorArray, cell: Vector2, salt: int, light: float, variety: float) -> void:
	var counts := Vector2i((Vector2(SIZE) / cell).round())
	var pitch := Vector2(SIZE) / Vector2(counts)
	for y in SIZE.y:
		for x in SIZE.x:
			var own := Vector2i(floori(x / pitch.x), floori(y / pitch.y))
			var nearest := 1e9
			var second := 1e9
			var to_nearest := Vector2.ZERO
			var stone := Vector2i.ZERO
			for dy in range(-1, 2):
				for dx in range(-1, 2):
					var c := own + Vector2i(dx, dy)
					var w := Vector2i(posmod(c.x, counts.x), posmod(c.y, counts.y))
					var shift := 0.5 if posmod(c.y, 2) == 1 else 0.0
					var middle := Vector2(
							(c.x + 0.2 + shift + Dice.roll(w.x, w.y, salt) * 0.4) * pitch.x,
							(c.y + 0.3 + Dice.roll(w.x, w.y, salt + 1) * 0.4) * pitch.y)
					var away := Vector2(x, y) - middle
					var d := Vector2(away.x / pitch.x, away.y / pitch.y).length()
					if d < nearest:
						second = nearest
						nearest = d
						to_nearest = away / pitch
						stone = w
					elif d < second:
						second = d
			var joint := second - nearest
			if joint < 0.13:
				_put(x, y, PixelCanvas.tone(colours, light - 0.36, x, y, 0.2))
				continue
			var tone := light + (Dice.roll(stone.x, stone.y, salt + 2) - 0.5) * variety * 2.0
			if joint < 0.3:
				tone += 0.2 if to_nearest.x + to_nearest.y * 1.4 < -0.1 else -0.13
			_put(x, y, PixelCanvas.tone(colours, tone, x, y, 0.12))


func _slabs() -> void:
	_stones(Palette.STONE_GROUND, Vector2(38.2, 19.1), 41, 0.55, 0.1)
	for y in SIZE.y:
		for x in SIZE.x:
			var crack := absf(_noise(x, y, 9, 9, 44) - 0.5)
			if crack < 0.012 and _noise(x, y, 12, 12, 45) > 0.5:
				_put(x, y, Palette.STONE_GROUND[1])
	for i in 26:
		var x := int(Dice.roll(i, 0, 46) * SIZE.x)
		var y := int(Dice.roll(i, 1, 46) * SIZE.y)
		_put(x, y, Palette.GRASS[2])
		_put(x + 1, y, Palette.GRASS[1])
		_put(x, y - 1, Palette.GRASS[3])
		_put(x + 2, y - 1, Palette.GRASS[2])


func _ripples(colours: PackedColorArray, salt: int, light: float) -> void:
	for y in SIZE.y:
		for x in SIZE.x:
			var n := _noise(x, y, 6, 6, salt)
			var bend := _noise(x, y, 8, 6, salt + 1) * 16.0 + _noise(x, y, 17, 14, salt + 4) * 4.0
			var wave := sin((y + bend) * TAU * 12.0 / SIZE.y)
			var ridge := 0.11 if wave > 0.86 else (-0.07 if wave < -0.9 else 0.0)
			if _noise(x, y, 14, 12, salt + 2) < 0.5:
				ridge = 0.0
			_put(x, y, PixelCanvas.tone(colours, light + (n - 0.5) * 0.22 + ridge, x, y, 0.3))
	for i in 46:
		var x := int(Dice.roll(i, 0, salt + 3) * SIZE.x)
		var y := int(Dice.roll(i, 1, salt + 3) * SIZE.y)
		_put(x, y, colours[4])
		if i % 2 == 0:
			_put(x + 1, y + 1, colours[1])


func _puddles() -> void:
	for y in SIZE.y:
		for x in SIZE.x:
			var n := _noise(x, y, 9, 10, 84)
			if n > 0.77:
				var glint := n > 0.8 and _noise(x, y, 30, 40, 85) > 0.74
				_put(x, y, Color("8b8c8e") if glint else Color("5b5b62"))
			elif n > 0.745:
				_put(x, y, Palette.MUD[0])
	for i in 60:
		var x := int(Dice.roll(i, 0, 86) * SIZE.x)
		var y := int(Dice.roll(i, 1, 86) * SIZE.y)
		_put(x, y, Palette.GRASS_TALL[2])
		_put(x, y - 1, Palette.GRASS_TALL[3])
		_put(x + 1, y, Palette.GRASS_TALL[1])


## Furrows along the north-east axis, with young green on their backs.
func _furrows() -> void:
	for y in SIZE.y:
		for x in SIZE.x:
			var across := fposmod((x / 86.0 + y / 43.0) * 4.0, 1.0)
			var along := y / 43.0 - x / 86.0
			var n := _noise(x, y, 16, 16, 91) - 0.5
			var light := 0.5 + 0.34 * sin(across * TAU) + n * 0.3
			_put(x, y, PixelCanvas.tone(Palette.FIELD, light, x, y, 0.3))
			var plant := fposmod(along * 6.0, 1.0)
			if absf(across - 0.25) < 0.11 and plant < 0.34 and Dice.roll(floori(along * 6.0) & 31, floori((x / 86.0 + y / 43.0) * 4.0) & 31, 92) > 0.25:
				_put(x, y, Palette.GRASS[3] if plant < 0.16 else Palette.GRASS[1])


func _planks() -> void:
	for y in SIZE.y:
		for x in SIZE.x:
			var across := (x / 86.0 + y / 43.0) * 5.0
			var along := y / 43.0 - x / 86.0
			var board := posmod(floori(across), 20)
			var edge := fposmod(across, 1.0)
			var grain := _noise(x, y, 43, 30, 97) - 0.5
			var light := 0.6 + (Dice.roll(board, floori(along + 100.5) & 3, 98) - 0.5) * 0.3 + grain * 0.22
			if edge < 0.13:
				light = 0.08
			elif edge > 0.82:
				light += 0.16
			_put(x, y, PixelCanvas.tone(Palette.PLANK, light, x, y, 0.15))


func _waves(frame: int, light: float) -> void:
	var turn := TAU * frame / WATER_FRAMES
	for y in SIZE.y:
		for x in SIZE.x:
			var sway := Vector2(x + sin(turn + y * TAU * 4.0 / SIZE.y) * 2.0, y + cos(turn + x * TAU * 3.0 / SIZE.x) * 1.2)
			var n := _noise(sway.x, sway.y, 7, 9, 99)
			var crest := absf(_noise(sway.x, sway.y, 10, 14, 100) - _noise(sway.y * 2.0, sway.x * 0.5, 9, 12, 101))
			var colour := PixelCanvas.tone(Palette.WATER, light + (n - 0.5) * 0.14, x, y, 0.3)
			if crest < 0.016:
				colour = Palette.WATER[3]
			_put(x, y, colour)


## Smooth and white noise for the shaders that lay the ground out: red 8 × 8 squares, green 32 × 32, blue each pixel.
func noise() -> Image:
	var image := Image.create_empty(256, 256, false, Image.FORMAT_RGB8)
	for y in 256:
		for x in 256:
			var p := Vector2(x, y)
			image.set_pixel(x, y, Color(
					Dice.smooth(p, Vector2(32, 32), Vector2i(8, 8), 201) * 0.7 + Dice.smooth(p, Vector2(16, 16), Vector2i(16, 16), 204) * 0.3,
					Dice.smooth(p, Vector2(8, 8), Vector2i(32, 32), 202),
					Dice.roll(x, y, 203)))
	return image
