extends TestCase
## Lines typed before, by the up and down keys.


func test_goes_back_and_comes_back_to_the_draft() -> void:
	var history := InputHistory.new()
	history.add("one")
	history.add("two")
	assert_eq(history.back("dra"), "two")
	assert_eq(history.back("two"), "one")
	assert_eq(history.back("one"), "one")
	assert_eq(history.forward("one"), "two")
	assert_eq(history.forward("two"), "dra")
	assert_eq(history.forward("dra"), "dra")


func test_an_empty_history_keeps_what_is_typed() -> void:
	assert_eq(InputHistory.new().back("typed"), "typed")


func test_remembers_a_repeated_line_once_and_a_bounded_number() -> void:
	var history := InputHistory.new()
	for index: int in 200:
		history.add("line %d" % index)
		history.add("line %d" % index)
	assert_eq(history.back(""), "line 199")
	assert_eq(history.back(""), "line 198")
	for step: int in 300:
		history.back("")
	assert_eq(history.forward(""), "line %d" % (200 - InputHistory.CAPACITY + 1))
