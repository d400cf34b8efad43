class_name FighterAvatar
extends Node2D
## A fighter on its cell: picture, a ring in its side's colour, and its life above it.

const _PEOPLE: SpriteFrames = preload("res://art/characters.tres")
const _PLAINEST := "adventurer"
const _WAYS: Array[StringName] = [Facing.NORTH_EAST, Facing.SOUTH_EAST, Facing.SOUTH_WEST, Facing.NORTH_WEST]
const _STEP_S := 0.2
const _LUNGE_PX := 14.0
const _HEIGHT := 58.0
const _BAR := Vector2(44, 6)
## Nobody is hidden by the tree or house they stand behind.
const _ABOVE_DECOR := 1

## Who it is.
var number := 0
## Whose turn it is.
var is_active := false:
	set(value):
		is_active = value
		queue_redraw()
var is_hovered := false:
	set(value):
		is_hovered = value
		queue_redraw()
		_overhead.queue_redraw()

var _person: AnimatedSprite2D
var _monster: MonsterSprite
var _look := ""
var _facing := Facing.SOUTH_EAST
var _walking := false
var _colour := Palette.FRIEND
var _title := TextLine.new()
var _life := 1
var _most_life := 1
var _shown_life := 1.0
var _shield := 0
var _ready_mark := false
var _age := 0.0
var _overhead := Node2D.new()


func _init() -> void:
	z_index = _ABOVE_DECOR
	_overhead.z_index = 2
	_overhead.texture_filter = TEXTURE_FILTER_LINEAR
	_overhead.draw.connect(_draw_overhead)


func _process(delta: float) -> void:
	_age += delta
	if is_active:
		queue_redraw()
	if not is_equal_approx(_shown_life, _life):
		_shown_life = move_toward(_shown_life, _life, maxf(_most_life * delta * 0.8, delta * 4.0))
		_overhead.queue_redraw()


## Becomes [param fighter], called [param title]; [param friend] is on the own side.
func dress(fighter: Fighter, title: String, friend: bool) -> void:
	number = fighter.number
	_colour = Palette.FRIEND if friend else Palette.FOE
	write_title(title)
	if fighter.is_monster():
		_monster = MonsterSprite.new()
		_monster.dress(fighter.monster)
		add_child(_monster)
	else:
		_look = fighter.character_class
		if not _PEOPLE.has_animation(StringName("%s_idle_se" % _look)):
			_look = _PLAINEST
		_person = AnimatedSprite2D.new()
		_person.sprite_frames = _PEOPLE
		add_child(_person)
	_overhead.position = Vector2(0, -height() - 6.0)
	add_child(_overhead)
	_shown_life = fighter.life
	update(fighter, false)
	_animate()


## Writes what it is called.
func write_title(title: String) -> void:
	_title.clear()
	_title.add_string(title, ThemeDB.fallback_font, 13)
	_overhead.queue_redraw()


## Shows the life and the readiness [param fighter] has.
func update(fighter: Fighter, placing: bool) -> void:
	_life = fighter.life
	_most_life = fighter.most_life()
	_shield = fighter.shield()
	_ready_mark = placing and fighter.ready
	modulate.a = 0.6 if fighter.absent else 1.0
	_overhead.queue_redraw()


## How high it reaches above its feet, px.
func height() -> float:
	return _monster.height() if _monster != null else _HEIGHT


func set_plate_scale(plate_scale: float) -> void:
	_overhead.scale = Vector2(plate_scale, plate_scale)


## What keeps writing above it readable at the camera's zoom.
func plate_scale() -> Vector2:
	return _overhead.scale


## Stands in the middle of a cell.
func stand(cell: int) -> void:
	position = FightGrid.centre(cell)


## Looks towards a cell.
func look_at_cell(from: int, to: int) -> void:
	if from != to and from != FightGrid.NO_CELL:
		_face(FightGrid.direction(from, to))


## Walks from a cell along a path; await it.
func walk(from: int, path: PackedInt32Array, hurry: float) -> void:
	_walking = true
	for cell: int in path:
		look_at_cell(from, cell)
		_animate()
		from = cell
		var tween := create_tween()
		tween.tween_property(self, ^"position", FightGrid.centre(cell), _STEP_S / hurry)
		await tween.finished
	_walking = false
	_animate()


## Slides to a cell: pushed, pulled; or is there at once. Await it.
func slide(cell: int, how: String, hurry: float) -> void:
	var tween := create_tween()
	if how == "teleport":
		tween.tween_property(self, ^"modulate:a", 0.0, 0.15 / hurry)
		tween.tween_callback(stand.bind(cell))
		tween.tween_property(self, ^"modulate:a", 1.0, 0.2 / hurry)
	else:
		tween.tween_property(self, ^"position", FightGrid.centre(cell), 0.25 / hurry).set_trans(Tween.TRANS_QUAD).set_ease(Tween.EASE_OUT)
	await tween.finished


