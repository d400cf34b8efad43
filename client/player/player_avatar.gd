class_name PlayerAvatar
extends Node2D
## A character on a map: picture with its shadow, name plate, and a marker when it is pointed at or chosen.
##
## It has no process of its own: whoever moves it calls [method show_at]. The name is drawn once and keeps its size on
## the screen whatever the zoom.

## The pictures: animations [code]<class>_<idle|walk>_<ne|se|sw|nw>[/code].
@export var frames: SpriteFrames

## What a class without a picture of its own looks like.
const _PLAINEST := "adventurer"
const _WALKING := 20.0
const _CLICK_AREA := Rect2(-20.0, -62.0, 40.0, 70.0)

## Whose character this is.
var user_id := ""
## The user name, by which one whispers.
var username := ""
## What stands on the plate.
var display_name := ""
## Which way it looks.
var facing := Facing.SOUTH_EAST

var _look := _PLAINEST
var _phase := 0
var _walking := false
var _hovered := false
var _selected := false

@onready var _sprite: AnimatedSprite2D = $Sprite
@onready var _plate: NamePlate = $NamePlate
@onready var _marker: SelectionMarker = $SelectionMarker


func _ready() -> void:
	_sprite.sprite_frames = frames
	_animate()


## Becomes the character of [param player]; [param own] sets the plate of the player's own one apart.
func dress(player: PlayerInfo, own := false) -> void:
	user_id = player.user_id
	_phase = absi(user_id.hash()) % 1000
	username = player.username
	display_name = player.name if not player.name.is_empty() else player.username
	_look = player.character_class
	if not _sprite.sprite_frames.has_animation(_animation()):
		_look = _PLAINEST
	_plate.write(display_name, own)
	_animate()


## Draws the character at [param where], walking or standing as [param velocity] (px/s) says.
func show_at(where: Vector2, velocity: Vector2) -> void:
	position = where
	var walking := velocity.length_squared() > _WALKING * _WALKING
	var way := Facing.of(velocity, facing) if walking else facing
	if walking == _walking and way == facing:
		return
	_walking = walking
	facing = way
	_animate()


## Keeps the plate readable: [param plate_scale] is what undoes the camera's zoom.
func set_plate_scale(plate_scale: float) -> void:
	_plate.scale = Vector2(plate_scale, plate_scale)


## Marks the character as pointed at.
func set_hovered(hovered: bool) -> void:
	_hovered = hovered
	_mark()


## Marks the character as chosen.
func set_selected(selected: bool) -> void:
	_selected = selected
	_mark()


## Whether the point, in the map's pixels, is on the character.
func has_point(point: Vector2) -> bool:
	return _CLICK_AREA.has_point(point - position)


func _mark() -> void:
	_marker.show_as(_hovered, _selected)
	_plate.emphasise(_hovered or _selected)


# Everybody is somewhere else in the animation: a crowd in step looks odd, and redraws all at once.
func _animate() -> void:
	var animation := _animation()
	if _sprite.animation == animation and _sprite.is_playing():
		return
	_sprite.play(animation)
	_sprite.set_frame_and_progress(_phase % frames.get_frame_count(animation), 0.1 * (_phase % 10))


func _animation() -> StringName:
	return StringName("%s_%s_%s" % [_look, "walk" if _walking else "idle", facing])
