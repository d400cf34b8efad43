class_name ServerMessage
extends RefCounted
## What every message of the server has in common.

## `reply_to` of a message that answers nothing.
const NO_REPLY: int = -1

## The message's type on the wire.
var type: String = ""
## The `seq` of the own message this one answers, or NO_REPLY.
var reply_to: int = NO_REPLY
