class_name PlayerList
extends PanelContainer
## Who else is on the map, with a search.

## One was chosen in the list.
signal player_chosen(user_id: String)
## One was double-clicked, or Enter pressed: the player wants to talk to them.
signal whisper_wanted(username: String)

var _players: Dictionary[String, PlayerInfo] = {}
var _shown: Array[PlayerInfo] = []
var _stale := false

@onready var _count: Label = %Count
@onready var _search: LineEdit = %Search
@onready var _list: ItemList = %List


func _ready() -> void:
	_search.text_changed.connect(func(_text: String) -> void: _refresh())
	_search.gui_input.connect(_on_search_input)
	_list.item_selected.connect(func(index: int) -> void: player_chosen.emit(_shown[index].user_id))
	_list.item_activated.connect(func(index: int) -> void: whisper_wanted.emit(_shown[index].username))
	visibility_changed.connect(_refresh)
	_refresh()


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED and is_node_ready():
		_refresh()


## Replaces everybody.
func show_all(players: Array[PlayerInfo]) -> void:
	_players.clear()
	for player: PlayerInfo in players:
		_players[player.user_id] = player
	_refresh_soon()


func add(player: PlayerInfo) -> void:
	_players[player.user_id] = player
	_refresh_soon()


func remove(user_id: String) -> void:
	_players.erase(user_id)
	_refresh_soon()


## Lets the player type a name.
func focus() -> void:
	_search.grab_focus()


## The names in the list, from top to bottom.
func shown_names() -> PackedStringArray:
	var names: PackedStringArray = []
	for player: PlayerInfo in _shown:
		names.append(player.name)
	return names


# Many may come and go within a frame: the list is built once for all.
func _refresh_soon() -> void:
	if _stale:
		return
	_stale = true
	_refresh.call_deferred()


func _refresh() -> void:
	_stale = false
	match _players.size():
		0:
			_count.text = tr("ui.players.none")
		1:
			_count.text = tr("ui.players.one")
		var count:
			_count.text = tr("ui.players.many") % count
	if not is_visible_in_tree():
		return
	var sought := _search.text.strip_edges().to_lower()
	_shown.clear()
	for player: PlayerInfo in _players.values():
		if sought.is_empty() or player.name.to_lower().contains(sought) or player.username.to_lower().contains(sought):
			_shown.append(player)
	_shown.sort_custom(func(a: PlayerInfo, b: PlayerInfo) -> bool: return a.name.naturalnocasecmp_to(b.name) < 0)
	_list.clear()
	for player: PlayerInfo in _shown:
		var index := _list.add_item("%s   %s" % [player.name, tr("ui.level_short") % player.level])
		_list.set_item_tooltip(index, "%s · %s" % [player.name, ClassTitle.localised(player.character_class)])


func _on_search_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"ui_cancel"):
		_search.release_focus()
		_search.accept_event()
	elif event.is_action_pressed(&"ui_down") and _list.item_count > 0:
		_list.grab_focus()
		_list.select(0)
		_search.accept_event()
