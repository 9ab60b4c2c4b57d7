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
