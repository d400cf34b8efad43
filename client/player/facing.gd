class_name Facing
extends RefCounted
## Which of the four ways of the grid a motion looks.

const NORTH_EAST: StringName = &"ne"
const SOUTH_EAST: StringName = &"se"
const SOUTH_WEST: StringName = &"sw"
const NORTH_WEST: StringName = &"nw"

## Below this part of the speed a component says nothing about where one looks.
const _LEAST := 0.08


## The way [param velocity] looks. Where it does not say (straight up, straight left, standing), [param before] decides.
static func of(velocity: Vector2, before: StringName) -> StringName:
	var length := velocity.length()
	if length < 0.001:
		return before
	var east := before == NORTH_EAST or before == SOUTH_EAST
	var south := before == SOUTH_EAST or before == SOUTH_WEST
	if absf(velocity.x) > _LEAST * length:
		east = velocity.x > 0.0
	if absf(velocity.y) > _LEAST * length:
		south = velocity.y > 0.0
	if south:
		return SOUTH_EAST if east else SOUTH_WEST
	return NORTH_EAST if east else NORTH_WEST
