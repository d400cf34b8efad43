extends TestCase
## How the own character walks, and what the server hears of it.

const FRAME_S := 1.0 / 60.0


func test_walks_a_path_below_the_servers_speed() -> void:
	var mover := _mover(_anywhere)
	mover.follow(PackedVector2Array([Vector2(350, 0), Vector2(350, 350)]))
	var told := _run(mover, 2.5)
	assert_eq(mover.position, Vector2(350, 350))
	assert_true(not mover.is_walking())
	var last := told.size() - 1
	assert_eq(told[last], Vector2(350, 350))
	for index: int in range(1, told.size()):
		assert_true(told[index - 1].distance_to(told[index]) < 400.0 * 0.12)


func test_tells_at_most_ten_positions_a_second_and_one_on_stopping() -> void:
	var mover := _mover(_anywhere)
	mover.follow(PackedVector2Array([Vector2(1050, 0)]))
	var told := _run(mover, 5.0)
	assert_true(told.size() <= 31, "%d positions in 3 s" % told.size())
	assert_true(told.size() >= 26)
	assert_eq(told[told.size() - 1], Vector2(1050, 0))


func test_says_nothing_while_standing() -> void:
	var mover := _mover(_anywhere)
	assert_eq(_run(mover, 1.0).size(), 0)


func test_tells_two_decimals() -> void:
	var mover := _mover(_anywhere)
	mover.follow(PackedVector2Array([Vector2(333.333, 77.777)]))
	for position: Vector2 in _run(mover, 2.0):
		assert_near(position.x * 100.0, roundf(position.x * 100.0), 0.02)
		assert_near(position.y * 100.0, roundf(position.y * 100.0), 0.02)


func test_tells_the_corners_a_straight_line_would_cut() -> void:
	var clear := func(a: Vector2, b: Vector2) -> bool:
		# A wall in the quarter south-west of (100, 0): only the bend itself leads round it.
		return not (a.x < 99.99 and b.y > 0.01)
	var mover := _mover(clear)
	mover.follow(PackedVector2Array([Vector2(100, 0), Vector2(100, 100)]))
	var told := _run(mover, 1.5)
	assert_true(told.has(Vector2(100, 0)), "the bend is told")
	var from := Vector2.ZERO
	for position: Vector2 in told:
		assert_true(clear.call(from, position), "the way from %s to %s" % [from, position])
		from = position


func test_tells_nothing_a_rounded_line_would_carry_into_a_wall() -> void:
	# Only the exact diagonal is free: between two points of two decimals it hardly ever runs.
	var clear := func(a: Vector2, b: Vector2) -> bool:
		return absf(a.y - a.x / 3.0) < 0.0001 and absf(b.y - b.x / 3.0) < 0.0001
	var mover := _mover(clear)
	mover.follow(PackedVector2Array([Vector2(300, 100)]))
	var from := Vector2.ZERO
	for position: Vector2 in _run(mover, 1.5):
		assert_true(clear.call(from, position), "the way from %s to %s" % [from, position])
		from = position
	assert_true(not mover.is_walking(), "it has stopped")


func test_keys_slide_along_the_side_of_a_cell() -> void:
	var clear := func(_a: Vector2, b: Vector2) -> bool:
		return b.y <= b.x / 2.0 + 0.02
	var mover := _mover(clear)
	mover.steer(Vector2.DOWN)
	_run(mover, 0.5)
	assert_true(mover.position.x > 30.0 and mover.position.y > 15.0, "slid to %s" % mover.position)
	mover.steer(Vector2.ZERO)
	var stopped := mover.position
	_run(mover, 0.5)
	assert_eq(mover.position, stopped)


func test_keys_end_a_path() -> void:
	var mover := _mover(_anywhere)
	mover.follow(PackedVector2Array([Vector2(900, 0)]))
	mover.steer(Vector2.LEFT)
	_run(mover, 0.2)
	assert_true(mover.path().is_empty())
	assert_true(mover.position.x < 0.0)


func test_a_correction_ends_the_walk_and_is_glided_to() -> void:
	var mover := _mover(_anywhere)
	mover.follow(PackedVector2Array([Vector2(900, 0)]))
	_run(mover, 0.5)
	var seen := mover.shown()
	mover.correct(Vector2(100, 0))
	assert_true(not mover.is_walking())
	assert_eq(mover.position, Vector2(100, 0))
	assert_eq(mover.shown(), seen)
	var before := seen
	for frame: int in 60:
		mover.advance(10000.0 + frame * 1000.0 * FRAME_S, FRAME_S)
		assert_true(before.distance_to(mover.shown()) < 30.0)
		before = mover.shown()
	assert_eq(mover.shown(), Vector2(100, 0))


func test_a_far_correction_is_shown_at_once() -> void:
	var mover := _mover(_anywhere)
	mover.correct(Vector2(1500, 900))
	assert_eq(mover.shown(), Vector2(1500, 900))


func test_a_long_pause_makes_no_leap() -> void:
	var mover := _mover(_anywhere)
	mover.follow(PackedVector2Array([Vector2(1900, 0)]))
	mover.advance(0.0, 5.0)
	assert_true(mover.position.x < 100.0)


func test_flush_tells_what_was_held_back() -> void:
	var mover := _mover(_anywhere)
	mover.follow(PackedVector2Array([Vector2(100, 0)]))
	mover.advance(0.0, FRAME_S)
	mover.advance(17.0, FRAME_S)
	assert_eq(mover.flush(18.0).size(), 1)
	assert_eq(mover.flush(18.0).size(), 0)


func _mover(clear: Callable) -> LocalMover:
	var mover := LocalMover.new(clear)
	mover.place(Vector2.ZERO)
	return mover


func _anywhere(_a: Vector2, _b: Vector2) -> bool:
	return true


func _run(mover: LocalMover, seconds: float) -> PackedVector2Array:
	var told := PackedVector2Array()
	var now := 0.0
	while now < seconds:
		told.append_array(mover.advance(now * 1000.0, FRAME_S))
		now += FRAME_S
	return told
