class_name ServerAddress
extends RefCounted
## The address of a server as players type it, and what follows from it.

const API_PREFIX: String = "/api/v1"
const GAME_PATH: String = "/ws/game"


## `text` as scheme://host[:port] without a path; empty when it is no such address.
##
## Without a scheme, machines named by number or `localhost` are spoken to in the clear, all others over TLS.
static func normalise(text: String) -> String:
	var address: String = text.strip_edges().to_lower().trim_suffix("/")
	for pair: Array in [["ws://", "http://"], ["wss://", "https://"]]:
		if address.begins_with(pair[0]):
			address = pair[1] + address.trim_prefix(pair[0])
	if not address.contains("://"):
		address = ("http://" if _is_near(address) else "https://") + address
	var pattern: RegEx = RegEx.create_from_string("^https?://([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[0-9a-f:.]+\\])(:([0-9]{1,5}))?$")
	var found: RegExMatch = pattern.search(address)
	if found == null:
		return ""
	var port: String = found.get_string(4)
	if not port.is_empty() and (port.to_int() < 1 or port.to_int() > 65535):
		return ""
	return address


static func api_url(base: String, path: String) -> String:
	return base + API_PREFIX + path


static func game_url(base: String) -> String:
	# http → ws, https → wss.
	return "ws" + base.trim_prefix("http") + GAME_PATH


static func _is_near(address: String) -> bool:
	var host: String = address.get_slice(":", 0)
	return host == "localhost" or host.is_valid_ip_address() or address.begins_with("[")
