"""One row: what was found, why it matters, which figure it moves, how it is put right, its life; and asking for an exception."""

from __future__ import annotations

import asyncio
import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import quote

from fastapi import Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from fscp_readiness.history.exceptions import NotAllowed, role_rules, state_rules
from fscp_readiness.history.exceptions.reasons import check_reason
from fscp_readiness.packs.leadership.measured import n_words, value_words
from fscp_readiness.packs.leadership.tags import KIND, STATUS, Tag
from fscp_readiness.packs.leadership.wording import target_percent
from fscp_readiness.settings.service import Exceptions
from fscp_readiness.vocabulary import Counting, ExceptionState, Role, Status

from ..admission import Refused, Visit
from ..shelf import Night, Row
from .words import visit_of

Key = Annotated[str, Path(pattern=r"^[0-9a-f]{16}$")]
Words = Annotated[str, Form(max_length=4000)]
ENDED: Final = {
    "open": "Open now",
    "unknown": "Not known tonight",
    "fixed": "Put right",
    "left_cohort": "No longer asked about",
    "vanished": "The record is gone",
    "exempt": "Exempt",
    "standard_changed": "The standard changed",
}


@dataclass(frozen=True)
class Figure:
    """A measure that this row is part of, and where it stands."""

    where: str
    value: str
    n_of_n: str
    target: str
    tag: Tag
    live: bool


@dataclass(frozen=True)
class Typed:
    """What was typed into the form, and what was wrong with it: field -> sentence."""

    reason: str = ""
    day: str = ""
    month: str = ""
    year: str = ""
    wrong: tuple[tuple[str, str], ...] = ()

    def wrong_with(self, field: str) -> str:
        return dict(self.wrong).get(field, "")


async def flag(request: Request, flag: Key) -> Response:
    """The page of one row."""
    visit = visit_of(request)
    return await _page(visit, _row(visit, flag), Typed())


async def take(request: Request, flag: Key) -> Response:
    """I have this."""
    visit = visit_of(request)
    row = _row(visit, flag)
    return await _done(visit, row, "You have this row.", visit.desk.book.take, visit.person, row, visit.said_at)


async def leave(request: Request, flag: Key) -> Response:
    """Nobody has this any more."""
    visit = visit_of(request)
    row = _row(visit, flag)
    return await _done(visit, row, "Nobody has this row now.", visit.desk.book.leave, visit.person, row, visit.said_at)


async def ask(request: Request, flag: Key, reason: Words = "", day: Words = "", month: Words = "", year: Words = "") -> Response:
    """This is not an error because."""
    visit = visit_of(request)
    row, night = _row(visit, flag), visit.tonight
    until, wrong_date = read_date(day, month, year)
    wrong = [("until", wrong_date)] if wrong_date else []
    if until is not None:
        try:
            await asyncio.to_thread(visit.desk.book.ask, visit.person, row, reason, until, visit.said_at, night.as_at)
        except NotAllowed as problem:
            wrong = [("until" if problem.code in ("EXC-05", "EXC-06") else "reason", problem.sentence)]
    else:
        try:
            check_reason(reason)
        except NotAllowed as problem:
            wrong.insert(0, ("reason", problem.sentence))
    if wrong:
        return await _page(visit, row, Typed(reason, day, month, year, tuple(wrong)), 400)
    visit.written = True
    visit.desk.changed()
    assert visit.session is not None
    visit.session.said = "You asked that this be no error. Somebody more senior decides."
    return RedirectResponse(f"/flags/{flag}", 303)


def read_date(day: str, month: str, year: str) -> tuple[dt.date | None, str]:
    """The date of three boxes, or the sentence that says what is wrong."""
    if not (day.strip() or month.strip() or year.strip()):
        return None, "Say until when: a day, a month and a year."
    missing = [name for name, value in (("day", day), ("month", month), ("year", year)) if not value.strip()]
    if missing:
        return None, f"The date must have a {' and a '.join(missing)}."
    try:
        told = [int(each.strip()) for each in (year, month, day) if each.strip().isascii() and each.strip().isdigit()]
        return dt.date(*told), ""
    except (ValueError, TypeError, OverflowError):
        return None, "That is not a date. Write it in numbers, for example 27 3 2027."


