class_name Palette
extends RefCounted
## The colours that code draws with; those of controls stand in flumen_theme.tres.

const INK := Color("171b26")
const RAISED := Color("262d3e")
const LINE := Color("46506a")
const GOLD := Color("e9b65c")
const TEXT := Color("f3ead8")
const MUTED := Color("b3bac9")
const GOOD := Color("7fd8a0")
const FAIR := Color("f0c95f")
const BAD := Color("ff8f86")
const GLOBAL := Color("8fd0ff")
const WHISPER := Color("dcaaff")
const OWN_NAME := Color("ffe6ad")

const FRIEND := Color("6fb4ff")
const FOE := Color("ff7d6e")
const LIFE := Color("e2605c")
const ACTION_POINTS := Color("67b7ff")
const MOVEMENT_POINTS := Color("7fd88a")

## What an element looks like; "" is none.
const ELEMENTS: Dictionary[String, Color] = {
	"": Color("d9c7ff"),
	"neutral": Color("e8e2d4"),
	"earth": Color("c69a5c"),
	"fire": Color("ff9350"),
	"air": Color("9fe6c0"),
	"water": Color("6fbdf5"),
}

## What a landscape looks like from afar.
const LANDSCAPES: Dictionary[String, Color] = {
	"meadow": Color("7fb24f"),
	"village": Color("c29a62"),
	"forest": Color("3f7d46"),
	"pinewood": Color("34695a"),
	"shore": Color("5aa7c4"),
	"hills": Color("9aa05a"),
	"marsh": Color("6c7f4e"),
	"desert": Color("dcc178"),
	"snow": Color("dfe8ee"),
	"orchard": Color("9cb84c"),
	"farmland": Color("c9b357"),
	"ruins": Color("a39a8a"),
}


## The colour of [param element]; of one nobody has heard of, that of none.
static func of_element(element: String) -> Color:
	return ELEMENTS.get(element, ELEMENTS[""])


## The colour of [param landscape]; of one nobody has heard of, a plain green.
static func of_landscape(landscape: String) -> Color:
	return LANDSCAPES.get(landscape, Color("86a860"))
