extends TestCase
## How other players are shown.

const FRAME_MS := 1000.0 / 60.0


func test_stands_where_it_was_put() -> void:
	var walker := RemoteInterpolator.new(Vector2(10, 20))
	assert_eq(walker.sample(5.0), Vector2(10, 20))
	assert_eq(walker.sample(5000.0), Vector2(10, 20))
	assert_true(walker.is_resting())
	assert_eq(walker.velocity, Vector2.ZERO)


func test_does_not_jump_at_ordinary_jitter() -> void:
	var random := RandomNumberGenerator.new()
	random.seed = 7
	for run: int in 20:
		var walker := RemoteInterpolator.new(Vector2.ZERO)
		var arrivals: Array[Vector2] = []
		var at := 1000.0
		for index: int in 40:
			var sent := 1000.0 + 100.0 * index
			# A held-up message holds up those behind it.
			at = maxf(at, sent + random.randf_range(10.0, 70.0))
			arrivals.append(Vector2(at, 35.0 * (index + 1)))
		var now := 1000.0
		var before := Vector2.ZERO
		while now < 6000.0:
			while not arrivals.is_empty() and arrivals[0].x <= now:
				var arrival: Vector2 = arrivals.pop_front()
				walker.push(Vector2(arrival.y, 0.0), now)
			var shown := walker.sample(now)
			assert_true(shown.x - before.x < 16.0, "steps of less than 16 px a frame, not %f" % (shown.x - before.x))
			assert_true(shown.x - before.x > -2.0, "no steps back, not %f" % (shown.x - before.x))
			before = shown
			now += FRAME_MS
		assert_eq(before, Vector2(1400.0, 0.0))
		assert_true(walker.is_resting())


func test_lags_by_about_the_buffer() -> void:
	var walker := RemoteInterpolator.new(Vector2.ZERO)
	var now := 0.0
	for frame: int in 120:
		if frame % 6 == 0:
			walker.push(Vector2(0.35 * now, 0.0), now)
		var shown := walker.sample(now)
		if now > 600.0:
			assert_near(shown.x, 0.35 * (now - RemoteInterpolator.DELAY_MS), 0.35 * 30.0)
			assert_near(walker.velocity.x, 350.0, 60.0)
		now += FRAME_MS


func test_begins_to_walk_gently_after_standing_long() -> void:
	var walker := RemoteInterpolator.new(Vector2.ZERO)
	walker.sample(60000.0)
	walker.push(Vector2(35.0, 0.0), 60000.0)
	assert_eq(walker.sample(60000.0), Vector2.ZERO)
	assert_true(walker.sample(60050.0).x < 25.0)
	assert_true(walker.sample(60120.0).x > 25.0)


func test_carries_on_a_little_and_comes_back() -> void:
	var walker := RemoteInterpolator.new(Vector2.ZERO)
	for index: int in 5:
		walker.push(Vector2(35.0 * index, 0.0), 100.0 * index)
		walker.sample(100.0 * index)
	var furthest := 0.0
	var now := 400.0
	while now < 1500.0:
		furthest = maxf(furthest, walker.sample(now).x)
		now += FRAME_MS
	assert_true(furthest < 140.0 + 8.0, "at most 8 px too far, not %f" % (furthest - 140.0))
	assert_eq(walker.sample(now), Vector2(140.0, 0.0))
	assert_eq(walker.velocity, Vector2.ZERO)


func test_snaps_past_a_distance() -> void:
	var walker := RemoteInterpolator.new(Vector2.ZERO)
	walker.push(Vector2(900.0, 500.0), 100.0)
	assert_eq(walker.sample(101.0), Vector2(900.0, 500.0))


func test_spreads_messages_that_arrive_together() -> void:
	var walker := RemoteInterpolator.new(Vector2.ZERO)
	walker.push(Vector2(35.0, 0.0), 1000.0)
	walker.push(Vector2(70.0, 0.0), 1000.0)
	walker.push(Vector2(70.0, 35.0), 1000.0)
	var before := walker.sample(1000.0)
	var now := 1000.0
	while now < 2000.0:
		var shown := walker.sample(now)
		assert_true(before.distance_to(shown) < 20.0, "no jump of %f" % before.distance_to(shown))
		before = shown
		now += FRAME_MS
	assert_eq(before, Vector2(70.0, 35.0))


func test_holds_a_bounded_number_of_positions() -> void:
	var walker := RemoteInterpolator.new(Vector2.ZERO)
	for index: int in 1000:
		walker.push(Vector2(index, 0.0), 1.0 + index * 0.001)
	assert_true(walker._points.size() <= RemoteInterpolator.CAPACITY)
	assert_eq(walker.newest(), Vector2(999.0, 0.0))
