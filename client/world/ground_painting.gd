class_name GroundPainting
extends Node2D
## The ground of a map as one picture: the Ground layer says what lies in each cell, and a shader lets it grow together,
## with ragged edges, banks at the water and shade under trees. Painted once, then drawn as a single rectangle above
## moving water.

const PAINT_SHADER := preload("res://world/ground_paint.gdshader")
const WATER_SHADER := preload("res://world/water.gdshader")
const TEXTURES := preload("res://art/ground.png")
const NOISE := preload("res://art/noise.png")


static func of(ground: TileMapLayer, decor: TileMapLayer) -> GroundPainting:
	var painting := GroundPainting.new()
	painting.name = "GroundPainting"
	painting.z_index = MapBuilder.GROUND_Z
	var plan := Image.create_empty(IsoGrid.COLUMNS, IsoGrid.ROWS, false, Image.FORMAT_RG8)
	var has_water := false
	for y in IsoGrid.ROWS:
		for x in IsoGrid.COLUMNS:
			var cell := Vector2i(x, y)
			var kind := maxi(TileCatalog.GROUND.find(TileCatalog.name_at(ground, cell)), 0)
			has_water = has_water or kind >= TileCatalog.GROUND.find("bridge")
			var shade := 1.0 if TileCatalog.name_at(decor, cell) in TileCatalog.SHADY else 0.0
			plan.set_pixel(x, y, Color8(kind, int(shade * 255.0), 0))
	if has_water:
		painting.add_child(_rectangle(_water()))
	painting.add_child(painting._paint(plan))
	return painting


## Paints into a viewport of the map's size, in the first frame only.
func _paint(plan: Image) -> Sprite2D:
	var material_of_ground := ShaderMaterial.new()
	material_of_ground.shader = PAINT_SHADER
	material_of_ground.set_shader_parameter("plan", ImageTexture.create_from_image(plan))
	material_of_ground.set_shader_parameter("textures", TEXTURES)
	material_of_ground.set_shader_parameter("noise", NOISE)
	var viewport := SubViewport.new()
	viewport.size = Vector2i(IsoGrid.MAP)
	viewport.transparent_bg = true
	viewport.disable_3d = true
	viewport.render_target_update_mode = SubViewport.UPDATE_ONCE
	viewport.add_child(_rectangle(material_of_ground))
	add_child(viewport)
	var picture := Sprite2D.new()
	picture.texture = viewport.get_texture()
	picture.centered = false
	return picture


static func _water() -> ShaderMaterial:
	var water := ShaderMaterial.new()
	water.shader = WATER_SHADER
	water.set_shader_parameter("noise", NOISE)
	return water


static func _rectangle(with: ShaderMaterial) -> Polygon2D:
	var rectangle := Polygon2D.new()
	rectangle.polygon = PackedVector2Array([
		Vector2.ZERO, Vector2(IsoGrid.MAP.x, 0), IsoGrid.MAP, Vector2(0, IsoGrid.MAP.y),
	])
	rectangle.material = with
	return rectangle
