"""Exceptions: those that wait, those in force, and one of them, to agree, refuse, end or take back."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from fscp_readiness.history.exceptions import NotAllowed, role_rules, state_rules
from fscp_readiness.history.exceptions import Request as Exempted
from fscp_readiness.history.exceptions.role_rules import ROLE_WORDS
from fscp_readiness.vocabulary import ExceptionState, Role

from ..access import DECIDES
from ..admission import Refused, Visit
from ..shelf import Row
from .flag import case_link
from .words import visit_of

Number = Annotated[int, Path(ge=1, le=10_000_000)]
Words = Annotated[str, Form(max_length=4000)]
AGREE, REFUSE = "agree", "refuse"


@dataclass(frozen=True)
class Listed:
    """One request beside its row. ``mine``: the reader may decide on it; ``soon``: it ends within the days that config says."""

    request: Exempted
    row: Row
    mine: bool
    soon: bool


@dataclass(frozen=True)
class Decided:
    """What was chosen in the form, and what was wrong with it: field -> sentence."""

    decision: str = ""
    category: str = ""
    why: str = ""
    wrong: tuple[tuple[str, str], ...] = ()

    def wrong_with(self, field: str) -> str:
        return dict(self.wrong).get(field, "")


async def exceptions(request: Request) -> Response:
    """Those that wait and those in force, among the reader's rows."""
    visit = visit_of(request)
    as_at = visit.tonight.as_at
    waiting, agreed = await asyncio.gather(
        asyncio.to_thread(visit.desk.book.waiting, as_at), asyncio.to_thread(visit.desk.book.agreed, as_at)
    )
    asked, in_force = _listed(visit, waiting), _listed(visit, agreed)
    to_decide = sum(each.mine for each in asked)
    return await visit.show(
        "exceptions",
        about=f"{len(asked)} asked, {len(in_force)} agreed",
        night=visit.tonight,
        asked=asked,
        in_force=in_force,
        to_decide=to_decide,
        decides=visit.person.role in DECIDES,
        expiring=visit.desk.settings.service.exceptions.expiring_days,
    )


async def exception(request: Request, number: Number) -> Response:
    """One request."""
    visit = visit_of(request)
    return await _page(visit, *await _found(visit, number), Decided())


async def decide(request: Request, number: Number, decision: Words = "", category: Words = "", why: Words = "") -> Response:
    """Agree or refuse."""
    visit = visit_of(request)
    told, row = await _found(visit, number)
    if decision not in (AGREE, REFUSE):
        return await _page(visit, told, row, Decided(decision, category, why, (("decision", "Choose whether you agree or refuse."),)), 400)
    try:
        await asyncio.to_thread(
            visit.desk.book.decide,
            visit.person,
            number,
            decision == AGREE,
            category,
            why,
            visit.said_at,
            visit.tonight.as_at,
            row.fingerprint,
        )
    except NotAllowed as problem:
        where = {"EXC-12": "category", "EXC-20": "why", "EXC-21": "why", "EXC-22": "why", "EXC-23": "why"}.get(problem.code, "decision")
        return await _page(visit, told, row, Decided(decision, category, why, ((where, problem.sentence),)), 400)
    return _done(
        visit, "You agreed. It counts from tonight." if decision == AGREE else "You refused. The row stands as it is.", "/exceptions"
    )


async def end(request: Request, number: Number, why: Words = "") -> Response:
    """End an agreed exception before its day."""
    visit = visit_of(request)
    told, row = await _found(visit, number)
    try:
        await asyncio.to_thread(visit.desk.book.end, visit.person, number, why, visit.said_at, visit.tonight.as_at)
    except NotAllowed as problem:
        return await _page(visit, told, row, Decided(why=why, wrong=(("end", problem.sentence),)), 400)
    return _done(visit, "The exception has ended.", f"/exceptions/{number}")


async def withdraw(request: Request, number: Number) -> Response:
    """Take a request back."""
    visit = visit_of(request)
    told, row = await _found(visit, number)
    try:
        await asyncio.to_thread(visit.desk.book.withdraw, visit.person, number, visit.said_at, visit.tonight.as_at)
    except NotAllowed as problem:
        return await _page(visit, told, row, Decided(wrong=(("withdraw", problem.sentence),)), 400)
    return _done(visit, "You took the request back.", f"/flags/{row.flag}")


async def _found(visit: Visit, number: int) -> tuple[Exempted, Row]:
    """The request and its row. Raises Refused 404 where there is none, or its row is not one of the reader's."""
    try:
        told = await asyncio.to_thread(visit.desk.book.request, number)
    except NotAllowed:
        raise Refused(404, "WEB-404") from None
    row = visit.tonight.row(visit.scope, told.flag)
    if row is None:
        raise Refused(404, "WEB-404")
    return told, row


def _listed(visit: Visit, requests: Sequence[Exempted]) -> list[Listed]:
    """The requests whose rows are the reader's: another team's, and a child's who is restricted now, have no row here."""
    rules, as_at = visit.desk.settings.service.exceptions, visit.tonight.as_at
    soon = as_at + dt.timedelta(days=rules.expiring_days)
    return [
        Listed(each, row, role_rules.may_decide(visit.person, each, rules), each.until <= soon)
        for each in requests
        if (row := visit.tonight.row(visit.scope, each.flag)) is not None
    ]


def _done(visit: Visit, said: str, where: str) -> Response:
    visit.written = True
    visit.desk.changed()
    assert visit.session is not None
    visit.session.said = said
    return RedirectResponse(where, 303)


async def _page(visit: Visit, told: Exempted, row: Row, typed: Decided, status: int = 200) -> Response:
    desk, night, person = visit.desk, visit.tonight, visit.person
    rules = desk.settings.service.exceptions
    state = state_rules.state_on(told, night.as_at)
    why_not = _why_not(lambda: role_rules.check_decides(person, told, rules)) if state is ExceptionState.ASKED else ""
    return await visit.show(
        "exception",
        about=f"{told.number} {told.code} {told.flag}",
        status=status,
        night=night,
        told=told,
        row=row,
        state=state,
        asked_role=ROLE_WORDS[Role(told.asked_role)],
        changed=told.fingerprint != row.fingerprint,
        may_decide=not why_not and state_rules.may_be_decided(told, row.fingerprint, night.as_at),
        why_not=why_not,
        decides=person.role in DECIDES,
        may_end=role_rules.may_end(person, told, rules) and state_rules.may_be_ended(told, night.as_at),
        may_withdraw=role_rules.may_withdraw(person, told) and state_rules.may_be_withdrawn(told, night.as_at),
        categories=rules.categories,
        link=case_link(desk.settings.service.council.case_url_template, row.child_id),
        typed=typed,
    )


def _why_not(check: Any) -> str:  # noqa: ANN401 - a check of the rules
    try:
        check()
    except NotAllowed as problem:
        return problem.sentence
    return ""
