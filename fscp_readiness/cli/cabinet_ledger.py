"""``cabinet told`` and ``cabinet ledger``: figures let out otherwise than in a paper, and everything that was let out, attacked."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .speaking import YOURS, answer, columns, say
from .store import Json, Kept, now

if TYPE_CHECKING:
    from fscp_readiness.history.releases import Statement

Out = Annotated[Path, typer.Option("--out", help="The folder packs are published in.")]
Config = Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")]


def told(
    month: Annotated[str, typer.Option("--month", help="The month that the figure is of, YYYY-MM.")],
    out: Out,
    audience: Annotated[str, typer.Option("--audience", help="Who was told: public, members or leadership.")],
    where: Annotated[str, typer.Option("--where", help="Where: the letter's number, or the meeting and its date.")],
    number: Annotated[str, typer.Option("--number", help="What was told: 12, or 10-14 for a range, or 20+ for at least.")],
    which: Annotated[str, typer.Option("--is", help="Which count: a standard and a part, for example 'CPV-01 not_met'.")],
    counting: Annotated[str, typer.Option("--counting", help="live: as it stood at the end of the month; month: over the month.")] = "live",
    team: Annotated[str, typer.Option("--team", help="The team or service it is of; the whole service when left out.")] = "",
    check: Annotated[bool, typer.Option("--check", help="Only ask what it would give away: nothing is written down.")] = False,
    who: Annotated[str, typer.Option("--who", help="Who says so; left out: FSCP_READINESS_WHO, else this machine's account.")] = "",
    state: Kept = None,
    config: Config = None,
) -> None:
    """Write down a figure told elsewhere (an FOI reply, a pack that members saw), so that later papers are attacked with it.

    With --check before it is told: leaves with 2 where it would give away what must stay hidden.
    """
    from fscp_readiness.night.cabinet import told as tells
    from fscp_readiness.settings.problems import ConfigProblem
    from fscp_readiness.vocabulary import Audience

    from .cabinet import asked

    if audience not in set(Audience):
        raise ConfigProblem(f"--audience {audience!r} is none. Write public, members or leadership.", "ARG-07")
    request = asked(month, out, who, state, config)
    statement = said(which, counting, month, team, number, where)
    broken = tells(request, Audience(audience), where, (statement,), only_ask=check)
    if check:
        say(
            *broken,
            "It may not be told." if broken else "It gives away nothing that must stay hidden. Once it is told, say so without --check.",
        )
        if broken:
            raise typer.Exit(YOURS)
        return
    say(f"Written down: {where} told the {audience} {which} of {month}. From now on every paper is attacked with it.")
    if broken:
        say(*broken, "It was told all the same, so tell whoever answers for information governance.")


def said(which: str, counting: str, month: str, team: str, number: str, where: str) -> Statement:
    """What a figure told in words says of the counts. Raises ConfigProblem saying how to write it."""
    from fscp_readiness.history.releases import Cell, Statement
    from fscp_readiness.history.releases.statements import sum_of
    from fscp_readiness.settings.problems import ConfigProblem

    parts = ("met", "not_met", "not_recorded")
    code, _, part = which.strip().partition(" ")
    if part not in (*parts, "in_scope"):
        raise ConfigProblem(f"--is {which!r} is no count. Write the standard and met, not_met, not_recorded or in_scope.", "ARG-08")
    if counting not in ("live", "month"):
        raise ConfigProblem(f"--counting {counting!r} is none. Write live or month.", "ARG-09")
    found = re.fullmatch(r"(\d+)(?:-(\d+)|(\+))?", number.replace(",", "").strip())
    if found is None or (found[2] and int(found[2]) < int(found[1])):
        raise ConfigProblem(f"--number {number!r} is no count. Write 12, 10-14 or 20+.", "ARG-10")
    low = float(found[1])
    high = float(found[2]) if found[2] else float("inf") if found[3] else low
    cells = sum_of(Cell(code, counting, each, month, team) for each in (parts if part == "in_scope" else (part,)))
    return Statement(cells, low, high, where)


def ledger(out: Out, state: Kept = None, as_json: Json = False) -> None:
    """List everything that was let out, and attack it as it stands. Leaves with 2 where something hidden can be worked out."""
    from fscp_readiness.night.cabinet_ledger import as_it_stands

    stands = as_it_stands(out, now(), state)
    if as_json:
        answer(stands.as_plain())
    else:
        for line in columns([(each.state, each.month, f"edition {each.edition}" if each.kind == "paper" else "told", each.audience,
                              each.issued_at, each.place or each.policy) for each in stands.entries]):  # fmt: skip
            print(line)
    say(*stands.sentences)
    if stands.broken:
        raise typer.Exit(YOURS)
