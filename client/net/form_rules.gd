class_name FormRules
extends RefCounted
## What the server asks of the fields of a form, checked here first so that nobody waits to hear it.
##
## Every function returns the sentence to show, in the player's language, or an empty text.

const MOST_EMAIL: int = 255
const LEAST_PASSWORD: int = 8
const MOST_PASSWORD: int = 128


## A user name.
static func username(text: String) -> String:
	return "" if _is_name(text) else ErrorText.for_field("username")


## A character's name.
static func character_name(text: String) -> String:
	return "" if _is_name(text) else ErrorText.for_field("name")


static func email(text: String) -> String:
	var pattern: RegEx = RegEx.create_from_string("^[!-~]+@[!-~]+\\z")
	var good: bool = text.length() <= MOST_EMAIL and text.count("@") == 1 and pattern.search(text) != null
	return "" if good else ErrorText.for_field("email")


static func password(text: String) -> String:
	var good: bool = text.length() >= LEAST_PASSWORD and text.length() <= MOST_PASSWORD
	return "" if good else ErrorText.for_field("password")


## Whatever is asked for without a rule of its own; `field` names the sentence.
static func required(text: String, field: String) -> String:
	return ErrorText.for_field(field) if text.strip_edges().is_empty() else ""


static func _is_name(text: String) -> bool:
	var pattern: RegEx = RegEx.create_from_string("^[A-Za-z][A-Za-z0-9_-]{2,19}\\z")
	return pattern.search(text) != null
