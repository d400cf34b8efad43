extends TestCase
## Titles of maps in the player's language.


func after_each() -> void:
	TranslationServer.set_locale("en")


func test_drawn_maps_have_their_own_translation() -> void:
	TranslationServer.set_locale("fr")
	assert_eq(MapTitle.localised("Flumen Square"), "Place de Flumen")


func test_painted_maps_are_translated_word_by_word() -> void:
	TranslationServer.set_locale("fr")
	assert_eq(MapTitle.localised("Golden Meadow"), "Prairie d’or")
	assert_eq(MapTitle.localised("Heron's Wood"), "Bois du Héron")
	assert_eq(MapTitle.localised("Silver Heron's Mere"), "Étang d’argent du Héron")


func test_anything_else_stays() -> void:
	TranslationServer.set_locale("fr")
	assert_eq(MapTitle.localised("The Unknown Place"), "The Unknown Place")
	assert_eq(MapTitle.localised(""), "")
	TranslationServer.set_locale("en")
	assert_eq(MapTitle.localised("Silver Heron's Mere"), "Silver Heron's Mere")
