class_name FightCells
extends Node2D
## The ground of a fight: grid, start cells, glyphs and traps, and what a step or a spell would reach.

const _GRID := Color(1.0, 1.0, 1.0, 0.13)
const _REACH := Color("7fd88a")
const _RANGE := Color("67a7ff")
const _AREA := Color("ffb257")
const _WRONG := Color("ff7d6e")

## Marked cells, by what they mean; see the members' names.
var start_friends := PackedInt32Array()
var start_foes := PackedInt32Array()
var reach := PackedInt32Array()
var path := PackedInt32Array()
var unseen := PackedInt32Array()
var castable := PackedInt32Array()
var area := PackedInt32Array()
## The cell pointed at, or FightGrid.NO_CELL; and whether acting there is refused.
var hovered := FightGrid.NO_CELL
var refused := false

var _lines := PackedVector2Array()
var _glyphs: Array[Dictionary] = []


## Draws the grid over the cells marked in `walkable`.
func lay(walkable: PackedByteArray) -> void:
	_lines = PackedVector2Array()
	for cell: int in walkable.size():
		if walkable[cell] == 0:
			continue
		var corners := FightGrid.corners(cell)
		# The two upper sides; the lower ones are those of the cells below, where they can be walked on.
		_lines.append_array([corners[3], corners[0], corners[0], corners[1]])
		for side: FightGrid.Direction in [FightGrid.Direction.SOUTH_EAST, FightGrid.Direction.SOUTH_WEST]:
			var below := FightGrid.neighbour(cell, side)
			if below == FightGrid.NO_CELL or walkable[below] == 0:
				_lines.append_array([corners[2], corners[1] if side == FightGrid.Direction.SOUTH_EAST else corners[3]])
	queue_redraw()


## Shows these glyphs and traps.
func show_objects(objects: Array[GroundObject], catalogue: FightCatalogue) -> void:
	_glyphs.clear()
	for object: GroundObject in objects:
		var spell := catalogue.spell(object.spell)
		_glyphs.append({"cells": object.cells(catalogue), "colour": Palette.of_element(spell.element()), "trap": object.kind == "trap"})
	queue_redraw()


## Forgets what a step or a spell would reach.
func clear_previews() -> void:
	reach = PackedInt32Array()
	path = PackedInt32Array()
	unseen = PackedInt32Array()
	castable = PackedInt32Array()
	area = PackedInt32Array()
	refused = false
	queue_redraw()


func _draw() -> void:
	if not _lines.is_empty():
		draw_multiline(_lines, _GRID, 1.0)
	_fill(start_foes, Palette.FOE, 0.34, 2.0)
	_fill(start_friends, Palette.FRIEND, 0.4, 2.0)
	for glyph: Dictionary in _glyphs:
		_draw_object(glyph["cells"], glyph["colour"], glyph["trap"])
	_fill(reach, _REACH, 0.22, 2.0)
	_fill(unseen, _RANGE, 0.09, 3.0)
	_fill(castable, _RANGE, 0.34, 2.0)
	_fill(area, _WRONG if refused else _AREA, 0.5, 1.0)
	_draw_path()
	if hovered != FightGrid.NO_CELL:
		var corners := FightGrid.corners(hovered, 1.0)
		corners.append(corners[0])
		draw_polyline(corners, Palette.INK, 4.0)
		draw_polyline(corners, _WRONG if refused else Palette.TEXT, 2.0)


func _fill(cells: PackedInt32Array, colour: Color, alpha: float, inset: float) -> void:
	for cell: int in cells:
		var corners := FightGrid.corners(cell, inset)
		draw_colored_polygon(corners, Color(colour, alpha))
		corners.append(corners[0])
		draw_polyline(corners, Color(colour, minf(alpha * 2.0, 0.9)), 1.5)


func _draw_path() -> void:
	_fill(path, _REACH, 0.6, 3.0)
	for at: int in path.size():
		draw_rect(Rect2(FightGrid.centre(path[at]) - Vector2(3, 2), Vector2(6, 4)), Palette.INK)


func _draw_object(cells: PackedInt32Array, colour: Color, trap: bool) -> void:
	_fill(cells, colour, 0.3, 2.0)
	for cell: int in cells:
		if trap:
			for tooth: int in 3:
				var at := FightGrid.centre(cell) + Vector2((tooth - 1) * 12.0, 3)
				draw_colored_polygon(PackedVector2Array([at + Vector2(-5, 4), at + Vector2(0, -8), at + Vector2(5, 4)]), Color(Palette.INK, 0.8))
		else:
			var inner := FightGrid.corners(cell, 7.0)
			inner.append(inner[0])
			draw_polyline(inner, Color(colour.lightened(0.3), 0.8), 1.5)
