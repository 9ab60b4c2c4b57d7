"""Who comes in: the session behind a request, whether its person may use the route, and whether rows about children may be shown at all."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from fastapi import Request
from fastapi.responses import HTMLResponse

from fscp_readiness.history.audit import Event
from fscp_readiness.history.exceptions.role_rules import ROLE_WORDS, Person

from . import access
from .access import Route, may_use
from .desk import Desk
from .drawing import draw
from .sessions import COOKIE, Session
from .shelf import Night, Scope, scope_of
from .sign_in import Untrusted

WITHIN_THE_DAY: Final = 1
"""Days from a pack's night to the morning it is read."""

FOR_ANYBODY: Final = frozenset({"health", "still", "accessibility"})
"""Pages that hold nothing to be trusted with."""

FOR_NOBODY: Final = frozenset({"health", "still"})
"""Answers that browsers and gateways may keep: no session is begun with them, so that none is kept with them."""

MOST_FIELDS: Final = 20
"""In a form. No form of ours sends a file."""

CHECKED_AGAIN: Final = dt.timedelta(hours=1)
TO_FINISH_A_FORM: Final = dt.timedelta(minutes=15)


class Refused(Exception):
    """An error page instead of the page. ``status`` and ``code`` are all it says."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


class NotSignedIn(Exception):
    """Nobody is signed in. ``ended``: somebody was."""

    def __init__(self, ended: bool = False) -> None:
        super().__init__()
        self.ended = ended


class NotShown(Exception):
    """No row about any child is shown now, and the reader may know why: a sentence."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


@dataclass
class Visit:
    """One request by one person.

    fresh    the name of a session that the request itself began, for the browser to keep
    written  the trail has the entry for what is shown
    """

    desk: Desk
    route: Route
    now: dt.datetime
    token: str
    session: Session | None
    fresh: str = ""
    night: Night | None = None
    written: bool = False

    @property
    def person(self) -> Person:
        if self.session is None:
            raise NotSignedIn
        return self.session.person

    @property
    def scope(self) -> Scope:
        return scope_of(self.person, self.desk.people.settings.sample_sixteenths)

    @property
    def tonight(self) -> Night:
        if self.night is None:
            raise NotShown("There is no pack.")
        return self.night

    @property
    def said_at(self) -> str:
        return self.now.isoformat(timespec="seconds")

    async def write(self, what: Event, about: str) -> None:
        """Write an entry to the trail. Raises audited.NotWritten."""
        await self.desk.trail.write(self.said_at, what, self.person.who, f"{self.person.role} {self.route.name}: {about}")
        self.written = True

    async def refused(self, about: str) -> None:
        """Write down what was refused. After so many in an hour from one reader no more are written one by one, and the last says so."""
        refusals, who = self.desk.refusals, self.person.who
        last = refusals.left(who, self.now) == 1
        if refusals.spend(who, self.now):
            await self.write(Event.NOT_ALLOWED, f"{about}; more in this hour are not written one by one" if last else about)

    async def show(self, name: str, about: str = "", status: int = 200, **values: object) -> HTMLResponse:
        """Draw a page and, where it is about children, write down first that it was shown. ``about``: flags and counts."""
        page = self.draw(name, **values)
        if self.route.child_level:
            await self.write(Event.WORKLIST_VIEWED, about)
        return HTMLResponse(page, status)

    def draw(self, name: str, **values: object) -> str:
        """One page's text in its frame."""
        said = ""
        if self.session is not None:
            said, self.session.said = self.session.said, ""
        return draw(name, frame=frame(self.desk, self.session, self.route, self.late_words()), said=said, **values)

    def late_words(self) -> str:
        """What is said on top of every page where the pack is not of last night; blank where it is."""
        if self.night is None or (self.now.date() - self.night.as_at).days <= WITHIN_THE_DAY:
            return ""
        return "The newest night could not be published. Rows put right since then still stand here."


@dataclass(frozen=True)
class Link:
    """One entry of the row of links under the heading. ``here``: the page it leads to is shown."""

    path: str
    words: str
    here: bool


@dataclass(frozen=True)
class Frame:
    """What stands around every page."""

    council: str
    marking: str
    demo: bool
    name: str
    role: str
    csrf: str
    signs_out: bool
    links: tuple[Link, ...]
    late: str


_LINKS: Final = (("worklist", "Worklist"), ("exceptions", "Exceptions"), ("cleared", "Cleared this week"), ("trend", "Trend"),
                 ("members", "For members"), ("trail", "Audit trail"), ("status", "Status"), ("about", "About"))  # fmt: skip
