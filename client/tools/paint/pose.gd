extends RefCounted
## One moment of a monster's motion, as all of them share it.

## +1 looks to the right, -1 to the left.
var side := 1.0
## Whether one sees the face.
var front := true
## The swing of a step, from -1 to 1, and where in the step it is, from 0 to TAU.
var swing := 0.0
var phase := 0.0
## How far the body is lifted, px.
var lift := 0.0
## How far the blow has got, from 0 to 1; below 0 it is being drawn back.
var blow := 0.0
## How hard it has just been hit, from 0 to 1.
var pain := 0.0

const _BLOWS: Array[float] = [-0.5, 0.7, 1.0, 0.3]
const _PAINS: Array[float] = [1.0, 0.5]
const _WALK_FRAMES := 6.0


static func of(way: String, action: String, frame: int) -> RefCounted:
	var pose := new()
	pose.side = 1.0 if way.ends_with("e") else -1.0
	pose.front = way.begins_with("s")
	match action:
		"idle":
			pose.phase = TAU * frame / 4.0
			pose.lift = [0.0, 0.0, 1.0, 1.0][frame]
		"walk":
			pose.phase = TAU * frame / _WALK_FRAMES
			pose.swing = sin(pose.phase)
			pose.lift = absf(cos(pose.phase)) * 2.0
		"attack":
			pose.blow = _BLOWS[frame]
		"hit":
			pose.pain = _PAINS[frame]
	return pose


## `amount` px along the way it looks, on the ground.
func ahead(amount: float) -> Vector2:
	return Vector2(side, 0.5 if front else -0.5) * amount


## `amount` px to its right hand (as one sees it from in front), on the ground.
func aside(amount: float) -> Vector2:
	return Vector2(-side, 0.5 if front else -0.5) * amount
