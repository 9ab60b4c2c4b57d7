"""``fscp-readiness cabinet``: the monthly public paper, from prepared to issued, and the ledger of everything that was let out."""

from __future__ import annotations

import datetime as dt
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from . import cabinet_ledger
from .speaking import answer, say
from .store import Json, Kept, now
from .store import who as account

if TYPE_CHECKING:
    from fscp_readiness.night.cabinet import Done, Request

app = typer.Typer(help="The Cabinet's monthly paper.", no_args_is_help=True, rich_markup_mode=None)

WHO = "FSCP_READINESS_WHO"
Month = Annotated[str, typer.Option("--month", help="The month the paper is of, YYYY-MM.")]
Out = Annotated[Path, typer.Option("--out", help="The folder packs are published in; the paper goes to cabinet/YYYY-MM in it.")]
Config = Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")]
Who = Annotated[str, typer.Option("--who", help="Who does it, by name; left out: FSCP_READINESS_WHO, else this machine's account.")]


@app.callback()
def cabinet() -> None:
    """The Cabinet's monthly paper."""


@app.command("prepare")
def prepare(month: Month, out: Out, who: Who = "", state: Kept = None, config: Config = None, as_json: Json = False) -> None:
    """Make the month's paper from its last good night: HTML, PDF, CSV and release.json. It is not issued by this."""
    from fscp_readiness.night.cabinet import prepare as prepares

    done = prepares(asked(month, out, who, state, config))
    paper = f"the paper of {month}, edition {done.entry.edition}"
    if done.new:
        say(f"Prepared: {paper}, in {done.folder}", done.entry.lost)
        say("Next: another person than whoever prepared it reads it, then says 'cabinet approve' with --who and their name.")
    else:
        say(f"Nothing is new: {paper} is {done.entry.state}, and nothing it is made of has changed.")
    _tell(done, as_json)


@app.command("approve")
def approve(month: Month, out: Out, who: Who = "", state: Kept = None, config: Config = None, as_json: Json = False) -> None:
    """Approve the month's paper: another person than whoever prepared it, of the leadership by config/readers.toml."""
    from fscp_readiness.night.cabinet import approve as approves

    done = approves(asked(month, out, who, state, config))
    say(f"Approved by {done.entry.approved_by}: the paper of {month}, edition {done.entry.edition}. Next: 'cabinet issue'.")
    _tell(done, as_json)


@app.command("issue")
def issue(month: Month, out: Out, who: Who = "", state: Kept = None, config: Config = None, as_json: Json = False) -> None:
    """Issue the month's paper, once another person has approved it and nothing has changed since. Issued is final."""
    from fscp_readiness.night.cabinet import issue as issues

    done = issues(asked(month, out, who, state, config))
    if done.new:
        say(f"Issued: the paper of {month}, edition {done.entry.edition}. The files in {done.folder} are those that were approved.")
    else:
        say(f"Nothing is new: the paper of {month}, edition {done.entry.edition}, was issued by {done.entry.issued_by}.")
    _tell(done, as_json)


@app.command("refuse")
def refuse(
    month: Month,
    out: Out,
    why: Annotated[str, typer.Option("--why", help="Why, in a sentence: whoever prepares it again goes by that.")],
    who: Who = "",
    state: Kept = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Refuse the month's paper: somebody of the leadership, with a reason. It is prepared again once something has changed."""
    from fscp_readiness.night.cabinet import refuse as refuses

    done = refuses(asked(month, out, who, state, config), why)
    say(f"Refused by {done.entry.refused_by}: the paper of {month}. It is prepared again once something it is made of has changed.")
    _tell(done, as_json)


app.command("told")(cabinet_ledger.told)
app.command("ledger")(cabinet_ledger.ledger)


def asked(month: str, out: Path, who: str, state: Path | None, config: Path | None) -> Request:
    """What the options ask. Raises ConfigProblem for a month that is none."""
    from fscp_readiness.night.cabinet import Request

    return Request(
        month=first_of(month),
        out=out,
        who=who.strip() or os.environ.get(WHO, "").strip() or account(),
        said_at=now(),
        today=dt.date.today(),
        account=account(),
        state=state,
        config=config,
    )


def first_of(month: str) -> dt.date:
    """The first day of a month written YYYY-MM. Raises ConfigProblem saying how to write it."""
    from fscp_readiness.settings.problems import ConfigProblem

    try:
        if not re.fullmatch(r"\d{4}-\d{2}", month):
            raise ValueError(month)
        return dt.date.fromisoformat(f"{month}-01")
    except ValueError:
        raise ConfigProblem(f"--month {month!r} is not a month. Write it YYYY-MM, for example 2026-11.", "ARG-06") from None


def _tell(done: Done, as_json: bool) -> None:
    from fscp_readiness.night.cabinet_files import as_told

    say(*done.notes)
    if as_json:
        answer({**as_told(done.entry), "path": str(done.folder), "new": done.new})
