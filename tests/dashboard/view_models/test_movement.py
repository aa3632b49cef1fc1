"""A movement is of the counts and not of the rounded shares."""

from dashboard.view_models.shares import Share, points_moved, say_movement


def test_a_share_that_is_clipped_at_99_has_not_moved_by_a_point() -> None:
    now, then = Share(4397, 4398), Share(4400, 4400)
    assert points_moved(now, then) == 0
    assert say_movement(now, then, "2025") == "Less than 1 percentage point since 2025"


def test_half_a_point_is_a_point_either_way() -> None:
    assert points_moved(Share(105, 200), Share(104, 200)) == 1
    assert points_moved(Share(104, 200), Share(105, 200)) == -1


def test_a_fall_of_six_and_seven_tenths_is_seven_points() -> None:
    assert say_movement(Share(7971, 10000), Share(8640, 10000), "2025").startswith("▼ 7 ")


def test_an_equal_share_of_another_number_has_not_changed() -> None:
    assert say_movement(Share(1, 2), Share(50, 100), "2025") == "No change since 2025"


def test_where_there_was_nobody_nothing_is_compared() -> None:
    assert points_moved(Share(1, 2), Share(0, 0)) is None
