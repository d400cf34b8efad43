extends Node
## Takes the pictures of fights for the documents, from a recorded fight, without a server:
##
##   scripts/godot.sh --path client --resolution 1280x720 res://tools/fight_pictures.tscn -- FOLDER [en|fr]

const _SIZE_SETTLES_S := 0.6

var _folder := ""
var _language := "en"
var _world: World
var _hud: Hud
var _director: FightDirector
var _session: FightSession
var _record: FightRecord
var _now := 1732281640000


func _ready() -> void:
	var arguments := OS.get_cmdline_user_args()
	_folder = arguments[0]
	_language = arguments[1] if arguments.size() > 1 else "en"
	_take_all.call_deferred()


func _take_all() -> void:
	TranslationServer.set_locale(_language)
	var settings := GameSettings.new()
	settings.keys.apply()
	get_window().content_scale_factor = settings.scale_in(get_window().size)
	_record = FightRecord.new()
	_session = FightSession.new(func(_text: String) -> bool: return true)
	var main := Node.new()
	add_child(main)
	_world = World.new()
	main.add_child(_world)
	var camera := AdaptiveCamera.new()
	camera.process_priority = 10
	main.add_child(camera)
	var sounds := Sounds.new()
	main.add_child(sounds)
	var layer := CanvasLayer.new()
	main.add_child(layer)
	_hud = (load("res://ui/hud.tscn") as PackedScene).instantiate()
	layer.add_child(_hud)
	(_hud.fight_hud().get_node("%Clock") as TurnClock).now_ms = func() -> int: return _now
	_director = FightDirector.new()
	main.add_child(_director)
	_director.setup(_session, _world, _hud, sounds, camera)
	camera.zoom_changed.connect(_world.set_plate_scale)
	_session.use_catalogue(FightRecord.catalogue(_language))
	var map := await _world.load_map("map_1_0")
	var own := PlayerInfo.new()
	own.name = "Mira"
	own.character_class = "mage"
	own.position = FightGrid.centre(420)
	_world.put(map, own, [_player("Tomas", "warrior", Vector2(520, 470)), _player("Brunehilde", "archer", Vector2(700, 620))])
	_world.set_plate_scale(1.0 / camera.zoom.x)
	camera.target = _world.own_avatar()
	camera.jump()
	_hud.enter_map(map.title, VisitedMaps.new(), "map_1_0")
	_hud.show_connection(GameConnection.State.ONLINE, "")
	_hud.fade().uncover()
	await _settle()
	await _take_map()
	camera.go_nearer(3)
	await _take_fight()
	get_tree().quit()


func _take_map() -> void:
	var herds: Array = [["piglet", "piglet", "boar"], ["wisp", "marsh_light", "bog_flame"], ["footpad", "poacher", "hedge_witch"], ["tusker", "boar"]]
	var places: Array[Vector2] = [Vector2(730, 330), Vector2(380, 300), Vector2(900, 420), Vector2(560, 180)]
	var groups: Array = []
	for at: int in herds.size():
		groups.append({"group": at, "x": places[at].x, "y": places[at].y, "level": 6 + at, "monsters": herds[at].map(func(kind: String) -> Dictionary: return {"monster": kind, "level": 2 + at})})
	var fight := {"fight_id": "f", "x": 300, "y": 520, "kind": "monsters", "phase": "placement", "ends_at": _now + 30000,
		"attackers": [{"name": "Zoe_7", "level": 4}], "defenders": [{"monster": "wisp", "level": 2}, {"monster": "bog_flame", "level": 3}], "open": ["attackers"]}
	_session.on_monsters_data(MonstersData.from_data({"map_id": "map_1_0", "complete": true, "groups": groups, "fights": [fight], "gone_groups": [], "gone_fights": []}))
	await _settle()
	_hud.show_group(_session.groups[0], _session.catalogue)
	await _take("map")
	_hud.show_fight_on_map(_session.fights["f"], _session.catalogue)
	_hud.show_challenge(CombatChallenge.from_data({"state": "offered", "from": "x", "to": "y", "name": "Tomas", "level": 5, "ends_at": _now + 20000}), false, "")
	(_hud.get_node("%ChallengeCard").get_node("%ChallengeClock") as TurnClock).now_ms = func() -> int: return _now
	await _take("challenge")
	_hud.show_challenge(null, false, "")


func _take_fight() -> void:
	_session.on_started(_record.begin())
	_session.on_update(_record.update(1, 1))
	await _caught_up()
	_director.stage().point_at(380)
	await _take("placement")
	_session.on_update(_record.update(2, 6))
	await _caught_up()
	_now = _director.stage().state.ends_at - 22000
	_director.stage().point_at(FightGrid.NO_CELL)
	_director.stage().point_at(_director.stage().cells().reach[-1])
	await _take("walk")
	_session.on_update(_record.update(7, _record.turn_with_previews))
	await _caught_up()
	_now = _director.stage().state.ends_at - 17000
	_director.stage().choose_spell("spark")
	_director.stage().point_at(_director.stage().state.fighter(3).cell)
	await _take("turn")
	_director.stage().choose_spell("")
	_session.on_update(_record.update(_record.turn_with_previews + 1, _record.turn_with_previews + 2))
	await get_tree().create_timer(0.9).timeout
	await _take("hit", 0.0)
	_session.on_update(_record.update(_record.turn_with_previews + 3, _record.last()))
	_session.on_ended(_record.end())
	await get_tree().create_timer(1.0).timeout
	while _director.stage() != null:
		await get_tree().process_frame
	await _take("end")
	(_hud.get_node("%EndScreen") as Control).hide()
	await _take_sheet()


func _take_sheet() -> void:
	_hud.show_character(CharacterInfo.from_data({
		"id": "m", "name": "Mira", "class": "mage", "level": 7, "experience": 1790, "points": 9, "life": 41, "most_life": 74,
		"stats": {"health": 74, "wisdom": 5, "strength": 0, "intelligence": 45, "agility": 0, "chance": 15},
	}), _session.catalogue)
	(_hud.get_node("%CharacterButton") as Button).pressed.emit()
	(_hud.get_node("%CharacterSheet") as CharacterSheet).plan("intelligence", 4)
	(_hud.get_node("%CharacterSheet") as CharacterSheet).plan("wisdom", 2)
	await _take("sheet")


func _caught_up() -> void:
	await get_tree().process_frame
	while _director.stage().is_busy():
		await get_tree().process_frame
	await _settle()


func _settle() -> void:
	await get_tree().create_timer(_SIZE_SETTLES_S).timeout


func _take(name: String, settles := _SIZE_SETTLES_S) -> void:
	await get_tree().create_timer(settles).timeout
	await RenderingServer.frame_post_draw
	var path := _folder.path_join("fight-%s-%s.png" % [name, _language])
	get_viewport().get_texture().get_image().save_png(path)
	print(path)


func _player(name: String, character_class: String, at: Vector2) -> PlayerInfo:
	var player := PlayerInfo.new()
	player.user_id = name
	player.username = name
	player.name = name
	player.character_class = character_class
	player.position = at
	return player
