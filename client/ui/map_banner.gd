class_name MapBanner
extends VBoxContainer
## The name of a map, shown for a moment on entering it.

const _STAYS_S := 2.2

var _tween: Tween

@onready var _title: Label = %Title
@onready var _place: Label = %BannerPlace


func _ready() -> void:
	modulate.a = 0.0


## Shows [param title], and [param place] below it.
func announce(title: String, place: String) -> void:
	_title.text = title
	_place.text = place
	if _tween != null:
		_tween.kill()
	_tween = create_tween()
	_tween.tween_property(self, ^"modulate:a", 1.0, 0.35)
	_tween.tween_interval(_STAYS_S)
	_tween.tween_property(self, ^"modulate:a", 0.0, 0.8)


## Takes it away before its time.
func vanish() -> void:
	if _tween != null:
		_tween.kill()
	modulate.a = 0.0
