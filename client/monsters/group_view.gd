class_name GroupView
extends EncounterView
## A group of monsters on a map: each with a place of its own around the middle, strolling to wherever the server says.

const _SPEED := 64.0
## Further than this it was somewhere else altogether, px.
const _SNAP := 300.0
const _AREA := Rect2(-24.0, -52.0, 48.0, 58.0)
const _PLACES: Array[Vector2] = [
	Vector2(0, 0), Vector2(-40, 12), Vector2(38, 14), Vector2(-2, 30), Vector2(-36, -22), Vector2(40, -20), Vector2(4, -34), Vector2(-70, -6),
]

## What is shown.
var info: MonsterGroup

var _sprites: Array[MonsterSprite] = []
var _way := PackedVector2Array()


func _init() -> void:
	super(62.0)
	y_sort_enabled = true


func _process(delta: float) -> void:
	if _way.is_empty():
		return
	var before := position
	position = position.move_toward(_way[0], _SPEED * delta)
	for sprite: MonsterSprite in _sprites:
		sprite.face(Facing.of(position - before, sprite.facing))
	if position.is_equal_approx(_way[0]):
		_way.remove_at(0)
		if _way.is_empty():
			_act("idle")


## Appears as [param group], where it says.
func dress(group: MonsterGroup) -> void:
	info = group
	position = group.position
	for at: int in mini(group.monsters.size(), _PLACES.size()):
		var sprite := MonsterSprite.new()
		sprite.dress(group.monsters[at].monster)
		sprite.position = _PLACES[at]
		sprite.face([Facing.SOUTH_EAST, Facing.SOUTH_WEST][(group.group + at) % 2])
		add_child(sprite)
		_sprites.append(sprite)
	write_plate()


## Strolls to where [param group] says, on [param map].
func stroll(group: MonsterGroup, map: GameMap) -> void:
	info = group
	if position.distance_to(group.position) > _SNAP:
		position = group.position
		_way.clear()
		return
	_way = map.find_path(position, group.position)
	if _way.is_empty() and not position.is_equal_approx(group.position):
		_way.append(group.position)
	_act("walk" if not _way.is_empty() else "idle")


func write_plate() -> void:
	_plate.write(tr("ui.level_short") % info.level, false)


func set_hovered(hovered: bool) -> void:
	super(hovered)
	for sprite: MonsterSprite in _sprites:
		sprite.self_modulate = Color(1.22, 1.2, 1.12) if hovered else Color.WHITE


func has_point(point: Vector2) -> bool:
	return _sprites.any(func(sprite: MonsterSprite) -> bool: return _AREA.has_point(point - position - sprite.position))


func _act(action: String) -> void:
	for sprite: MonsterSprite in _sprites:
		sprite.act(action)
