class_name CharacterPortrait
extends Control
## A character as it looks in the world, enlarged; walks on the spot when it is the chosen one.

const ENLARGED: float = 3.0
## Stands in for a class there are no pictures of.
const PLAINEST: String = "adventurer"

## The pictures: animations <class>_<idle|walk>_<direction>.
@export var frames: SpriteFrames

var _look: String = PLAINEST
var _walking: bool = false

@onready var _sprite: AnimatedSprite2D = $Sprite


func _ready() -> void:
	_sprite.sprite_frames = frames
	_sprite.scale = Vector2(ENLARGED, ENLARGED)
	resized.connect(_place)
	_place()
	_animate()


## Shows a character of the class `look`.
func show_class(look: String) -> void:
	_look = look
	_animate()


func set_walking(walking: bool) -> void:
	_walking = walking
	_animate()


func _animate() -> void:
	if not is_node_ready() or frames == null:
		return
	var animation: String = "%s_%s_se" % [_look, "walk" if _walking else "idle"]
	if not frames.has_animation(animation):
		animation = animation.replace(_look, PLAINEST)
	_sprite.play(animation)


func _place() -> void:
	# Feet at the foot of the frame.
	_sprite.position = Vector2(size.x * 0.5, size.y - 8.0)
