class_name ClassTitle
extends RefCounted
## What a character class is called in the player's language.


## The name of the class [param id]; of one there is no translation for, its id with a capital.
static func localised(id: String) -> String:
	var key := "class." + id
	var found := String(TranslationServer.translate(key))
	return found if found != key else id.capitalize()
