"""A door to knock at: requests to the app in process, byte for byte as given, by a reader whose session is begun without a form."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote_to_bytes, urlencode

from fscp_readiness.history.exceptions.role_rules import Person
from fscp_readiness.settings.load import Settings, load_settings
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.readers import FILE, Reader
from fscp_readiness.vocabulary import Role
from fscp_readiness.worklist_app.app import WorklistApp, make_app
from fscp_readiness.worklist_app.people import People, as_person
from fscp_readiness.worklist_app.sessions import COOKIE
from fscp_readiness.worklist_app.sign_in import SignIn
from fscp_readiness.worklist_app.sign_in.local import LocalSignIn
from tests.worklist_app.made import EAST, WEST, make_history
from tests.worklist_app.visiting import Clock

OWN, ANOTHER, ALL, NONE = "own", "another", "all", "none"
REACHES = (OWN, ANOTHER, ALL, NONE)
NOBODYS = "T99"
FORM = ("content-type", "application/x-www-form-urlencoded")
REASON = "The visit was made and the record is still with the duty team."


def teams_of(role: Role, reach: str) -> frozenset[str]:
    """The teams of a reader who should reach a row of EAST in that way. No teams mean all, which a manager must spell out."""
    every = frozenset({EAST, WEST}) if role is Role.TEAM_MANAGER else frozenset()
    return {OWN: frozenset({EAST}), ANOTHER: frozenset({WEST}), ALL: every, NONE: frozenset({NOBODYS})}[reach]


def reader(role: Role, reach: str = ALL) -> Reader:
    """The reader of that role and reach."""
    name = f"Reader {list(Role).index(role)}{REACHES.index(reach)}"
    return Reader(who=f"{role}-{reach}", name=name, role=role, teams=teams_of(role, reach))


READERS = tuple(reader(role, reach) for role in Role for reach in REACHES)
BY_WHO = {each.who: as_person(each) for each in READERS}


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str:
        """The value of that header; blank where there is none."""
        return next((value for each, value in self.headers if each == name), "")

    def every(self, name: str) -> list[str]:
        """Each value of that header."""
        return [value for each, value in self.headers if each == name]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    @property
    def seen(self) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """All that a browser is told."""
        return self.status, self.headers, self.body


@dataclass(frozen=True)
class Key:
    """A session from outside: its cookie's value, and the token of its forms."""

    token: str = ""
    csrf: str = ""


NO_KEY = Key()


class Door:
    """Asks the app. ``here``: the address that asks."""

    def __init__(self, app: WorklistApp, here: tuple[str, int] | None = ("127.0.0.1", 50_000)) -> None:
        self.app, self.here = app, here

    def begin(self, person: Person) -> Key:
        """A session of that person's, as after signing in."""
        now = self.app.desk.clock()
        token = self.app.desk.sessions.begin(person, now)
        session = self.app.desk.sessions.find(token, now)
        assert session is not None
        return Key(token, session.csrf)

    async def ask(
        self,
        method: str,
        address: str,
        key: Key = NO_KEY,
        form: Mapping[str, str] | None = None,
        headers: Sequence[tuple[str, str]] = (),
        body: bytes | Sequence[bytes] | None = None,
        host: str | None = "127.0.0.1",
    ) -> Answer:
        """One request. ``form``: its fields, to which the session's token is added unless it says one; ``body`` instead: as it is."""
        sent = [(b"host", host.encode("latin-1"))] if host is not None else []
        if key.token:
            sent.append((b"cookie", f"{COOKIE}={key.token}".encode("latin-1")))
        if body is None:
            body = urlencode({"csrf": key.csrf, **(form or {})}).encode() if method == "POST" else b""
            if method == "POST":
                headers = [FORM, *headers]
        parts = [body] if isinstance(body, bytes) else list(body)
        sent += [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        if method == "POST" and isinstance(body, bytes) and not any(name == b"content-length" for name, _ in sent):
            sent.append((b"content-length", str(len(body)).encode()))
        raw, _, query = address.partition("?")
        scope = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": unquote_to_bytes(raw).decode("utf-8", "replace"), "raw_path": raw.encode("latin-1", "replace"), "root_path": "",
            "query_string": query.encode("latin-1", "replace"), "headers": sent, "client": self.here, "server": ("127.0.0.1", 8321),
            "state": {},
        }  # fmt: skip
        return await self._sent(scope, parts)

    async def get(self, address: str, key: Key = NO_KEY, **told: object) -> Answer:
        """A page."""
        return await self.ask("GET", address, key, **told)  # type: ignore[arg-type]

    async def post(self, address: str, key: Key = NO_KEY, form: Mapping[str, str] | None = None, **told: object) -> Answer:
        """A form."""
        return await self.ask("POST", address, key, form, **told)  # type: ignore[arg-type]

    async def _sent(self, scope: dict, parts: list[bytes]) -> Answer:
        waiting = list(parts)
        told: dict = {"status": 0, "headers": (), "body": b""}

        async def receive() -> dict:
            if not waiting:
                await asyncio.Event().wait()
            part = waiting.pop(0)
            return {"type": "http.request", "body": part, "more_body": bool(waiting)}

        async def send(message: dict) -> None:
            if message["type"] == "http.response.start":
                told["status"] = message["status"]
                told["headers"] = tuple((name.decode("latin-1").lower(), value.decode("latin-1")) for name, value in message["headers"])
            elif message["type"] == "http.response.body":
                told["body"] += message.get("body", b"")

        await self.app(scope, receive, send)
        return Answer(told["status"], told["headers"], told["body"])


@cache
def settings() -> Settings:
    """As the project ships them."""
    return load_settings()


def readers_file(folder: Path, **limits: int) -> Path:
    """config/readers.toml as shipped, with these limits."""
    words = (CONFIG / FILE).read_text()
    for name, value in limits.items():
        (line,) = [line for line in words.splitlines() if line.startswith(f"{name} =")]
        words = words.replace(line, f"{name} = {value}")
    path = folder / FILE
    path.write_text(words)
    return path


def an_app(
    out: Path, clock: Clock | None = None, sign_in: SignIn | None = None, readers: Sequence[Reader] = READERS, path: Path | None = None
) -> WorklistApp:
    """The app on the pack under ``out``, with these readers."""
    state, store = make_history(out)
    people = People(path or CONFIG / FILE, readers)
    return make_app(settings(), people, out, state, store, clock or Clock(), sign_in or LocalSignIn({}))


def knocked(app: WorklistApp, what: Callable[[Door], Awaitable[None]]) -> WorklistApp:
    """Run ``what`` at the app's door."""

    async def run() -> None:
        try:
            await what(Door(app))
        finally:
            app.desk.trail.close()

    asyncio.run(run())
    return app


def until(as_at: dt.date) -> dict[str, str]:
    """A form that asks for an exception, in thirty days."""
    last = as_at + dt.timedelta(days=30)
    return {"reason": REASON, "day": str(last.day), "month": str(last.month), "year": str(last.year)}
