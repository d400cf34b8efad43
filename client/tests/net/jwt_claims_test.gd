extends TestCase


func test_reads_how_long_a_token_lives() -> void:
	var payload: String = Marshalls.utf8_to_base64('{"iat":1000,"exp":1900,"username":"Zoé?>~"}')
	payload = payload.replace("+", "-").replace("/", "_").replace("=", "")
	assert_eq(JwtClaims.lifetime_seconds("eyJhbGciOiJIUzI1NiJ9.%s.c2ln" % payload), 900)


func test_what_is_no_token_says_nothing() -> void:
	for text: String in ["", "a.b", "a.b.c.d", "a..c", "a.e30.c"]:
		assert_eq(JwtClaims.lifetime_seconds(text), 0, text)
