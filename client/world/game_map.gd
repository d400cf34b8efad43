class_name GameMap
extends Node2D
## A map of the world: what one sees of it, and where one can walk. The script of every map_X_Y.tscn and of the maps
## MapBuilder makes. Players are added to entities(), which is sorted by y together with the decor.


## `map_X_Y`.
@export var map_id := ""
## What players read on entering.
@export var title := ""
## One word for music, light and weather.
@export var landscape := ""

var _walkable := PackedByteArray()
var _paths: AStar2D

@onready var _ground: TileMapLayer = $Ground
@onready var _decor: TileMapLayer = $Decor
@onready var _collisions: TileMapLayer = $Collisions
@onready var _entities: Node2D = $Entities


func _ready() -> void:
	_collisions.hide()
	_read_walkable()
	set_process(DisplayServer.get_name() != "headless")
	if is_processing():
		add_child(GroundPainting.of(_ground, _decor), false, Node.INTERNAL_MODE_FRONT)
		_ground.hide()


func _process(_delta: float) -> void:
	# Sharp pixels where each is a whole number of the screen's; anything else would make some wider than others.
	var pixels := get_viewport_transform().get_scale().x
	var sharp := pixels > 1.9 or absf(pixels - 1.0) < 0.02
	texture_filter = TEXTURE_FILTER_NEAREST if sharp else TEXTURE_FILTER_LINEAR_WITH_MIPMAPS


func entities() -> Node2D:
	return _entities


## By number of the cell (IsoGrid.index_of): 1 where one can walk. Not to be changed.
func walkable_cells() -> PackedByteArray:
	return _walkable


## Tints trees and houses, over a third of a second.
func set_decor_colour(colour: Color) -> void:
	create_tween().tween_property(_decor, ^"modulate", colour, 0.3)


func cell_is_walkable(cell: Vector2i) -> bool:
	return IsoGrid.in_grid(cell) and _walkable[IsoGrid.index_of(cell)] == 1


## Whether one can stand at `at`: on the map and in a walkable cell.
func is_walkable(at: Vector2) -> bool:
	return IsoGrid.on_map(at) and cell_is_walkable(IsoGrid.cell_at(at))


## Whether the server lets one step straight from one point to the other.
func segment_is_walkable(from: Vector2, to: Vector2) -> bool:
	return IsoGrid.segment_is_walkable(_walkable, from, to)


## The corners of the shortest walk from one point to another, without the first; empty where there is none. If `to`
## cannot be reached the walk ends in the nearest cell that can.
func find_path(from: Vector2, to: Vector2) -> PackedVector2Array:
	var path := PackedVector2Array()
	var start := IsoGrid.cell_at(from)
	if not is_walkable(from) or not to.is_finite():
		return path
	var reachable := is_walkable(to)
	if reachable and _has_room(from, to):
		path.append(to)
		return path
	var inside := to.clamp(Vector2(43, 43), IsoGrid.MAP - Vector2(43, 43))
	var goal := IsoGrid.cell_at(to) if reachable else _nearest_cell(inside)
	var steps := _path_finder().get_id_path(IsoGrid.index_of(start), IsoGrid.index_of(goal), true)
	if steps.is_empty():
		return path
	var stops := PackedVector2Array([from])
	for i in range(1, steps.size()):
		stops.append(IsoGrid.centre(IsoGrid.cell_of(steps[i])))
	if reachable and steps[-1] == IsoGrid.index_of(goal):
		stops.append(to)
	return _pull(stops)


## Where one appears who comes in by `edge`, or starts (`default`); (960, 540) on a map without such a point.
func spawn(point: String) -> Vector2:
	var marker := get_node_or_null("SpawnPoints/" + point) as SpawnPoint
	return IsoGrid.MAP / 2.0 if marker == null else marker.position


## The transition one stands in, or null.
func transition_at(at: Vector2) -> TransitionArea:
	for transition in transitions():
		if transition.contains(at):
			return transition
	return null


func spawn_points() -> Array[SpawnPoint]:
	var points: Array[SpawnPoint] = []
	points.assign($SpawnPoints.get_children())
	return points


func transitions() -> Array[TransitionArea]:
	var areas: Array[TransitionArea] = []
	areas.assign($Transitions.get_children())
	return areas


func _read_walkable() -> void:
	_walkable.resize(IsoGrid.COLUMNS * IsoGrid.ROWS)
	_walkable.fill(1)
	for cell in _collisions.get_used_cells():
		if IsoGrid.in_grid(cell):
			_walkable[IsoGrid.index_of(cell)] = 0


func _path_finder() -> AStar2D:
	if _paths != null:
		return _paths
	_paths = AStar2D.new()
	_paths.reserve_space(_walkable.size())
	for i in _walkable.size():
		if _walkable[i] == 1:
			_paths.add_point(i, IsoGrid.centre(IsoGrid.cell_of(i)))
	for i in _walkable.size():
		if _walkable[i] == 0:
			continue
		# To the south-east and the south-west; the other two sides are the neighbours' own.
		var around := IsoGrid.neighbours(IsoGrid.cell_of(i))
		for side: int in [1, 2]:
			if cell_is_walkable(around[side]):
				_paths.connect_points(i, IsoGrid.index_of(around[side]))
	return _paths


func _nearest_cell(to: Vector2) -> Vector2i:
	return IsoGrid.cell_of(_path_finder().get_closest_point(to))


## Leaves out every stop that can be walked past in a straight line.
func _pull(stops: PackedVector2Array) -> PackedVector2Array:
	var path := PackedVector2Array()
	var at := 0
	while at < stops.size() - 1:
		var next := stops.size() - 1
		while next > at + 1 and not _has_room(stops[at], stops[next]):
			next -= 1
		path.append(stops[next])
		at = next
	return path


## Whether a straight walk has a pixel to spare on both sides. A line through the very corner of a wall may be walked as a
## whole, but not in steps: their ends are rounded.
func _has_room(from: Vector2, to: Vector2) -> bool:
	var aside := (to - from).orthogonal().normalized()
	return (segment_is_walkable(from, to) and segment_is_walkable(from + aside, to + aside)
			and segment_is_walkable(from - aside, to - aside))
