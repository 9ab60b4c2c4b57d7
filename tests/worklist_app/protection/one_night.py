"""One night, with a row that is asked for and a request about it, and what became of both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import text

from fscp_readiness.history.exceptions.role_rules import Person
from fscp_readiness.vocabulary import NO_TEAM, Role
from fscp_readiness.worklist_app import access
from fscp_readiness.worklist_app.app import WorklistApp
from fscp_readiness.worklist_app.drawing import stills
from tests.worklist_app.made import AS_AT, EAST, make_pack, row
from tests.worklist_app.protection.door import REASON, Answer, an_app, until
from tests.worklist_app.protection.rules import NO_LISTS, RESTRICTED_SINCE, ROWS_SHOWN, TOO_OLD
from tests.worklist_app.visiting import Clock

FLAG = "0123456789abcdef"
"""Of the row that is asked for: EAST's, and within every quality auditor's sample."""
CHILD, RECORD = "C000900", "V000900"

FORMS = {
    "ask": until(AS_AT),
    "decide": {"decision": "refuse", "why": REASON},
    "end": {"why": REASON},
}
STATES = {"decide": "asked", "end": "agreed", "withdraw": "asked", "ask": "refused"}
"""What the request about the row must be, for the form to be in order."""


def a_night(out: Path, night: str = ROWS_SHOWN, clock: Clock | None = None, **told_app: object) -> WorklistApp:
    """The app on a night of that kind, with one request about the row that is asked for."""
    told = [row(number) for number in range(1, 9)]
    mine = row(
        901,
        flag=FLAG,
        team_id=EAST,
        team="Safeguarding East",
        child_id=CHILD,
        record_id=RECORD,
        worker="Worker of the row",
        code="CIN-01",
        priority="P3",
        severity="normal",
    )
    nobodys = row(10, team_id=NO_TEAM, team="No team recorded", child_id="C000800")
    make_pack(out, [*told, nobodys, *([mine] if night != RESTRICTED_SINCE else [])], lists=night != NO_LISTS)
    clock = clock or Clock()
    if night == TOO_OLD:
        clock.on(days=3)
    app = an_app(out, clock, **told_app)  # type: ignore[arg-type]
    asks = Person("before", "Somebody before", Role.DATA_OFFICER, None)
    app.desk.book.ask(asks, Asked(mine), REASON, AS_AT + dt.timedelta(days=30), "2026-11-23T09:00:00+00:00", AS_AT)
    return app


class Asked:
    """A made row, as the book is told it."""

    def __init__(self, told: Mapping[str, object]) -> None:
        self.__dict__.update({name: str(value) for name, value in told.items()}, team=str(told["team_id"]))


def put(app: WorklistApp, route: str, who: str) -> None:
    """Put the request into the state that this form needs, asked by ``who`` where they would take it back."""
    if route in STATES:
        with app.desk.store.writing() as connection:
            connection.execute(text("DELETE FROM exception_signoff WHERE number > 1"))
            connection.execute(
                text("UPDATE exception_signoff SET state = :state, asked_by = :who, ended_on = '' WHERE number = 1"),
                {"state": STATES[route], "who": who if route == "withdraw" else "before"},
            )


def entries(app: WorklistApp, after: int = 0) -> list[tuple[int, str, str]]:
    """(number, event, who) of the trail, after that number."""
    asked = text("SELECT number, event, who FROM audit WHERE number > :after ORDER BY number")
    with app.desk.store.reading() as connection:
        return [(int(number), str(event), str(who)) for number, event, who in connection.execute(asked, {"after": after})]


def said_since(app: WorklistApp, after: int) -> tuple[list[tuple[str, str]], int]:
    """(event, who) of the entries after that number, and the last number."""
    found = entries(app, after)
    return [(event, who) for _, event, who in found], found[-1][0] if found else after


def address(route: access.Route) -> str:
    """Of that route, about the row that is asked for."""
    return route.path.replace("{flag}", FLAG).replace("{number}", "1").replace("{name}", stills().style)


def leaks(answer: Answer) -> bool:
    """Does it hold the child or its record?"""
    return any(each.encode() in answer.body for each in (CHILD, RECORD, FLAG)) or any(FLAG in value for _, value in answer.headers)


def kept(app: WorklistApp) -> list[object]:
    """All that a form can change."""
    with app.desk.store.reading() as connection:
        return [list(connection.execute(text(f"SELECT * FROM {table}"))) for table in ("exception_signoff", "taken")]
