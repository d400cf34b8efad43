extends SceneTree
## Paints the people into client/art/characters.png and .tres. The same pictures come out each time:
##
##   scripts/godot.sh --headless --path client -s tools/paint_characters.gd

const SHEET := "res://art/characters.png"
const FRAMES := "res://art/characters.tres"

const CharacterPainter := preload("paint/character_painter.gd")
const FrameSheet := preload("paint/frame_sheet.gd")

var _painter := CharacterPainter.new()


func _init() -> void:
	var columns := CharacterPainter.IDLE_FRAMES + CharacterPainter.WALK_FRAMES
	var rows := CharacterPainter.LOOKS.size() * CharacterPainter.WAYS.size()
	var sheet := FrameSheet.new(columns, rows, CharacterPainter.SIZE, CharacterPainter.FEET, SHEET)
	var row := 0
	for look in CharacterPainter.LOOKS:
		for way in CharacterPainter.WAYS:
			sheet.add("%s_idle_%s" % [look, way], row, 0, _pictures(look, way, false), 2.5)
			sheet.add("%s_walk_%s" % [look, way], row, CharacterPainter.IDLE_FRAMES, _pictures(look, way, true), 11.0)
			row += 1
	quit(0 if sheet.save(FRAMES) == OK else 1)


func _pictures(look: String, way: String, walking: bool) -> Array[Image]:
	var pictures: Array[Image] = []
	for frame in CharacterPainter.WALK_FRAMES if walking else CharacterPainter.IDLE_FRAMES:
		pictures.append(_painter.paint(look, way, walking, frame))
	return pictures
