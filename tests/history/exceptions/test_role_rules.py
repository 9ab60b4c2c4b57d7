"""Who may do what: every role against every act, so that a role that may do more than this table says is noticed."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from fscp_readiness.history.exceptions import role_rules
from fscp_readiness.history.exceptions.role_rules import Person
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.vocabulary import Role

RULES = Exceptions(leadership_only=("LAR-01",))


@dataclass(frozen=True)
class About:
    code: str = "CPR-01"
    team: str = "T1"
    asked_by: str = "somebody"
    asked_role: str = "data_officer"


MAY = {
    Role.LEADERSHIP: {"see", "decide", "end"},
    Role.DATA_OFFICER: {"see", "ask", "take", "leave"},
    Role.TEAM_MANAGER: {"see", "ask", "take", "leave", "decide", "end"},
    Role.QUALITY_AUDITOR: {"see"},
    Role.CABINET_MEMBER: set(),
    Role.AUDITOR: set(),
    Role.ADMINISTRATOR: set(),
}


def allowed(person: Person, about: About) -> set[str]:
    return {
        what
        for what, yes in {
            "see": role_rules.may_see_row(person, about),
            "ask": role_rules.may_ask(person, about),
            "decide": role_rules.may_decide(person, about, RULES),
            "end": role_rules.may_end(person, about, RULES),
            "take": role_rules.may_take(person, about),
            "leave": role_rules.may_leave(person, about, "me"),
        }.items()
        if yes
    }


@pytest.mark.parametrize("role", sorted(Role))
@pytest.mark.parametrize("teams", [None, frozenset({"T1", "T2"})], ids=["every team", "its own team"])
def test_a_role_does_what_is_its_own_and_nothing_else(role, teams):
    assert allowed(Person("me", "Me", role, teams), About()) == MAY[role]


@pytest.mark.parametrize("role", sorted(Role))
@pytest.mark.parametrize("teams", [frozenset({"T2"}), frozenset()], ids=["another team", "no team"])
def test_nobody_does_anything_with_another_team_s_row(role, teams):
    assert not allowed(Person("me", "Me", role, teams), About())


def test_nobody_decides_what_they_asked_or_what_somebody_of_their_rank_or_above_asked():
    manager, leader = Person("me", "Me", Role.TEAM_MANAGER, None), Person("me", "Me", Role.LEADERSHIP, None)
    assert not role_rules.may_decide(manager, About(asked_by="me"), RULES)
    assert not role_rules.may_decide(manager, About(asked_role="team_manager"), RULES)
    assert role_rules.may_decide(leader, About(asked_role="team_manager"), RULES)
    assert not role_rules.may_decide(leader, About(asked_role="leadership"), RULES)


def test_what_is_the_leadership_s_is_decided_and_ended_by_nobody_else():
    manager = Person("me", "Me", Role.TEAM_MANAGER, None)
    assert not role_rules.may_decide(manager, About("LAR-01"), RULES) and not role_rules.may_end(manager, About("LAR-01"), RULES)
    assert role_rules.may_decide(Person("me", "Me", Role.LEADERSHIP, None), About("LAR-01"), RULES)


def test_a_row_is_left_by_who_took_it_or_the_manager():
    officer = Person("me", "Me", Role.DATA_OFFICER, None)
    assert role_rules.may_leave(officer, About(), "me") and not role_rules.may_leave(officer, About(), "another")
    assert role_rules.may_leave(Person("me", "Me", Role.TEAM_MANAGER, None), About(), "another")


def test_only_who_asked_may_take_it_back():
    assert role_rules.may_withdraw(Person("somebody", "S", Role.DATA_OFFICER), About())
    assert not role_rules.may_withdraw(Person("me", "Me", Role.LEADERSHIP, None), About())
