extends TestCase

const FOLDER: String = "user://secret_store_test"
const FILE: String = FOLDER + "/session.dat"
const SECRET: String = FOLDER + "/installation.key"


func before_each() -> void:
	DirAccess.make_dir_recursive_absolute(FOLDER)


func after_each() -> void:
	for name: String in DirAccess.get_files_at(FOLDER):
		DirAccess.remove_absolute(FOLDER.path_join(name))
	DirAccess.remove_absolute(FOLDER)


func test_gives_back_what_was_stored() -> void:
	assert_eq(SecretStore.new(FILE, SECRET).save({"refresh_token": "kq3V"}), OK)
	assert_eq(SecretStore.new(FILE, SECRET).load_content().get("refresh_token"), "kq3V")


func test_nothing_is_readable_on_the_disk() -> void:
	SecretStore.new(FILE, SECRET).save({"refresh_token": "a-token-to-look-for"})
	for name: String in DirAccess.get_files_at(FOLDER):
		var bytes: PackedByteArray = FileAccess.get_file_as_bytes(FOLDER.path_join(name))
		assert_true(not bytes.get_string_from_ascii().contains("a-token-to-look-for"), name)
		assert_true(bytes.hex_encode().find("a-token-to-look-for".to_utf8_buffer().hex_encode()) < 0, name)


func test_only_the_owner_may_read_the_files() -> void:
	if not OS.has_feature("linux"):
		assert_true(true)
		return
	SecretStore.new(FILE, SECRET).save({"a": "b"})
	var owner_only: int = FileAccess.UNIX_READ_OWNER | FileAccess.UNIX_WRITE_OWNER
	assert_eq(FileAccess.get_unix_permissions(FILE), owner_only)
	assert_eq(FileAccess.get_unix_permissions(SECRET), owner_only)


func test_another_installation_reads_nothing() -> void:
	SecretStore.new(FILE, SECRET).save({"refresh_token": "kq3V"})
	var other: FileAccess = FileAccess.open(SECRET, FileAccess.WRITE)
	other.store_buffer(Crypto.new().generate_random_bytes(SecretStore.SECRET_BYTES))
	other.close()
	assert_eq(SecretStore.new(FILE, SECRET).load_content(), {})


func test_nothing_is_stored_after_clearing() -> void:
	var store: SecretStore = SecretStore.new(FILE, SECRET)
	store.save({"a": "b"})
	store.clear()
	assert_eq(store.load_content(), {})
	assert_true(not FileAccess.file_exists(FILE))
