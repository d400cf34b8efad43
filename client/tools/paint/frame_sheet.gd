extends RefCounted
## A sheet of pictures, one animation after the other in rows, and the SpriteFrames that cut it up again.

const ResourceFile := preload("resource_file.gd")

var frames := SpriteFrames.new()

var _image: Image
var _texture: Texture2D
var _size: Vector2i
var _feet: Vector2


## `feet` is where a picture stands; `path` is where the sheet will lie.
func _init(columns: int, rows: int, size: Vector2i, feet: Vector2, path: String) -> void:
	_size = size
	_feet = feet
	_image = Image.create_empty(columns * size.x, rows * size.y, false, Image.FORMAT_RGBA8)
	_texture = ImageTexture.create_from_image(_image)
	_texture.take_over_path(path)
	frames.remove_animation(&"default")


## Adds an animation of `pictures` at `first` of `row`; `speed` is in pictures a second.
func add(animation: StringName, row: int, first: int, pictures: Array[Image], speed: float, loop := true) -> void:
	frames.add_animation(animation)
	frames.set_animation_speed(animation, speed)
	frames.set_animation_loop(animation, loop)
	for i in pictures.size():
		_image.blit_rect(pictures[i], Rect2i(Vector2i.ZERO, _size), Vector2i(first + i, row) * _size)
		var frame := AtlasTexture.new()
		frame.atlas = _texture
		frame.region = Rect2(Vector2(first + i, row) * Vector2(_size), _size)
		# Room below, so that a centred sprite stands with its feet on its own position.
		frame.margin = Rect2(0, 0, 0, _feet.y * 2.0 - _size.y)
		frames.add_frame(animation, frame)


## Saves picture and animations.
func save(animations: String) -> Error:
	var error := _image.save_png(_texture.resource_path)
	return error if error != OK else ResourceFile.save(frames, animations)
