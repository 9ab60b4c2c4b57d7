"""``fscp-readiness worklist waiting`` and ``decide``: exceptions decided where the browser is not allowed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .nightly import Out
from .speaking import answer, say

if TYPE_CHECKING:
    from fscp_readiness.history.exceptions import Person
    from fscp_readiness.settings.load import Settings

State = Annotated[Path | None, typer.Option("--state", help="Where history and the key are kept.")]
Config = Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")]
Json = Annotated[bool, typer.Option("--json", help="The answer as JSON.")]


def waiting(out: Out, state: State = None, config: Config = None, as_json: Json = False) -> None:
    """List the exceptions that wait for a decision: number, standard, team, last day, who asked and why."""
    from fscp_readiness.night import sign_off
    from fscp_readiness.night.settled import settled

    settings = settled(config)
    requests = sign_off.waiting(out, settings, state)
    if as_json:
        shown = ("number", "flag", "code", "record_table", "record_id", "team", "asked_name", "asked_role", "asked_at", "reason")
        answer([{name: getattr(each, name) for name in shown} | {"until": each.until.isoformat()} for each in requests])
        return
    for each in requests:
        print(
            f"{each.number}  {each.code}  team {each.team}  {each.record_table} {each.record_id}  until {each.until:%-d %b %Y}"
            f"\n    {each.asked_name}: {each.reason}"
        )
    kinds = "\n".join(f"  {category}" for category in settings.service.exceptions.categories)
    say(f"{len(requests)} wait for a decision. Kinds of reason, for 'worklist decide NUMBER --agree --category':\n{kinds}")


def decide(
    number: Annotated[int, typer.Argument(help="The request's number, as 'worklist waiting' lists it.")],
    out: Out,
    who: Annotated[str, typer.Option("--who", help="Who decides: a person of config/readers.toml, by the name they sign in by.")],
    agree: Annotated[bool, typer.Option("--agree/--refuse", help="Agreed, or refused.")],
    category: Annotated[str, typer.Option("--category", help="The kind of reason, where it is agreed.")] = "",
    why: Annotated[str, typer.Option("--why", help="Why, as a sentence without names; needed where it is refused.")] = "",
    state: State = None,
    config: Config = None,
    as_json: Json = False,
) -> None:
    """Agree or refuse an exception on a named person's word: another and more senior person than whoever asked."""
    from fscp_readiness.night import sign_off
    from fscp_readiness.night.settled import settled

    settings = settled(config)
    said_at = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    request = sign_off.decide(out, settings, reader(who, settings), number, agree, category, why, said_at, state)
    if as_json:
        answer(
            {name: str(value) for name, value in dataclasses.asdict(request).items() if name in ("number", "state", "until", "category")}
        )
    say(f"Written down: request {number} is {request.state}. The next night counts by it.")


def reader(who: str, settings: Settings) -> Person:
    """A person of config/readers.toml. Raises ConfigProblem for anybody else: nobody decides who is not known."""
    from fscp_readiness.history.exceptions import Person
    from fscp_readiness.settings import readers
    from fscp_readiness.settings.problems import ConfigProblem
    from fscp_readiness.vocabulary import Role

    for each in readers.Readers.load(settings.folder / readers.FILE).people:
        if each.who.casefold() == who.strip().casefold():
            everywhere = not each.teams and each.role is not Role.TEAM_MANAGER
            return Person(each.who, each.name, each.role, None if everywhere else each.teams)
    raise ConfigProblem("--who is not among the people of config/readers.toml. Write whoever decides there, by name and role.", "ARG-05")
