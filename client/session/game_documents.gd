class_name GameDocuments
extends RefCounted
## What the chosen server publishes of its world for everybody: maps, and the catalogue of spells and monsters.

const _FOLDER: String = "user://maps"

var _api: ApiClient
var _store: DocumentStore


func _init(api: ApiClient) -> void:
	_api = api


## The document of a map, empty when it cannot be had; to be awaited.
func fetch_map(map_id: String) -> Dictionary:
	return await _documents().fetch(map_id, "/maps/" + map_id.uri_encode())


## What spells and monsters are, in the player's language; asked anew each time, since a server can change it. Null when it
## cannot be had, or the language is another one by then; to be awaited.
func fetch_catalogue() -> FightCatalogue:
	var language: String = TranslationServer.get_locale().get_slice("_", 0)
	var document: Dictionary = await _documents().fetch("catalogue_" + language, "/catalogue", true)
	return FightCatalogue.from_data(document) if TranslationServer.get_locale().begins_with(language) else null


# Each server's documents are kept apart.
func _documents() -> DocumentStore:
	if _store == null:
		_store = DocumentStore.new(_api, ServerConfig.url, _FOLDER)
		ServerConfig.changed.connect(func(_url: String) -> void: _store = null, CONNECT_ONE_SHOT)
	return _store
