class_name CombatEnded
extends ServerMessage
## The fight is over for this client.

var fight_id: String = ""
## `won`, `lost`, `draw`, `interrupted`; `watched` for who did that.
var result: String = ""
## `attackers_won`, `defenders_won`, `draw`, `interrupted`; `undecided` when it goes on without this client.
var outcome: String = ""
var rounds: int = 0
## One for each player; empty while the fight goes on.
var rewards: Array[FightReward] = []
## Where the player is now; empty for who watched.
var map_id: String = ""
var position: Vector2 = Vector2.ZERO


static func from_data(data: Variant) -> CombatEnded:
	var reader: DataReader = DataReader.new(data)
	var message: CombatEnded = CombatEnded.new()
	message.fight_id = reader.text("fight_id")
	message.result = reader.text("result")
	message.outcome = reader.text("outcome")
	message.rounds = reader.whole("rounds")
	message.rewards.assign(reader.list_made("fighters", FightReward.from_data))
	message.map_id = reader.text_or("map_id", "")
	message.position = Vector2(reader.number_or("x", 0.0), reader.number_or("y", 0.0))
	return message if reader.ok else null


## What it has brought `fighter`, or null.
func reward_of(fighter: int) -> FightReward:
	for reward: FightReward in rewards:
		if reward.fighter == fighter:
			return reward
	return null
