extends SceneTree
## Paints the people into client/art/characters.png and .tres. The same pictures come out each time:
##
##   scripts/godot.sh --headless --path client -s tools/paint_characters.gd

const SHEET := "res://art/characters.png"
const FRAMES := "res://art/characters.tres"

const CharacterPainter := preload("paint/character_painter.gd")
const ResourceFile := preload("paint/resource_file.gd")


func _init() -> void:
	var painter := CharacterPainter.new()
	var columns := CharacterPainter.IDLE_FRAMES + CharacterPainter.WALK_FRAMES
	var rows := CharacterPainter.LOOKS.size() * CharacterPainter.WAYS.size()
	var size := CharacterPainter.SIZE
	var sheet := Image.create_empty(columns * size.x, rows * size.y, false, Image.FORMAT_RGBA8)
	var texture := ImageTexture.create_from_image(sheet)
	texture.take_over_path(SHEET)
	var frames := SpriteFrames.new()
	frames.remove_animation(&"default")
	var row := 0
	for look in CharacterPainter.LOOKS:
		for way in CharacterPainter.WAYS:
			_add(frames, "%s_idle_%s" % [look, way], texture, row, 0, CharacterPainter.IDLE_FRAMES, 2.5)
			_add(frames, "%s_walk_%s" % [look, way], texture, row, CharacterPainter.IDLE_FRAMES, CharacterPainter.WALK_FRAMES, 11.0)
			for column in columns:
				var walking := column >= CharacterPainter.IDLE_FRAMES
				var frame := column - CharacterPainter.IDLE_FRAMES if walking else column
				sheet.blit_rect(painter.paint(look, way, walking, frame), Rect2i(Vector2i.ZERO, size), Vector2i(column, row) * size)
			row += 1
	sheet.save_png(SHEET)
	quit(0 if ResourceFile.save(frames, FRAMES) == OK else 1)


func _add(frames: SpriteFrames, animation: StringName, texture: Texture2D, row: int, first: int, count: int, speed: float) -> void:
	var size := CharacterPainter.SIZE
	frames.add_animation(animation)
	frames.set_animation_speed(animation, speed)
	for i in count:
		var frame := AtlasTexture.new()
		frame.atlas = texture
		frame.region = Rect2(Vector2(first + i, row) * Vector2(size), size)
		# Room below, so that a centred sprite stands with its feet on its own position.
		frame.margin = Rect2(0, 0, 0, CharacterPainter.FEET.y * 2.0 - size.y)
		frames.add_frame(animation, frame)
