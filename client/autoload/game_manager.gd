class_name WorldSession
extends Node
## The character in the world: where it is, who else is there, and what happens, told by signals.
##
## `main.tscn` lends its WebSocketManager with `attach`, then calls `enter_world`. The game has one, the autoload
## GameManager.

## The server let the character in; for the first time, or again after a cut.
signal welcomed(welcome: Welcome)
## Everyone else on the map; replaces what was known.
signal players_listed(players: Array[PlayerInfo])
signal player_joined(player: PlayerInfo)
## `reason` is `left`, `changed_map`, `disconnected` or `taken_over`.
signal player_left(user_id: String, reason: String)
signal player_moved(user_id: String, position: Vector2)
## An own move was refused; this is where the character is.
signal position_corrected(position: Vector2, reason: String)
## The character stands on another map now.
signal map_changed(map_id: String, spawn: Vector2)
## A fight has brought the character a new level; what that brings, [method fetch_character] tells.
signal level_gained
signal chat_received(line: ChatLine)
## An own message was refused. `text` is in the player's language.
signal server_error(code: String, text: String)
signal notice_received(kind: String, text: String)
## `detail` is a sentence for the player, perhaps empty.
signal connection_changed(state: Connection, detail: String)
signal latency_changed(ms: int)

## See GameConnection.State, which this is the same as.
enum Connection {
	OFFLINE = GameConnection.State.OFFLINE,
	CONNECTING = GameConnection.State.CONNECTING,
	ONLINE = GameConnection.State.ONLINE,
	RECONNECTING = GameConnection.State.RECONNECTING,
	TAKEN_OVER = GameConnection.State.TAKEN_OVER,
	CLOSED = GameConnection.State.CLOSED,
}

## Whose character it is; AuthManager unless set before the node is ready.
var account: AccountSession
## The character that was chosen; null before.
var character: CharacterInfo:
	get:
		return _chosen.info
var user_id: String = ""
var username: String = ""
## The map the character is on; empty before the first welcome.
var map_id: String = ""
## Everyone else on the map, by user id.
var players: Dictionary[String, PlayerInfo]:
	get:
		return _players.by_id
var connection: Connection = Connection.OFFLINE
## What is offered to the server, the best first; empty to have everything in JSON.
var subprotocols: PackedStringArray = [MoveFrames.SUBPROTOCOL]
## Of the last ping, in milliseconds; -1 when not known.
var latency_ms: int = -1
## Monsters, challenges and the own fight.
var fights: FightSession

var _transport: WebSocketManager
var _api: ApiClient
var _connection: GameConnection
var _dispatcher: MessageDispatcher = MessageDispatcher.new()
var _clock: ServerClock = ServerClock.new()
var _documents: GameDocuments
var _chosen: ChosenCharacter
var _players: PlayersHere = PlayersHere.new()


func _init() -> void:
	_chosen = ChosenCharacter.new(_call_api)
	fights = FightSession.new(_send)
	fights.events_lost.connect(_on_events_lost)


func _ready() -> void:
	if account == null:
		account = AuthManager
	_api = ApiClient.new()
	add_child(_api)
	_documents = GameDocuments.new(_api)
	_connection = GameConnection.new()
	_connection.state_changed.connect(_on_state_changed)
	add_child(_connection)
	account.logged_out.connect(_on_logged_out)
	_dispatcher.register("welcome", _on_welcome)
	_dispatcher.register("players_list", _on_players_list)
	_dispatcher.register("player_join", _on_player_join)
	_dispatcher.register("player_leave", _on_player_leave)
	_dispatcher.register("player_move", _on_player_move)
	_dispatcher.register(PlayersMoved.TYPE, _on_players_moved)
	_dispatcher.register("position_correction", _on_position_correction)
	_dispatcher.register("map_changed", _on_map_changed)
	_dispatcher.register("chat", _on_chat)
	_dispatcher.register("error", _on_error)
	_dispatcher.register("server_notice", _on_notice)
	_dispatcher.register("pong", _on_pong)
	_dispatcher.register("monsters_data", _on_monsters_data)
	_dispatcher.register("combat_challenge", fights.on_challenge)
	_dispatcher.register("combat_started", fights.on_started)
	_dispatcher.register("combat_update", fights.on_update)
	_dispatcher.register("combat_ended", _on_combat_ended)


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and connection == Connection.ONLINE:
		_fetch_catalogue()


