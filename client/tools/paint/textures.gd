extends RefCounted
## What the faces of solids are made of: functions (u px along, v px up, light, ramp) -> Color.

const Dice := preload("dice.gd")
const PixelCanvas := preload("pixel_canvas.gd")


static func plain(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	return PixelCanvas.tone(ramp, light, int(u), int(v), 0.25)


static func plaster(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var stain := Dice.smooth(Vector2(u, v) + Vector2(300, 300), Vector2(9, 7), Vector2i(512, 512), 11) - 0.5
	return PixelCanvas.tone(ramp, light + 0.1 + stain * 0.18, int(u), int(v), 0.3)


static func bricks(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var course := floori(v / 6.0)
	var along := u + (course & 1) * 6.0 + Dice.roll(course, 0, 3) * 3.0
	var brick := floori(along / 12.0)
	var in_u := along - brick * 12.0
	var in_v := v - course * 6.0
	if in_u < 1.0 or in_v < 1.0:
		return PixelCanvas.tone(ramp, light - 0.24, 0, 0, 0.0)
	var own := (Dice.roll(brick, course, 5) - 0.5) * 0.26
	var edge := 0.12 if in_v > 4.6 or in_u < 2.0 else 0.0
	return PixelCanvas.tone(ramp, light + own + edge, 0, 0, 0.0)


## Bigger, rougher stones than bricks.
static func masonry(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var course := floori(v / 9.0)
	var along := u + Dice.roll(course, 1, 8) * 14.0
	var width := 14.0
	var stone := floori(along / width)
	var in_u := along - stone * width
	var in_v := v - course * 9.0
	if in_u < 1.2 or in_v < 1.2:
		return PixelCanvas.tone(ramp, light - 0.26, 0, 0, 0.0)
	var own := (Dice.roll(stone, course, 6) - 0.5) * 0.24
	var worn := (Dice.smooth(Vector2(u, v) + Vector2(400, 400), Vector2(4, 3), Vector2i(512, 512), 17) - 0.5) * 0.22
	var edge := 0.14 if in_v > 7.4 or in_u < 2.4 else 0.0
	return PixelCanvas.tone(ramp, light + own + worn + edge, 0, 0, 0.0)


static func planks(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var board := floori(u / 7.0)
	var in_u := u - board * 7.0
	if in_u < 1.0:
		return PixelCanvas.tone(ramp, light - 0.28, 0, 0, 0.0)
	var grain := Dice.smooth(Vector2(u * 1.5 + 200, v * 0.25 + 200), Vector2(2, 2), Vector2i(512, 512), 23) - 0.5
	return PixelCanvas.tone(ramp, light + (Dice.roll(board, 2, 9) - 0.5) * 0.2 + grain * 0.2, int(u), int(v), 0.1)


## Boards that lie: the other way round.
static func boards(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	return planks(v, u, light, ramp)


static func shingles(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var course := floori(v / 6.0)
	var along := u + (course & 1) * 4.0
	var tile := floori(along / 8.0)
	var in_u := along - tile * 8.0 - 4.0
	var in_v := v - course * 6.0
	var lip := absf(in_u) * 0.32
	if in_v < 1.2 + lip * 0.5 and in_v > lip * 0.5 - 0.6:
		return PixelCanvas.tone(ramp, light - 0.22, 0, 0, 0.0)
	var own := (Dice.roll(tile, course, 4) - 0.5) * 0.2
	return PixelCanvas.tone(ramp, light + own + (0.08 if in_v > 4.2 else 0.0), 0, 0, 0.0)


static func thatch(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var straw := Dice.roll(floori(u / 1.5), floori((v + Dice.roll(floori(u), 0, 2) * 7.0) / 7.0), 12) - 0.5
	var layer := -0.18 if fposmod(v + Dice.roll(floori(u / 2.0), 1, 2) * 3.0, 15.0) < 2.0 else 0.0
	return PixelCanvas.tone(ramp, light + straw * 0.26 + layer, 0, 0, 0.0)


static func leaves(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var clump := Dice.smooth(Vector2(u, v) + Vector2(700, 700), Vector2(4, 3), Vector2i(1024, 1024), 31) - 0.5
	return PixelCanvas.tone(ramp, light + clump * 0.62, int(u), int(v), 0.3)


static func rock(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var big := Dice.smooth(Vector2(u * 0.8 + 600, v + 600), Vector2(10, 14), Vector2i(1024, 1024), 41) - 0.5
	var crack := absf(Dice.smooth(Vector2(u + 600, v * 0.6 + 600), Vector2(9, 9), Vector2i(1024, 1024), 43) - 0.5)
	return PixelCanvas.tone(ramp, light + big * 0.34 - (0.2 if crack < 0.035 else 0.0), int(u), int(v), 0.2)


static func straw(u: float, v: float, light: float, ramp: PackedColorArray) -> Color:
	var stalk := Dice.roll(floori(u / 3.0), floori(v), 51) - 0.5
	return PixelCanvas.tone(ramp, light + stalk * 0.3, 0, 0, 0.0)
