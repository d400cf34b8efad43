class_name MessageDispatcher
extends RefCounted
## A table: message type → handler. Every handler takes the message, already of its own class.

var _handlers: Dictionary[String, Callable] = {}


## `handler` takes over the messages of `type`; one each.
func register(type: String, handler: Callable) -> void:
	_handlers[type] = handler


## Returns whether there was a handler.
func dispatch(message: ServerMessage) -> bool:
	var handler: Callable = _handlers.get(message.type, Callable())
	if not handler.is_valid():
		return false
	handler.call(message)
	return true