## Takes `chosen` into the world with the next `enter_world`.
func choose(chosen: CharacterInfo) -> void:
	_chosen.choose(chosen)
	map_id = chosen.map_id


## Uses `manager` until it leaves the tree.
func attach(manager: WebSocketManager) -> void:
	if _transport != null and is_instance_valid(_transport):
		_detach()
	_transport = manager
	_transport.text_received.connect(_on_text)
	_transport.bytes_received.connect(_on_bytes)
	_transport.latency_measured.connect(_on_latency)
	_transport.tree_exiting.connect(_detach, CONNECT_ONE_SHOT)
	_connection.setup(_transport, _chosen.token)


## Connects the chosen character, and keeps it connected. `connection_changed` tells how it goes.
func enter_world() -> void:
	_players.clear()
	_connection.subprotocols = subprotocols
	_connection.start(ServerConfig.game_url())


## Leaves the world; the session stays logged in.
func leave_world() -> void:
	_connection.stop()
	_players.clear()
	fights.begin_session()


## Tries to connect at once: after a takeover, or in a long wait.
func reconnect() -> void:
	_connection.hurry()


## Tells the server where the character is. False when that could not be sent.
func send_move(position: Vector2) -> bool:
	if speaks_binary():
		var bytes: PackedByteArray = MoveFrames.encode_move(position, map_id)
		if not bytes.is_empty():
			return connection == Connection.ONLINE and _transport.send_bytes(bytes)
	return _send(MessageCodec.encode_move(position, map_id))


## Whether moves travel in binary.
func speaks_binary() -> bool:
	return _transport != null and _transport.subprotocol() == MoveFrames.SUBPROTOCOL


## Asks to cross to `target`; `map_changed` or `server_error` answers.
func change_map(target: String) -> bool:
	return _send(MessageCodec.encode_change_map(target))


## Says `text` on `channel` (`map`, `global`, `whisper`); `to` is the user name a whisper goes to.
func say(channel: String, text: String, to: String = "") -> bool:
	return _send(MessageCodec.encode_chat(channel, text, to))


## Asks for everyone on the map; `players_listed` answers.
func request_players() -> bool:
	return _send(MessageCodec.encode_get_players())


## The character as the server has it now, in `data` a CharacterInfo; to be awaited.
func fetch_character() -> ApiResult:
	return await _chosen.fetch()


## Spends `points` (stat → how many) on the character, which is then in `data`; to be awaited.
func spend_points(points: Dictionary[String, int]) -> ApiResult:
	return await _chosen.spend(points)


## The document of a map, empty when it cannot be had; to be awaited.
func fetch_map(wanted: String) -> Dictionary:
	return await _documents.fetch_map(wanted)


## The server's time, Unix time in milliseconds.
func now_ms() -> int:
	return _clock.now(Time.get_ticks_msec())


func _send(text: String) -> bool:
	return connection == Connection.ONLINE and _transport != null and _transport.send_text(text)


func _detach() -> void:
	_connection.stop()
	_connection.setup(null, Callable())
	_transport.text_received.disconnect(_on_text)
	_transport.bytes_received.disconnect(_on_bytes)
	_transport.latency_measured.disconnect(_on_latency)
	if _transport.tree_exiting.is_connected(_detach):
		_transport.tree_exiting.disconnect(_detach)
	_transport = null


func _call_api(method: HTTPClient.Method, path: String, body: Variant) -> ApiResult:
	return await account.call_api(method, path, body)


func _fetch_catalogue() -> void:
	var catalogue: FightCatalogue = await _documents.fetch_catalogue()
	if catalogue != null:
		fights.use_catalogue(catalogue)


func _on_text(text: String) -> void:
	var message: ServerMessage = MessageCodec.decode(text)
	if message != null:
		_dispatcher.dispatch(message)


