class_name FightGrid
## The cells of a fight as docs/fights.md counts them: one number each, and two diagonal axes for distances.

const CELLS := IsoGrid.COLUMNS * IsoGrid.ROWS
const NO_CELL := -1

enum Direction { NORTH_EAST, SOUTH_EAST, SOUTH_WEST, NORTH_WEST }

const _STEPS: Array[Vector2i] = [Vector2i(0, -1), Vector2i(1, 0), Vector2i(0, 1), Vector2i(-1, 0)]


static func in_grid(cell: int) -> bool:
	return cell >= 0 and cell < CELLS


## A cell's place on the diagonal axes: x grows to the south-east, y to the south-west.
static func place_of(cell: int) -> Vector2i:
	var column := cell % IsoGrid.COLUMNS
	var row := cell / IsoGrid.COLUMNS
	return Vector2i(column + (row + 1) / 2, row / 2 - column)


## The cell at a place, or NO_CELL outside the grid.
static func cell_at(place: Vector2i) -> int:
	var row := place.x + place.y
	if row < 0 or row >= IsoGrid.ROWS:
		return NO_CELL
	var column := row / 2 - place.y
	return row * IsoGrid.COLUMNS + column if column >= 0 and column < IsoGrid.COLUMNS else NO_CELL


## The cell at a point of the map, or NO_CELL.
static func cell_at_point(point: Vector2) -> int:
	var cell := IsoGrid.cell_at(point)
	return NO_CELL if cell == IsoGrid.NOWHERE else IsoGrid.index_of(cell)


## The middle of a cell, in the map's pixels.
static func centre(cell: int) -> Vector2:
	return IsoGrid.centre(IsoGrid.cell_of(cell))


## The corners of a cell's diamond, in the map's pixels, beginning in the north; `inset` px smaller to each side.
static func corners(cell: int, inset := 0.0) -> PackedVector2Array:
	var middle := centre(cell)
	var half := IsoGrid.CELL / 2.0 - Vector2(inset * 2.0, inset)
	return PackedVector2Array([
		middle + Vector2(0, -half.y), middle + Vector2(half.x, 0), middle + Vector2(0, half.y), middle + Vector2(-half.x, 0),
	])


## The next cell in a direction, or NO_CELL at the edge.
static func neighbour(cell: int, direction: Direction) -> int:
	return cell_at(place_of(cell) + _STEPS[direction])


## One cell in a direction, on the diagonal axes.
static func step(direction: Direction) -> Vector2i:
	return _STEPS[direction]


static func distance(a: int, b: int) -> int:
	var way := place_of(b) - place_of(a)
	return absi(way.x) + absi(way.y)


static func in_line(a: int, b: int) -> bool:
	var way := place_of(b) - place_of(a)
	return way.x == 0 or way.y == 0


## The direction of the longer axis between two different cells; along x when they are equal.
static func direction(from: int, to: int) -> Direction:
	var way := place_of(to) - place_of(from)
	if absi(way.x) >= absi(way.y):
		return Direction.SOUTH_EAST if way.x > 0 else Direction.NORTH_WEST
	return Direction.SOUTH_WEST if way.y > 0 else Direction.NORTH_EAST


## Whether one sees from the middle of one cell to the middle of another past the cells marked in `blocking`. The two
## cells themselves never block, and a line through a corner passes between the cells beside it.
static func has_line_of_sight(blocking: PackedByteArray, from: int, to: int) -> bool:
	# As in IsoGrid.segment_is_walkable, from middle to middle: border i + ½ of an axis of length n is crossed at
	# (2i + 1) / 2n of the way, compared without division.
	var place := place_of(from)
	var way := place_of(to) - place
	var length := way.abs()
	var toward := Vector2i(-1 if way.x < 0 else 1, -1 if way.y < 0 else 1)
	var crossed := Vector2i.ZERO
	while true:
		var x_later := (2 * crossed.x + 1) * length.y - (2 * crossed.y + 1) * length.x
		if x_later <= 0 and crossed.x < length.x:
			place.x += toward.x
			crossed.x += 1
		if x_later >= 0 and crossed.y < length.y:
			place.y += toward.y
			crossed.y += 1
		if crossed == length:
			return true
		var cell := cell_at(place)
		if cell == NO_CELL or blocking[cell] == 1:
			return false
	return false
