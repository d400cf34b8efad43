extends TestCase
## Which way a character looks.


func test_looks_where_it_goes() -> void:
	assert_eq(Facing.of(Vector2(2, 1), Facing.NORTH_WEST), Facing.SOUTH_EAST)
	assert_eq(Facing.of(Vector2(-2, 1), Facing.NORTH_EAST), Facing.SOUTH_WEST)
	assert_eq(Facing.of(Vector2(2, -1), Facing.SOUTH_WEST), Facing.NORTH_EAST)
	assert_eq(Facing.of(Vector2(-2, -1), Facing.SOUTH_EAST), Facing.NORTH_WEST)


func test_straight_ways_keep_the_other_half() -> void:
	assert_eq(Facing.of(Vector2(0, -5), Facing.SOUTH_WEST), Facing.NORTH_WEST)
	assert_eq(Facing.of(Vector2(5, 0), Facing.NORTH_WEST), Facing.NORTH_EAST)
	assert_eq(Facing.of(Vector2.ZERO, Facing.SOUTH_WEST), Facing.SOUTH_WEST)
