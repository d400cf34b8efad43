class_name PlayersMoved
extends ServerMessage
## Where those now are who moved, by their numbers on the map. The own character may be among them.

## Its type for the dispatcher: on the wire it is a binary message, which has none.
const TYPE: String = "players_moved"

var numbers: PackedInt32Array = []
## In map pixels; as many as numbers.
var positions: PackedVector2Array = []