func _on_bytes(bytes: PackedByteArray) -> void:
	var message: ServerMessage = MoveFrames.decode(bytes)
	if message != null:
		_dispatcher.dispatch(message)


func _on_latency(ms: int) -> void:
	latency_ms = ms
	latency_changed.emit(ms)


func _on_state_changed(state: GameConnection.State, detail: String) -> void:
	connection = state as Connection
	if connection != Connection.ONLINE:
		latency_ms = -1
	connection_changed.emit(connection, detail)


func _on_logged_out(_sentence: String) -> void:
	leave_world()
	_chosen.choose(null)
	map_id = ""


func _on_welcome(welcome: Welcome) -> void:
	_clock.start(welcome.server_time, Time.get_ticks_msec())
	user_id = welcome.user_id
	username = welcome.username
	_chosen.info = welcome.character
	map_id = welcome.map_id
	_connection.admitted(welcome.resume_token)
	fights.begin_session()
	welcomed.emit(welcome)
	_fetch_catalogue()


func _on_players_list(message: PlayersList) -> void:
	_players.clear()
	for player: PlayerInfo in message.players:
		_players.add(player)
	players_listed.emit(message.players)


func _on_player_join(message: PlayerJoin) -> void:
	_players.add(message.player)
	player_joined.emit(message.player)


func _on_player_leave(message: PlayerLeave) -> void:
	_players.remove(message.user_id)
	player_left.emit(message.user_id, message.reason)


func _on_player_move(message: PlayerMove) -> void:
	var player: PlayerInfo = _players.of_id(message.user_id)
	if player == null:
		return
	player.position = message.position
	player_moved.emit(message.user_id, message.position)


func _on_players_moved(message: PlayersMoved) -> void:
	for entry: int in message.numbers.size():
		var player: PlayerInfo = _players.of_number(message.numbers[entry])
		if player != null:
			player.position = message.positions[entry]
			player_moved.emit(player.user_id, player.position)


func _on_position_correction(message: PositionCorrection) -> void:
	# A correction of a move on the map one has left says nothing any more.
	if message.map_id == map_id:
		position_corrected.emit(message.position, message.reason)


func _on_map_changed(message: MapChanged) -> void:
	map_id = message.map_id
	_chosen.stand(message.map_id, message.spawn)
	_players.clear()
	fights.leave_map()
	map_changed.emit(message.map_id, message.spawn)


func _on_chat(line: ChatLine) -> void:
	chat_received.emit(line)


func _on_error(message: ServerError) -> void:
	_connection.note_error(message.code)
	# Who has walked on until the news of the fight came did nothing wrong.
	if message.code == "in_fight" and fights.is_fighting():
		return
	server_error.emit(message.code, ErrorText.for_code(message.code, message.text))


func _on_notice(message: ServerNotice) -> void:
	var known: String = "notice." + message.kind
	var text: String = message.text
	# What a moderator wrote is shown as written; the rest has its sentence in the player's language.
	if message.kind == "shutdown":
		text = TranslationServer.translate(known)
	notice_received.emit(message.kind, text)


func _on_pong(message: Pong) -> void:
	_clock.note_answer(message.server_time, message.t, Time.get_ticks_msec())
	_transport.note_pong(message.t)


func _on_monsters_data(message: MonstersData) -> void:
	if message.map_id == map_id:
		fights.on_monsters_data(message)


func _on_combat_ended(message: CombatEnded) -> void:
	if fights.is_fighting():
		_come_out_of(message)
	fights.on_ended(message)


func _come_out_of(ended: CombatEnded) -> void:
	var reward := ended.reward_of(fights.state.own)
	if reward != null:
		_chosen.take_reward(reward)
		if reward.levels_gained > 0:
			level_gained.emit()
	elif fights.state.kind == "monsters" and ended.result == "lost":
		_chosen.fall()
	if not ended.map_id.is_empty():
		map_id = ended.map_id
		_chosen.stand(ended.map_id, ended.position)


func _on_events_lost(fighting: bool) -> void:
	# Whoever comes back to a fight is told its whole state.
	if fighting and _transport != null:
		_transport.drop()
