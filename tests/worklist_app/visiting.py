"""A browser for the web worklist's tests: keeps cookies, sends forms with what the page before held, and no script."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path

import httpx2

from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.readers import FILE, Reader
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app.app import WorklistApp, make_app
from fscp_readiness.worklist_app.people import People
from fscp_readiness.worklist_app.sign_in import SignIn
from fscp_readiness.worklist_app.sign_in.local import LocalSignIn
from tests.worklist_app.made import EAST, WEST, make_history

READERS = (
    Reader(who="officer", name="Amira Shah", role=Role.DATA_OFFICER),
    Reader(who="east-officer", name="Kit Moss", role=Role.DATA_OFFICER, teams=frozenset({EAST})),
    Reader(who="east", name="Jo Lindqvist", role=Role.TEAM_MANAGER, teams=frozenset({EAST})),
    Reader(who="west", name="Sam Haigh", role=Role.TEAM_MANAGER, teams=frozenset({WEST})),
    Reader(who="leader", name="Ruth Okafor", role=Role.LEADERSHIP),
    Reader(who="quality", name="Tom Brandt", role=Role.QUALITY_AUDITOR),
    Reader(who="member", name="Dana Whitworth", role=Role.CABINET_MEMBER),
    Reader(who="auditor", name="Priya Nair", role=Role.AUDITOR),
    Reader(who="admin", name="Lee Barlow", role=Role.ADMINISTRATOR),
)
PASSWORD = "a password of the tests"
MORNING = dt.datetime(2026, 11, 24, 8, 30, tzinfo=dt.UTC)


class Clock:
    """Stands still until it is moved."""

    def __init__(self, now: dt.datetime = MORNING) -> None:
        self.now = now

    def __call__(self) -> dt.datetime:
        return self.now

    def on(self, **by: float) -> None:
        """So much later."""
        self.now += dt.timedelta(**by)


class Browser:
    """One reader's browser."""

    def __init__(self, app: WorklistApp, host: str = "127.0.0.1") -> None:
        self.client = httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=f"https://{host}")
        self.page = ""

    async def get(self, path: str, **told: object) -> httpx2.Response:
        """A page."""
        answer = await self.client.get(path, **told)  # type: ignore[arg-type]
        self.page = answer.text if answer.headers.get("content-type", "").startswith("text/html") else ""
        return answer

    async def post(self, path: str, form: Mapping[str, str], csrf: str | None = None, **told: object) -> httpx2.Response:
        """A form, with the token that the last page held."""
        token = self.token() if csrf is None else csrf
        answer = await self.client.post(path, data={**form, "csrf": token}, **told)  # type: ignore[arg-type]
        self.page = answer.text
        return answer

    def token(self) -> str:
        """The token in the last page's forms; blank where it has none."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.page)
        return html.unescape(found[1]) if found else ""

    async def sign_in(self, who: str, password: str = PASSWORD) -> httpx2.Response:
        """Through the form."""
        await self.get("/sign-in")
        answer = await self.post("/sign-in", {"who": who, "password": password})
        if answer.status_code == 303:
            await self.get("/about")
        return answer

    def words(self) -> str:
        """The last page as text."""
        return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", self.page)))

    def heading(self) -> str:
        """The last page's h1."""
        found = re.search(r"<h1>(.*?)</h1>", self.page, re.DOTALL)
        return html.unescape(found[1]) if found else ""


def an_app(out: Path, clock: Clock | None = None, sign_in: SignIn | None = None, config: Path | None = None) -> WorklistApp:
    """The app on the pack under ``out``."""
    state, store = make_history(out)
    settings = _settings(config)
    people = People(settings.folder / FILE, READERS)
    return make_app(settings, people, out, state, store, clock or Clock(), sign_in or _accounts())


_settings = cache(load_settings)


@cache
def _accounts() -> LocalSignIn:
    return LocalSignIn({each.who: PASSWORD for each in READERS})


def visited(out: Path, what: Callable[[WorklistApp], Awaitable[None]], clock: Clock | None = None, **told: object) -> WorklistApp:
    """Run ``what`` with an app on the pack under ``out``, and close it."""
    import asyncio

    app = an_app(out, clock, **told)  # type: ignore[arg-type]

    async def run() -> None:
        try:
            await what(app)
        finally:
            app.desk.trail.close()

    asyncio.run(run())
    return app
