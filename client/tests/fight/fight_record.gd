class_name FightRecord
extends RefCounted
## A whole fight as a client is told of it: two players against three boars, on map_1_0.

var started: Dictionary
var ended: Dictionary
var events: Array
## The number of the last event before a turn in which the own fighter has seen everything and can still cast.
var turn_with_previews := 0


func _init() -> void:
	var record: Dictionary = JSON.parse_string(FileAccess.get_file_as_string("res://tests/fight/recorded_fight.json"))
	started = record["started"]
	ended = record["ended"]
	events = record["update"]["data"]["events"]
	turn_with_previews = int(record["turn_with_previews"])


## What it begins with.
func begin() -> CombatStarted:
	return MessageCodec.decode(JSON.stringify(started)) as CombatStarted


func end() -> CombatEnded:
	return MessageCodec.decode(JSON.stringify(ended)) as CombatEnded


## The events with numbers from `first` to `last`, both among them.
func update(first: int, last: int) -> CombatUpdate:
	var told := {"type": "combat_update", "data": {"fight_id": started["data"]["fight_id"], "events": events.slice(first - 1, last)}}
	return MessageCodec.decode(JSON.stringify(told)) as CombatUpdate


func last() -> int:
	return events.size()


## The catalogue in a language.
static func catalogue(language := "en") -> FightCatalogue:
	return FightCatalogue.from_data(JSON.parse_string(FileAccess.get_file_as_string("res://tests/fight/catalogue.%s.json" % language)))
