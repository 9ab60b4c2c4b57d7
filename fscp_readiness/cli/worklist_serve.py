"""``fscp-readiness worklist serve``: the worklists in the browser."""

from __future__ import annotations

import datetime as dt
import os
import secrets
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from .speaking import columns, say
from .store import Kept

if TYPE_CHECKING:
    from fscp_readiness.settings.readers import Reader, Readers
    from fscp_readiness.worklist_app.sign_in import SignIn

LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
PASSWORD_LENGTH: Final = 12
SERVED: Final[dict[str, Any]] = {
    "http": "h11", "ws": "none", "access_log": False, "log_level": "warning", "proxy_headers": False, "server_header": False,
    "date_header": True, "timeout_keep_alive": 15, "timeout_graceful_shutdown": 5, "limit_concurrency": 1_000,
    "h11_max_incomplete_event_size": 32_768,
}  # fmt: skip
"""How uvicorn serves: it believes no gateway's headers, names no version, writes down no address, and reads 32 kB of headers at most."""

LOOPBACK: Final = "127.0.0.1"


def serve(
    out: Annotated[Path, typer.Option("--out", help="The folder that packs are published in.")] = Path("demo-out"),
    state: Kept = None,
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    host: Annotated[str, typer.Option("--host", help="The address to listen on.")] = LOOPBACK,
    port: Annotated[int, typer.Option("--port", help="The port to listen on.", min=1, max=65535)] = 8321,
    socket: Annotated[Path | None, typer.Option("--socket", help="A socket file to listen on instead, for your own gateway.")] = None,
    certificate: Annotated[Path | None, typer.Option("--certificate", help="TLS certificate, where no gateway stands before it.")] = None,
    key: Annotated[Path | None, typer.Option("--key", help="The certificate's private key.")] = None,
) -> None:
    """Serve the worklists to browsers, from the newest pack. On the demo's output with demo accounts, which are printed."""
    import uvicorn

    from fscp_readiness.history import default_folder, open_state, open_store
    from fscp_readiness.history.trail import published_heads
    from fscp_readiness.night.settled import settled
    from fscp_readiness.packs.publish import read_current
    from fscp_readiness.settings.readers import FILE, Readers
    from fscp_readiness.worklist_app.app import make_app
    from fscp_readiness.worklist_app.people import People

    settings = settled(config)
    opened = open_state(state or default_folder(out), make=False)
    current = read_current(out)
    readers = Readers.load(settings.folder / FILE)
    guests = _demo_readers(out) if readers.sign_in.kind == "local" and opened.demo else []
    passwords = {each.who: "".join(secrets.choice(LETTERS) for _ in range(PASSWORD_LENGTH)) for each in guests}
    sign_in = _sign_in(readers, passwords, LOOPBACK if socket else host, certificate is not None)
    people = People(settings.folder / FILE, guests)
    store = open_store(opened, anchors=published_heads(out)[0])
    clock = _clock(current.as_at if current and opened.demo else None)
    app = make_app(settings, people, out, opened, store, clock, sign_in)
    where: dict[str, Any] = {"uds": str(socket)} if socket else {"host": host, "port": port}
    if certificate:
        where |= {"ssl_certfile": certificate, "ssl_keyfile": key}
    for line in _told(guests, passwords, f"{'https' if certificate else 'http'}://{host}:{port}/" if not socket else str(socket)):
        say(line)
    uvicorn.run(app, **where, **SERVED)


def _sign_in(readers: Readers, passwords: dict[str, str], host: str, encrypted: bool) -> SignIn:
    """How readers sign in. passwords: of the demo's accounts; none where this is no demo. Raises SignInRefused for what is not safe."""
    from fscp_readiness.worklist_app.sign_in import SignInRefused, is_loopback

    if readers.sign_in.kind == "proxy":
        from fscp_readiness.worklist_app.sign_in.proxy import ProxySignIn

        if not is_loopback(host):
            raise SignInRefused("Sign-in by proxy listens on this machine alone: leave --host as it is, or give --socket. [WEB-13]")
        return ProxySignIn(readers.sign_in.proxy, os.environ)
    if readers.sign_in.kind == "oidc":
        from fscp_readiness.worklist_app.sign_in.oidc import OidcSignIn

        if not encrypted and not is_loopback(host):
            raise SignInRefused("Without a gateway before it, give --certificate and --key: nothing is served in the clear. [WEB-15]")
        return OidcSignIn(readers.sign_in.oidc, os.environ)
    from fscp_readiness.worklist_app.sign_in.local import LocalSignIn

    if not passwords:
        raise SignInRefused(
            "Local accounts are for the demo, and this is not the demo's output. Set the kind of sign-in to proxy or oidc in "
            "config/readers.toml. [WEB-14]"
        )
    return LocalSignIn(passwords, host)


def _demo_readers(out: Path) -> list[Reader]:
    """One made-up reader a role, and two managers of different teams: those with the most rows."""
    from fscp_readiness.settings.readers import Reader
    from fscp_readiness.vocabulary import NO_TEAM, Role

    teams = [each for each in _teams(out) if each != NO_TEAM] or ["T01", "T02"]
    told = [
        ("officer", "Amira Shah", Role.DATA_OFFICER, []),
        ("manager", "Jo Lindqvist", Role.TEAM_MANAGER, teams[:1]),
        ("manager2", "Sam Haigh", Role.TEAM_MANAGER, teams[1:2] or teams[:1]),
        ("leader", "Ruth Okafor", Role.LEADERSHIP, []),
        ("quality", "Tom Brandt", Role.QUALITY_AUDITOR, []),
        ("member", "Dana Whitworth", Role.CABINET_MEMBER, []),
        ("auditor", "Priya Nair", Role.AUDITOR, []),
        ("admin", "Lee Barlow", Role.ADMINISTRATOR, []),
    ]
    return [Reader(who=who, name=name, role=role, teams=frozenset(of)) for who, name, role, of in told]


def _teams(out: Path) -> list[str]:
    """The teams of the newest pack, by their rows, most first; none where it holds no list."""
    from fscp_readiness.packs.publish import read_current
    from fscp_readiness.packs.worklists import flat

    current = read_current(out)
    try:
        return [str(team) for team in flat.read_worklist(out / current.path)["team_id"].value_counts().index] if current else []
    except flat.NoWorklist:
        return []


def _clock(demo_night: dt.date | None) -> Callable[[], dt.datetime]:
    """Now. In the demo the day after its night, at this time of day, so that what the demo shows is last night's."""
    away = dt.timedelta(0)
    if demo_night is not None:
        away = demo_night + dt.timedelta(days=1) - dt.datetime.now().astimezone().date()
    return lambda: dt.datetime.now().astimezone() + away


def _told(guests: Sequence[Reader], passwords: dict[str, str], address: str) -> list[str]:
    if not guests:
        return [f"The worklists: {address}"]
    rows = [(each.who, passwords[each.who], f"{each.name}, {each.role.replace('_', ' ')}{_of(each)}") for each in guests]
    return [f"The worklists of the demo: {address}", "", "Sign in as one of these. The passwords hold until this program ends.", "",
            *(f"  {line}" for line in columns([("name", "password", "who"), *rows])), "", "Ctrl+C ends it."]  # fmt: skip


def _of(reader: Reader) -> str:
    return f" of {', '.join(sorted(reader.teams))}" if reader.teams else ""
