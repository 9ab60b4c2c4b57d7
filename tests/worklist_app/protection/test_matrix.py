"""Every role, on every route, with every reach of teams, on every kind of night: one answer each, by a rule that is written down here.

The rules are not the app's own table: a route that is not among them fails by name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest
from sqlalchemy import text

from fscp_readiness.history.audit import Event
from fscp_readiness.history.exceptions.role_rules import Person
from fscp_readiness.vocabulary import NO_TEAM, ExceptionState, Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from tests.worklist_app.made import WEST, row
from tests.worklist_app.protection.door import ALL, BY_WHO, NO_KEY, OWN, REACHES, Answer, Door, knocked
from tests.worklist_app.protection.one_night import FLAG, FORMS, a_night, address, entries, leaks, put, said_since
from tests.worklist_app.protection.rules import (
    EXPECTED,
    NIGHTS,
    ONE,
    ROWS,
    ROWS_SHOWN,
    SEES,
    expected,
    expected_of_nobody,
)

CASES = tuple(product(access.ROUTES, Role, REACHES, NIGHTS))


def test_every_route_has_a_rule_and_every_rule_a_route() -> None:
    assert {route.name for route in access.ROUTES} ^ set(EXPECTED) == set()


def test_a_new_route_without_a_rule_fails_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    new = access.Route("siblings", "GET", "/siblings", access.CASE, True, "Brothers and sisters.")
    monkeypatch.setattr(access, "ROUTES", (*access.ROUTES, new))
    with pytest.raises(AssertionError, match="siblings"):
        test_every_route_has_a_rule_and_every_rule_a_route()


def test_the_rules_say_what_the_app_registers() -> None:
    told = {route.name: (set(route.roles), route.child_level) for route in access.ROUTES if not route.open}
    assert told == {name: (rule.roles, rule.about in (ROWS, ONE)) for name, rule in EXPECTED.items() if rule.roles is not None}


def test_there_are_so_many_cases() -> None:
    assert len(CASES) == len(access.ROUTES) * 7 * 4 * 4 >= 2_900
    assert len(access.ROUTES) * len(NIGHTS) >= 100


def wrongs(app: WorklistApp, night: str) -> list[str]:
    """Each case of that night that is not as its rule says."""
    wrong: list[str] = []

    async def walk(door: Door) -> None:
        for route in access.ROUTES:
            answer = await door.ask(route.method, address(route), NO_KEY, FORMS.get(route.name))
            if answer.status != expected_of_nobody(route.name, route.method) or leaks(answer):
                wrong.append(f"{route.name} to nobody: {answer.status}")
        at = 0
        for who, person in BY_WHO.items():
            reach = who.rpartition("-")[2]
            none = await door.get("/no-such-page", door.begin(person))
            assert none.status == 404
            _, at = said_since(app, at)
            for route in access.ROUTES:
                put(app, route.name, who)
                key = door.begin(person)
                answer = await door.ask(route.method, address(route), key, FORMS.get(route.name))
                app.desk.sessions.end(key.token)
                written, at = said_since(app, at)
                wrong.extend(f"{route.name}, {who}: {each}" for each in said_of(route, person, reach, night, answer, written, none))

    knocked(app, walk)
    return wrong


def said_of(
    route: access.Route, person: Person, reach: str, night: str, answer: Answer, written: list[tuple[str, str]], none: Answer
) -> Iterator[str]:
    """What is wrong with one answer."""
    wanted = expected(route.name, person.role, reach, night)
    if answer.status != wanted:
        yield f"{answer.status} and not {wanted}"
    may_see = reach in (OWN, ALL) and person.role in SEES and night == ROWS_SHOWN
    if leaks(answer) and not (may_see and answer.status in (200, 303)):
        yield "shows the child"
    if answer.status == 404 and answer.seen != none.seen:
        yield "its 404 is not the 404 of no page"
    of_children = EXPECTED[route.name].about in (ROWS, ONE)
    if of_children and answer.status == 200 and written != [(Event.WORKLIST_VIEWED, person.who)]:
        yield f"shown and the trail says {written}"
    if of_children and answer.status == 404 and written != [(Event.NOT_ALLOWED, person.who)]:
        yield f"refused and the trail says {written}"


@pytest.mark.parametrize("night", NIGHTS)
def test_every_role_route_and_reach_gets_the_answer_of_its_rule(night: str, tmp_path: Path) -> None:
    assert wrongs(a_night(tmp_path, night), night) == []


def test_a_row_of_no_team_is_for_those_with_every_team_alone(tmp_path: Path) -> None:
    app = a_night(tmp_path, ROWS_SHOWN)
    told: Counter[tuple[str, int]] = Counter()
    flag = row(10)["flag"]

    async def walk(door: Door) -> None:
        for who, person in BY_WHO.items():
            answer = await door.get(f"/flags/{flag}", door.begin(person))
            told[who, answer.status] += 1

    knocked(app, walk)
    assert {who for who, status in told if status == 200} == {f"{Role.LEADERSHIP}-all", f"{Role.DATA_OFFICER}-all"}


@pytest.mark.parametrize("team", [WEST, NO_TEAM, "T77", "", "' OR 1=1 --"])
def test_a_team_in_the_address_widens_nothing(team: str, tmp_path: Path) -> None:
    app = a_night(tmp_path, ROWS_SHOWN)

    async def walk(door: Door) -> None:
        key = door.begin(BY_WHO[f"{Role.TEAM_MANAGER}-{OWN}"])
        for path in ("/worklist?kind=all&team=", "/worklist.xlsx?kind=all&team=", "/trend?team="):
            answer = await door.get(path + quote(team), key)
            assert answer.status == (404 if team else 200), path
            if team:
                assert answer.seen == (await door.get("/no-such-page", key)).seen

    knocked(app, walk)
    assert [event for _, event, _ in entries(app)].count(Event.NOT_ALLOWED) == (3 if team else 0)


@pytest.mark.parametrize("state", list(ExceptionState))
def test_a_request_in_every_state_is_a_page_for_whoever_may_read_it(state: ExceptionState, tmp_path: Path) -> None:
    app = a_night(tmp_path, ROWS_SHOWN)
    wrong = []

    async def walk(door: Door) -> None:
        for who, person in BY_WHO.items():
            for asked_by in (who, "before"):
                with app.desk.store.writing() as connection:
                    connection.execute(
                        text("UPDATE exception_signoff SET state = :state, asked_by = :who"), {"state": state, "who": asked_by}
                    )
                for path in ("/exceptions/1", f"/flags/{FLAG}", "/exceptions"):
                    answer = await door.get(path, door.begin(person))
                    if answer.status not in (200, 404):
                        wrong.append((who, asked_by, path, answer.status))

    knocked(app, walk)
    assert wrong == []
