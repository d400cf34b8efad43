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
## The player wants to fight another one.
signal challenge_wanted(user_id: String)
signal challenge_answered(accepted: bool)
signal challenge_cancelled
signal join_wanted(fight_id: String, side: String)
signal watch_wanted(fight_id: String)
## The character sheet is about to be shown: what it shows is wanted anew.
signal character_wanted
signal spend_wanted(points: Dictionary[String, int])

const _MARGIN := 12.0
## From the pointer to the card of what is pointed at, where that has to make room.
const _CLEAR := Vector2(40, 56)

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
@onready var _unspent: Label = %Unspent
@onready var _side: VBoxContainer = %Side
@onready var _fight: FightHud = %FightHud
@onready var _end: EndScreen = %EndScreen
@onready var _challenge: ChallengeCard = %ChallengeCard
@onready var _encounter: EncounterCard = %EncounterCard
@onready var _sheet: CharacterSheet = %CharacterSheet
@onready var _life: LifeBar = %LifeBar


func _ready() -> void:
	_players_button.icon = PixelIcon.texture(PixelIcon.PLAYERS)
	_map_button.icon = PixelIcon.texture(PixelIcon.MAP)
	_settings_button.icon = PixelIcon.texture(PixelIcon.SETTINGS)
	(%MapClose as Button).icon = PixelIcon.texture(PixelIcon.CLOSE)
	(%CharacterButton as Button).icon = PixelIcon.texture(PixelIcon.CHARACTER)
	(%CharacterButton as Button).pressed.connect(_toggle_character)
	_sheet.closed.connect(_toggle_character)
	_sheet.spend_wanted.connect(func(points: Dictionary[String, int]) -> void: spend_wanted.emit(points))
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
	_target.challenge_wanted.connect(func(user_id: String) -> void: challenge_wanted.emit(user_id))
	_challenge.answered.connect(func(accepted: bool) -> void: challenge_answered.emit(accepted))
	_challenge.cancelled.connect(func() -> void: challenge_cancelled.emit())
	_encounter.join_wanted.connect(func(fight_id: String, side: String) -> void: join_wanted.emit(fight_id, side))
	_encounter.watch_wanted.connect(func(fight_id: String) -> void: watch_wanted.emit(fight_id))
	_encounter.dismissed.connect(_encounter.hide)
	resized.connect(_arrange)
	_challenge.resized.connect(_arrange)
	_arrange()


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and is_node_ready():
		_place.text = MapTitle.localised(_own_map_title)


func _unhandled_key_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"focus_chat"):
		# Enter is for the button that has the focus, which does not keep it to itself.
		if get_viewport().gui_get_focus_owner() != null:
			return
		_chat.focus()
	elif event.is_action_pressed(&"toggle_players"):
		_toggle_players()
	elif event.is_action_pressed(&"toggle_map"):
		_toggle_map()
	elif event.is_action_pressed(&"toggle_character"):
		_toggle_character()
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


## What lies over a fight.
func fight_hud() -> FightHud:
	return _fight


## Shows the fight on [param stage], and hides what walking needs, until [method close_fight].
func open_fight(stage: FightStage) -> void:
	_mini_panel.hide()
	_banner.vanish()
	_encounter.hide()
	_players.hide()
	_end.hide()
	_life.set_fighting(true)
	_fight.open(stage)
	_chat.follow_fight(true)
	_arrange()


func close_fight() -> void:
	_fight.close()
	_life.set_fighting(false)
	_chat.follow_fight(false)
	_mini_panel.show()
	_arrange()


## Shows how a fight has ended.
func show_end(ended: CombatEnded, state: FightState) -> void:
	_end.show_end(ended, state)


## Adds a sentence to what is told of the fight.
func add_fight_line(text: String, colour: Color) -> void:
	_chat.add_fight_line(text, colour)


## The own character is now like this: its life is shown, and its sheet when that is open.
func show_character(character: CharacterInfo, catalogue: FightCatalogue) -> void:
	_life.show_character(character)
	var points := character.points if character != null else 0
	_unspent.visible = points > 0
	_unspent.text = "+%d" % points
	_life.set_fighting(_fight.visible)
	if character != null:
		_sheet.show_character(character, catalogue)
	_arrange()


## Shows a challenge that is open; see ChallengeCard.
func show_challenge(challenge: CombatChallenge, own: bool, other: String) -> void:
	_challenge.show_challenge(challenge, own, other)
	_arrange()


## Shows the group that is pointed at; null for none.
func show_group(group: MonsterGroup, catalogue: FightCatalogue) -> void:
	if group != null or _encounter.fight_id().is_empty():
		_encounter.show_group(group, catalogue)
		_arrange()


## Shows a fight that goes on on the map; null for none.
func show_fight_on_map(fight: FightOnMap, catalogue: FightCatalogue) -> void:
	_encounter.show_fight(fight, catalogue)
	_arrange()


## The fights of the map have changed: what is shown of one is brought up to date.
func update_fight_on_map(fights: Dictionary[String, FightOnMap], catalogue: FightCatalogue) -> void:
	if not _encounter.fight_id().is_empty():
		show_fight_on_map(fights.get(_encounter.fight_id()), catalogue)


## Whatever card is open of a fight or a player is used by keys now.
func focus_card() -> void:
	if _encounter.visible:
		_encounter.take_focus()
	elif _target.visible:
		_target.take_focus()


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


func _toggle_character() -> void:
	if not _sheet.visible:
		character_wanted.emit()
	_sheet.visible = not _sheet.visible
	_leave_focus()
	_arrange()


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
	elif _fight.let_go():
		pass
	elif _map_panel.visible:
		_toggle_map()
	elif _sheet.visible:
		_toggle_character()
	elif _target.visible:
		player_chosen.emit("")
	elif not _encounter.fight_id().is_empty():
		_encounter.hide()
	else:
		_toggle_settings()


# The keys walk again once nothing has the focus.
func _leave_focus() -> void:
	get_viewport().gui_release_focus()


func _arrange() -> void:
	var chat_size := Vector2(clampf(size.x * 0.36, 300.0, 560.0), clampf(size.y * 0.32, 150.0, 320.0))
	if _fight.visible:
		chat_size.y = clampf(size.y * 0.26, 140.0, 250.0)
		chat_size.x = clampf(_fight.left_of_bar() - 2.0 * _MARGIN, 220.0, chat_size.x)
	_challenge.position = Vector2((size.x - _challenge.size.x) / 2.0, size.y * 0.36).round()
	_place_encounter()
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
	var sheet := Vector2(minf(600.0, size.x - 24.0), 0.0)
	_sheet.size = sheet
	_sheet.position = ((size - _sheet.size) / 2.0).round()


func _place_encounter() -> void:
	_encounter.reset_size()
	_encounter.position = Vector2((size.x - _encounter.size.x) / 2.0, _MARGIN).round()
	var pointer := get_local_mouse_position()
	# What is pointed at is not hidden by what is told of it.
	if _encounter.fight_id().is_empty() and _encounter.get_rect().grow(_CLEAR.x).has_point(pointer):
		_encounter.position.y = minf(pointer.y + _CLEAR.y, size.y - _encounter.size.y - _MARGIN)
