class_name TurnOrder
extends HBoxContainer
## Who acts when: a portrait each, the one whose turn it is in front of the line.

signal pointed_at(number: int)

const _LARGE := Vector2(48, 56)
const _SMALL := Vector2(36, 44)
const _MANY := 9


## Shows the fighters of [param state] in their order; [param own_side] is the friendly one.
func show_state(state: FightState, own_side: String) -> void:
	var line := state.upcoming()
	while get_child_count() > line.size():
		var last := get_child(get_child_count() - 1)
		remove_child(last)
		last.queue_free()
	while get_child_count() < line.size():
		var portrait := FighterPortrait.new()
		portrait.pointed_at.connect(func(number: int) -> void: pointed_at.emit(number))
		add_child(portrait)
	for at: int in line.size():
		var portrait: FighterPortrait = get_child(at)
		portrait.custom_minimum_size = _LARGE if line.size() <= _MANY else _SMALL
		portrait.show_fighter(line[at], state.catalogue, line[at].side == own_side, line[at].number == state.turn)
