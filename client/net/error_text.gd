class_name ErrorText
extends RefCounted
## The sentence a player reads for an error code, in the language of the game.


## The translated sentence for `code`, or `fallback` (the server's own words) when this version has none.
static func for_code(code: String, fallback: String = "") -> String:
	return _translated("error." + code, fallback)


## The translated rule for a field of a form, or `fallback`.
static func for_field(field: String, fallback: String = "") -> String:
	return _translated("rule." + field, fallback)


static func _translated(key: String, fallback: String) -> String:
	var sentence: String = TranslationServer.translate(key)
	if sentence != key:
		return sentence
	return fallback if not fallback.is_empty() else TranslationServer.translate("error.unknown")
