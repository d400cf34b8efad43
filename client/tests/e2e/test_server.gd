class_name TestServer
extends RefCounted
## A real server on a free port of this machine, with an empty database of its own.
##
## The binary is FLUMEN_BINARY; folders are made below FLUMEN_TEST_DIR, where whoever began the tests finds the id of every
## server's process in a file `pid`, and can end those a crashed test left behind.

const READY_SECONDS: float = 20.0

# The server refuses variables of this prefix that it does not know, so its process must not inherit them.
static var _environment: Dictionary[String, String] = {}

var url: String = ""

var _tree: SceneTree
var _folder: String = ""
var _port: int = 0
var _pid: int = 0


func _init(tree: SceneTree) -> void:
	_tree = tree
	var base: String = _take("FLUMEN_TEST_DIR")
	_take("FLUMEN_GODOT_DIR")
	if base.is_empty():
		base = OS.get_user_data_dir().path_join("e2e")
	_folder = base.path_join("server-%d-%d" % [OS.get_process_id(), Time.get_ticks_usec()])
	DirAccess.make_dir_recursive_absolute(_folder)
	var probe: TCPServer = TCPServer.new()
	probe.listen(0, "127.0.0.1")
	_port = probe.get_local_port()
	probe.stop()
	url = "http://127.0.0.1:%d" % _port


## Starts the server, with what an earlier start left; returns whether it is ready. `options` are more flags of
## `flumen serve`.
func start(options: PackedStringArray = []) -> bool:
	var maps: String = ProjectSettings.globalize_path("res://").path_join("../maps").simplify_path()
	var arguments: PackedStringArray = [
		"serve", "--address", "127.0.0.1", "--port", str(_port), "--data-dir", _folder.path_join("data"),
		"--log-level", "error", "--set", "world.maps_folder=" + maps,
	]
	arguments.append_array(options)
	_pid = OS.create_process(_take("FLUMEN_BINARY"), arguments)
	if _pid <= 0:
		return false
	var file: FileAccess = FileAccess.open(_folder.path_join("pid"), FileAccess.WRITE)
	file.store_string(str(_pid))
	file.close()
	var api: ApiClient = ApiClient.new()
	_tree.root.add_child(api)
	var deadline: int = Time.get_ticks_msec() + int(READY_SECONDS * 1000.0)
	var ready: bool = false
	while not ready and OS.is_process_running(_pid) and Time.get_ticks_msec() < deadline:
		ready = (await api.send(HTTPClient.METHOD_GET, url + "/readyz")).is_ok()
		await _tree.create_timer(0.05).timeout
	api.queue_free()
	return ready


## Asks the server to stop, and waits until it has.
func stop() -> void:
	if _pid <= 0:
		return
	OS.execute("kill", ["-TERM", str(_pid)])
	while OS.is_process_running(_pid):
		await _tree.create_timer(0.05).timeout
	DirAccess.remove_absolute(_folder.path_join("pid"))
	_pid = 0


static func _take(variable: String) -> String:
	if not _environment.has(variable):
		_environment[variable] = OS.get_environment(variable)
		OS.unset_environment(variable)
	return _environment[variable]
