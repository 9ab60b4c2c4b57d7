"""``fscp-readiness store``: the history backed up, put back, and moved to PostgreSQL."""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .speaking import answer, say

if TYPE_CHECKING:
    from fscp_readiness.history import State
    from fscp_readiness.history.audit import Head

app = typer.Typer(help="The history: backed up, put back, moved to PostgreSQL.", no_args_is_help=True, rich_markup_mode=None)

Out = Annotated[Path, typer.Option("--out", help="The folder packs are published in.")]
Kept = Annotated[Path | None, typer.Option("--state", help="Where history and the key are kept; .state in --out when left out.")]
Json = Annotated[bool, typer.Option("--json", help="The answer as JSON on stdout.")]


@app.command("backup")
def backup(
    out: Out,
    state: Kept = None,
    to: Annotated[Path | None, typer.Option("--to", help="The folder of backups; backups in the state folder when left out.")] = None,
    as_json: Json = False,
) -> None:
    """Back the history up, encrypted, and open what was written again. Keeps fourteen days and six months; key.json is not in it."""
    from fscp_readiness.history import locked, safekeeping

    opened, heads = known(out, state)
    with locked(opened, f"to back up at {now()}"):
        done = safekeeping.backup(opened, dt.date.today(), to, heads)
    if as_json:
        answer({"path": str(done.path), "made_on": done.made_on.isoformat(), "bytes": done.size, "deleted": list(done.gone)})
    else:
        say(
            f"Backed up, read again and whole: {done.path} ({done.size:,} bytes).",
            *(f"Deleted, being older than is kept: {name}" for name in done.gone),
            "It opens only with the key.json of the state folder. Keep a copy of that somewhere else than the backups.",
        )


@app.command("restore")
def restore(
    out: Out,
    state: Kept = None,
    file: Annotated[Path | None, typer.Option("--from", help="The backup; the newest that is whole when left out.")] = None,
    as_json: Json = False,
) -> None:
    """Put a backup in the place of the history. The present file is kept beside it, and the audit trail says what was done."""
    from fscp_readiness.history import locked, safekeeping

    opened, heads = known(out, state)
    with locked(opened, f"to restore at {now()}"):
        if file is None:
            done = safekeeping.recover(opened, now(), who(), heads)
        else:
            done = safekeeping.restore(opened, file, now(), who(), heads)
    if as_json:
        answer(
            {"made_on": done.made_on.isoformat(), "aside": done.aside, "packs_that_know_more": done.unknown, "skipped": list(done.skipped)}
        )
    else:
        say(done.sentence)


@app.command("move")
def move(out: Out, state: Kept = None, as_json: Json = False) -> None:
    """Move the history to the empty PostgreSQL database of FSCP_STORE_URL: copied, compared row by row, and only then used.

    The address is read from the environment and written nowhere; whoever starts this program must set it from then on.
    """
    from fscp_readiness.history import locked
    from fscp_readiness.history.moving import move as moves
    from fscp_readiness.history.switch import address

    opened, _ = known(out, state)
    with locked(opened, f"to move the history at {now()}"):
        done = moves(opened, address(), now(), who())
    if as_json:
        answer({"rows": done.rows, "entries": done.head.number, "seal": done.head.mac})
    else:
        say(
            f"Moved to PostgreSQL: {sum(done.rows.values()):,} rows in {len(done.rows)} tables, each compared.",
            "Set FSCP_STORE_URL for every program of this service from now on; the address was written nowhere.",
            "The file that was used until now is kept as history.sqlite.moved in the state folder.",
        )


@app.command("crash")
def crash(
    out: Out,
    name: Annotated[str, typer.Argument(help="The crash file's name; the newest when left out.")] = "",
    state: Kept = None,
) -> None:
    """Print what was kept of a failure of the program itself. It may hold values of records: read it where packs may be read."""
    from fscp_readiness.history.crashes import read_crash

    print(read_crash(known(out, state)[0], name))


def known(out: Path, state: Path | None) -> tuple[State, Sequence[Head]]:
    """The state folder of packs that are published already, which is never made, and the heads of the trail that they hold."""
    from fscp_readiness.history import default_folder, open_state
    from fscp_readiness.history.trail import published_heads

    return open_state(state or default_folder(out), make=False), published_heads(out)[0]


def now() -> str:
    """This minute, with its offset from universal time, as the audit trail holds it."""
    return dt.datetime.now().astimezone().isoformat(timespec="minutes")


def who() -> str:
    """The account this program runs under."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown account"
