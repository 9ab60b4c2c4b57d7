"""Signing in and out."""

from __future__ import annotations

import datetime as dt
import secrets
from json import JSONDecodeError
from typing import Annotated

import httpx2
from authlib.integrations.base_client import OAuthError
from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from fscp_readiness.history.audit import Event
from fscp_readiness.history.exceptions.role_rules import Person

from .. import access
from ..access import HOME
from ..admission import Refused, Visit
from ..desk import Desk
from ..sessions import COOKIE
from ..sign_in.local import LocalSignIn
from ..sign_in.oidc import COOKIE as BEGUN
from ..sign_in.oidc import NotVouched, OidcSignIn
from .words import visit_of

FORM = "__Host-form"
WRONG = "The name or the password is not right."
TOO_OFTEN = "Too many tries. Wait a minute, then try again."
NOT_A_READER = "You are signed in to the council, and nobody has given you a role here. Ask the owner of this service."
ANYBODY = "(not known)"


async def sign_in(request: Request) -> Response:
    """The form, or the way to the council's directory."""
    visit = visit_of(request)
    if visit.session is not None:
        return RedirectResponse("/", 303)
    return _form(request, visit)


async def sign_in_said(
    request: Request,
    who: Annotated[str, Form(max_length=200)] = "",
    password: Annotated[str, Form(max_length=200)] = "",
    csrf: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Whether the name and password are right; then on to the first page."""
    visit = visit_of(request)
    desk, kept = visit.desk, request.cookies.get(FORM, "")
    if not kept or not secrets.compare_digest(kept.encode(), csrf.encode("utf-8", "replace")):
        raise Refused(403, "WEB-403")
    from_where = request.client.host if request.client else "here"
    if not desk.sign_ins.spend(f"{who.casefold()} {from_where}", visit.now):
        await _failed(visit, who, "too many tries")
        return _form(request, visit, TOO_OFTEN, who, 429)
    assert isinstance(desk.sign_in, LocalSignIn)
    person = desk.people.find(who)
    if not await desk.sign_in.check(who, password) or person is None:
        await _failed(visit, who, "name or password")
        return _form(request, visit, WRONG, who, 401)
    return await _begin(visit, person)


async def sign_in_begun(request: Request) -> Response:
    """On to the council's directory."""
    visit = visit_of(request)
    assert isinstance(visit.desk.sign_in, OidcSignIn)
    try:
        address, state = await visit.desk.sign_in.begin(visit.now)
    except (httpx2.HTTPError, OAuthError, NotVouched, ValueError):
        raise Refused(503, "WEB-503") from None
    answer = RedirectResponse(address, 303)
    answer.set_cookie(BEGUN, state, max_age=600, path="/", secure=True, httponly=True, samesite="lax")
    return answer


async def sign_in_answered(
    request: Request,
    state: Annotated[str, Query(max_length=200)] = "",
    code: Annotated[str, Query(max_length=4000)] = "",
) -> Response:
    """Back from the council's directory: whom it vouches for, or that it does not."""
    visit = visit_of(request)
    desk = visit.desk
    assert isinstance(desk.sign_in, OidcSignIn)
    try:
        vouched = await desk.sign_in.answered(state, request.cookies.get(BEGUN, ""), code, visit.now)
    except JSONDecodeError:
        raise Refused(503, "WEB-503") from None
    except (OAuthError, NotVouched, ValueError) as problem:
        await _failed(visit, "", f"the directory's answer: {problem}" if isinstance(problem, NotVouched) else "the directory's answer")
        raise Refused(401, "WEB-401") from None
    except httpx2.HTTPError:
        raise Refused(503, "WEB-503") from None
    person = desk.people.find(vouched.who, vouched.claimed, vouched.name)
    if person is None:
        await _failed(visit, vouched.who, "no role here")
        return _form(request, visit, NOT_A_READER, status=403)
    answer = await _begin(visit, person, vouched.claimed)
    answer.delete_cookie(BEGUN, path="/", secure=True, httponly=True, samesite="lax")
    return answer


async def signed_out(request: Request) -> Response:
    """The session is over."""
    visit = visit_of(request)
    visit.desk.sessions.end(visit.token)
    await visit.write(Event.SIGNED_OUT, "by the reader")
    answer = RedirectResponse("/sign-in", 303)
    answer.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
    return answer


async def _begin(visit: Visit, person: Person, claimed: str = "") -> Response:
    desk = visit.desk
    await desk.trail.write(visit.said_at, Event.SIGNED_IN, person.who, f"{person.role} by {desk.kind}")
    desk.sessions.end(visit.token)
    answer = RedirectResponse(HOME[person.role], 303)
    keep(answer, desk, desk.sessions.begin(person, visit.now, claimed))
    answer.delete_cookie(FORM, path="/", secure=True, httponly=True, samesite="lax")
    return answer


def keep(answer: Response, desk: Desk, token: str) -> None:
    """Give the browser the session's name, for as long as a session may last at most."""
    most = dt.timedelta(hours=desk.people.settings.limits.most_hours)
    answer.set_cookie(COOKIE, token, max_age=int(most.total_seconds()), path="/", secure=True, httponly=True, samesite="lax")


async def _failed(visit: Visit, who: str, why: str) -> None:
    person = visit.desk.people.find(who)
    await visit.desk.trail.write(visit.said_at, Event.SIGN_IN_FAILED, person.who if person else ANYBODY, why)


def _form(request: Request, visit: Visit, wrong: str = "", who: str = "", status: int = 200) -> Response:
    token = request.cookies.get(FORM) or secrets.token_urlsafe(32)
    page = visit.draw("sign_in", kind=visit.desk.kind, wrong=wrong, who=who, token=token)
    answer = Response(page, status, media_type="text/html")
    if visit.desk.kind == access.LOCAL:
        answer.set_cookie(FORM, token, path="/", secure=True, httponly=True, samesite="lax")
    return answer
