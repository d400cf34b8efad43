extends Node
## The game: what the server tells reaches the world and the user interface here, what the player does goes back.

## After this long without an answer to a change of map, the character may walk again.
const _ANSWER_S := 6.0

## Own messages the player need not hear of: the picture says it.
const _SILENT_ERRORS: Array[String] = ["not_ready"]

var _settings: GameSettings
var _visited: VisitedMaps
var _crossing := 0

@onready var _connection: WebSocketManager = $WebSocketManager
@onready var _world: World = $World
@onready var _camera: AdaptiveCamera = $Camera2D
@onready var _sounds: Sounds = $Sounds
@onready var _hud: Hud = $UI/Hud
@onready var _fights: FightDirector = $FightDirector


func _ready() -> void:
	_settings = GameSettings.open()
	_settings.changed.connect(_fit_interface)
	get_window().size_changed.connect(_fit_interface)
	_settings.apply(get_window())
	_hud.use_settings(_settings)
	_camera.zoom_changed.connect(_world.set_plate_scale)
	_world.set_plate_scale(1.0 / _camera.zoom.x)
	_listen_to_world()
	_listen_to_hud()
	_listen_to_game()
	_fights.setup(GameManager.fights, _world, _hud, _sounds, _camera)
	GameManager.attach(_connection)
	GameManager.enter_world()


func _fit_interface() -> void:
	get_window().content_scale_factor = _settings.scale_in(get_window().size)


func _listen_to_world() -> void:
	_world.moved.connect(func(where: Vector2) -> void: GameManager.send_move(where))
	_world.transition_reached.connect(_on_transition_reached)
	_world.player_selected.connect(_hud.show_target)
	_world.met.connect(_hud.focus_card)
	_world.load_failed.connect(func(_map_id: String) -> void: _hud.announce(tr("world.map_failed"), Palette.BAD))


func _listen_to_hud() -> void:
	_hud.said.connect(_on_said)
	_hud.player_chosen.connect(_world.select)
	_hud.retry_wanted.connect(GameManager.reconnect)
	_hud.leave_wanted.connect(_on_leave_wanted)
	_hud.log_out_wanted.connect(AuthManager.log_out)
	_hud.character_wanted.connect(_on_character_wanted)
	_hud.spend_wanted.connect(_on_spend_wanted)
	AuthManager.logged_out.connect(func(_sentence: String) -> void: _go_to_login())


func _listen_to_game() -> void:
	GameManager.welcomed.connect(_on_welcomed)
	GameManager.map_changed.connect(_on_map_changed)
	GameManager.players_listed.connect(_on_players_listed)
	GameManager.player_joined.connect(_on_player_joined)
	GameManager.player_left.connect(_on_player_left)
	GameManager.player_moved.connect(_world.move_player)
	GameManager.position_corrected.connect(func(where: Vector2, _reason: String) -> void: _world.correct(where))
	GameManager.chat_received.connect(_on_chat_received)
	GameManager.server_error.connect(_on_server_error)
	GameManager.notice_received.connect(_on_notice_received)
	GameManager.connection_changed.connect(_on_connection_changed)
	GameManager.latency_changed.connect(_hud.show_latency)
	GameManager.fights.ended.connect(func(_ended: CombatEnded) -> void: _show_character())
	GameManager.level_gained.connect(_on_level_gained)


func _on_welcomed(welcome: Welcome) -> void:
	_hud.set_own_username(welcome.username)
	_show_character_soon()
	if _visited == null:
		_visited = VisitedMaps.open(welcome.character_id)
		if welcome.character.level == 1:
			_hud.announce(tr("fight.where_to_begin"))
	_crossing += 1
	if _world.map() != null and _world.map().map_id == welcome.map_id and not _world.is_entering():
		_world.thaw()
		_world.correct(welcome.position)
	else:
		_enter(welcome.map_id, welcome.position)


func _on_map_changed(map_id: String, spawn: Vector2) -> void:
	_crossing += 1
	_sounds.play(Sounds.CROSS)
	_enter(map_id, spawn)


func _enter(map_id: String, where: Vector2) -> void:
	_hud.fade().cover()
	var next := await _world.load_map(map_id)
	if next == null:
		return
	await _hud.fade().cover()
	if GameManager.map_id != map_id:
		next.free()
		return
	var others: Array[PlayerInfo] = []
	others.assign(GameManager.players.values())
	_world.put(next, _own_info(map_id, where), others)
	_camera.target = _world.own_avatar()
	_camera.jump()
	_hud.show_players(others)
	_visited.visit(map_id, next.title, next.landscape, _world.exits())
	_hud.enter_map(next.title, _visited, map_id)
	_fights.on_map_ready()
	_hud.fade().uncover()


