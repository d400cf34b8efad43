class_name FightReach
extends RefCounted
## What a fighter can walk to, and by which way: breadth first over shared sides, around obstacles and fighters.
## Tackling is left out: whether it holds is a matter of luck.

var _steps: Dictionary[int, int] = {}
var _start := FightGrid.NO_CELL


## From `start`, at most `most` steps over cells that are marked in `walkable` and not in `occupied`.
func _init(walkable: PackedByteArray, occupied: PackedByteArray, start: int, most: int) -> void:
	_start = start
	_steps[start] = 0
	var queue: Array[int] = [start]
	var at := 0
	while at < queue.size():
		var cell := queue[at]
		at += 1
		if _steps[cell] >= most:
			break
		for direction: FightGrid.Direction in FightGrid.Direction.values():
			var beside := FightGrid.neighbour(cell, direction)
			if beside == FightGrid.NO_CELL or walkable[beside] == 0 or occupied[beside] == 1 or _steps.has(beside):
				continue
			_steps[beside] = _steps[cell] + 1
			queue.append(beside)


## The cells that can be reached, the start not among them.
func cells() -> PackedInt32Array:
	var found := PackedInt32Array(_steps.keys())
	found.remove_at(found.find(_start))
	return found


## Steps to a cell; -1 for one that cannot be reached.
func steps_to(cell: int) -> int:
	return _steps.get(cell, -1)


## A shortest way to a cell, without the start; empty where there is none. Of several it is the server's.
func path_to(cell: int) -> PackedInt32Array:
	var path := PackedInt32Array()
	while _steps.get(cell, 0) > 0:
		path.append(cell)
		for direction: FightGrid.Direction in FightGrid.Direction.values():
			var back := FightGrid.neighbour(cell, direction)
			if _steps.get(back, -1) == _steps[cell] - 1:
				cell = back
				break
	path.reverse()
	return path
