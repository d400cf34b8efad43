class_name MonsterSprite
extends AnimatedSprite2D
## The picture of a monster, feet on its own position: animations [code]<monster>_<idle|walk|attack|hit>_<ne|se|sw|nw>[/code].

const FRAMES: SpriteFrames = preload("res://art/monsters.tres")
## What a monster without a picture of its own looks like.
const _PLAINEST := "footpad"
## How high the pictures reach, px.
const _HEIGHTS: Dictionary[String, float] = {
	"piglet": 24.0, "boar": 38.0, "tusker": 47.0, "wisp": 52.0, "marsh_light": 54.0, "bog_flame": 60.0,
}
const _HEIGHT := 58.0

var look := _PLAINEST
var facing := Facing.SOUTH_EAST

var _action := "idle"


func _init() -> void:
	sprite_frames = FRAMES
	animation_finished.connect(func() -> void: act("idle"))


## Becomes a monster of the kind [param monster].
func dress(monster: String) -> void:
	look = monster if FRAMES.has_animation(StringName("%s_idle_se" % monster)) else _PLAINEST
	_animate()
	# Everybody is somewhere else in the animation.
	frame = get_instance_id() % FRAMES.get_frame_count(animation)


## Begins `idle`, `walk`, `attack` or `hit`; the last two end by themselves.
func act(action: String) -> void:
	_action = action
	_animate()


func face(way: StringName) -> void:
	if way != facing:
		facing = way
		_animate()


## How high it reaches above its feet, px.
func height() -> float:
	return _HEIGHTS.get(look, _HEIGHT)


func _animate() -> void:
	play(StringName("%s_%s_%s" % [look, _action, facing]))
