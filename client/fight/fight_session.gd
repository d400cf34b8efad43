class_name FightSession
extends RefCounted
## What the client knows of monsters, challenges and its fight, kept up to date from messages; and what it can ask for.
## Nothing here knows of scenes.

## Groups or fights on the map came, changed or went: `groups` and `fights` are up to date.
signal map_changed
## A challenge to or from the own player was offered, or is over.
signal challenge_changed(challenge: CombatChallenge)
## A fight begins for this client, or is told anew.
signal started(message: CombatStarted)
## What happened since, in order.
signal happened(events: Array[FightEvent])
## The own turn is over because its time was.
signal turn_ran_out
## The fight is over for this client.
signal ended(message: CombatEnded)
## Nothing is known of a fight any more: the session with the server is another one.
signal forgotten
## Events are missing. Who watches asks again by itself; `fighting` says that a fighter has to come back anew.
signal events_lost(fighting: bool)
signal catalogue_changed

## By number.
var groups: Dictionary[int, MonsterGroup] = {}
## By id.
var fights: Dictionary[String, FightOnMap] = {}
## The newest state of the own or the watched fight, or null.
var state: FightState
## The challenge that is open, or null.
var challenge: CombatChallenge
var catalogue: FightCatalogue = FightCatalogue.new()

var _send: Callable
# The player has ended the own turn.
var _passed := false


## `send` takes the text of a message and says whether it went out.
func _init(send: Callable) -> void:
	_send = send


## Whether the own character is in a fight; watching is not being in it.
func is_fighting() -> bool:
	return state != null and state.own != FightEvent.NOBODY


func is_watching() -> bool:
	return state != null and state.own == FightEvent.NOBODY


func use_catalogue(told: FightCatalogue) -> void:
	catalogue = told
	if state != null:
		state.catalogue = told
	catalogue_changed.emit()


## A new session with the server begins: what was known holds no more.
func begin_session() -> void:
	leave_map()
	if challenge != null:
		challenge.state = "cancelled"
		on_challenge(challenge)
	if state != null:
		state = null
		forgotten.emit()


## The character is on another map.
func leave_map() -> void:
	groups.clear()
	fights.clear()
	map_changed.emit()


func on_monsters_data(message: MonstersData) -> void:
	if message.complete:
		groups.clear()
		fights.clear()
	for group: MonsterGroup in message.groups:
		groups[group.group] = group
	for fight: FightOnMap in message.fights:
		fights[fight.fight_id] = fight
	for group: int in message.gone_groups:
		groups.erase(group)
	for id: String in message.gone_fights:
		fights.erase(id)
	map_changed.emit()


func on_challenge(message: CombatChallenge) -> void:
	challenge = message if message.state == CombatChallenge.OFFERED else null
	challenge_changed.emit(message)


func on_started(message: CombatStarted) -> void:
	state = message.state
	state.catalogue = catalogue
	_passed = false
	started.emit(message)


func on_update(message: CombatUpdate) -> void:
	if state == null or message.fight_id != state.fight_id:
		return
	var news: Array[FightEvent] = []
	var ran_out := false
	for event: FightEvent in message.events:
		# What the state told anew has in it already.
		if event.n <= state.event:
			continue
		if not state.apply(event):
			_ask_anew()
			return
		news.append(event)
		if is_fighting() and event.fighter == state.own:
			ran_out = ran_out or (event.type == "turn_ended" and not _passed and state.own_fighter().alive)
			_passed = _passed and event.type != "turn_started"
	if not news.is_empty():
		happened.emit(news)
	if ran_out:
		turn_ran_out.emit()


func on_ended(message: CombatEnded) -> void:
	if state == null or message.fight_id != state.fight_id:
		return
	state = null
	ended.emit(message)


## Attacks a group of monsters that stands near.
func attack(group: int) -> bool:
	return _act("attack", {"group": group})


func ask_for_fight(user_id: String) -> bool:
	return _act("challenge", {"user_id": user_id})


## Accepts or refuses the open challenge.
func answer(accepted: bool) -> bool:
	return challenge != null and _act("accept" if accepted else "refuse", {"user_id": challenge.from})


## Takes the own challenge back.
func cancel() -> bool:
	return _act("cancel")


func join(fight_id: String, side: String) -> bool:
	return _act("join", {"fight_id": fight_id, "side": side})


func watch(fight_id: String) -> bool:
	return _act("watch", {"fight_id": fight_id})


## Stops watching.
func leave() -> bool:
	return _act("leave")


func place(cell: int) -> bool:
	return _act("place", {"cell": cell})


func set_ready(ready: bool) -> bool:
	return _act("ready", {"ready": ready})


## `path` names every cell of the way but the one the fighter stands on.
func move(path: PackedInt32Array) -> bool:
	return _act("move", {"path": Array(path)})


func cast(spell: String, cell: int) -> bool:
	return _act("cast", {"spell": spell, "cell": cell})


## Ends the own turn.
func end_turn() -> bool:
	_passed = true
	return _act("pass")


func abandon() -> bool:
	return _act("abandon")


func _act(action: String, fields: Dictionary = {}) -> bool:
	return _send.call(MessageCodec.encode_combat(action, fields))


func _ask_anew() -> void:
	var fighting: bool = is_fighting()
	if not fighting:
		watch(state.fight_id)
	events_lost.emit(fighting)
