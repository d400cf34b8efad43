extends SceneTree
## Paints the monsters into client/art/monsters.png and .tres. The same pictures come out each time:
##
##   scripts/godot.sh --headless --path client -s tools/paint_monsters.gd

const SHEET := "res://art/monsters.png"
const FRAMES := "res://art/monsters.tres"

const MonsterPainter := preload("paint/monster_painter.gd")
const FrameSheet := preload("paint/frame_sheet.gd")


func _init() -> void:
	var painter := MonsterPainter.new()
	var columns := 0
	for action in MonsterPainter.ACTIONS:
		columns += MonsterPainter.ACTIONS[action].x
	var rows := MonsterPainter.LOOKS.size() * MonsterPainter.WAYS.size()
	var sheet := FrameSheet.new(columns, rows, MonsterPainter.SIZE, MonsterPainter.FEET, SHEET)
	var row := 0
	for look in MonsterPainter.LOOKS:
		for way in MonsterPainter.WAYS:
			var first := 0
			for action in MonsterPainter.ACTIONS:
				var pictures: Array[Image] = []
				for frame in MonsterPainter.ACTIONS[action].x:
					pictures.append(painter.paint(look, way, action, frame))
				var repeats := action == "idle" or action == "walk"
				sheet.add("%s_%s_%s" % [look, action, way], row, first, pictures, MonsterPainter.ACTIONS[action].y, repeats)
				first += pictures.size()
			row += 1
	quit(0 if sheet.save(FRAMES) == OK else 1)
