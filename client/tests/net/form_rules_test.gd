extends TestCase


func test_names() -> void:
	for good: String in ["Ada", "a-1", "Zoe_7", "A2345678901234567890"]:
		assert_eq(FormRules.username(good), "", good)
	for bad: String in ["", "ab", "1ab", "_ab", "Zoé", "a b", "A23456789012345678901", "ada\n"]:
		assert_true(not FormRules.username(bad).is_empty(), bad)
		assert_true(not FormRules.character_name(bad).is_empty(), bad)


func test_addresses() -> void:
	for good: String in ["a@b", "name@example.org", "x+y@example.org"]:
		assert_eq(FormRules.email(good), "", good)
	for bad: String in ["", "a", "@b", "a@", "a@b@c", "a b@c", "é@b", "a@" + "b".repeat(254)]:
		assert_true(not FormRules.email(bad).is_empty(), bad)


func test_passwords() -> void:
	assert_eq(FormRules.password("12345678"), "")
	assert_eq(FormRules.password("🐉".repeat(128)), "")
	assert_true(not FormRules.password("1234567").is_empty())
	assert_true(not FormRules.password("x".repeat(129)).is_empty())
