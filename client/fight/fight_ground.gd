class_name FightGround
extends RefCounted
## What the ground of a fight allows: where one can stand, and what blocks the sight.

## By number of the cell: 1 where one can stand.
var walkable: PackedByteArray
## By number of the cell: 1 where one cannot see past.
var opaque: PackedByteArray


## `map_walkable` marks the walkable cells of the map; `see_through` are those of the others that block no sight.
func _init(map_walkable: PackedByteArray, see_through: PackedInt32Array) -> void:
	walkable = map_walkable
	opaque = map_walkable.duplicate()
	for cell: int in opaque.size():
		opaque[cell] = 1 - map_walkable[cell]
	for cell: int in see_through:
		opaque[cell] = 0


## Where the fighters of `state` block the sight, too.
func blocking(state: FightState) -> PackedByteArray:
	var marked := opaque.duplicate()
	for fighter: Fighter in state.fighters:
		if fighter.alive and fighter.cell != FightGrid.NO_CELL:
			marked[fighter.cell] = 1
	return marked


## What `fighter` can walk to now.
func reach(state: FightState, fighter: Fighter) -> FightReach:
	return FightReach.new(walkable, state.occupied(), fighter.cell, fighter.movement_points)
