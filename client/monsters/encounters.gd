class_name Encounters
extends Node
## What one can meet on the current map besides players: groups of monsters, and fights that go on.

## The pointer is on a group now, or on none (null).
signal group_hovered(group: MonsterGroup)

var _map: GameMap
var _groups: Dictionary[int, GroupView] = {}
var _markers: Dictionary[String, FightMarker] = {}
var _hovered: EncounterView
var _plate_scale := 1.0
var _visible := true


func _notification(what: int) -> void:
	if what == NOTIFICATION_TRANSLATION_CHANGED:
		for view: EncounterView in _all():
			view.write_plate()


## Moves to another map; nothing is on it yet.
func stand_on(map: GameMap) -> void:
	clear()
	_map = map


func clear() -> void:
	hover(null)
	for view: EncounterView in _all():
		view.queue_free()
	_groups.clear()
	_markers.clear()


## Shows exactly these; groups that are here already stroll on from where they are.
func show_all(groups: Dictionary[int, MonsterGroup], fights: Dictionary[String, FightOnMap]) -> void:
	if _map == null:
		return
	for group: int in _groups.keys():
		if not groups.has(group):
			_forget(_groups[group])
			_groups.erase(group)
	for id: String in _markers.keys():
		if not fights.has(id):
			_forget(_markers[id])
			_markers.erase(id)
	for group: MonsterGroup in groups.values():
		if _groups.has(group.group):
			if _groups[group.group].info != group:
				_groups[group.group].stroll(group, _map)
		else:
			var view := GroupView.new()
			_groups[group.group] = _appear(view) as GroupView
			view.dress(group)
	for fight: FightOnMap in fights.values():
		if not _markers.has(fight.fight_id):
			_markers[fight.fight_id] = _appear(FightMarker.new()) as FightMarker
		_markers[fight.fight_id].dress(fight)


## Hides everything while one fights, and shows it again.
func set_visible(visible: bool) -> void:
	_visible = visible
	hover(null)
	for view: EncounterView in _all():
		view.visible = visible


func set_plate_scale(plate_scale: float) -> void:
	_plate_scale = plate_scale
	for view: EncounterView in _all():
		view.set_plate_scale(plate_scale)


## The group at [param point], or null.
func group_at(point: Vector2) -> MonsterGroup:
	var view := _front(_groups.values(), point) as GroupView
	return view.info if view != null else null


## The fight whose marker is at [param point], or null.
func fight_at(point: Vector2) -> FightOnMap:
	var marker := _front(_markers.values(), point) as FightMarker
	return marker.info if marker != null else null


## The group nearest to [param point], at most [param reach] px away; or null.
func group_near(point: Vector2, reach: float) -> GroupView:
	return _nearest(_groups.values(), point, reach) as GroupView


## The marker of a fight nearest to [param point], at most [param reach] px away; or null.
func fight_near(point: Vector2, reach: float) -> FightMarker:
	return _nearest(_markers.values(), point, reach) as FightMarker


## Where a group is as one sees it; Vector2.INF for one that is not there.
func place_of(group: int) -> Vector2:
	return _groups[group].position if _groups.has(group) else Vector2.INF


## Marks whatever is at [param point].
func hover_at(point: Vector2) -> void:
	hover(_front(_all(), point))


## Marks [param view] and nothing else; null marks nothing.
func hover(view: EncounterView) -> void:
	if view == _hovered:
		return
	if is_instance_valid(_hovered):
		_hovered.set_hovered(false)
	_hovered = view
	if view != null:
		view.set_hovered(true)
	group_hovered.emit((view as GroupView).info if view is GroupView else null)


func _all() -> Array:
	return _groups.values() + _markers.values()


func _front(views: Array, point: Vector2) -> EncounterView:
	var found: EncounterView = null
	for view: EncounterView in views:
		if _visible and (found == null or view.position.y > found.position.y) and view.has_point(point):
			found = view
	return found


func _nearest(views: Array, point: Vector2, reach: float) -> EncounterView:
	var found: EncounterView = null
	for view: EncounterView in views:
		var away := view.position.distance_to(point)
		if _visible and away <= reach:
			found = view
			reach = away
	return found


func _appear(view: EncounterView) -> EncounterView:
	_map.entities().add_child(view)
	view.set_plate_scale(_plate_scale)
	view.visible = _visible
	return view


func _forget(view: EncounterView) -> void:
	if view == _hovered:
		hover(null)
	view.queue_free()