func _own_info(map_id: String, where: Vector2) -> PlayerInfo:
	var own := PlayerInfo.new()
	own.user_id = GameManager.user_id
	own.username = GameManager.username
	own.name = GameManager.character.name
	own.character_class = GameManager.character.character_class
	own.level = GameManager.character.level
	own.map_id = map_id
	own.position = where
	return own


func _on_transition_reached(to: String) -> void:
	if not GameManager.change_map(to):
		return
	_crossing += 1
	var crossing := _crossing
	_world.freeze()
	await get_tree().create_timer(_ANSWER_S).timeout
	if crossing == _crossing:
		_world.thaw()


func _on_players_listed(players: Array[PlayerInfo]) -> void:
	_world.show_all(players)
	_hud.show_players(players)


func _on_player_joined(player: PlayerInfo) -> void:
	_world.add_player(player)
	_hud.add_player(player)


func _on_player_left(user_id: String, _reason: String) -> void:
	_world.remove_player(user_id)
	_hud.remove_player(user_id)


# What is known is shown at once, and what the server says as soon as it has.
func _on_character_wanted() -> void:
	_show_character()
	var result: ApiResult = await _refresh_character()
	if not result.is_ok():
		_hud.announce(tr("sheet.unreached"), Palette.BAD)


# A welcome does not tell life and points.
func _show_character_soon() -> void:
	_show_character()
	if GameManager.character.most_life == 0:
		await _refresh_character()


func _on_spend_wanted(points: Dictionary[String, int]) -> void:
	var result: ApiResult = await GameManager.spend_points(points)
	_show_character()
	if not result.is_ok():
		_hud.announce(result.sentence, Palette.BAD)


# Shows the character as the server has it now.
func _refresh_character() -> ApiResult:
	var result: ApiResult = await GameManager.fetch_character()
	_show_character()
	return result


func _show_character() -> void:
	_hud.show_character(GameManager.character, GameManager.fights.catalogue)


# That there are points to spend is not told with the end of a fight.
func _on_level_gained() -> void:
	var result: ApiResult = await _refresh_character()
	if result.is_ok() and GameManager.character.points > 0:
		var words := {"n": GameManager.character.points, "key": KeyBindings.label_of_action(&"toggle_character")}
		_hud.announce(tr("sheet.new_level").format(words), Palette.GOLD)


func _on_said(channel: String, text: String, to: String) -> void:
	if not GameManager.say(channel, text, _username_of(to)):
		_hud.announce(tr("ui.chat.not_sent"), Palette.BAD)


# One whispers to user names, but reads the names of characters: those who are here may be called by either.
func _username_of(name_or_username: String) -> String:
	var wanted := name_or_username.to_lower()
	for player: PlayerInfo in GameManager.players.values():
		if player.username.to_lower() == wanted:
			return player.username
	for player: PlayerInfo in GameManager.players.values():
		if player.name.to_lower() == wanted:
			return player.username
	return name_or_username


func _on_chat_received(line: ChatLine) -> void:
	var speaker: PlayerInfo = GameManager.players.get(line.user_id)
	_hud.add_chat_line(line, speaker.name if speaker != null else "")
	if line.channel == ChatCommand.WHISPER and line.user_id != GameManager.user_id:
		_sounds.play(Sounds.WHISPER)
	elif line.user_id != GameManager.user_id:
		_sounds.play(Sounds.CHAT)


func _on_server_error(code: String, text: String) -> void:
	_crossing += 1
	_world.thaw()
	if code == "too_far" and _world.pursue_again():
		return
	if code not in _SILENT_ERRORS:
		_hud.announce(text, Palette.BAD)


func _on_notice_received(_kind: String, text: String) -> void:
	_sounds.play(Sounds.NOTICE)
	_hud.announce(text, Palette.GOLD)


func _on_connection_changed(state: GameManager.Connection, detail: String) -> void:
	_hud.show_connection(state as GameConnection.State, detail)
	if state != GameManager.Connection.ONLINE:
		_world.freeze()


func _on_leave_wanted() -> void:
	GameManager.leave_world()
	_go_to_login()


func _go_to_login() -> void:
	get_tree().change_scene_to_file("res://scenes/login/LoginScene.tscn")
