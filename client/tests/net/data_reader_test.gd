extends TestCase
## What is missing or of another type is noticed, wherever it lies.


func test_what_is_there_is_read() -> void:
	var reader := DataReader.new({
		"name": "Mira", "level": 3.0, "alive": true, "path": [1.0, 2.0], "spells": ["spark"], "stats": {"power": 5.0},
		"range": {"least": 1.0}, "areas": [{"shape": "cell", "size": 0.0}],
	})
	assert_eq(reader.text("name"), "Mira")
	assert_eq(reader.whole("level"), 3)
	assert_true(reader.flag("alive"))
	assert_eq(Array(reader.numbers("path")), [1, 2])
	assert_eq(Array(reader.texts("spells")), ["spark"])
	assert_eq(reader.counts_or_empty("stats"), {"power": 5} as Dictionary[String, int])
	assert_eq(reader.part("range").whole("least"), 1)
	assert_eq((reader.list_made("areas", FightArea.from_data)[0] as FightArea).shape, "cell")
	assert_true(reader.ok)


func test_what_may_be_missing_has_its_fallback() -> void:
	var reader := DataReader.new({"cell": null})
	assert_eq(reader.whole_or("cell", -1), -1)
	assert_eq(reader.text_or("name", "?"), "?")
	assert_true(reader.counts_or_empty("stats").is_empty())
	assert_true(reader.ok)


func test_what_is_wrong_anywhere_makes_the_whole_wrong() -> void:
	var wrong: Dictionary[String, Callable] = {
		"another type": func(reader: DataReader) -> void: reader.text("number"),
		"nothing": func(reader: DataReader) -> void: reader.whole("nothing"),
		"no number": func(reader: DataReader) -> void: reader.number("huge"),
		"no number in a list": func(reader: DataReader) -> void: reader.numbers("mixed"),
		"no text in a list": func(reader: DataReader) -> void: reader.texts("mixed"),
		"no number in an object": func(reader: DataReader) -> void: reader.counts_or_empty("object"),
		"a member of a part": func(reader: DataReader) -> void: reader.part("object").whole("text"),
		"an entry of a list of parts": func(reader: DataReader) -> void: reader.parts("mixed"),
		"a member of an entry": func(reader: DataReader) -> void: reader.parts("objects")[0].part("object").flag("nothing"),
		"what cannot be made": func(reader: DataReader) -> void: reader.made("object", FightArea.from_data),
		"an entry that cannot be made": func(reader: DataReader) -> void: reader.list_made("objects", FightArea.from_data),
		"a rule": func(reader: DataReader) -> void: reader.check(false),
	}
	for what: String in wrong:
		var reader := DataReader.new({
			"number": 1, "huge": INF, "mixed": [1, "a"], "object": {"text": "a"}, "objects": [{"object": {}}],
		})
		wrong[what].call(reader)
		assert_true(not reader.ok, what)


func test_what_is_no_object_has_nothing_in_it() -> void:
	for data: Variant in [null, 1.0, "text", [], true]:
		assert_true(not DataReader.new(data).ok, str(data))
