"""``benchmarks``: where any council stands in what was published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .speaking import answer, columns
from .store import Json


def benchmarks(
    council: Annotated[str, typer.Argument(help="The council: its ONS code (E08000034), or the Department for Education's three figures.")],
    as_at: Annotated[str, typer.Option("--as-at", help="The day, YYYY-MM-DD: only what was published by then is used.")],
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    as_json: Json = False,
) -> None:
    """Print a council's published figures with year, rank, quarter, similar councils and England; symbols stand as they were published."""
    import dataclasses

    from fscp_readiness.measures.benchmarks import MEASURES, Benchmarks
    from fscp_readiness.measures.ranking import place_of
    from fscp_readiness.packs.leadership.published import place_row
    from fscp_readiness.settings import places
    from fscp_readiness.standards import discover

    from .nightly import day

    held, on = Benchmarks.read((config or places.CONFIG) / "benchmarks"), day(as_at, "--as-at")
    catalogue, area = discover(places.CHECKS), held.council_code(council)
    names = {code: catalogue[code].about.name if code in catalogue else known.name for code, known in MEASURES.items()}
    rows = [place_row(place_of(held, code, on, area), held.lookup(code, on, area), name) for code, name in names.items()]
    if as_json:
        answer([dataclasses.asdict(row) for row in rows])
        return
    heads = ("Code", "Measure", "Figure", "Year", "Rank", "Quarter", "Similar councils", "England")
    for line in columns([heads, *(dataclasses.astuple(row) for row in rows)]):
        print(line)
