class_name GroundPainting
extends Node2D
## The ground of a map as one picture: the Ground layer says what lies in each cell, and a shader lets it grow together,
## with ragged edges, banks at the water and shade under trees. Painted once, then drawn as a single rectangle above
## moving water.

const FIELD_SHADER := preload("res://world/ground_field.gdshader")
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
		painting.add_child(_rectangle(_material(WATER_SHADER, {"noise": NOISE})))
	painting.add_child(painting._paint(plan))
	return painting


## Paints into a viewport of the map's size, in the first frame only. A viewport inside another is drawn before it: the
## inner one finds out what lies at each pixel, once, and the outer one looks around in that.
func _paint(plan: Image) -> Sprite2D:
	var cells := ImageTexture.create_from_image(plan)
	var field := _viewport(_material(FIELD_SHADER, {"plan": cells, "noise": NOISE}))
	var painted := _viewport(_material(PAINT_SHADER, {
		"field": field.get_texture(), "plan": cells, "textures": TEXTURES, "noise": NOISE,
	}))
	painted.add_child(field)
	add_child(painted)
	RenderingServer.frame_post_draw.connect(field.queue_free, CONNECT_ONE_SHOT)
	var picture := Sprite2D.new()
	picture.texture = painted.get_texture()
	picture.centered = false
	return picture


static func _viewport(with: ShaderMaterial) -> SubViewport:
	var viewport := SubViewport.new()
	viewport.size = Vector2i(IsoGrid.MAP)
	viewport.transparent_bg = true
	viewport.disable_3d = true
	viewport.render_target_update_mode = SubViewport.UPDATE_ONCE
	viewport.add_child(_rectangle(with))
	return viewport


static func _material(shader: Shader, parameters: Dictionary[String, Texture2D]) -> ShaderMaterial:
	var material_of_shader := ShaderMaterial.new()
	material_of_shader.shader = shader
	for parameter in parameters:
		material_of_shader.set_shader_parameter(parameter, parameters[parameter])
	return material_of_shader


static func _rectangle(with: ShaderMaterial) -> Polygon2D:
	var rectangle := Polygon2D.new()
	rectangle.polygon = PackedVector2Array([
		Vector2.ZERO, Vector2(IsoGrid.MAP.x, 0), IsoGrid.MAP, Vector2(0, IsoGrid.MAP.y),
	])
	rectangle.material = with
	return rectangle
