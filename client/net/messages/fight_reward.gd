class_name FightReward
extends RefCounted
## What a fight has brought one of its players.

var fighter: int = 0
var experience_gained: int = 0
var experience: int = 0
var level: int = 1
var levels_gained: int = 0
var life: int = 0
var most_life: int = 0


## Null when `data` is not such an object.
static func from_data(data: Variant) -> FightReward:
	var reader: DataReader = DataReader.new(data)
	var reward: FightReward = FightReward.new()
	reward.fighter = reader.whole("fighter")
	reward.experience_gained = reader.whole("experience_gained")
	reward.experience = reader.whole("experience")
	reward.level = reader.whole("level")
	reward.levels_gained = reader.whole("levels_gained")
	reward.life = reader.whole("life")
	reward.most_life = reader.whole("most_life")
	return reward if reader.ok else null
