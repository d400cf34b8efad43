class_name ApiResult
extends RefCounted
## The outcome of an HTTP call: data, or why there is none.

## `code` when no answer came.
const OFFLINE: String = "offline"
## `code` when an answer came that is none of this server's.
const NOT_FLUMEN: String = "not_flumen"

## HTTP status; 0 when no answer came.
var status: int = 0
## The decoded body; null when there is none.
var data: Variant
## Header names in lower case → values.
var headers: Dictionary[String, String] = {}
## Empty when all went well, else the server's stable code or one of the above.
var code: String = ""
## The error in the player's language.
var sentence: String = ""
## Field → what is wrong with it, in the player's language.
var fields: Dictionary[String, String] = {}


func is_ok() -> bool:
	return code.is_empty()


## Whether the same call may succeed later without anybody changing anything.
func is_transient() -> bool:
	return status == 0 or status == 429 or status >= 500


## All went well, and this came of it.
static func success(what: Variant) -> ApiResult:
	var result: ApiResult = ApiResult.new()
	result.data = what
	return result


static func failure(error_code: String, http_status: int = 0, fallback: String = "") -> ApiResult:
	var result: ApiResult = ApiResult.new()
	result.status = http_status
	result.code = error_code
	result.sentence = ErrorText.for_code(error_code, fallback)
	return result


## What an answer of the server means.
static func from_answer(http_status: int, body: String, answer_headers: Dictionary[String, String]) -> ApiResult:
	var json: JSON = JSON.new()
	var has_data: bool = not body.is_empty() and json.parse(body) == OK
	var result: ApiResult = ApiResult.new()
	if http_status >= 400:
		var error: Dictionary = json.data if has_data and json.data is Dictionary else {}
		var error_code: Variant = error.get("code")
		if error_code is not String:
			return failure(NOT_FLUMEN, http_status)
		result = failure(error_code, http_status, str(error.get("error", "")))
		var complaints: Variant = error.get("fields")
		if complaints is Dictionary:
			for field: String in complaints:
				result.fields[field] = ErrorText.for_field(field, str(complaints[field]))
	elif not has_data and http_status != 204 and http_status != 304:
		return failure(NOT_FLUMEN, http_status)
	result.status = http_status
	result.headers = answer_headers
	if has_data:
		result.data = json.data
	return result
