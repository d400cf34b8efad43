class_name FightWords
extends RefCounted
## What has happened in a fight, in words for its log.

var _state: FightState


## `state` is the fight as it is when an event is told: after it was applied.
func _init(state: FightState) -> void:
	_state = state


## The sentence for `event`, empty for what goes without saying.
func sentence(event: FightEvent) -> String:
	var key := "fight.log." + event.type
	match event.type:
		"joined":
			return _say(key, {"who": event.newcomer.title(_state.catalogue)})
		"round_started":
			return _say(key, {"n": event.round})
		"cast":
			return _say(key + ("_critical" if event.critical else ""), {"who": _name(event.fighter), "spell": _state.catalogue.spell(event.spell).name})
		"damaged":
			return _damage(event)
		"healed":
			return _say(key, {"who": _name(event.fighter), "n": event.amount})
		"tackled":
			return _say(key, {"who": _name(event.fighter), "by": _name(event.by)})
		"points_changed":
			return _points(event)
		"effect_added":
			return _say(key, {"who": _name(event.fighter), "effect": SpellText.lasting(event.lasting)})
		"object_triggered", "died", "abandoned":
			return _say(key, {"who": _name(event.fighter)})
		"presence":
			return _say(key + ("_lost" if event.absent else "_back"), {"who": _name(event.fighter)})
		"displaced":
			return _say("%s_%s" % [key, event.how], {"who": _name(event.fighter)})
		"began":
			return _say(key, {})
	return ""


## The colour its sentence has.
func colour(event: FightEvent) -> Color:
	match event.type:
		"damaged", "died", "abandoned":
			return Palette.BAD
		"healed":
			return Palette.GOOD
		"cast":
			return Palette.of_element(_state.catalogue.spell(event.spell).element())
		"round_started", "began":
			return Palette.GOLD
	return Palette.MUTED


func _damage(event: FightEvent) -> String:
	var words := {"who": _name(event.fighter), "n": event.amount, "absorbed": event.absorbed}
	words["element"] = TranslationServer.translate("fight.element." + event.element)
	if event.absorbed > 0:
		return _say("fight.log.damaged_shield", words)
	return _say("fight.log.damaged", words)


func _points(event: FightEvent) -> String:
	var words := {"who": _name(event.fighter), "n": absi(event.amount)}
	words["points"] = TranslationServer.translate("fight.ap" if event.points == "action_points" else "fight.mp")
	if event.amount < 0:
		return _say("fight.log.points_lost", words)
	if event.amount > 0:
		return _say("fight.log.points_won", words)
	return _say("fight.log.points_dodged", words) if event.dodged > 0 else ""


func _name(number: int) -> String:
	var fighter := _state.fighter(number)
	return fighter.title(_state.catalogue) if fighter != null else "?"


func _say(key: String, words: Dictionary) -> String:
	return String(TranslationServer.translate(key)).format(words)
