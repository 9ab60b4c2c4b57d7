"""``fscp-readiness worklist import``: what people send back is read."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .nightly import Out
from .speaking import YOURS, answer, say

if TYPE_CHECKING:
    from fscp_readiness.history.exceptions import Person
    from fscp_readiness.settings.readers import Readers


class Asks(StrEnum):
    """Roles that may ask for an exception."""

    DATA_OFFICER = "data_officer"
    TEAM_MANAGER = "team_manager"


def import_(
    out: Out,
    files: Annotated[list[Path] | None, typer.Argument(help="Workbooks; every .xlsx in inbox/ when not given.", show_default=False)] = None,
    sent_by: Annotated[str, typer.Option("--from", help="Who sends them: a reader of config/readers.toml, or 'NAME, post'.")] = "",
    role: Annotated[Asks, typer.Option("--role", help="What that person is, where readers.toml does not say.")] = Asks.DATA_OFFICER,
    team: Annotated[
        list[str] | None,
        typer.Option(
            "--team",
            help="A team (its id) whose rows they answer for, where readers.toml "
            "does not say; a data officer answers for all when not given.",
        ),
    ] = None,
    state: Annotated[Path | None, typer.Option("--state", help="Where history and the key are kept.")] = None,
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
) -> None:
    """Read workbooks that came back: 'Not an error because…' and 'Ask until' are asked, everything else is ignored and listed."""
    from fscp_readiness.night.returns import import_returns
    from fscp_readiness.night.settled import settled
    from fscp_readiness.settings import readers

    settings = settled(config)
    person = sender(sent_by.strip(), role, team or [], readers.Readers.load(settings.folder / readers.FILE))
    receipts = import_returns(out, person, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), settings, files or (), state)
    counts = [receipt.counts() for receipt in receipts]
    total = {outcome: sum(each[outcome] for each in counts) for outcome in ("asked", "refused", "ignored", "unreadable")}
    for receipt in receipts:
        told = ", ".join(f"{number:,} {outcome}" for outcome, number in receipt.counts().items() if number) or "nothing asked"
        say(f"{receipt.name}: {told}. Receipt: {receipt.path}")
        for each in receipt.said:
            if each.outcome != "ignored":
                where = f"  {each.sheet}, row {each.row}: " if each.row else "  "
                say(f"{where}{each.outcome}. {each.sentence}{f' [{each.code}]' if each.code else ''}")
    if not receipts:
        say("No workbook is waiting in inbox/.")
    if as_json:
        answer({"files": len(receipts), **total, "receipts": [str(receipt.path) for receipt in receipts]})
    if total["unreadable"]:
        raise typer.Exit(YOURS)


def sender(sent_by: str, role: Asks, teams: list[str], readers: Readers) -> Person:
    """Who sends the workbooks: one of the readers, by the name they sign in by or are called by, so that they are the same person in the
    browser; else whoever is named, with the role given. Raises ConfigProblem for a team manager without a team."""
    from fscp_readiness.history.exceptions import Person
    from fscp_readiness.settings.problems import ConfigProblem
    from fscp_readiness.vocabulary import Role

    called = {sent_by.casefold(), sent_by.partition(",")[0].strip().casefold()} - {""}
    for reader in readers.people:
        if {reader.who.casefold(), reader.name.casefold()} & called:
            everywhere = not reader.teams and reader.role is not Role.TEAM_MANAGER
            return Person(reader.who, reader.name, reader.role, None if everywhere else reader.teams)
    if role is Asks.TEAM_MANAGER and not teams:
        raise ConfigProblem("A team manager asks for their own teams' rows: say which with --team.", "ARG-04")
    who = sent_by or f"the {role.replace('_', ' ')} who sent the workbook"
    return Person(who, who, Role(role), frozenset(teams) if teams else None)
