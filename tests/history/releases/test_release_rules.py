"""Every way from one state to another is one that the rules let pass, and no other is."""

from __future__ import annotations

import dataclasses
import itertools

import pytest

from fscp_readiness.history.releases import state_rules
from fscp_readiness.history.releases.person_rules import Person, check_leads, is_same, may_approve, may_refuse
from fscp_readiness.history.rules import NotAllowed
from fscp_readiness.vocabulary import ReleaseState as State
from fscp_readiness.vocabulary import Role


@dataclasses.dataclass
class Paper:
    state: str
    files: dict[str, str] = dataclasses.field(default_factory=dict)
    why: str = "Wrong."
    prepared_by: str = "amira"


def by_a_person(before: State, after: State) -> bool:
    """What the checks say of a way that a person takes."""
    paper = Paper(before)
    return {
        State.APPROVED: lambda: state_rules.may_be_approved(paper),
        State.ISSUED: lambda: state_rules.may_be_issued(paper),
        State.REFUSED: lambda: state_rules.may_be_refused(paper, "A reason of some length."),
    }[after]()


@pytest.mark.parametrize(("before", "after"), list(itertools.product(State, (State.APPROVED, State.ISSUED, State.REFUSED))))
def test_the_checks_and_the_ways_agree(before: State, after: State):
    assert by_a_person(before, after) is state_rules.may_become(before, after)


def test_nothing_comes_after_issued_or_overtaken():
    assert not [move for move in state_rules.MOVES if move.before in (State.ISSUED, State.OVERTAKEN)]
    assert [move.after for move in state_rules.MOVES if move.before is None] == [State.PREPARED]
    assert {move.before for move in state_rules.MOVES if move.after is State.ISSUED} == {State.APPROVED}


def test_issuing_before_approval_says_what_to_do():
    with pytest.raises(NotAllowed, match="cabinet approve"):
        state_rules.check_issued(Paper(State.PREPARED))
    with pytest.raises(NotAllowed, match="cabinet prepare"):
        state_rules.check_issued(None)


def test_the_very_paper_that_was_refused_is_not_prepared_again():
    refused = Paper(State.REFUSED, {"summary.pdf": "1"})
    assert not state_rules.may_be_prepared(refused, {"summary.pdf": "1"})
    assert state_rules.may_be_prepared(refused, {"summary.pdf": "2"}) and state_rules.may_be_prepared(None, {})


@pytest.mark.parametrize("role", list(Role))
def test_only_the_leadership_approves_and_refuses(role: Role):
    leads = role is Role.LEADERSHIP
    assert may_approve(Person("bo", role), Paper(State.PREPARED)) is leads and may_refuse(Person("bo", role)) is leads


def test_one_person_under_two_spellings_is_one_person():
    assert is_same("Ruth  Okafor", "ruth okafor ") and not is_same("Ruth Okafor", "Ruth Okafar")


def test_somebody_whom_nobody_named_is_told_where_names_stand():
    with pytest.raises(NotAllowed, match="readers.toml"):
        check_leads(Person("bo"), "refuses")
