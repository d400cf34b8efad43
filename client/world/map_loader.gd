class_name MapLoader
extends Node
## Loads maps without holding up the game: a drawn one from its scene, any other from the server's document.

## Gives the document of a map, or an empty one if it could not be had: by default GameManager.fetch_map.
var fetch_document: Callable = GameManager.fetch_map


## The map, not yet in the tree, or null if it could not be had. Awaitable.
func load_map(map_id: String) -> GameMap:
	var path := scene_path(map_id)
	if ResourceLoader.exists(path, "PackedScene"):
		return await _load_scene(path)
	var document: Dictionary = await fetch_document.call(map_id)
	return MapBuilder.build(document)


static func scene_path(map_id: String) -> String:
	return "res://maps/%s.tscn" % map_id


func _load_scene(path: String) -> GameMap:
	if ResourceLoader.load_threaded_request(path, "PackedScene") != OK:
		return null
	while ResourceLoader.load_threaded_get_status(path) == ResourceLoader.THREAD_LOAD_IN_PROGRESS:
		await get_tree().process_frame
	var scene := ResourceLoader.load_threaded_get(path) as PackedScene
	return null if scene == null else scene.instantiate() as GameMap
