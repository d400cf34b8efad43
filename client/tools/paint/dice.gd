extends RefCounted
## Whole-number noise: the same picture on every machine and in every run.

const BAYER: Array[int] = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]


## From 0 to 1, without any pattern.
static func roll(x: int, y: int, salt: int) -> float:
	var h := (x * 374761393 + y * 668265263 + salt * 974634533) & 0xffffffff
	h = ((h ^ (h >> 13)) * 1274126177) & 0xffffffff
	h = ((h ^ (h >> 16)) * 461845907) & 0xffffffff
	return float((h ^ (h >> 15)) & 0xffff) / 65535.0


## Smooth noise from 0 to 1 over squares of `step`; repeats every `period` squares.
static func smooth(at: Vector2, step: Vector2, period: Vector2i, salt: int) -> float:
	var p := at / step
	var cell := Vector2i(p.floor())
	var t := p - Vector2(cell)
	t = t * t * (Vector2(3, 3) - 2.0 * t)
	var x0 := posmod(cell.x, period.x)
	var y0 := posmod(cell.y, period.y)
	var x1 := posmod(cell.x + 1, period.x)
	var y1 := posmod(cell.y + 1, period.y)
	return lerpf(
			lerpf(roll(x0, y0, salt), roll(x1, y0, salt), t.x),
			lerpf(roll(x0, y1, salt), roll(x1, y1, salt), t.x), t.y)


## Ordered dithering: from -0.5 to 0.5.
static func bayer(x: int, y: int) -> float:
	return (BAYER[(x & 3) + (y & 3) * 4] + 0.5) / 16.0 - 0.5