def _row(visit: Visit, flag: str) -> Row:
    row = visit.tonight.row(visit.scope, flag)
    if row is None:
        raise Refused(404, "WEB-404")
    return row


async def _done(visit: Visit, row: Row, said: str, what: Any, *told: object) -> Response:  # noqa: ANN401 - a method of the book
    try:
        await asyncio.to_thread(what, *told)
    except NotAllowed:
        raise Refused(404, "WEB-404") from None
    visit.written = True
    visit.desk.changed()
    assert visit.session is not None
    visit.session.said = said
    return RedirectResponse(f"/flags/{row.flag}", 303)


async def _page(visit: Visit, row: Row, typed: Typed, status: int = 200) -> Response:
    desk, night, person = visit.desk, visit.tonight, visit.person
    taken = night.taken([row.flag]).get(row.flag)
    before = await desk.of_flag(row.flag)
    states = [(each, state_rules.state_on(each, night.as_at)) for each in before]
    rules = desk.settings.service.exceptions
    is_open = any(state in state_rules.OPEN for _, state in states)
    never = _why_never(row, rules)
    lives = night.lives(visit.scope, row.flag)
    return await visit.show(
        "flag",
        about=f"{row.code} {row.flag}",
        status=status,
        night=night,
        row=row,
        kind_tag=KIND[row.kind],
        figures=figures(night, row, person.role),
        link=case_link(desk.settings.service.council.case_url_template, row.child_id),
        lives=[(each, ENDED.get(each.state, each.state)) for each in lives],
        taken=("you" if taken[0] == person.who else taken[1]) if taken else "",
        may_take=role_rules.may_take(person, row),
        may_leave=taken is not None and role_rules.may_leave(person, row, taken[0]),
        exceptions=states,
        may_ask=role_rules.may_ask(person, row) and not never and not is_open,
        never=never if role_rules.may_ask(person, row) else "",
        may_open_exception=person.role is not Role.QUALITY_AUDITOR,
        agreed_until=next((each.until for each, state in states if state is ExceptionState.AGREED), None),
        waits=any(state is ExceptionState.ASKED for _, state in states),
        most_days=rules.most_days,
        last_day=night.as_at + dt.timedelta(days=rules.most_days),
        by_leadership=row.code in rules.leadership_only,
        typed=typed,
    )


def _why_never(row: Row, rules: Exceptions) -> str:
    """Why nothing can be excepted of this row: by the pack or by what the council has agreed since; blank where it can."""
    try:
        state_rules.check_excepted(row, rules)
    except NotAllowed as problem:
        return problem.sentence
    return "" if row.may_except else row.why_not_except


def case_link(template: str, child: str) -> str:
    """Where the child's record opens in the case system; blank where config does not say."""
    return template.replace("{id}", quote(child, safe="")) if template and child else ""


def figures(night: Night, row: Row, role: Role) -> list[Figure]:
    """The measures that this row is part of: its team's and, for the leadership, the whole service's.

    A team's figure counts no restricted child, so that nobody can tell from a list and a total that there is one.
    """
    wanted = [("team", row.team_id, row.team_name)]
    if role is Role.LEADERSHIP:
        wanted.append(("all", "", "All teams"))
    told = []
    for scope, group, words in wanted:
        for counting in (Counting.LIVE, Counting.PERIOD):
            measure = night.measures.get((row.code, str(counting), scope, group))
            if measure is not None:
                target = target_percent(measure["target"]) if measure["target"] is not None else "none"
                told.append(
                    Figure(
                        words,
                        value_words(measure),
                        n_words(measure),
                        target,
                        STATUS[Status(str(measure["status"]))],
                        counting == Counting.LIVE,
                    )
                )
    return told
