class_name TestCase
extends RefCounted
## Base of every test: methods that begin with `test_` run one after the other, each on a new instance.

## The tree the tests run in, for those that need nodes or time.
var tree: SceneTree
## What went wrong so far, a sentence each.
var failures: PackedStringArray = []
## How many times the test looked: a test that never looks has failed, too.
var checks: int = 0

var _nodes: Array[Node] = []


## Runs before each test.
func before_each() -> void:
	pass


## Runs after each test, whatever its outcome.
func after_each() -> void:
	pass


func assert_eq(actual: Variant, expected: Variant, what: String = "") -> void:
	checks += 1
	# Values of different kinds are different, not an error: 1 and "1" cannot be compared.
	var same: bool = _comparable(actual, expected) and actual == expected
	if not same:
		fail("%sis %s, expected %s" % [_prefix(what), var_to_str(actual), var_to_str(expected)])


func assert_true(condition: bool, what: String = "") -> void:
	checks += 1
	if not condition:
		fail("%sis not so" % _prefix(what))


func assert_near(actual: float, expected: float, tolerance: float = 0.001, what: String = "") -> void:
	checks += 1
	if is_nan(actual) or absf(actual - expected) > tolerance:
		fail("%sis %s, expected %s ± %s" % [_prefix(what), actual, expected, tolerance])


func fail(sentence: String) -> void:
	checks += 1
	failures.append(sentence)


## Adds `node` to the tree until the test ends, and returns it.
func add_node(node: Node) -> Node:
	tree.root.add_child(node)
	_nodes.append(node)
	return node


## Waits until `condition` returns true, at most `seconds`. Returns whether it did.
func wait_until(condition: Callable, seconds: float = 5.0) -> bool:
	var deadline: int = Time.get_ticks_msec() + int(seconds * 1000.0)
	while not condition.call():
		if Time.get_ticks_msec() >= deadline:
			return false
		await tree.process_frame
	return true


## Frees what `add_node` added. The runner calls it.
func clean_up() -> void:
	for node: Node in _nodes:
		if is_instance_valid(node):
			node.queue_free()
	_nodes.clear()


static func _comparable(a: Variant, b: Variant) -> bool:
	var numbers: Array[int] = [TYPE_INT, TYPE_FLOAT]
	var texts: Array[int] = [TYPE_STRING, TYPE_STRING_NAME]
	var kind_a: int = typeof(a)
	var kind_b: int = typeof(b)
	return kind_a == kind_b or (kind_a in numbers and kind_b in numbers) or (kind_a in texts and kind_b in texts)


static func _prefix(what: String) -> String:
	return "" if what.is_empty() else what + " "
