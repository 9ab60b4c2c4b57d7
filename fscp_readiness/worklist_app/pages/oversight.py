"""For those who look after the service and see no case: the audit trail, and how the program is set up."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Annotated, Final
from urllib.parse import urlencode

from fastapi import Query, Request, Response
from sqlalchemy import text

from fscp_readiness import __version__
from fscp_readiness.history.audit import Entry, Event, verify
from fscp_readiness.history.exceptions.role_rules import ROLE_WORDS, SEES_CHILDREN, Person
from fscp_readiness.history.store import Store
from fscp_readiness.history.trail import published_heads
from fscp_readiness.packs.publish import read_current

from ..audited import Whole, one_line
from ..desk import Desk
from .words import visit_of

ON_A_PAGE: Final = 50
GOOD_FOR: Final = dt.timedelta(minutes=1)


async def trail(
    request: Request,
    who: Annotated[str, Query(max_length=200)] = "",
    event: Annotated[str, Query(max_length=40)] = "",
    since: Annotated[str, Query(max_length=10)] = "",
    page: Annotated[int, Query(ge=1, le=100_000)] = 1,
) -> Response:
    """Entries, the newest first, and whether the chain is whole."""
    visit = visit_of(request)
    desk = visit.desk
    who, event, since = one_line(who), one_line(event), one_line(since)
    given = {"who": who, "event": event, "since": since}
    (found, total), whole = await asyncio.gather(asyncio.to_thread(_entries, desk.store, who, event, since, page), _whole(desk, visit.now))
    asked = urlencode({name: value for name, value in given.items() if value})
    return await visit.show(
        "trail",
        found=found,
        total=total,
        whole=whole,
        given=given,
        events=[str(each) for each in Event],
        page=page,
        pages=max(1, -(-total // ON_A_PAGE)),
        asked=f"{asked}&" if asked else "",
        spoken=spoken,
    )


async def status(request: Request) -> Response:
    """The set-up: sign-in, readers, the newest pack."""
    visit = visit_of(request)
    desk = visit.desk
    night = await desk.tonight()
    current = await asyncio.to_thread(read_current, desk.out)
    people = [(each, ROLE_WORDS[each.role], _teams(each)) for each in desk.people.everybody()]
    return await visit.show(
        "status",
        people=people,
        kind=desk.kind,
        current=current,
        lists=night is not None,
        why=desk.shelf.why,
        age=(visit.now.date() - current.as_at).days if current else None,
        known_days=desk.people.settings.restricted_known_days,
        sessions=len(desk.sessions),
        settings=desk.people.settings,
        version=__version__,
        engine=desk.store.engine.dialect.name,
    )


def spoken(event: str) -> str:
    """An event as words."""
    return event.replace("_", " ").capitalize()


def _teams(person: Person) -> str:
    if person.role not in SEES_CHILDREN:
        return "none: no child is shown"
    return "all" if person.teams is None else ", ".join(sorted(person.teams))


def _entries(store: Store, who: str, event: str, since: str, page: int) -> tuple[list[Entry], int]:
    after = (page - 1) * ON_A_PAGE
    words = {"who": f"{who} (%" if who else "", "is": who, "event": event, "since": since, "most": ON_A_PAGE, "after": after}
    where = "(:is = '' OR who = :is OR who LIKE :who) AND (:event = '' OR event = :event) AND (:since = '' OR said_at >= :since)"
    with store.reading() as connection:
        total = connection.execute(text(f"SELECT count(*) FROM audit WHERE {where}"), words).scalar()  # noqa: S608 - our own words
        rows = connection.execute(text(f"SELECT * FROM audit WHERE {where} ORDER BY number DESC LIMIT :most OFFSET :after"), words)  # noqa: S608 - our own words
        return [Entry(**row) for row in rows.mappings()], int(total or 0)


async def _whole(desk: Desk, now: dt.datetime) -> Whole:
    """Looked at in whole at most once a minute: it reads every entry."""
    held = desk.whole
    if held is None or now - held.at >= GOOD_FOR:
        held = desk.whole = await asyncio.to_thread(_looked_at, desk, now)
    return held


def _looked_at(desk: Desk, now: dt.datetime) -> Whole:
    entries = desk.store.trail()
    heads, silent = published_heads(desk.out)
    return Whole(now, len(entries), len(heads), (*verify(desk.state.key, entries, heads), *silent))
