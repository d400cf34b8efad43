class_name MapTitle
extends RefCounted
## The title of a map in the player's language.
##
## Drawn maps have a translation of their own. The titles of painted maps are put together by the server from few words,
## as in "Silver Heron's Mere": those are translated word by word. Any other title is shown as it is.


## [param title] as the player should read it.
static func localised(title: String) -> String:
	var whole := _lookup("map.", title)
	if not whole.is_empty():
		return whole
	var words := title.split(" ", false)
	if words.size() < 2 or words.size() > 3:
		return title
	var noun := _lookup("map.noun.", words[words.size() - 1])
	if noun.is_empty():
		return title
	# English says what a place is last; the languages that say it first need nothing else.
	if TranslationServer.get_locale().begins_with("en"):
		return title
	var parts: PackedStringArray = [noun]
	for index: int in words.size() - 1:
		var owner := words[index].ends_with("'s")
		var part := _lookup("map.owner." if owner else "map.adjective.", words[index].trim_suffix("'s"))
		if part.is_empty():
			return title
		parts.append(part)
	return " ".join(parts)


static func _lookup(prefix: String, word: String) -> String:
	var key := prefix + word
	var found := String(TranslationServer.translate(key))
	return "" if found == key else found
