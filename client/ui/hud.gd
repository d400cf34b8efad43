class_name Hud
extends Control
## Everything that lies over the world: places its parts in any window, opens and closes them, passes on what they want.

## The player says something; [param to] is the user name of a whisper.
signal said(channel: String, text: String, to: String)
## A player was chosen in the list, or (empty) nobody.
signal player_chosen(user_id: String)
## The player wants another try at connecting.
signal retry_wanted
## The player wants to choose another character.
signal leave_wanted
## The player wants to log out.
signal log_out_wanted

const _MARGIN := 12.0

var _settings: GameSettings
var _own_map_title := ""
var _here := ""

@onready var _fade: Fade = %Fade
@onready var _banner: MapBanner = %Banner
@onready var _notices: NoticeBar = %Notices
@onready var _place: Label = %Place
@onready var _badge: ConnectionBadge = %ConnectionBadge
@onready var _chat: ChatPanel = %ChatPanel
@onready var _players: PlayerList = %PlayerList
@onready var _mini_map: WorldMap = %MiniMap
@onready var _mini_panel: PanelContainer = %MiniPanel
@onready var _map_panel: PanelContainer = %MapPanel
@onready var _large_map: WorldMap = %LargeMap
@onready var _target: TargetCard = %TargetCard
@onready var _settings_panel: SettingsPanel = %SettingsPanel
@onready var _shade: ColorRect = %Shade
@onready var _session: SessionOverlay = %SessionOverlay
@onready var _players_button: Button = %PlayersButton
@onready var _map_button: Button = %MapButton
@onready var _settings_button: Button = %SettingsButton
@onready var _side: VBoxContainer = %Side


func _ready() -> void:
	_players_button.icon = PixelIcon.texture(PixelIcon.PLAYERS)
	_map_button.icon = PixelIcon.texture(PixelIcon.MAP)
	_settings_button.icon = PixelIcon.texture(PixelIcon.SETTINGS)
	(%MapClose as Button).icon = PixelIcon.texture(PixelIcon.CLOSE)
	_players_button.pressed.connect(_toggle_players)
	_map_button.pressed.connect(_toggle_map)
	_settings_button.pressed.connect(_toggle_settings)
	(%MapClose as Button).pressed.connect(_toggle_map)
	_settings_panel.closed.connect(_close_settings)
	_settings_panel.leave_wanted.connect(func() -> void: leave_wanted.emit())
	_settings_panel.log_out_wanted.connect(func() -> void: log_out_wanted.emit())
	_session.retry_wanted.connect(func() -> void: retry_wanted.emit())
	_session.leave_wanted.connect(func() -> void: leave_wanted.emit())
	_chat.said.connect(func(channel: String, text: String, to: String) -> void: said.emit(channel, text, to))
	_players.player_chosen.connect(func(user_id: String) -> void: player_chosen.emit(user_id))
	_players.whisper_wanted.connect(_chat.whisper_to)
	_target.whisper_wanted.connect(_chat.whisper_to)
	_target.dismissed.connect(func() -> void: player_chosen.emit(""))
	resized.connect(_arrange)
	_arrange()


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and is_node_ready():
		_place.text = MapTitle.localised(_own_map_title)


func _unhandled_key_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"focus_chat"):
		_chat.focus()
	elif event.is_action_pressed(&"toggle_players"):
		_toggle_players()
	elif event.is_action_pressed(&"toggle_map"):
		_toggle_map()
	elif event.is_action_pressed(&"toggle_settings"):
		_toggle_settings()
	elif event.is_action_pressed(&"ui_cancel"):
		_leave_something()
	else:
		return
	get_viewport().set_input_as_handled()


## Shows and changes [param settings].
func use_settings(settings: GameSettings) -> void:
	_settings = settings
	_chat.add_note(tr("ui.chat.welcome"))


## What covers the world while the map changes.
func fade() -> Fade:
	return _fade


## The own user name.
func set_own_username(username: String) -> void:
	_chat.own_username = username


## The character is on another map now.
func enter_map(title: String, visited: VisitedMaps, map_id: String) -> void:
	_own_map_title = title
	_here = map_id
	_place.text = MapTitle.localised(title)
	var at := VisitedMaps.coordinates(map_id)
	_banner.announce(MapTitle.localised(title), "%d, %d" % [at.x, at.y])
	_mini_map.show_world(visited, map_id)
	_large_map.show_world(visited, map_id)


func show_players(players: Array[PlayerInfo]) -> void:
	_players.show_all(players)


func add_player(player: PlayerInfo) -> void:
	_players.add(player)


func remove_player(user_id: String) -> void:
	_players.remove(user_id)


## Shows who is chosen; null for nobody.
func show_target(player: PlayerInfo) -> void:
	_target.show_player(player)
	_arrange()


## Shows what somebody said; [param speaker] is the name of the speaker's character where that is known.
func add_chat_line(line: ChatLine, speaker := "") -> void:
	_chat.add_line(line, speaker)


## Shows a sentence for some seconds, and keeps it in the chat.
func announce(text: String, colour := Palette.TEXT) -> void:
	_notices.announce(text, colour)
	_chat.add_note(text, colour)


## The connection is now in [param state]; [param detail] is a sentence, perhaps empty.
func show_connection(state: GameConnection.State, detail: String) -> void:
	_badge.show_state(state)
	_session.show_state(state, detail)


func show_latency(ms: int) -> void:
	_badge.show_latency(ms)


func _toggle_players() -> void:
	_players.visible = not _players.visible
	_leave_focus()


func _toggle_map() -> void:
	_map_panel.visible = not _map_panel.visible
	_leave_focus()


func _toggle_settings() -> void:
	if _settings_panel.visible:
		_close_settings()
	else:
		_shade.show()
		_settings_panel.open(_settings)


func _close_settings() -> void:
	_settings_panel.hide()
	_shade.hide()
	_leave_focus()


# Escape: leaves the control that has the focus, else closes what is open, else opens the settings.
func _leave_something() -> void:
	if get_viewport().gui_get_focus_owner() != null:
		_leave_focus()
	elif _map_panel.visible:
		_toggle_map()
	elif _target.visible:
		player_chosen.emit("")
	else:
		_toggle_settings()


# The keys walk again once nothing has the focus.
func _leave_focus() -> void:
	get_viewport().gui_release_focus()


func _arrange() -> void:
	var chat_size := Vector2(clampf(size.x * 0.36, 300.0, 560.0), clampf(size.y * 0.32, 150.0, 320.0))
	_chat.size = chat_size
	_chat.position = Vector2(_MARGIN, size.y - chat_size.y - _MARGIN)
	_target.reset_size()
	_target.position = Vector2(_MARGIN, _chat.position.y - _target.size.y - 8.0)
	_side.size = Vector2(_side.size.x, size.y - 2.0 * _MARGIN)
	var dialog := Vector2(minf(560.0, size.x - 24.0), minf(640.0, size.y - 24.0))
	_settings_panel.size = dialog
	_settings_panel.position = ((size - dialog) / 2.0).round()
	var map_size := Vector2(minf(820.0, size.x - 24.0), minf(540.0, size.y - 24.0))
	_map_panel.size = map_size
	_map_panel.position = ((size - map_size) / 2.0).round()
