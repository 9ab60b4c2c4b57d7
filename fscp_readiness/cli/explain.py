"""``explain``: the rows behind one figure of a published pack."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .speaking import answer, say


def explain(
    code: Annotated[str, typer.Argument(help="A standard's code, for example CPV-01.")],
    out: Annotated[Path, typer.Option("--out", help="The folder packs are published in.")],
    run: Annotated[str, typer.Option("--run", help="A run's id; the newest when not given.")] = "",
    counting: Annotated[str, typer.Option("--counting", help="live or period.")] = "live",
    team: Annotated[str, typer.Option("--team", help="One team's id.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
) -> None:
    """Print the rows behind one figure: findings.csv's columns, met ones too."""
    from fscp_readiness.packs.answers_file import explain_rows

    rows = explain_rows(out, code, run=run, counting=counting, team=team)
    if as_json:
        answer(rows.astype("string").fillna("").to_dict("records"))
        return
    print(rows.to_csv(index=False, lineterminator="\n"), end="")
    say(f"{len(rows):,} rows." + ("" if "-" in code else " Of a recording rule, the rows that break it; the others are counted, not kept."))


def entered(
    since: Annotated[
        str, typer.Option("--since", help="The day, YYYY-MM-DD: what came into the record after it, dated that day or before.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder packs are published in.")],
    state: Annotated[Path | None, typer.Option("--state", help="Where history and the key are kept.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The answer as JSON.")] = False,
) -> None:
    """Print what was back-dated, altered or taken away in the record after a day: an inspector asks this of the day of the call."""
    from fscp_readiness.night.entered import entered_after

    from .nightly import day

    told = entered_after(day(since, "--since"), out, state)
    if as_json:
        answer(told.rows.astype("string").fillna("").to_dict("records"))
    else:
        print(told.rows.to_csv(index=False, lineterminator="\n"), end="")
    say(told.sentence)
