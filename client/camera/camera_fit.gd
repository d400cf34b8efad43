class_name CameraFit
extends RefCounted
## The arithmetic of a camera that never shows anything outside the map. All sizes are pixels of the same kind.

## The map.
const MAP_SIZE := Vector2(1920.0, 1080.0)
## How much nearer than the whole map one may go.
const NEAREST := 4.0
## Of the view's size: what is to be seen keeps so far from its edges.
const ROOM := 0.14


## The zoom at which the map just covers a view of [param view]: the whole map is seen, save what a window of another
## shape cuts off two sides.
static func cover_zoom(view: Vector2, map := MAP_SIZE) -> float:
	return maxf(maxf(view.x, 1.0) / map.x, maxf(view.y, 1.0) / map.y)


## The zoom for being [param nearness] times nearer than the map as a whole, within limits.
static func zoom_for(nearness: float, view: Vector2, map := MAP_SIZE) -> float:
	return cover_zoom(view, map) * clamp_nearness(nearness)


## [param nearness] within its limits: 1 shows the whole map.
static func clamp_nearness(nearness: float) -> float:
	return clampf(nearness, 1.0, NEAREST)


## How near one may go with [param target] in the middle of [param free], the part of the view that nothing hides, and still
## see all [param points], each with some room around it.
static func nearness_for(points: PackedVector2Array, target: Vector2, free: Vector2, view: Vector2, map := MAP_SIZE) -> float:
	var half := free * (0.5 - ROOM)
	var zoom := cover_zoom(view, map) * NEAREST
	for point: Vector2 in points:
		var away := (point - target).abs()
		zoom = minf(zoom, minf(half.x / maxf(away.x, 1.0), half.y / maxf(away.y, 1.0)))
	return clamp_nearness(zoom / cover_zoom(view, map))


## Where the middle of the view belongs to have [param target] in it, as near the middle as the map's edges allow.
static func centre(target: Vector2, zoom: float, view: Vector2, map := MAP_SIZE) -> Vector2:
	var half := view / zoom / 2.0
	return Vector2(_between(target.x, half.x, map.x), _between(target.y, half.y, map.y))


## What is seen with [param middle] in the middle.
static func seen(middle: Vector2, zoom: float, view: Vector2) -> Rect2:
	var size := view / zoom
	return Rect2(middle - size / 2.0, size)


static func _between(value: float, half: float, length: float) -> float:
	if half * 2.0 >= length:
		return length / 2.0
	return clampf(value, half, length - half)
