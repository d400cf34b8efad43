class_name FighterCard
extends PanelContainer
## What one can know of a fighter that is pointed at: life, points, resistances, and what lasts on it.

const _RESISTANCES: Array[String] = ["neutral", "earth", "fire", "air", "water"]

@onready var _portrait: FighterPortrait = %Face
@onready var _name: Label = %FighterName
@onready var _about: Label = %FighterAbout
@onready var _numbers: Label = %FighterNumbers
@onready var _effects: Label = %FighterEffects


## Shows [param fighter]; null hides the card.
func show_fighter(fighter: Fighter, catalogue: FightCatalogue, friend: bool) -> void:
	visible = fighter != null
	if fighter == null:
		return
	_portrait.show_face(fighter.monster, fighter.character_class, Palette.FRIEND if friend else Palette.FOE)
	_name.text = fighter.title(catalogue)
	_name.add_theme_color_override(&"font_color", Palette.FRIEND if friend else Palette.FOE)
	var kind := catalogue.families.get(catalogue.family_of(fighter.monster), "") as String if fighter.is_monster() else ClassTitle.localised(fighter.character_class)
	_about.text = "%s · %s" % [kind, tr("ui.level") % fighter.level] if not kind.is_empty() else tr("ui.level") % fighter.level
	_numbers.text = _numbers_of(fighter)
	var lines: PackedStringArray = []
	for effect: LastingEffect in fighter.effects:
		lines.append("• " + SpellText.lasting(effect))
	if fighter.absent:
		lines.append(tr("fight.absent"))
	_effects.text = "\n".join(lines)
	_effects.visible = not lines.is_empty()


func _numbers_of(fighter: Fighter) -> String:
	var text := "%s %d / %d" % [tr("stat.life"), fighter.life, fighter.most_life()]
	if fighter.shield() > 0:
		text += " (+%d)" % fighter.shield()
	text += "   %d %s   %d %s" % [fighter.stat("action_points"), tr("fight.ap"), fighter.stat("movement_points"), tr("fight.mp")]
	var resists: PackedStringArray = []
	for element: String in _RESISTANCES:
		if fighter.stat("resist_" + element) != 0:
			resists.append("%s %+d %%" % [tr("fight.element_name." + element), fighter.stat("resist_" + element)])
	if not resists.is_empty():
		text += "\n%s: %s" % [tr("fight.resistances"), ", ".join(resists)]
	return text
