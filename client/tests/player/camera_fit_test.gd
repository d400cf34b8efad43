extends TestCase
## No window, zoom or place shows anything outside the map.

const WINDOWS: Array[Vector2] = [
	Vector2(1280, 720), Vector2(1920, 1080), Vector2(2560, 1080), Vector2(3440, 1440), Vector2(5120, 1440),
	Vector2(1024, 768), Vector2(720, 1280), Vector2(640, 360), Vector2(1, 1),
]


func test_shows_the_whole_map_in_a_window_of_its_shape() -> void:
	for window: Vector2 in [Vector2(1280, 720), Vector2(1920, 1080), Vector2(3840, 2160)]:
		var zoom := CameraFit.cover_zoom(window)
		var seen := CameraFit.seen(CameraFit.centre(Vector2(300, 300), zoom, window), zoom, window)
		assert_near(seen.position.x, 0.0, 0.01)
		assert_near(seen.position.y, 0.0, 0.01)
		assert_near(seen.size.x, 1920.0, 0.01)
		assert_near(seen.size.y, 1080.0, 0.01)


func test_never_shows_outside_the_map() -> void:
	var map := Rect2(Vector2.ZERO, CameraFit.MAP_SIZE).grow(0.01)
	for window: Vector2 in WINDOWS:
		for nearness: float in [0.1, 1.0, 1.7, 4.0, 50.0]:
			var zoom := CameraFit.zoom_for(nearness, window)
			for target: Vector2 in [Vector2.ZERO, Vector2(960, 540), Vector2(1920, 0), Vector2(-500, 5000)]:
				var seen := CameraFit.seen(CameraFit.centre(target, zoom, window), zoom, window)
				assert_true(map.encloses(seen), "%s at %s sees %s" % [window, nearness, seen])


func test_follows_in_the_middle_when_zoomed() -> void:
	var zoom := CameraFit.zoom_for(2.0, Vector2(1280, 720))
	assert_eq(CameraFit.centre(Vector2(900, 500), zoom, Vector2(1280, 720)), Vector2(900, 500))


func test_keeps_the_target_in_view() -> void:
	for window: Vector2 in WINDOWS:
		for nearness: float in [1.0, 2.5, 4.0]:
			var zoom := CameraFit.zoom_for(nearness, window)
			for target: Vector2 in [Vector2(0, 0), Vector2(758, 605), Vector2(1919, 1079)]:
				var seen := CameraFit.seen(CameraFit.centre(target, zoom, window), zoom, window)
				assert_true(seen.grow(0.01).has_point(target))


func test_goes_as_near_as_what_is_to_be_seen_allows() -> void:
	var points: PackedVector2Array = [Vector2(700, 500), Vector2(1200, 600), Vector2(960, 300)]
	var target := Vector2(900, 520)
	for window: Vector2 in WINDOWS.slice(0, -1):
		var free := window - Vector2(0, window.y * 0.2)
		var nearness := CameraFit.nearness_for(points, target, free, window)
		var seen := CameraFit.seen(target, CameraFit.zoom_for(nearness, window), free)
		for point: Vector2 in points:
			assert_true(nearness == 1.0 or seen.has_point(point), "%s in %s" % [point, window])
	assert_true(CameraFit.nearness_for(points, target, Vector2(1280, 720), Vector2(1280, 720)) > 1.2, "nearer than the whole map")
	assert_eq(CameraFit.nearness_for([target], target, Vector2(1280, 720), Vector2(1280, 720)), CameraFit.NEAREST, "of one alone")


func test_zoom_has_limits() -> void:
	assert_eq(CameraFit.clamp_nearness(0.2), 1.0)
	assert_eq(CameraFit.clamp_nearness(99.0), CameraFit.NEAREST)
