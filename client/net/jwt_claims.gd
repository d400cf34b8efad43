class_name JwtClaims
extends RefCounted
## Looks into an access token. What it says is only believed where nothing hangs on it: the server alone can check it.


## How long the token is valid from its issue, in seconds; 0 when it does not say.
static func lifetime_seconds(token: String) -> int:
	var claims: Dictionary = read(token)
	var issued: Variant = claims.get("iat")
	var expires: Variant = claims.get("exp")
	if issued is float and expires is float:
		return maxi(0, int(expires) - int(issued))
	return 0


## All claims; empty when `token` is no JWT.
static func read(token: String) -> Dictionary:
	var parts: PackedStringArray = token.split(".")
	if parts.size() != 3:
		return {}
	var payload: String = parts[1].replace("-", "+").replace("_", "/")
	payload += "=".repeat((4 - payload.length() % 4) % 4)
	var json: JSON = JSON.new()
	if json.parse(Marshalls.base64_to_utf8(payload)) != OK or json.data is not Dictionary:
		return {}
	return json.data
