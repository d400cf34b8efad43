class_name UserInfo
extends RefCounted
## The account one is logged in with.

var id: String = ""
var username: String = ""
var email: String = ""


## Null when `data` is not such an object.
static func from_data(data: Variant) -> UserInfo:
	var reader: DataReader = DataReader.new(data)
	var user: UserInfo = UserInfo.new()
	user.id = reader.text("id")
	user.username = reader.text("username")
	user.email = reader.text("email")
	return user if reader.ok else null
