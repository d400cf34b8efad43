class_name ApiClient
extends Node
## HTTP calls to the server. Knows nothing of accounts: the token of a call is given with it.

const TIMEOUT_SECONDS: float = 15.0
## Larger answers are refused; the largest are map documents, 256 KiB at most.
const MOST_BYTES: int = 1024 * 1024


## Calls `url` and waits for the answer. `body` is sent as JSON unless it is null.
func send(method: HTTPClient.Method, url: String, body: Variant = null, token: String = "", more_headers: PackedStringArray = []) -> ApiResult:
	var request: HTTPRequest = HTTPRequest.new()
	request.timeout = TIMEOUT_SECONDS
	request.body_size_limit = MOST_BYTES
	# A redirection would carry the token to wherever it points.
	request.max_redirects = 0
	add_child(request)
	var headers: PackedStringArray = ["Accept-Language: " + TranslationServer.get_locale().get_slice("_", 0)]
	headers.append_array(more_headers)
	if not token.is_empty():
		headers.append("Authorization: Bearer " + token)
	var text: String = ""
	if body != null:
		headers.append("Content-Type: application/json")
		text = JSON.stringify(body)
	if request.request(url, headers, method, text) != OK:
		request.queue_free()
		return ApiResult.failure(ApiResult.OFFLINE)
	var answer: Array = await request.request_completed
	request.queue_free()
	if answer[0] != HTTPRequest.RESULT_SUCCESS:
		return ApiResult.failure(ApiResult.OFFLINE)
	var raw: PackedByteArray = answer[3]
	return ApiResult.from_answer(answer[1], raw.get_string_from_utf8(), _by_name(answer[2]))


func _by_name(lines: PackedStringArray) -> Dictionary[String, String]:
	var headers: Dictionary[String, String] = {}
	for line: String in lines:
		var colon: int = line.find(":")
		if colon > 0:
			headers[line.left(colon).to_lower()] = line.substr(colon + 1).strip_edges()
	return headers
