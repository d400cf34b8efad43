class_name FighterPortrait
extends Control
## The face of a fighter, with its life; for the order of turns and the end of a fight.

signal pointed_at(number: int)

const _PEOPLE: SpriteFrames = preload("res://art/characters.tres")
## The part of a picture that shows the face, from the middle of its width and the height above the feet.
const _FACES: Dictionary[String, Vector2] = {
	"piglet": Vector2(11, 10), "boar": Vector2(17, 13), "tusker": Vector2(22, 16),
	"wisp": Vector2(0, 22), "marsh_light": Vector2(0, 25), "bog_flame": Vector2(0, 20),
}
const _FACE := Vector2(0, 42)
const _CUT := Vector2(30, 30)

var _number := 0
var _texture: AtlasTexture
var _source := Rect2()
var _colour := Palette.FRIEND
var _part := 1.0
var _active := false
var _alive := true
var _absent := false
var _show_life := true


func _init() -> void:
	custom_minimum_size = Vector2(48, 56)
	texture_filter = TEXTURE_FILTER_NEAREST
	mouse_entered.connect(func() -> void: pointed_at.emit(_number))
	mouse_exited.connect(func() -> void: pointed_at.emit(FightEvent.NOBODY))


## Shows [param fighter]; [param active] when it is its turn.
func show_fighter(fighter: Fighter, catalogue: FightCatalogue, friend: bool, active: bool) -> void:
	_number = fighter.number
	_colour = Palette.FRIEND if friend else Palette.FOE
	_part = clampf(float(fighter.life) / fighter.most_life(), 0.0, 1.0)
	_active = active
	_alive = fighter.alive
	_absent = fighter.absent
	tooltip_text = "%s · %s\n%d / %d" % [fighter.title(catalogue), tr("ui.level_short") % fighter.level, fighter.life, fighter.most_life()]
	_show_look(fighter.monster, fighter.character_class)


## Shows the face alone: of a monster, or of a class.
func show_face(monster: String, character_class: String, colour: Color) -> void:
	_colour = colour
	_show_life = false
	_show_look(monster, character_class)


func _show_look(monster: String, character_class: String) -> void:
	var frames := MonsterSprite.FRAMES if not monster.is_empty() else _PEOPLE
	var look := monster if not monster.is_empty() else character_class
	var animation := StringName("%s_idle_se" % look)
	if not frames.has_animation(animation):
		animation = &"footpad_idle_se" if not monster.is_empty() else &"adventurer_idle_se"
	_texture = frames.get_frame_texture(animation, 0)
	var cut: Vector2 = _FACES.get(look, _FACE)
	var feet := _texture.margin.size.y / 2.0 + _texture.region.size.y / 2.0
	var middle := Vector2(_texture.region.size.x / 2.0 + cut.x, feet - cut.y)
	_source = Rect2(_texture.region.position + (middle - _CUT / 2.0).clamp(Vector2.ZERO, _texture.region.size - _CUT), _CUT)
	queue_redraw()


func _draw() -> void:
	var frame := Rect2(Vector2.ZERO, Vector2(size.x, size.y - (8.0 if _show_life else 0.0)))
	draw_rect(frame, Palette.RAISED.lerp(_colour, 0.22))
	if _texture != null:
		var dim := Color.WHITE if _alive and not _absent else Color(0.5, 0.5, 0.55, 0.8)
		draw_texture_rect_region(_texture.atlas, frame.grow(-2.0), _fit(frame.size), dim)
	draw_rect(frame.grow(-1.0), Palette.GOLD if _active else _colour, false, 3.0 if _active else 2.0)
	if not _alive:
		draw_line(frame.position + Vector2(6, 6), frame.end - Vector2(6, 6), Palette.BAD, 3.0)
	if _show_life:
		var bar := Rect2(0, size.y - 6.0, size.x, 6.0)
		draw_rect(bar, Palette.INK)
		draw_rect(Rect2(bar.position + Vector2(1, 1), Vector2((bar.size.x - 2.0) * _part, 4.0)), Palette.LIFE if _part < 0.35 else Palette.GOOD)


# The cut has the frame's proportions, so that nothing is stretched.
func _fit(frame: Vector2) -> Rect2:
	var scaled := _CUT * Vector2(minf(1.0, frame.x / frame.y), minf(1.0, frame.y / frame.x))
	return Rect2(_source.get_center() - scaled / 2.0, scaled)