## Strikes, or casts, towards where it looks; await the moment it hits.
func strike(hurry: float) -> void:
	if _monster != null:
		_monster.act("attack")
		await get_tree().create_timer(0.22 / hurry).timeout
		return
	var ahead := _ahead() * _LUNGE_PX
	var tween := create_tween()
	tween.tween_property(_person, ^"position", -ahead * 0.35, 0.09 / hurry)
	tween.tween_property(_person, ^"position", ahead, 0.08 / hurry).set_trans(Tween.TRANS_QUAD)
	await tween.finished
	create_tween().tween_property(_person, ^"position", Vector2.ZERO, 0.16 / hurry)


## Flinches.
func flinch() -> void:
	var sprite: AnimatedSprite2D = _monster if _monster != null else _person
	if _monster != null:
		_monster.act("hit")
	sprite.self_modulate = Color(2.4, 1.6, 1.5)
	var tween := create_tween()
	tween.tween_property(sprite, ^"self_modulate", Color.WHITE, 0.3)
	if _person != null:
		tween.parallel().tween_property(_person, ^"position", Vector2.ZERO, 0.2).from(-_ahead() * 6.0)


## Falls and fades; await it.
func die(hurry: float) -> void:
	var tween := create_tween().set_parallel()
	tween.tween_property(self, ^"modulate", Color(1.0, 0.45, 0.4, 0.0), 0.5 / hurry)
	tween.tween_property(self, ^"scale", Vector2(1.15, 0.45), 0.5 / hurry).set_trans(Tween.TRANS_QUAD)
	await tween.finished
	hide()


func _ahead() -> Vector2:
	var way := Vector2.RIGHT if _facing == Facing.NORTH_EAST or _facing == Facing.SOUTH_EAST else Vector2.LEFT
	var south := _facing == Facing.SOUTH_EAST or _facing == Facing.SOUTH_WEST
	return (way + Vector2(0, 0.5 if south else -0.5)).normalized()


func _face(direction: FightGrid.Direction) -> void:
	_facing = _WAYS[direction]
	_animate()


func _animate() -> void:
	if _monster != null:
		_monster.face(_facing)
		_monster.act("walk" if _walking else "idle")
	elif _person != null:
		_person.play(StringName("%s_%s_%s" % [_look, "walk" if _walking else "idle", _facing]))


func _draw() -> void:
	draw_set_transform(Vector2.ZERO, 0.0, Vector2(1.0, 0.5))
	draw_circle(Vector2.ZERO, 26.0, Color(_colour, 0.28))
	draw_arc(Vector2.ZERO, 26.0, 0.0, TAU, 40, Color(Palette.INK, 0.7), 5.0)
	draw_arc(Vector2.ZERO, 26.0, 0.0, TAU, 40, _colour, 2.5)
	if is_active:
		draw_arc(Vector2.ZERO, 32.0 + sin(_age * 5.0) * 2.0, 0.0, TAU, 40, Palette.GOLD, 3.0)
	if is_hovered:
		draw_arc(Vector2.ZERO, 29.0, 0.0, TAU, 40, Palette.TEXT, 1.5)
	draw_set_transform(Vector2.ZERO)


func _draw_overhead() -> void:
	var bar := Rect2(-_BAR.x / 2.0, -_BAR.y, _BAR.x, _BAR.y)
	_overhead.draw_rect(bar.grow(2.0), Color(Palette.INK, 0.9))
	_overhead.draw_rect(bar, Color(0.3, 0.1, 0.12))
	_overhead.draw_rect(Rect2(bar.position, Vector2(bar.size.x * clampf(_shown_life / _most_life, 0.0, 1.0), bar.size.y)), Palette.GOLD)
	_overhead.draw_rect(Rect2(bar.position, Vector2(bar.size.x * clampf(float(_life) / _most_life, 0.0, 1.0), bar.size.y)), _colour)
	if _shield > 0:
		_overhead.draw_rect(bar.grow(2.0), Color("cfe4ff"), false, 2.0)
	if _ready_mark:
		_overhead.draw_polyline(PackedVector2Array([Vector2(26, -6), Vector2(30, -1), Vector2(38, -12)]), Palette.INK, 6.0)
		_overhead.draw_polyline(PackedVector2Array([Vector2(26, -6), Vector2(30, -1), Vector2(38, -12)]), Palette.GOOD, 3.0)
	if is_hovered:
		var at := Vector2(-_title.get_size().x / 2.0, -_BAR.y - 4.0 - _title.get_size().y).round()
		_title.draw_outline(_overhead.get_canvas_item(), at, 4, Color(0.04, 0.05, 0.08, 0.9))
		_title.draw(_overhead.get_canvas_item(), at, Palette.TEXT)
