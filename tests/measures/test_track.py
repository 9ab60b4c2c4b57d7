"""Is an action on its way: beside a straight line from where it began to its target, and never on track because of a blank."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest

from fscp_readiness.measures.plan import Counted, Progress, Standing
from fscp_readiness.measures.track import Track, counts, line_at, track_of
from fscp_readiness.settings.plan import Action

NIGHT, DAY = dt.date(2026, 11, 24), dt.timedelta(days=1)


def share(met, in_scope=100, unknown=0):
    return Counted(NIGHT, in_scope, met, unknown, met / in_scope, "percent")


def an(now, then, *, gone=50, ahead=50, standing=Standing.NOT_REACHED, overdue=False, closed=False, **bound):
    words = {
        "id": "A1",
        "what": "What the service will do.",
        "comes_from": "the service itself",
        "owner": "A post",
        "said_by": "Ann Example",
    }
    success = {"code": "CPV-01", "counting": "live", **(bound or {"at_least": "90%"})}
    days = {"said_on": NIGHT - gone * DAY, "by_when": NIGHT + ahead * DAY}
    action = Action.model_validate(words | days | {"success": success})
    return Progress(action, "Visits", "", now, "", then, "", None, standing, overdue, ahead, closed)


@pytest.mark.parametrize(
    ("met", "unknown", "track"),
    [(70, 0, Track.ON), (69, 0, Track.OFF), (69, 1, Track.CANNOT_TELL), (70, 30, Track.ON), (0, 70, Track.CANNOT_TELL)],
)
def test_at_half_time_from_50_to_90_it_must_be_at_70(met, unknown, track):
    assert track_of(an(share(met, unknown=unknown), share(50)), NIGHT) is track


@pytest.mark.parametrize(("met", "unknown", "track"), [(20, 0, Track.ON), (21, 0, Track.OFF), (19, 2, Track.CANNOT_TELL)])
def test_lower_is_better_runs_down_and_every_gap_may_be_one_more(met, unknown, track):
    assert track_of(an(share(met, unknown=unknown), share(30), at_most="10%"), NIGHT) is track


def test_on_its_day_the_line_is_the_target_and_on_the_first_the_start():
    assert line_at(an(share(70), share(50), gone=100, ahead=0), NIGHT) == Fraction(90, 100)
    assert line_at(an(share(70), share(50), gone=0, ahead=100), NIGHT) == Fraction(50, 100)


def test_a_start_beyond_the_target_must_stay_there():
    assert line_at(an(share(70), share(95)), NIGHT) == Fraction(90, 100)


@pytest.mark.parametrize(
    "each",
    [
        an(None, share(50)), an(share(70), None), an(share(7, 9), share(50)), an(share(70), share(3, 9)),
        an(share(70), Counted(NIGHT, 12, None, 0, 50.0, "days")),
    ],
)  # fmt: skip
def test_without_two_figures_of_ten_cases_and_one_unit_it_cannot_be_told(each):
    assert track_of(each, NIGHT) is Track.CANNOT_TELL


@pytest.mark.parametrize(
    ("each", "track"),
    [
        (an(share(95), share(50), standing=Standing.REACHED), Track.REACHED),
        (an(share(70), share(50), overdue=True), Track.OVERDUE),
        (an(share(70), None, gone=0), Track.NEW),
        (an(share(95), share(50), standing=Standing.REACHED, closed=True), Track.CLOSED),
        (an(share(70), share(50), closed=True), Track.FALLEN_BACK),
    ],
)
def test_what_is_known_without_a_line(each, track):
    assert track_of(each, NIGHT) is track


def test_every_action_is_counted_once_in_the_order_of_looking():
    found = [an(share(70), share(50)), an(share(60), share(50)), an(share(70), share(50), overdue=True), an(share(70), share(50))]
    assert list(counts(found, NIGHT).items()) == [(Track.OVERDUE, 1), (Track.OFF, 1), (Track.ON, 2)]
