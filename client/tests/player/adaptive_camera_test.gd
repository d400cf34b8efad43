extends TestCase
## The camera in a window, with something to follow.

var _camera: AdaptiveCamera
var _target: Node2D


func before_each() -> void:
	_target = add_node(Node2D.new())
	_camera = AdaptiveCamera.new()
	add_node(_camera)
	_camera.target = _target


func test_shows_the_whole_map_at_first() -> void:
	_target.position = Vector2(10, 10)
	_camera.jump()
	var seen := _seen()
	assert_near(seen.size.x, minf(1920.0, seen.size.x), 0.5)
	assert_true(Rect2(Vector2.ZERO, CameraFit.MAP_SIZE).grow(0.1).encloses(seen), str(seen))
	assert_true(is_equal_approx(seen.size.x, 1920.0) or is_equal_approx(seen.size.y, 1080.0), str(seen))


func test_follows_when_it_is_near_and_stays_inside() -> void:
	var plates: Array[float] = []
	_camera.zoom_changed.connect(func(plate_scale: float) -> void: plates.append(plate_scale))
	_camera.go_nearer(6)
	_target.position = Vector2(900, 600)
	assert_true(await wait_until(func() -> bool: return _camera.position.distance_to(_target.position) < 1.0))
	assert_true(plates.size() > 1 and plates[plates.size() - 1] < plates[0], "plates keep their size")
	_target.position = Vector2(1919, 1079)
	await wait_until(func() -> bool: return _camera.position.x > 1200.0)
	assert_true(Rect2(Vector2.ZERO, CameraFit.MAP_SIZE).grow(0.1).encloses(_seen()))


func test_zoom_stops_at_its_limits() -> void:
	_camera.go_nearer(100)
	var nearest := CameraFit.zoom_for(CameraFit.NEAREST, _camera.get_viewport_rect().size)
	assert_true(await wait_until(func() -> bool: return is_equal_approx(_camera.zoom.x, nearest)))
	_camera.go_nearer(-500)
	var whole := CameraFit.cover_zoom(_camera.get_viewport_rect().size)
	assert_true(await wait_until(func() -> bool: return is_equal_approx(_camera.zoom.x, whole)))


func test_goes_near_to_a_fight_and_back_after_it() -> void:
	_target.position = Vector2(900, 500)
	_camera.jump()
	var whole := _camera.zoom.x
	_camera.show_around([Vector2(800, 450), Vector2(1000, 560)], 1.75)
	assert_true(await wait_until(func() -> bool: return is_equal_approx(_camera.zoom.x, whole * 1.75)), "near")
	_camera.show_as_before()
	assert_true(await wait_until(func() -> bool: return is_equal_approx(_camera.zoom.x, whole)), "as before")
	_camera.show_around([Vector2(100, 100)], 1.75)
	_camera.show_as_before()
	_camera.go_nearer(2)
	_camera.show_as_before()
	assert_true(await wait_until(func() -> bool: return _camera.zoom.x > whole * 1.2), "what the player chose stays")


func _seen() -> Rect2:
	return CameraFit.seen(_camera.position, _camera.zoom.x, _camera.get_viewport_rect().size)


func test_what_is_followed_stays_above_what_hides_the_lower_edge() -> void:
	_target.position = Vector2(960.0, 1070.0)
	_camera.covered_below = 200.0
	_camera.jump()
	var view := _camera.get_viewport_rect().size
	var lower := _camera.position.y + (view.y / 2.0 - _camera.covered_below) / _camera.zoom.y
	assert_true(_target.position.y <= lower + 0.01, "%s is above %s" % [_target.position.y, lower])
	assert_near(lower, CameraFit.MAP_SIZE.y, 0.01, "no more of what is not the map")
