extends TestCase


func test_waits_longer_each_time_up_to_a_bound() -> void:
	var policy: ReconnectPolicy = ReconnectPolicy.new()
	var last: float = 0.0
	for attempt: int in 12:
		var delay: float = policy.next_delay(1.0)
		assert_true(delay >= last, "wait %d is not shorter than the one before" % attempt)
		last = delay
	assert_near(last, ReconnectPolicy.MOST_SECONDS)


func test_spreads_those_who_were_cut_off_together() -> void:
	var early: ReconnectPolicy = ReconnectPolicy.new()
	var late: ReconnectPolicy = ReconnectPolicy.new()
	early.attempts = 4
	late.attempts = 4
	assert_near(early.next_delay(0.0), 4.0)
	assert_near(late.next_delay(1.0), 8.0)


func test_never_waits_less_than_it_was_told_to() -> void:
	assert_near(ReconnectPolicy.new().next_delay(0.0, 10.0), 10.0)


func test_starts_again_only_after_a_stable_connection() -> void:
	var policy: ReconnectPolicy = ReconnectPolicy.new()
	policy.attempts = 5
	policy.connection_ended(ReconnectPolicy.STABLE_MS - 1)
	assert_eq(policy.attempts, 5)
	policy.connection_ended(ReconnectPolicy.STABLE_MS)
	assert_eq(policy.attempts, 0)
