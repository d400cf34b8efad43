extends RefCounted
## The monsters: three families of three, seen from four sides, standing, walking, striking and being hit.

const BanditPainter := preload("bandit_painter.gd")
const BoarPainter := preload("boar_painter.gd")
const Palette := preload("palette.gd")
const PixelCanvas := preload("pixel_canvas.gd")
const Pose := preload("pose.gd")
const WispPainter := preload("wisp_painter.gd")

const SIZE := Vector2i(80, 76)
## Where the feet stand.
const FEET := Vector2(40, 62)
const WAYS: Array[String] = ["ne", "se", "sw", "nw"]
## Action → how many pictures, and pictures a second.
const ACTIONS: Dictionary[String, Vector2i] = {
	"idle": Vector2i(4, 3), "walk": Vector2i(6, 10), "attack": Vector2i(4, 10), "hit": Vector2i(2, 8),
}
## Monster → the radius of its shadow.
const LOOKS: Dictionary[String, Vector2] = {
	"piglet": Vector2(13, 6), "boar": Vector2(20, 9), "tusker": Vector2(26, 11),
	"wisp": Vector2(8, 4), "marsh_light": Vector2(11, 5), "bog_flame": Vector2(12, 5),
	"footpad": Vector2(14, 6), "poacher": Vector2(14, 6), "hedge_witch": Vector2(14, 6),
}

var _boars := BoarPainter.new()
var _wisps := WispPainter.new()
var _bandits := BanditPainter.new()


func paint(look: String, way: String, action: String, frame: int) -> Image:
	var pose := Pose.of(way, action, frame)
	var figure := PixelCanvas.new(SIZE, FEET)
	figure.salt = 900 + look.hash() % 97
	match look:
		"piglet", "boar", "tusker":
			_boars.paint(figure, look, pose)
			figure.outline(1.0)
		"wisp", "marsh_light", "bog_flame":
			_wisps.paint(figure, look, pose)
		_:
			_bandits.paint_monster(figure, look, pose, action == "walk")
			figure.outline(1.0)
	var canvas := PixelCanvas.new(SIZE, FEET)
	canvas.shadow(Vector2(1, 0) + pose.ahead(pose.blow * 3.0), LOOKS[look])
	canvas.image.blend_rect(figure.image, Rect2i(Vector2i.ZERO, SIZE), Vector2i.ZERO)
	return canvas.image
