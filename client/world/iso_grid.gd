@tool
class_name IsoGrid
## The diamond grid of a map, exactly as the server sees it (docs/maps.md).
##
## Positions are rounded to a hundredth of a pixel, as on the wire; all decisions are then made on whole numbers, so
## that client and server never disagree about a cell or a step.

const COLUMNS := 22
const ROWS := 49
const CELL := Vector2(86, 43)
const MAP := Vector2(1920, 1080)
## What cell_at() answers for a point that lies in no cell.
const NOWHERE := Vector2i(-1, -1)

## Positions are counted in units of 1/65,536 px: every border and corner of the grid is a whole number of them.
const UNIT := 65536
## On the diagonal axes u = x + 2y and v = 2y - x the diamonds are squares with this side.
const SIDE := 86 * UNIT


## The middle of a cell.
static func centre(cell: Vector2i) -> Vector2:
	return Vector2((cell.x + (1.0 if cell.y & 1 else 0.5)) * CELL.x, (cell.y + 1) * CELL.y / 2.0)


## The cell whose diamond contains `position`, or NOWHERE. A shared border belongs to the cell to the south of it.
static func cell_at(position: Vector2) -> Vector2i:
	if not position.is_finite() or absf(position.x) > 4096.0 or absf(position.y) > 4096.0:
		return NOWHERE
	var cell := _cell_of_square(_square(diagonal(position)))
	return cell if in_grid(cell) else NOWHERE


static func in_grid(cell: Vector2i) -> bool:
	return cell.x >= 0 and cell.x < COLUMNS and cell.y >= 0 and cell.y < ROWS


static func on_map(position: Vector2) -> bool:
	return position.x >= 0.0 and position.x <= MAP.x and position.y >= 0.0 and position.y <= MAP.y


## The place of a cell where cells are kept row by row.
static func index_of(cell: Vector2i) -> int:
	return cell.y * COLUMNS + cell.x


static func cell_of(index: int) -> Vector2i:
	return Vector2i(index % COLUMNS, index / COLUMNS)


## The cells that share a side, in the order north-east, south-east, south-west, north-west. They may lie outside.
static func neighbours(cell: Vector2i) -> Array[Vector2i]:
	var east := cell.x + (cell.y & 1)
	return [
		Vector2i(east, cell.y - 1), Vector2i(east, cell.y + 1),
		Vector2i(east - 1, cell.y + 1), Vector2i(east - 1, cell.y - 1),
	]


## The cells that share only a corner, in the order north, east, south, west. They may lie outside.
static func corner_neighbours(cell: Vector2i) -> Array[Vector2i]:
	return [
		Vector2i(cell.x, cell.y - 2), Vector2i(cell.x + 1, cell.y), Vector2i(cell.x, cell.y + 2), Vector2i(cell.x - 1, cell.y),
	]


## True when every cell the straight line enters is marked in `walkable` (index_of), exactly and not by sampling.
## A line through a corner enters only the cells before and after it.
static func segment_is_walkable(walkable: PackedByteArray, from: Vector2, to: Vector2) -> bool:
	if not (on_map(from) and on_map(to)):
		return false
	var start := diagonal(from)
	var end := diagonal(to)
	var square := _square(start)
	var last := _square(end)
	# Amanatides and Woo, "A Fast Voxel Traversal Algorithm for Ray Tracing", 1987, on whole numbers: the borders of
	# both axes are ordered by cross-multiplication instead of division, and counted instead of compared to an end.
	var step := Vector2i(-1 if last.x < square.x else 1, -1 if last.y < square.y else 1)
	var crossings_u := (last.x - square.x) * step.x
	var crossings_v := (last.y - square.y) * step.y
	var length_u := (end[0] - start[0]) * step.x
	var length_v := (end[1] - start[1]) * step.y
	var next_u := (square.x * SIDE + step.x * (SIDE / 2) - start[0]) * step.x
	var next_v := (square.y * SIDE + step.y * (SIDE / 2) - start[1]) * step.y
	while true:
		var cell := _cell_of_square(square)
		if not in_grid(cell) or walkable[index_of(cell)] == 0:
			return false
		if crossings_u == 0 and crossings_v == 0:
			return true
		var u_later := next_u * length_v - next_v * length_u
		if crossings_v == 0:
			u_later = -1
		elif crossings_u == 0:
			u_later = 1
		# At a corner (0) both borders are crossed at once.
		if u_later <= 0:
			square.x += step.x
			next_u += SIDE
			crossings_u -= 1
		if u_later >= 0:
			square.y += step.y
			next_v += SIDE
			crossings_v -= 1
	return false


## A position on the diagonal axes u and v, in units.
static func diagonal(position: Vector2) -> PackedInt64Array:
	var x := _units(position.x)
	var y := _units(position.y)
	return PackedInt64Array([x + 2 * y, 2 * y - x])


static func _units(value: float) -> int:
	return floori(roundf(value * 100.0) / 100.0 * UNIT + 0.5)


static func _square(at: PackedInt64Array) -> Vector2i:
	return Vector2i(_floor_divide(at[0] + SIDE / 2), _floor_divide(at[1] + SIDE / 2))


static func _floor_divide(value: int) -> int:
	return (value - posmod(value, SIDE)) / SIDE


static func _cell_of_square(square: Vector2i) -> Vector2i:
	var row := square.x + square.y - 1
	return Vector2i((row - posmod(row, 2)) / 2 - square.y, row)