_BELONGS_TO: Final = {"flag": "worklist", "ask": "worklist", "exception": "exceptions", "decide": "exceptions", "end": "exceptions"}


def frame(desk: Desk, session: Session | None, route: Route | None, late: str = "") -> Frame:
    """The frame of one page for whoever is signed in, or for nobody."""
    council = desk.settings.service.council
    here = _BELONGS_TO.get(route.name, route.name) if route else ""
    links: tuple[Link, ...] = ()
    if session is not None:
        links = tuple(Link(access.BY_NAME[name].path, words, name == here) for name, words in _LINKS
                      if may_use(session.person.role, access.BY_NAME[name]))  # fmt: skip
    return Frame(
        council=council.name,
        marking=council.marking,
        demo=desk.state.demo,
        name=session.person.name if session else "",
        role=ROLE_WORDS[session.person.role] if session else "",
        csrf=session.csrf if session else "",
        signs_out=session is not None and desk.kind != access.PROXY,
        links=links,
        late=late,
    )


async def admit(request: Request, route: Route, desk: Desk) -> Visit:
    """The visit that this request is. Raises NotSignedIn, Refused or NotShown."""
    now = desk.clock()
    token = request.cookies.get(COOKIE, "")
    session, fresh = await _session(request, desk, route, token, now)
    visit = Visit(desk, route, now, token, session, fresh)
    try:
        await _let_in(request, visit)
    except BaseException:
        desk.sessions.end(fresh)
        raise
    return visit


async def _let_in(request: Request, visit: Visit) -> None:
    route, session, token = visit.route, visit.session, visit.token
    if route.open:
        return
    if session is None:
        raise NotSignedIn(bool(token))
    if not may_use(session.person.role, route):
        if route.child_level:
            await visit.refused("no such page for this role")
        raise Refused(404, "WEB-404")
    if route.method == "POST" and not session.knows(str((await request.form(max_files=0, max_fields=MOST_FIELDS)).get("csrf", ""))):
        raise Refused(403, "WEB-403")
    if route.child_level or route.name == "trend":
        await _see_children(visit)


async def _session(request: Request, desk: Desk, route: Route, token: str, now: dt.datetime) -> tuple[Session | None, str]:
    """The session behind a request, and the name of a new one where the request itself vouches for somebody."""
    if route.name in FOR_NOBODY:
        return None, ""
    if route.name not in FOR_ANYBODY and not desk.same_history():
        raise Refused(503, "WEB-503")
    try:
        vouched = desk.sign_in.who(request)
    except Untrusted:
        if route.name in FOR_ANYBODY:
            return None, ""
        raise Refused(401, "WEB-401") from None
    session = await _held(request, desk, token, now)
    if vouched is None or (session is not None and session.person.who.casefold() == vouched.who.casefold()):
        return session, ""
    desk.sessions.end(token)
    person = desk.people.find(vouched.who)
    if person is None:
        return None, ""
    await desk.trail.write(now.isoformat(timespec="seconds"), Event.SIGNED_IN, person.who, f"{person.role} by {desk.kind}")
    fresh = desk.sessions.begin(person, now)
    return desk.sessions.find(fresh, now), fresh


async def _held(request: Request, desk: Desk, token: str, now: dt.datetime) -> Session | None:
    session = desk.sessions.find(token, now)
    if session is None:
        return None
    person = session.person
    if desk.people.find(person.who, session.claimed, person.name) != person:
        desk.sessions.end(token)
        await desk.trail.write(
            now.isoformat(timespec="seconds"), Event.SIGNED_OUT, person.who, "role or teams changed, or no longer a reader"
        )
        return None
    if desk.kind == access.OIDC:
        grace = dt.timedelta(0) if request.method == "GET" else TO_FINISH_A_FORM
        if now - session.checked >= CHECKED_AGAIN + grace:
            desk.sessions.end(token)
            return None
    return session


async def _see_children(visit: Visit) -> None:
    """Raise NotShown unless it is known who is restricted, and Refused where the reader has looked at too much."""
    desk = visit.desk
    night = await desk.tonight()
    if night is None:
        raise NotShown(desk.shelf.why)
    days = (visit.now.date() - night.as_at).days
    if days > desk.people.settings.restricted_known_days or days < 0:
        raise NotShown(
            f"The newest pack is {days} days old, so it is not known which children's records have been restricted since."
            if days >= 0
            else "The newest pack is of a day that has not come yet."
        )
    if visit.route.child_level and not desk.views.spend(visit.person.who, visit.now):
        await visit.refused("view budget of the hour is spent")
        raise Refused(429, "WEB-429")
    visit.night = night
