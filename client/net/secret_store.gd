class_name SecretStore
extends RefCounted
## A small dictionary on disk, encrypted.
##
## The key is made from a random secret of this installation (a file of its own, readable by its owner alone) and the
## machine's id. That keeps the content from whoever gets hold of the file alone: a backup, a synchronised folder, a copied
## profile. It does not keep it from somebody who can read all files of this user on this machine; nothing short of a
## password asked at every start would.

const SECRET_BYTES: int = 32

var _path: String
var _secret_path: String


func _init(path: String, secret_path: String) -> void:
	_path = path
	_secret_path = secret_path


## Replaces what is stored; all or nothing.
func save(content: Dictionary) -> Error:
	var key: PackedByteArray = _key(true)
	if key.is_empty():
		return ERR_CANT_CREATE
	var draft: String = _path + ".new"
	var file: FileAccess = FileAccess.open_encrypted(draft, FileAccess.WRITE, key)
	if file == null:
		return FileAccess.get_open_error()
	file.store_string(JSON.stringify(content))
	file.close()
	_make_private(draft)
	return DirAccess.rename_absolute(draft, _path)


## What is stored; empty when there is nothing, or nothing that this installation can read.
func load_content() -> Dictionary:
	if not FileAccess.file_exists(_path):
		return {}
	var key: PackedByteArray = _key(false)
	if key.is_empty():
		return {}
	var file: FileAccess = FileAccess.open_encrypted(_path, FileAccess.READ, key)
	if file == null:
		return {}
	var json: JSON = JSON.new()
	if json.parse(file.get_as_text()) != OK or json.data is not Dictionary:
		return {}
	return json.data


func clear() -> void:
	if FileAccess.file_exists(_path):
		DirAccess.remove_absolute(_path)


func _key(may_create: bool) -> PackedByteArray:
	var secret: PackedByteArray = FileAccess.get_file_as_bytes(_secret_path) if FileAccess.file_exists(_secret_path) else PackedByteArray()
	if secret.size() != SECRET_BYTES:
		if not may_create:
			return PackedByteArray()
		secret = Crypto.new().generate_random_bytes(SECRET_BYTES)
		var file: FileAccess = FileAccess.open(_secret_path, FileAccess.WRITE)
		if file == null or not file.store_buffer(secret):
			return PackedByteArray()
		file.close()
		_make_private(_secret_path)
	var context: HashingContext = HashingContext.new()
	context.start(HashingContext.HASH_SHA256)
	context.update(secret)
	var machine: PackedByteArray = _machine_id().to_utf8_buffer()
	if not machine.is_empty():
		context.update(machine)
	return context.finish()


func _machine_id() -> String:
	# Browsers have none.
	return "" if OS.has_feature("web") else OS.get_unique_id()


func _make_private(path: String) -> void:
	if OS.has_feature("linux") or OS.has_feature("macos"):
		FileAccess.set_unix_permissions(path, FileAccess.UNIX_READ_OWNER | FileAccess.UNIX_WRITE_OWNER)
