class_name FightArea
extends RefCounted
## The shape an effect has on the ground, around the cell that is aimed at.

## `cell`, `line`, `perpendicular`, `cross`, `circle` or `ring`.
var shape := "cell"
var size := 0


static func from_data(data: Variant) -> FightArea:
	var reader := DataReader.new(data)
	var area := FightArea.new()
	area.shape = reader.text("shape")
	area.size = reader.whole("size")
	return area if reader.ok else null


## The cells of the grid it covers when `caster` aims at `target`, in the order of their numbers.
func cells(caster: int, target: int) -> PackedInt32Array:
	var found: Dictionary[int, bool] = {}
	match shape:
		"circle":
			_add_disc(found, target, 0)
		"ring":
			_add_disc(found, target, size)
		"cross":
			found[target] = true
			for direction: FightGrid.Direction in FightGrid.Direction.values():
				_add_ray(found, target, direction)
		_:
			found[target] = true
			if caster != target:
				_add_across(found, target, FightGrid.direction(caster, target))
	found.erase(FightGrid.NO_CELL)
	var sorted := PackedInt32Array(found.keys())
	sorted.sort()
	return sorted


func _add_across(found: Dictionary[int, bool], target: int, away: FightGrid.Direction) -> void:
	if shape == "line":
		_add_ray(found, target, away)
	elif shape == "perpendicular":
		_add_ray(found, target, (away + 1) % 4 as FightGrid.Direction)
		_add_ray(found, target, (away + 3) % 4 as FightGrid.Direction)


func _add_ray(found: Dictionary[int, bool], from: int, direction: FightGrid.Direction) -> void:
	for i in range(1, size + 1):
		found[FightGrid.cell_at(FightGrid.place_of(from) + FightGrid.step(direction) * i)] = true


func _add_disc(found: Dictionary[int, bool], middle: int, least: int) -> void:
	var place := FightGrid.place_of(middle)
	for dx in range(-size, size + 1):
		var rest := size - absi(dx)
		for dy in range(-rest, rest + 1):
			if absi(dx) + absi(dy) >= least:
				found[FightGrid.cell_at(place + Vector2i(dx, dy))] = true
