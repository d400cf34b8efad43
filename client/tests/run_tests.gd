extends SceneTree
## Runs every `*_test.gd` below res://tests and prints `N passed, N failed` as the last line.
##
##   scripts/godot.sh --headless --path client -s tests/run_tests.gd [-- --only PART] [--e2e]
##
## `--only` runs the files whose path contains PART. Those below tests/e2e need a server, FLUMEN_BINARY, and run with `--e2e`
## and then alone. A PART that no file has in its path is a failure; one that only the other files have is not.

const ROOT: String = "res://tests"
## A test that takes longer has failed: it waits for something that never comes.
const LIMIT_SECONDS: float = 60.0

var _passed: int = 0
var _failed: int = 0
var _test_done: bool = false


func _initialize() -> void:
	_run_all.call_deferred()


func _run_all() -> void:
	var arguments: PackedStringArray = OS.get_cmdline_user_args()
	var at: int = arguments.find("--only")
	var only: String = arguments[at + 1] if at >= 0 and at + 1 < arguments.size() else ""
	var wanted: Array = Array(_test_files(ROOT)).filter(func(path: String) -> bool: return only.is_empty() or path.contains(only))
	var chosen: Array = wanted.filter(func(path: String) -> bool: return path.begins_with(ROOT + "/e2e/") == ("--e2e" in arguments))
	chosen.sort()
	if wanted.is_empty():
		_fail("no test's path contains %s" % only)
	elif "--e2e" in arguments and not chosen.is_empty() and not FileAccess.file_exists(OS.get_environment("FLUMEN_BINARY")):
		_fail("there is no server at %s; build it, or set FLUMEN_BINARY" % OS.get_environment("FLUMEN_BINARY"))
	else:
		for path: String in chosen:
			await _run_file(path)
		if _passed + _failed == 0 and not chosen.is_empty():
			_fail("no tests found")
	print("%d passed, %d failed" % [_passed, _failed])
	quit(1 if _failed > 0 else 0)


func _fail(sentence: String) -> void:
	_failed += 1
	print("FAILED: " + sentence)


func _run_file(path: String) -> void:
	var script: GDScript = load(path) as GDScript
	if script == null or not script.can_instantiate():
		_report(path, "", PackedStringArray(["does not compile"]))
		return
	for method: Dictionary in script.get_script_method_list():
		var name: String = method["name"]
		if not name.begins_with("test_"):
			continue
		var case: TestCase = script.new() as TestCase
		if case == null:
			_report(path, name, PackedStringArray(["does not extend TestCase"]))
			return
		case.tree = self
		_test_done = false
		_run_test(case, name)
		var deadline: int = Time.get_ticks_msec() + int(LIMIT_SECONDS * 1000.0)
		while not _test_done and Time.get_ticks_msec() < deadline:
			await process_frame
		if not _test_done:
			case.fail("did not end: an error stopped it, or it took longer than %d s" % int(LIMIT_SECONDS))
		elif case.checks == 0:
			case.fail("checked nothing")
		case.clean_up()
		_report(path, name, case.failures)


func _run_test(case: TestCase, method: String) -> void:
	await case.before_each()
	# What was to be there for the test is not: everything after would fail for that reason alone.
	if case.failures.is_empty():
		await case.call(method)
	await case.after_each()
	_test_done = true


func _report(path: String, method: String, failures: PackedStringArray) -> void:
	if failures.is_empty():
		_passed += 1
		return
	_failed += 1
	print("FAILED %s %s" % [path.trim_prefix(ROOT + "/"), method])
	for sentence: String in failures:
		print("  " + sentence)


func _test_files(folder: String) -> PackedStringArray:
	var found: PackedStringArray = []
	for name: String in DirAccess.get_files_at(folder):
		if name.ends_with("_test.gd"):
			found.append(folder.path_join(name))
	for name: String in DirAccess.get_directories_at(folder):
		found.append_array(_test_files(folder.path_join(name)))
	return found
