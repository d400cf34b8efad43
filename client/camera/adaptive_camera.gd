class_name AdaptiveCamera
extends Camera2D
## Shows the whole map in a window of any shape, goes nearer by the wheel, and follows when it is near.

## The zoom changed: what is drawn at [param plate_scale] keeps its size on the screen.
signal zoom_changed(plate_scale: float)

## How much nearer one notch of the wheel goes.
const NOTCH := 1.15

const _ZOOMING_S := 0.09
const _FOLLOWING_S := 0.12

## What to keep in view.
var target: Node2D
## How much of the view, in its own pixels, something hides at the lower edge: what is to be seen stays above it, and
## below the map's edge there may be nothing.
var covered_below := 0.0

var _wanted := 1.0
# What was wanted before [method show_around].
var _wanted_before := 0.0
var _nearness := 1.0
var _shown_zoom := 0.0
var _middle := CameraFit.MAP_SIZE / 2.0


func _ready() -> void:
	get_viewport().size_changed.connect(_fit)
	_fit()


func _process(delta: float) -> void:
	if not is_equal_approx(_nearness, _wanted):
		_nearness = lerpf(_nearness, _wanted, 1.0 - exp(-delta / _ZOOMING_S))
		if absf(_nearness - _wanted) < 0.002:
			_nearness = _wanted
	if is_instance_valid(target):
		_middle = _middle.lerp(target.position, 1.0 - exp(-delta / _FOLLOWING_S))
	_fit()


func _unhandled_input(event: InputEvent) -> void:
	var button := event as InputEventMouseButton
	if button != null and button.pressed:
		if button.button_index == MOUSE_BUTTON_WHEEL_UP:
			go_nearer(1)
		elif button.button_index == MOUSE_BUTTON_WHEEL_DOWN:
			go_nearer(-1)
		return
	var gesture := event as InputEventMagnifyGesture
	if gesture != null:
		_wanted = CameraFit.clamp_nearness(_wanted * gesture.factor)


## Goes [param notches] nearer, or further away when negative.
func go_nearer(notches: int) -> void:
	_wanted = CameraFit.clamp_nearness(_wanted * pow(NOTCH, notches))


## Goes as near as [param points] allow, seen from the target, and [param most] times at most; until [method show_as_before].
func show_around(points: PackedVector2Array, most: float) -> void:
	_wanted_before = _wanted
	if is_instance_valid(target):
		var view := get_viewport_rect().size
		var free := Vector2(view.x, view.y - covered_below)
		_wanted = maxf(_wanted, minf(CameraFit.nearness_for(points, target.position, free, view), most))


## Is as near again as before [method show_around].
func show_as_before() -> void:
	if _wanted_before > 0.0:
		_wanted = _wanted_before
	_wanted_before = 0.0


## Looks at the target at once, without gliding there.
func jump() -> void:
	if is_instance_valid(target):
		_middle = target.position
	_fit()


func _fit() -> void:
	var view := get_viewport_rect().size
	var scale_now := CameraFit.zoom_for(_nearness, view)
	zoom = Vector2(scale_now, scale_now)
	var free := Vector2(view.x, view.y - covered_below)
	position = CameraFit.centre(_middle, scale_now, free) + Vector2(0.0, covered_below / 2.0 / scale_now)
	if not is_equal_approx(scale_now, _shown_zoom):
		_shown_zoom = scale_now
		zoom_changed.emit(1.0 / scale_now)
