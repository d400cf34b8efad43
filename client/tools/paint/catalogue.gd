extends RefCounted
## Which pictures there are: every decor tile of docs/maps.md with its variants, and how big its footprint is.

const PixelCanvas := preload("pixel_canvas.gd")
const PlantPainter := preload("plant_painter.gd")
const StonePainter := preload("stone_painter.gd")
const BuildingPainter := preload("building_painter.gd")
const PropPainter := preload("prop_painter.gd")


## A tile's name, its variants (as functions that paint one), and the side of its footprint in cells.
class Entry:
	var name: String
	var painters: Array[Callable] = []
	var size := 1

	func _init(of: String, paint: Callable, variants := 1, footprint := 1) -> void:
		name = of
		size = footprint
		for i in variants:
			painters.append(paint.bind(i) if variants > 1 else paint)


var _plants := PlantPainter.new()
var _stones := StonePainter.new()
var _buildings := BuildingPainter.new()
var _props := PropPainter.new()


## Painters whose pictures follow their neighbours have sixteen variants, one for each set of joined sides; a fence has
## sixteen more for joined corners.
func entries() -> Array[Entry]:
	return [
		Entry.new("flowers", _plants.flowers, 4),
		Entry.new("mushrooms", _plants.mushrooms, 2),
		Entry.new("reeds", _plants.reeds, 3),
		Entry.new("pebbles", _stones.pebbles, 3),
		Entry.new("bones", _stones.bones, 2),
		Entry.new("tree_oak", _plants.oak, 3),
		Entry.new("tree_birch", _plants.birch, 2),
		Entry.new("tree_pine", func(variant: int) -> PixelCanvas: return _plants.pine(variant, false), 3),
		Entry.new("tree_pine_snow", func(variant: int) -> PixelCanvas: return _plants.pine(variant, true), 3),
		Entry.new("tree_apple", _plants.apple, 2),
		Entry.new("tree_palm", _plants.palm),
		Entry.new("tree_dead", _plants.dead, 2),
		Entry.new("cactus", _plants.cactus, 2),
		Entry.new("bush", _plants.bush, 3),
		Entry.new("hedge", _plants.hedge, 2),
		Entry.new("stump", _plants.stump),
		Entry.new("log", _plants.fallen_log),
		Entry.new("rock", _stones.rock, 3),
		Entry.new("boulder", _stones.boulder, 3),
		Entry.new("cliff", _stones.cliff, 3),
		Entry.new("ore", _stones.ore, 2),
		Entry.new("water_lily", _plants.lily, 2),
		Entry.new("fence", _props.fence, 32),
		Entry.new("wall_stone", _stones.wall, 16),
		Entry.new("ruin_wall", _stones.ruin_wall, 16),
		Entry.new("column", func() -> PixelCanvas: return _stones.column(false)),
		Entry.new("column_broken", func() -> PixelCanvas: return _stones.column(true)),
		Entry.new("statue", _stones.statue),
		Entry.new("well", _buildings.well),
		Entry.new("fountain", _buildings.fountain, 1, 2),
		Entry.new("lamp", _props.lamp),
		Entry.new("signpost", _props.signpost),
		Entry.new("bench", _props.bench),
		Entry.new("stall", _buildings.stall, 3),
		Entry.new("barrel", _props.barrel, 2),
		Entry.new("crates", _props.crates, 2),
		Entry.new("hay", _props.hay, 2),
		Entry.new("cart", _props.cart),
		Entry.new("boat", _props.boat, 2),
		Entry.new("tent", _buildings.tent, 2),
		Entry.new("campfire", _props.campfire),
		Entry.new("house_cottage", _buildings.cottage, 3, 2),
		Entry.new("house_hall", _buildings.hall, 1, 3),
		Entry.new("house_mill", _buildings.mill, 1, 2),
	]
