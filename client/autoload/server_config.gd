extends Node
## Which server the client talks to, and where this player's own files lie.
##
## The address comes from the first of: the command line (`-- --server URL`), what was chosen before
## (user://server.cfg), the project setting `flumen/server/url`. `-- --profile NAME` keeps the files of several players on
## one machine apart.

## Another server was chosen.
signal changed(url: String)

const SETTING: String = "flumen/server/url"
const FILE: String = "server.cfg"

## scheme://host[:port] of the server.
var url: String = ""
## Name of the profile; empty for the usual one.
var profile: String = ""


func _init() -> void:
	var arguments: PackedStringArray = OS.get_cmdline_user_args()
	profile = _option(arguments, "--profile").validate_filename()
	var candidates: PackedStringArray = [_option(arguments, "--server"), _saved_url(), str(ProjectSettings.get_setting(SETTING, ""))]
	for candidate: String in candidates:
		if not candidate.is_empty():
			url = ServerAddress.normalise(candidate)
			if not url.is_empty():
				break
			push_warning("not an address of a server: %s" % candidate)


## Where `file` of this player lies. The folder exists.
func user_path(file: String) -> String:
	if profile.is_empty():
		return "user://" + file
	var folder: String = "user://profiles/" + profile
	DirAccess.make_dir_recursive_absolute(folder)
	return folder.path_join(file)


## Takes and remembers `text` as the server's address; false when it is none.
func choose(text: String) -> bool:
	var address: String = ServerAddress.normalise(text)
	if address.is_empty():
		return false
	if address == url:
		return true
	url = address
	var file: ConfigFile = ConfigFile.new()
	file.set_value("server", "url", url)
	var error: Error = file.save(user_path(FILE))
	if error != OK:
		push_warning("the address of the server could not be remembered: %s" % error_string(error))
	changed.emit(url)
	return true


## The address of an HTTP call, such as "/login".
func api_url(path: String) -> String:
	return ServerAddress.api_url(url, path)


## The address of the game's WebSocket.
func game_url() -> String:
	return ServerAddress.game_url(url)


func _saved_url() -> String:
	var file: ConfigFile = ConfigFile.new()
	if file.load(user_path(FILE)) != OK:
		return ""
	return str(file.get_value("server", "url", ""))


func _option(arguments: PackedStringArray, name: String) -> String:
	var at: int = arguments.find(name)
	return arguments[at + 1] if at >= 0 and at + 1 < arguments.size() else ""
