"""The app: every route of access.py and no other, behind the guard."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Mapping
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse
from fastapi.routing import APIRoute
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException
from starlette.types import Receive, Scope, Send

from fscp_readiness import __version__
from fscp_readiness.history import State, Store
from fscp_readiness.history.exceptions import Book
from fscp_readiness.history.state import StateRefused
from fscp_readiness.settings.load import Settings
from fscp_readiness.settings.problems import ConfigProblem

from . import access
from .access import Route
from .admission import NotShown, NotSignedIn, Refused, Visit, admit, frame
from .audited import NotWritten, Trail
from .desk import Desk, history_of
from .drawing import draw
from .guard import LOG, Guard
from .limits import Allowance
from .pages import HANDLERS
from .pages.signing import keep
from .people import People
from .sessions import COOKIE, Sessions
from .shelf import EVERYTHING, Shelf
from .sign_in import SignIn

MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
RESTRICTED_NOT_KNOWN: Final = "SEC-71"


class Unwritten(RuntimeError):
    """A page about children was about to be sent without an entry in the audit trail. Ours to fix."""


class WorklistApp(FastAPI):
    """FastAPI behind the guard. ``desk``: what its pages work with."""

    def __init__(self, desk: Desk, **told: Any) -> None:  # noqa: ANN401 - FastAPI's own
        super().__init__(**told)
        self.desk = desk
        settings = desk.people.settings
        self._guard = Guard(
            super().__call__, frozenset(each.lower() for each in settings.hosts), settings.limits.largest_form_kb * 1024,
            lambda status, code: failed(desk.settings.service.council.name, desk.settings.service.council.marking, status, code),
        )  # fmt: skip

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._guard(scope, receive, send)
        elif scope["type"] == "lifespan":
            await super().__call__(scope, receive, send)


def make_app(
    settings: Settings,
    people: People,
    out: Path,
    state: State,
    store: Store,
    clock: Callable[[], dt.datetime],
    sign_in: SignIn,
) -> WorklistApp:
    """The worklist app.

    settings, people  what the council chose, and who may sign in
    out, state        where packs are published, and the state folder, opened
    store             the history, opened; the app closes it when it ends
    clock             now, with its zone
    sign_in           how readers say who they are
    """
    limits = people.settings.limits
    desk = Desk(
        settings=settings,
        out=out,
        state=state,
        store=store,
        book=Book(store, state.key, settings.service.exceptions),
        clock=clock,
        people=people,
        shelf=Shelf(out),
        trail=Trail(store, state.key),
        sessions=Sessions(dt.timedelta(minutes=limits.idle_minutes), dt.timedelta(hours=limits.most_hours)),
        sign_ins=Allowance(limits.sign_ins_a_minute, MINUTE),
        views=Allowance(limits.child_pages_an_hour, HOUR),
        downloads=Allowance(limits.downloads_an_hour, HOUR),
        refusals=Allowance(limits.child_pages_an_hour, HOUR),
        sign_in=sign_in,
        history=history_of(state),
    )

    @asynccontextmanager
    async def lasting(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.trail.close()
        store.close()

    app = WorklistApp(
        desk, title="Worklists", version=__version__, docs_url=None, redoc_url=None, openapi_url=None, lifespan=lasting,
        redirect_slashes=False,
    )  # fmt: skip
    for route in access.ROUTES:
        if route.sign_in in ("", sign_in.kind):
            app.router.add_api_route(
                route.path, HANDLERS[route.name], methods=[route.method], name=route.name, summary=route.summary,
                response_class=HTMLResponse, response_model=None, route_class_override=_watched(route, desk),
            )  # fmt: skip
    _refusals(app, desk)
    return app


def _watched(route: Route, desk: Desk) -> type[APIRoute]:
    """A route that admits before anything is read, and sends nothing about a child that was not written down first."""

    class Watched(APIRoute):
        def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
            inner = super().get_route_handler()

            async def handler(request: Request) -> Response:
                visit = request.state.visit = await admit(request, route, desk)
                try:
                    answer = await inner(request)
                except (Refused, RequestValidationError) as problem:
                    if _status(problem) == 404 and not route.open:
                        await visit.refused(_asked_for(visit, request.path_params.get("flag", "")))
                    raise
                if route.child_level and not visit.written:
                    raise Unwritten(route.name)
                if visit.fresh:
                    keep(answer, desk, visit.fresh)
                return answer

            return handler

    return Watched


def _asked_for(visit: Visit, flag: str) -> str:
    """What somebody asked for that is not theirs, for the trail. A flag is named where there is one: what was typed is not."""
    there = visit.night is not None and visit.night.row(EVERYTHING, flag) is not None
    return f"not theirs: {flag}" if there else "not theirs, or not there"


def _status(problem: Refused | RequestValidationError) -> int:
    """Of the answer. An address that cannot be is told as one that is not there."""
    if isinstance(problem, Refused):
        return problem.status
    return 404 if any(each["loc"][0] == "path" for each in problem.errors()) else 400


def _refusals(app: WorklistApp, desk: Desk) -> None:
    """What stands instead of a page. Nothing of the request is repeated."""
    council = desk.settings.service.council

    def page(status: int, code: str, headers: Mapping[str, str] | None = None) -> HTMLResponse:
        return HTMLResponse(failed(council.name, council.marking, status, code), status, headers)

    async def refused(_: Request, problem: Exception) -> Response:
        assert isinstance(problem, Refused)
        return page(problem.status, problem.code)

    async def not_signed_in(request: Request, problem: Exception) -> Response:
        if desk.kind == access.PROXY or request.method != "GET":
            return page(401, "WEB-401")
        return RedirectResponse("/sign-in", 303)

    async def not_shown(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, NotShown)
        session = desk.sessions.find(request.cookies.get(COOKIE, ""), desk.clock())
        told = frame(desk, session, None)
        return HTMLResponse(draw("not_shown", frame=told, said="", sentence=problem.sentence, code=RESTRICTED_NOT_KNOWN), 503)

    async def not_http(request: Request, problem: Exception) -> Response:
        assert isinstance(problem, HTTPException)
        status = problem.status_code if problem.status_code in ERRORS else 400
        if status != 405:
            return page(status, f"WEB-{status}")
        allowed = _may_know(request, desk)
        return page(405, "WEB-405", {"allow": ", ".join(allowed)}) if allowed else page(404, "WEB-404")

    async def not_valid(_: Request, problem: Exception) -> Response:
        assert isinstance(problem, RequestValidationError)
        status = _status(problem)
        return page(status, f"WEB-{status}")

    async def not_written(_: Request, problem: Exception) -> Response:
        LOG.error("WEB-503 %s", type(problem).__name__)
        return page(503, "WEB-503")

    async def not_ours(_: Request, problem: Exception) -> Response:
        return page(500, "WEB-500")

    handlers: dict[type[Exception], Callable[[Request, Exception], Awaitable[Response]]] = {
        Refused: refused,
        NotSignedIn: not_signed_in,
        NotShown: not_shown,
        HTTPException: not_http,
        RequestValidationError: not_valid,
        NotWritten: not_written,
        ConfigProblem: not_written,
        StateRefused: not_written,
        DBAPIError: not_written,
        Exception: not_ours,
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, handler)


def _may_know(request: Request, desk: Desk) -> list[str]:
    """The methods at this address that whoever asks may know of."""
    session = desk.sessions.find(request.cookies.get(COOKIE, ""), desk.clock())
    matching = [
        access.BY_NAME[each.name] for each in request.app.router.routes
        if isinstance(each, APIRoute) and each.path_regex.match(request.url.path) and each.name in access.BY_NAME
    ]  # fmt: skip
    return sorted({route.method for route in matching if route.open or (session and access.may_use(session.person.role, route))})


ERRORS: Final = {
    400: ("That could not be read", "The address or the form holds something that this service does not know."),
    401: ("You are not signed in", "Sign in, and do it again. A session ends after 15 minutes without use, and after 8 hours. Who comes "
                                   "by the council's own gateway and reads this has no role here yet: ask the owner."),
    403: ("The form was not sent from here", "It may have been open too long. Go back, load the page again, and send it again."),
    404: ("There is no such page", "It may have been put right, or the address may be mistyped."),
    405: ("That cannot be done here", "The address is there, and not for this."),
    408: ("That took too long", "The form did not arrive in time. Send it again."),
    413: ("That is too large", "A form holds 64 kilobytes at most."),
    429: ("Too much at once", "You have opened as many pages about children as one reader may in an hour. Wait, or ask the owner."),
    500: ("Something failed here", "It is our mistake and it is written down. Nothing was changed."),
    503: ("The service is not there now", "Nothing was shown, because it could not be written down or looked up. Try again in a minute."),
}  # fmt: skip


@cache
def failed(council: str, marking: str, status: int, code: str) -> bytes:
    """An error page, the same for everybody."""
    heading, words = ERRORS.get(status, ERRORS[500])
    return draw("failed", council=council, marking=marking, heading=heading, words=words, code=code).encode()
