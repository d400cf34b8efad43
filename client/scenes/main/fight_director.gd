class_name FightDirector
extends Node
## Brings what the session tells of monsters, challenges and fights to the world and the user interface, and what the
## player does there back to the session.

var _session: FightSession
var _world: World
var _hud: Hud
var _sounds: Sounds
var _camera: AdaptiveCamera
var _stage: FightStage
# A fight that began before its map was there, and what has happened in it since.
var _waiting: CombatStarted
var _waiting_events: Array[FightEvent] = []


## Connects everything; called once.
func setup(session: FightSession, world: World, hud: Hud, sounds: Sounds, camera: AdaptiveCamera) -> void:
	_session = session
	_world = world
	_hud = hud
	_sounds = sounds
	_camera = camera
	session.map_changed.connect(_on_map_changed)
	session.challenge_changed.connect(_on_challenge_changed)
	session.started.connect(_on_started)
	session.happened.connect(_on_happened)
	session.ended.connect(_on_ended)
	session.forgotten.connect(_on_forgotten)
	session.catalogue_changed.connect(_on_catalogue_changed)
	world.attack_wanted.connect(session.attack)
	world.group_hovered.connect(func(group: MonsterGroup) -> void: hud.show_group(group, session.catalogue))
	world.fight_chosen.connect(func(fight: FightOnMap) -> void: hud.show_fight_on_map(fight, session.catalogue))
	hud.challenge_wanted.connect(session.ask_for_fight)
	hud.challenge_answered.connect(session.answer)
	hud.challenge_cancelled.connect(session.cancel)
	hud.join_wanted.connect(session.join)
	hud.watch_wanted.connect(session.watch)
	var over := hud.fight_hud()
	over.ready_wanted.connect(session.set_ready)
	over.end_turn_wanted.connect(session.end_turn)
	over.abandon_wanted.connect(session.abandon)
	over.leave_wanted.connect(session.leave)


## The stage of the fight that is shown, or null.
func stage() -> FightStage:
	return _stage


## The map of the world is another one, and complete.
func on_map_ready() -> void:
	_on_map_changed()
	if _waiting != null and _world.map().map_id == _waiting.state.map_id:
		_open(_waiting)
		_stage.push(_waiting_events)
		_waiting = null
		_waiting_events = []


func _on_map_changed() -> void:
	_world.show_encounters(_session.groups, _session.fights)
	_hud.update_fight_on_map(_session.fights, _session.catalogue)


func _on_challenge_changed(challenge: CombatChallenge) -> void:
	var own := challenge.from == GameManager.user_id
	var other: PlayerInfo = GameManager.players.get(challenge.to)
	_hud.show_challenge(challenge, own, other.name if other != null else "?")
	if challenge.state == CombatChallenge.OFFERED:
		_sounds.play(Sounds.NOTICE)
	elif challenge.state != "accepted":
		_hud.announce(tr("fight.challenge." + challenge.state))


func _on_started(message: CombatStarted) -> void:
	_close()
	if _world.map() != null and not _world.is_entering() and _world.map().map_id == message.state.map_id:
		_open(message)
	else:
		_waiting = message
		_waiting_events = []


func _on_happened(events: Array[FightEvent]) -> void:
	if _stage != null:
		_stage.push(events)
	elif _waiting != null:
		_waiting_events.append_array(events)


func _open(message: CombatStarted) -> void:
	var shown := message.another_state()
	shown.catalogue = _session.catalogue
	_stage = _world.begin_fight(shown, _sounds)
	_stage.move_wanted.connect(_session.move)
	_stage.cast_wanted.connect(_session.cast)
	_stage.place_wanted.connect(_session.place)
	_stage.shown.connect(_on_shown)
	_hud.open_fight(_stage)
	_camera.covered_below = _hud.fight_hud().covered_below()
	if shown.own_fighter() != null:
		_camera.target = _stage.avatar_of(shown.own)
	_sounds.play(Sounds.FIGHT)


func _close() -> void:
	_waiting = null
	_waiting_events = []
	if _stage == null:
		return
	_hud.close_fight()
	_world.end_fight()
	_stage = null
	_camera.covered_below = 0.0
	_camera.target = _world.own_avatar()


func _on_shown(event: FightEvent) -> void:
	var words := FightWords.new(_stage.state)
	var sentence := words.sentence(event)
	if not sentence.is_empty():
		_hud.add_fight_line(sentence, words.colour(event))
	if event.type == "turn_started" and event.fighter == _stage.state.own:
		_sounds.play(Sounds.TURN)


## The end is shown once everything before it has been.
func _on_ended(message: CombatEnded) -> void:
	var stage := _stage
	if stage == null:
		_close()
		return
	while is_instance_valid(stage) and stage.is_busy():
		await stage.changed
	if not is_instance_valid(stage) or stage != _stage:
		return
	var last := _stage.state
	_close()
	if not message.map_id.is_empty():
		_world.correct(message.position)
	if message.outcome != "undecided" or message.result == "lost":
		_hud.show_end(message, last)
		_sounds.play(Sounds.WON if message.result == "won" else Sounds.LOST)


func _on_forgotten() -> void:
	_close()


func _on_catalogue_changed() -> void:
	if _stage != null:
		_stage.use_catalogue(_session.catalogue)
