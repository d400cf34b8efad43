class_name TestClient
extends Node
## A player without a screen: an account, a connection, and a memory of what happened.

var account: AccountSession
var world: WorldSession
var transport: WebSocketManager
var lines: PackedStringArray = []
var errors: PackedStringArray = []
var states: Array[WorldSession.Connection] = []
## How many corrections came.
var corrections: int = 0


func _init() -> void:
	account = AccountSession.new()
	account.store = SecretStore.new("user://e2e_%d.dat" % get_instance_id(), "user://e2e_%d.key" % get_instance_id())
	world = WorldSession.new()
	world.account = account
	world.chat_received.connect(func(line: ChatLine) -> void: lines.append("%s %s: %s" % [line.channel, line.from, line.text]))
	world.server_error.connect(func(code: String, _text: String) -> void: errors.append(code))
	world.connection_changed.connect(func(state: WorldSession.Connection, _detail: String) -> void: states.append(state))
	world.position_corrected.connect(func(_position: Vector2, _reason: String) -> void: corrections += 1)


func _ready() -> void:
	add_child(account)
	add_child(world)
	transport = WebSocketManager.new()
	add_child(transport)
	world.attach(transport)


func _exit_tree() -> void:
	account.store.clear()


## Registers, logs in and chooses the first character; returns what went wrong.
func sign_up(username: String) -> String:
	var result: ApiResult = await account.register(username, username + "@example.org", "correct horse")
	if not result.is_ok():
		return result.code
	return await log_in(username)


func log_in(identifier: String) -> String:
	var result: ApiResult = await account.log_in(identifier, "correct horse", false)
	if not result.is_ok():
		return result.code
	result = await account.call_api(HTTPClient.METHOD_GET, "/characters")
	if not result.is_ok():
		return result.code
	world.choose(CharacterInfo.from_data((result.data as Array)[0]))
	return ""


func is_online() -> bool:
	return world.connection == WorldSession.Connection.ONLINE


## Whether the player called `username` is on the same map, as far as this one knows.
func sees(username: String) -> bool:
	return other(username) != null


## The player called `username`, or null.
func other(username: String) -> PlayerInfo:
	for player: PlayerInfo in world.players.values():
		if player.username == username:
			return player
	return null


## Walks from `from` along `path` as a player does: at the allowed speed, ten steps a second.
func walk(from: Vector2, path: PackedVector2Array) -> void:
	var place: Vector2 = from
	for target: Vector2 in path:
		while place != target:
			place = place.move_toward(target, 30.0)
			world.send_move(place)
			await get_tree().create_timer(0.1).timeout
