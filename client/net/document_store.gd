class_name DocumentStore
extends RefCounted
## Maps and other documents: fetched from the server, kept on disk with their ETag, asked for again only once a run.

## Documents kept on disk for one server; the oldest go first.
const MOST_FILES: int = 400

var _api: ApiClient
var _base_url: String
var _folder: String
# Documents the server has confirmed in this run.
var _confirmed: Dictionary[String, bool] = {}


func _init(api: ApiClient, base_url: String, folder: String) -> void:
	_api = api
	_base_url = base_url
	_folder = folder.path_join(base_url.md5_text().left(12))


## The document at `path` of the server, such as "/maps/map_0_0", kept as `name`; empty when it could not be had. Without
## the server, what was kept will do. `again` asks the server even if it has confirmed the document before.
func fetch(name: String, path: String, again: bool = false) -> Dictionary:
	var kept: Dictionary = _read(name)
	if not again and _confirmed.has(name) and not kept.is_empty():
		return kept["document"]
	var headers: PackedStringArray = []
	if not kept.is_empty():
		headers.append("If-None-Match: " + str(kept["etag"]))
	var url: String = ServerAddress.api_url(_base_url, path)
	var result: ApiResult = await _api.send(HTTPClient.METHOD_GET, url, null, "", headers)
	if result.is_ok() and result.status == 304:
		_confirmed[name] = true
		return kept["document"]
	if result.is_ok() and result.data is Dictionary:
		_confirmed[name] = true
		_write(name, result.headers.get("etag", ""), result.data)
		return result.data
	if result.is_transient() and not kept.is_empty():
		return kept["document"]
	return {}


func _read(name: String) -> Dictionary:
	var path: String = _path(name)
	if not FileAccess.file_exists(path):
		return {}
	var json: JSON = JSON.new()
	if json.parse(FileAccess.get_file_as_string(path)) != OK or json.data is not Dictionary:
		return {}
	var kept: Dictionary = json.data
	return kept if kept.get("etag") is String and kept.get("document") is Dictionary else {}


func _write(name: String, etag: String, document: Dictionary) -> void:
	if etag.is_empty():
		return
	DirAccess.make_dir_recursive_absolute(_folder)
	_make_room()
	# Under another name first: a file that was cut short would look like a whole one.
	var path: String = _path(name)
	var file: FileAccess = FileAccess.open(path + ".new", FileAccess.WRITE)
	if file == null:
		push_warning("documents cannot be kept: %s" % error_string(FileAccess.get_open_error()))
		return
	file.store_string(JSON.stringify({"etag": etag, "document": document}))
	file.close()
	DirAccess.rename_absolute(path + ".new", path)


func _make_room() -> void:
	var files: PackedStringArray = DirAccess.get_files_at(_folder)
	if files.size() < MOST_FILES:
		return
	var by_age: Array[String] = []
	by_age.assign(files)
	var folder: String = _folder
	by_age.sort_custom(func(a: String, b: String) -> bool:
		return FileAccess.get_modified_time(folder.path_join(a)) < FileAccess.get_modified_time(folder.path_join(b)))
	for name: String in by_age.slice(0, files.size() - MOST_FILES + 1):
		DirAccess.remove_absolute(_folder.path_join(name))


func _path(name: String) -> String:
	return _folder.path_join(name.validate_filename() + ".json")
