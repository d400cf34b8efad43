class_name SpellText
extends RefCounted
## What a spell needs and does, in words.


## What the bar's tooltip says: name, what it needs, what it does. `caster` may be null.
static func tooltip(spell: SpellInfo, caster: Fighter) -> String:
	var lines: PackedStringArray = [spell.name, needs(spell, caster)]
	lines.append_array(effects(spell))
	if not spell.description.is_empty():
		lines.append("“%s”" % spell.description if TranslationServer.get_locale().begins_with("en") else "« %s »" % spell.description)
	return "\n".join(lines)


## Cost, range and limits in one line.
static func needs(spell: SpellInfo, caster: Fighter) -> String:
	var parts: PackedStringArray = [_t("fight.spell.ap").format({"n": spell.action_points})]
	var furthest := spell.furthest(caster.stat("range") if caster != null else 0)
	if furthest == 0:
		parts.append(_t("fight.spell.on_oneself"))
	elif spell.least_range == furthest:
		parts.append(_t("fight.spell.range_one").format({"n": furthest}))
	else:
		parts.append(_t("fight.spell.range").format({"least": spell.least_range, "most": furthest}))
	if spell.range_is_modifiable:
		parts.append(_t("fight.spell.modifiable"))
	if spell.in_line:
		parts.append(_t("fight.spell.in_line"))
	if not spell.line_of_sight and furthest > 0:
		parts.append(_t("fight.spell.no_sight"))
	if spell.cooldown > 0:
		parts.append(_t("fight.spell.cooldown").format({"n": spell.cooldown}))
	if spell.casts_per_turn > 0:
		parts.append(_t("fight.spell.casts").format({"n": spell.casts_per_turn}))
	if spell.casts_per_target > 0:
		parts.append(_t("fight.spell.casts_on").format({"n": spell.casts_per_target}))
	if spell.critical > 0:
		parts.append(_t("fight.spell.critical").format({"n": spell.critical}))
	return " · ".join(parts)


## One line for each effect.
static func effects(spell: SpellInfo) -> PackedStringArray:
	var lines: PackedStringArray = []
	for effect: SpellEffect in spell.effects:
		lines.append("• " + sentence(effect))
	return lines


## One effect in words.
static func sentence(effect: SpellEffect) -> String:
	var text := _t("fight.effect." + effect.kind).format({
		"roll": _roll(effect.least, effect.most), "element": _t("fight.element." + effect.element),
		"stat": _t("stat." + effect.stat).to_lower(), "amount": "%+d" % effect.least, "what": _payload(effect),
	})
	if effect.area.shape != "cell" and effect.area.size > 0:
		text += " " + _t("fight.area." + effect.area.shape).format({"n": effect.area.size})
	if effect.turns == 1:
		text += " " + _t("fight.for_one_turn")
	elif effect.turns > 1:
		text += " " + _t("fight.for_turns").format({"n": effect.turns})
	if effect.targets != "everyone" and effect.kind != "teleport":
		text += " (%s)" % _t("fight.targets." + effect.targets)
	if effect.critical_most > effect.most:
		text += ", " + _t("fight.critically").format({"roll": _roll(effect.critical_least, effect.critical_most)})
	return text


## Something that lasts on a fighter, in words.
static func lasting(effect: LastingEffect) -> String:
	var text := _t("fight.effect." + effect.kind).format({
		"roll": effect.amount, "element": _t("fight.element." + (effect.element if not effect.element.is_empty() else "neutral")),
		"stat": _t("stat." + effect.stat).to_lower(), "amount": "%+d" % effect.amount,
	})
	return text + " " + (_t("fight.for_one_turn") if effect.turns == 1 else _t("fight.for_turns").format({"n": effect.turns}))


static func _payload(effect: SpellEffect) -> String:
	var parts: PackedStringArray = []
	for inner: SpellEffect in effect.payload:
		parts.append(sentence(inner))
	return ", ".join(parts)


static func _roll(least: int, most: int) -> String:
	return str(least) if least == most else _t("fight.roll").format({"least": least, "most": most})


static func _t(key: String) -> String:
	return TranslationServer.translate(key)
