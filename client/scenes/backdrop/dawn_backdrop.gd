class_name DawnBackdrop
extends SubViewportContainer
## The valley behind the screens before the world: drawn a few times a second at a third of the size.

## Pictures a second; more would only look smoother than the rest of the world.
const RATE: float = 15.0

@onready var _viewport: SubViewport = $Viewport
@onready var _picture: ColorRect = $Viewport/Picture

var _since: float = 0.0


func _ready() -> void:
	resized.connect(_fit)
	_fit()


func _process(delta: float) -> void:
	_since += delta
	if _since >= 1.0 / RATE:
		_since = 0.0
		_viewport.render_target_update_mode = SubViewport.UPDATE_ONCE


func _fit() -> void:
	var pixels: Vector2 = (size / float(stretch_shrink)).floor().max(Vector2.ONE)
	_picture.size = pixels
	var shader_material: ShaderMaterial = _picture.material
	var aspect: float = pixels.x / pixels.y
	shader_material.set_shader_parameter("grid", pixels)
	shader_material.set_shader_parameter("aspect", aspect)
	# Left of what stands on the right half of the screen.
	shader_material.set_shader_parameter("sun_x", aspect * 0.34)
