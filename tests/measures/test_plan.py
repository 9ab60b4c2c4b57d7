"""The plan counted: reached only where no gap could undo it, movement only between like and like, and a blank is no relief."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.measures import MEASURES
from fscp_readiness.measures.plan import WRITTEN, Standing, progress, see_it_can_be_asked
from fscp_readiness.settings.plan import Action, Plan
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import Counting, TargetClass

NIGHT, BEFORE, DAY = dt.date(2026, 11, 24), dt.date(2026, 9, 1), dt.timedelta(days=1)


@pytest.fixture(scope="module")
def cards(catalogue_of):
    return catalogue_of(
        ("CPV-01", TargetClass.LOCAL, {"counting": (Counting.LIVE,)}),
        ("CPD-02", TargetClass.CONTEXT, {"counting": (Counting.LIVE,), "lower_is_better": True}),
        ("ADO-01", TargetClass.CONTEXT, {"counting": (Counting.LIVE,), "lower_is_better": True, "measures": "mean"}),
    )


def an(name="A1", code="CPV-01", by_when=NIGHT + 30 * DAY, said_on=BEFORE, counting="live", closed=None, **bound):
    success = {"code": code, "counting": counting, **(bound or {"at_least": "95%"})}
    return Action.model_validate(
        {
            "id": name,
            "what": "What the service will do.",
            "comes_from": "the service itself",
            "owner": "A post",
            "by_when": by_when,
            "success": success,
            "said_by": "Ann Example",
            "said_on": said_on,
            **(closed or {}),
        }
    )


def counts(code="CPV-01", met=None, in_scope=0, unknown=0, status="on_target", value=None, unit="percent", **more):
    return {"code": code, "counting": "live", "scope": "all", "group": "", "in_scope": in_scope, "met": met, "not_recorded": unknown,
            "status": status, "value": value, "unit": unit, **more}  # fmt: skip


def tonight(*rows):
    return pd.DataFrame(rows, columns=list(MEASURES)).astype(MEASURES)


def then(*rows, written_on=BEFORE, as_at=BEFORE, changed=False):
    days = {"written_on": pd.Timestamp(written_on), "as_at": pd.Timestamp(as_at), "changed": changed}
    return pd.DataFrame([{**row, **days} for row in rows], columns=list(WRITTEN)).astype(WRITTEN)


@pytest.fixture
def told(cards):
    def one(action=None, now=(), before=(), as_at=NIGHT, **more):
        (found,) = progress(Plan(actions=(action or an(),)), tonight(*now), then(*before, **more), cards, as_at)
        return found

    return one


@pytest.mark.parametrize(
    ("met", "in_scope", "unknown", "standing"),
    [
        (95, 100, 0, Standing.REACHED),
        (95, 100, 5, Standing.REACHED),
        (94, 100, 0, Standing.NOT_REACHED),
        (94, 100, 1, Standing.CANNOT_TELL),
        (0, 100, 95, Standing.CANNOT_TELL),
        (0, 100, 94, Standing.NOT_REACHED),
        (9499, 10_000, 0, Standing.NOT_REACHED),
        (9, 9, 0, Standing.TOO_FEW),
        (0, 9, 0, Standing.TOO_FEW),
        (10, 10, 0, Standing.REACHED),
    ],
)
def test_at_least_is_reached_only_where_no_gap_could_undo_it(told, met, in_scope, unknown, standing):
    assert told(now=[counts(met=met, in_scope=in_scope, unknown=unknown)]).standing is standing


@pytest.mark.parametrize(
    ("met", "unknown", "standing"),
    [(17, 0, Standing.REACHED), (16, 1, Standing.REACHED), (17, 1, Standing.CANNOT_TELL), (18, 0, Standing.NOT_REACHED)],
)
def test_at_most_is_reached_only_where_every_gap_may_be_one_more(told, met, unknown, standing):
    found = told(an(code="CPD-02", at_most="17%"), now=[counts("CPD-02", met=met, in_scope=100, unknown=unknown)])
    assert found.standing is standing


def test_the_target_is_compared_to_the_last_digit(told):
    """941 of 1,000 is 94.1%; a division of decimals need not say so."""
    assert told(an(at_least="94.1%"), now=[counts(met=941, in_scope=1000)]).standing is Standing.REACHED


@pytest.mark.parametrize(("value", "cases", "standing"), [
    (400, 12, Standing.REACHED), (400.5, 12, Standing.NOT_REACHED), (400, 9, Standing.TOO_FEW), (None, 12, Standing.CANNOT_TELL),
])  # fmt: skip
def test_a_figure_that_is_no_share(told, value, cases, standing):
    row = counts("ADO-01", in_scope=cases, value=value, unit="days")
    assert told(an(code="ADO-01", at_most="400"), now=[row]).standing is standing


@pytest.mark.parametrize(
    ("now", "why"),
    [
        ([], "was not asked"),
        ([counts(in_scope=None, status="not_assessable")], "could not be asked: the source lacks what it needs"),
        ([counts(in_scope=None, status="crashed")], "could not be asked: its check failed"),
        ([counts(met=100, in_scope=100, status="held")], "not counted: its table is held at an earlier night's copy"),
        ([counts(met=0, in_scope=0, status="no_cases")], "no case to count"),
        ([counts(met=100, in_scope=100, scope="team", group="T01")], "was not asked"),
    ],
)
def test_what_was_not_counted_tonight_cannot_be_told_and_says_why(told, now, why):
    found = told(now=now, before=[counts(met=50, in_scope=100)])
    assert (found.tonight, found.unknown, found.points, found.standing) == (None, why, None, Standing.CANNOT_TELL)


def test_movement_is_in_points_of_what_can_be_shown(told):
    found = told(now=[counts(met=287, in_scope=320, unknown=3)], before=[counts(met=250, in_scope=312)], as_at=NIGHT)
    assert found.points == 9.6 and (found.then.met, found.then.in_scope, found.then.as_at) == (250, 312, BEFORE)
    days = told(an(code="ADO-01", at_most="400"), now=[counts("ADO-01", in_scope=12, value=410.0, unit="days")],
                before=[counts("ADO-01", in_scope=11, value=422.5, unit="days")])  # fmt: skip
    assert days.points == -12.5


def test_a_figure_kept_in_another_unit_is_no_start_to_count_from(told):
    now, was = counts("ADO-01", in_scope=12, value=410.0, unit="days"), counts("ADO-01", in_scope=12, value=0.5)
    assert told(an(code="ADO-01", at_most="400"), now=[now], before=[was]).points is None


@pytest.mark.parametrize(("was", "now"), [((8, 9), (90, 100)), ((90, 100), (8, 9))])
def test_under_ten_cases_nothing_is_in_points(told, was, now):
    found = told(now=[counts(met=now[0], in_scope=now[1])], before=[counts(met=was[0], in_scope=was[1])])
    assert found.points is None and found.then is not None and found.tonight is not None


@pytest.mark.parametrize(
    ("action", "before", "more", "why"),
    [
        (an(), [], {}, "not known: no night of that week was kept, or it did not ask this"),
        (an(said_on=BEFORE + DAY), [counts(met=50, in_scope=100)], {}, "not known: no night of that week"),
        (an(), [counts(met=50, in_scope=100)], {"changed": True}, "not known: the standard has changed since"),
        (an(), [counts(in_scope=None, status="crashed")], {}, "not known: could not be asked: its check failed"),
        (an(said_on=NIGHT), [counts(met=50, in_scope=100)], {"written_on": NIGHT}, "written on this night"),
    ],
)
def test_a_start_that_is_not_known_says_so_and_nothing_moved_from_it(told, action, before, more, why):
    found = told(action, now=[counts(met=90, in_scope=100)], before=before, **more)
    assert found.then is None and found.points is None and found.then_unknown.startswith(why)


@pytest.mark.parametrize(
    ("by_when", "met", "overdue"),
    [(NIGHT, 50, False), (NIGHT - DAY, 50, True), (NIGHT - DAY, 95, False), (NIGHT + DAY, 50, False)],
)
def test_overdue_is_the_day_passed_and_success_not_shown(told, by_when, met, overdue):
    found = told(an(by_when=by_when), now=[counts(met=met, in_scope=100)])
    assert found.overdue is overdue and found.days == (by_when - NIGHT).days


@pytest.mark.parametrize("now", [[], [counts(met=90, in_scope=100, unknown=10)], [counts(met=9, in_scope=9)]])
def test_what_cannot_be_told_is_no_relief_from_being_overdue(told, now):
    assert told(an(by_when=NIGHT - DAY), now=now).overdue


@pytest.mark.parametrize(
    ("closed_on", "met", "closed", "back", "overdue"),
    [
        (NIGHT, 95, True, False, False),
        (NIGHT, 94, True, True, False),
        (NIGHT + DAY, 94, False, False, True),
        (NIGHT - 5 * DAY, 94, True, True, False),
    ],
)
def test_a_person_closes_an_action_and_one_that_no_longer_holds_is_said(told, closed_on, met, closed, back, overdue):
    shut = {"closed_on": closed_on, "closed_by": "Dee Example, Director", "closed_because": "Held for three months running."}
    found = told(an(by_when=NIGHT - DAY, closed=shut), now=[counts(met=met, in_scope=100)])
    assert (found.closed, found.fallen_back, found.overdue) == (closed, back, overdue)


def test_what_cannot_be_told_is_not_said_to_have_fallen_back(told):
    shut = {"closed_on": NIGHT, "closed_by": "Dee Example, Director", "closed_because": "Held for three months running."}
    assert not told(an(closed=shut), now=[counts(met=90, in_scope=100, unknown=9)]).fallen_back


def test_overdue_first_then_fallen_back_then_those_due_soonest_and_none_written_later(cards):
    shut = {"closed_on": NIGHT, "closed_by": "Dee Example, Director", "closed_because": "Held for three months running."}
    actions = (
        an("A", by_when=NIGHT + 9 * DAY), an("B", by_when=NIGHT + DAY), an("C", by_when=NIGHT - DAY),
        an("D", by_when=NIGHT - 9 * DAY), an("E", said_on=NIGHT + DAY, by_when=NIGHT + 2 * DAY),
        an("F", code="CPD-02", by_when=NIGHT - 30 * DAY, at_most="17%"), an("G", by_when=NIGHT + DAY, closed=shut),
        an("H", code="CPD-02", by_when=NIGHT - 60 * DAY, at_most="17%", closed=shut),
    )  # fmt: skip
    now = tonight(counts(met=50, in_scope=100), counts("CPD-02", met=1, in_scope=100))
    assert [each.action.id for each in progress(Plan(actions=actions), now, then(), cards, NIGHT)] == ["D", "C", "G", "F", "B", "A", "H"]


@pytest.mark.parametrize(
    ("action", "code", "says"),
    [
        (an(code="CPV-99"), "PLN-06", "no standard"),
        (an(counting="period"), "PLN-07", "Write live"),
        (an(at_least="95"), "PLN-08", "a share"),
        (an(code="ADO-01", at_most="40%"), "PLN-08", "a figure"),
        (an(code="CPD-02", at_least="17%"), "PLN-09", "at_most 17%"),
        (an(at_most="95%"), "PLN-09", "at_least 95%"),
    ],
)
def test_a_success_that_no_standard_can_show_is_refused(cards, action, code, says):
    with pytest.raises(ConfigProblem, match=r"plan\.toml: A1") as refused:
        see_it_can_be_asked(Plan(actions=(an("A0"), action)), cards)
    assert refused.value.code == code and says in str(refused.value)


def test_what_a_standard_can_show_is_taken(cards):
    see_it_can_be_asked(Plan(actions=(an(), an("A2", code="CPD-02", at_most="17%"), an("A3", code="ADO-01", at_most="400"))), cards)
