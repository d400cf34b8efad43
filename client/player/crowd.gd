class_name Crowd
extends Node
## The other players of the current map: one avatar and one interpolator each, moved by a single loop.

## Another player was chosen, or nobody any more (null).
signal selected(player: PlayerInfo)

const _AVATAR: PackedScene = preload("res://player/player_avatar.tscn")

var _parent: Node2D
var _index: Dictionary[String, int] = {}
var _players: Array[PlayerInfo] = []
var _avatars: Array[PlayerAvatar] = []
var _walkers: Array[RemoteInterpolator] = []
var _plate_scale := 1.0
var _hovered := ""
var _selected := ""
var _visible := true


func _process(_delta: float) -> void:
	advance(clock_ms())


## The clock of everything shown here, in milliseconds.
static func clock_ms() -> float:
	return Time.get_ticks_usec() / 1000.0


## Moves to another map, whose characters stand below [param parent]. Nobody is on it yet.
func stand_on(parent: Node2D) -> void:
	clear()
	_parent = parent


## Removes everybody.
func clear() -> void:
	for avatar: PlayerAvatar in _avatars:
		avatar.queue_free()
	_index.clear()
	_players.clear()
	_avatars.clear()
	_walkers.clear()
	_hovered = ""
	select("")


## Shows exactly [param players]; those who are here already walk on from where they are.
func show_all(players: Array[PlayerInfo]) -> void:
	var present: Dictionary[String, bool] = {}
	for player: PlayerInfo in players:
		present[player.user_id] = true
		if _index.has(player.user_id):
			move(player.user_id, player.position)
		else:
			add(player)
	for user_id: String in _index.keys():
		if not present.has(user_id):
			remove(user_id)


## Lets a player appear.
func add(player: PlayerInfo) -> void:
	if _parent == null:
		return
	remove(player.user_id)
	var avatar: PlayerAvatar = _AVATAR.instantiate()
	_parent.add_child(avatar)
	avatar.dress(player)
	avatar.set_plate_scale(_plate_scale)
	avatar.visible = _visible
	avatar.show_at(player.position, Vector2.ZERO)
	_index[player.user_id] = _avatars.size()
	_players.append(player)
	_avatars.append(avatar)
	_walkers.append(RemoteInterpolator.new(player.position))


## Lets a player go; unknown ones are ignored.
func remove(user_id: String) -> void:
	if not _index.has(user_id):
		return
	if _selected == user_id:
		select("")
	if _hovered == user_id:
		_hovered = ""
	var at := _index[user_id]
	var last := _avatars.size() - 1
	_avatars[at].queue_free()
	# The last one takes the free place, so that nobody else moves.
	_players[at] = _players[last]
	_avatars[at] = _avatars[last]
	_walkers[at] = _walkers[last]
	_index[_players[at].user_id] = at
	_players.pop_back()
	_avatars.pop_back()
	_walkers.pop_back()
	_index.erase(user_id)


## A player is now at [param position].
func move(user_id: String, position: Vector2) -> void:
	var at: int = _index.get(user_id, -1)
	if at >= 0:
		_walkers[at].push(position, clock_ms())


## Draws everybody where they are at [param now_ms].
func advance(now_ms: float) -> void:
	for at: int in _walkers.size():
		var walker := _walkers[at]
		if walker.is_resting() and walker.velocity == Vector2.ZERO and _avatars[at].position == walker.newest():
			continue
		var where := walker.sample(now_ms)
		_avatars[at].show_at(where, walker.velocity)


## How many others are here.
func size() -> int:
	return _avatars.size()


## The avatar of a player, or null.
func avatar_of(user_id: String) -> PlayerAvatar:
	var at: int = _index.get(user_id, -1)
	return _avatars[at] if at >= 0 else null


## Keeps all name plates readable at a zoom.
func set_plate_scale(plate_scale: float) -> void:
	_plate_scale = plate_scale
	for avatar: PlayerAvatar in _avatars:
		avatar.set_plate_scale(plate_scale)


## Hides everybody while one fights, and shows them again.
func set_visible(visible: bool) -> void:
	_visible = visible
	if not visible:
		_hover("")
		select("")
	for avatar: PlayerAvatar in _avatars:
		avatar.visible = visible


## Who is drawn at [param point], the one in front first; empty for nobody.
func pick(point: Vector2) -> String:
	var found := ""
	var front := -INF
	for at: int in _avatars.size():
		var avatar := _avatars[at]
		if avatar.position.y > front and avatar.has_point(point):
			found = avatar.user_id
			front = avatar.position.y
	return found


## Who is nearest to [param point], at most [param reach] px away; empty for nobody.
func nearest(point: Vector2, reach: float) -> String:
	var found := ""
	for avatar: PlayerAvatar in _avatars:
		var away := avatar.position.distance_to(point)
		if _visible and away <= reach:
			found = avatar.user_id
			reach = away
	return found


## Marks whoever is at [param point].
func hover_at(point: Vector2) -> void:
	_hover(pick(point))


## Chooses a player; an empty id chooses nobody.
func select(user_id: String) -> void:
	if not _index.has(user_id):
		user_id = ""
	if user_id == _selected:
		return
	var before := avatar_of(_selected)
	if before != null:
		before.set_selected(false)
	_selected = user_id
	var now := avatar_of(_selected)
	if now != null:
		now.set_selected(true)
	selected.emit(_players[_index[_selected]] if now != null else null)


func _hover(user_id: String) -> void:
	if user_id == _hovered:
		return
	var before := avatar_of(_hovered)
	if before != null:
		before.set_hovered(false)
	_hovered = user_id
	var now := avatar_of(user_id)
	if now != null:
		now.set_hovered(true)
