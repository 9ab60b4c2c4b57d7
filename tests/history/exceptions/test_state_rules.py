"""What may become of a request: every rule by the sentence that it says, and every way on the documentation's diagram."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from fscp_readiness.history.exceptions import state_rules
from fscp_readiness.history.exceptions.book import Found
from fscp_readiness.history.exceptions.state_rules import MOVES, OPEN
from fscp_readiness.history.rules import NotAllowed
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.vocabulary import ExceptionState as State

NIGHT = dt.date(2026, 11, 23)
WHY = "The conference was held and its minutes are with the other council."
FOUND = Found("00000000000000f1", "0123abcd", "CPR-01", "high", "outstanding", "T1", "C000123", "ssd_cp_plans", "P1")
RULES = Exceptions(never=("CPV-01",))


@dataclasses.dataclass(frozen=True)
class Kept:
    state: str = "asked"
    until: dt.date = NIGHT + dt.timedelta(days=30)
    fingerprint: str = "0123abcd"


def days(number: int) -> dt.date:
    return NIGHT + dt.timedelta(days=number)


def ask(finding=FOUND, before=None, reason=WHY, until=None):
    state_rules.check_asked(finding, before, reason, days(30) if until is None else until, NIGHT, RULES)


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({"finding": dataclasses.replace(FOUND, severity="zero_tolerance")}, "EXC-01"),
        ({"finding": dataclasses.replace(FOUND, code="CPV-01")}, "EXC-02"),
        ({"finding": dataclasses.replace(FOUND, reason="duplicate_key")}, "EXC-03"),
        ({"before": Kept("asked")}, "EXC-04"),
        ({"before": Kept("agreed")}, "EXC-04"),
        ({"until": days(0)}, "EXC-05"),
        ({"until": days(91)}, "EXC-06"),
        ({"reason": "no"}, "EXC-20"),
    ],
    ids=["a child who decides the word", "a standard without exceptions", "an id held twice", "one that waits", "one that is agreed",
         "a day that has passed", "more than ninety days", "no sentence"],
)  # fmt: skip
def test_no_exception_is_asked_of(what, code):
    with pytest.raises(NotAllowed) as refused:
        ask(**what)
    assert refused.value.code == code


@pytest.mark.parametrize("until", [days(1), days(90)], ids=["for one day", "for ninety days"])
def test_an_exception_is_asked(until):
    ask(until=until)


@pytest.mark.parametrize("state", sorted(set(State) - OPEN))
def test_a_request_that_is_over_does_not_stand_in_the_way_of_another(state):
    ask(before=Kept(state))


@pytest.mark.parametrize("state", sorted(State))
def test_only_a_request_that_waits_is_decided_and_taken_back_and_only_an_agreed_one_is_ended(state):
    request = Kept(state)
    assert state_rules.may_be_decided(request, request.fingerprint, NIGHT) == (state == State.ASKED)
    assert state_rules.may_be_withdrawn(request, NIGHT) == (state == State.ASKED)
    assert state_rules.may_be_ended(request, NIGHT) == (state == State.AGREED)


def test_an_open_request_expires_after_its_last_day_and_no_other_does():
    for state in State:
        after = state_rules.state_on(Kept(state, until=NIGHT), NIGHT + dt.timedelta(days=1))
        assert after == (State.EXPIRED if state in OPEN else state)
        assert state_rules.state_on(Kept(state, until=NIGHT), NIGHT) == state


def test_every_state_can_be_reached_and_nothing_leads_out_of_one_that_is_over():
    assert {move.after for move in MOVES} == set(State)
    assert {move.before for move in MOVES} - {None} == OPEN


def test_a_question_and_its_check_agree():
    assert state_rules.may_be_excepted(FOUND, RULES) and not state_rules.may_be_excepted(dataclasses.replace(FOUND, code="CPV-01"), RULES)
    assert state_rules.may_be_asked(FOUND, None, WHY, days(1), NIGHT, RULES)
    assert not state_rules.may_be_asked(FOUND, Kept(), WHY, days(1), NIGHT, RULES)
