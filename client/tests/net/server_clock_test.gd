extends TestCase


func test_follows_the_servers_clock() -> void:
	var clock: ServerClock = ServerClock.new()
	clock.start(1_732_281_600_000, 500)
	assert_eq(clock.now(1_500), 1_732_281_601_000)


func test_believes_the_quickest_answer() -> void:
	var clock: ServerClock = ServerClock.new()
	clock.start(10_000, 0)
	clock.note_answer(11_080, 1_000, 1_060)
	assert_eq(clock.now(1_060), 11_110)
	# A slower one says less.
	clock.note_answer(99_999, 2_000, 3_000)
	assert_eq(clock.now(1_060), 11_110)
