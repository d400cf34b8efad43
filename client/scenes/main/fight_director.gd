class_name FightDirector
extends Node
## Brings what the session tells of monsters, challenges and fights to the world and the user interface, and what the
## player does there back to the session.

## A fight is seen from as near as its fighters allow, and at most so many times nearer than the whole map.
const _NEAREST := 1.75

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
	_listen_to_session()
	_listen_to_world()
	_listen_to_hud()


func _listen_to_session() -> void:
	_session.map_changed.connect(_on_map_changed)
	_session.challenge_changed.connect(_on_challenge_changed)
	_session.started.connect(_on_started)
	_session.happened.connect(_on_happened)
	_session.turn_ran_out.connect(func() -> void: _hud.announce(tr("fight.turn_ran_out"), Palette.GOLD))
	_session.ended.connect(_on_ended)
	_session.forgotten.connect(_close)
	_session.catalogue_changed.connect(_on_catalogue_changed)


func _listen_to_world() -> void:
	_world.attack_wanted.connect(_session.attack)
	_world.group_hovered.connect(func(group: MonsterGroup) -> void: _hud.show_group(group, _session.catalogue))
	_world.fight_chosen.connect(func(fight: FightOnMap) -> void: _hud.show_fight_on_map(fight, _session.catalogue))


func _listen_to_hud() -> void:
	_hud.challenge_wanted.connect(_session.ask_for_fight)
	_hud.challenge_answered.connect(_session.answer)
	_hud.challenge_cancelled.connect(_session.cancel)
	_hud.join_wanted.connect(_session.join)
	_hud.watch_wanted.connect(_session.watch)
	var over := _hud.fight_hud()
	over.ready_wanted.connect(_session.set_ready)
	over.end_turn_wanted.connect(_session.end_turn)
	over.abandon_wanted.connect(_session.abandon)
	over.leave_wanted.connect(_session.leave)


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
		_camera.show_around(_stage.places(), _NEAREST)
		if shown.event > 0 and shown.phase == FightState.ACTIVE:
			_hud.add_fight_line(tr("fight.log.resumed"), Palette.GOLD)
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
	_camera.show_as_before()


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


func _on_catalogue_changed() -> void:
	if _stage != null:
		_stage.use_catalogue(_session.catalogue)
