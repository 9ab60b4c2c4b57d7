"""``reconcile``: a census return laid beside our own records."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .speaking import answer, say
from .store import Json, Kept


def reconcile(
    census: Annotated[Path, typer.Option("--census", help="The children in need census return: the XML file as it was sent.")],
    out: Annotated[
        Path, typer.Option("--out", help="The folder packs are published in; the comparison goes to reconciliation/YEAR in it.")
    ],
    state: Kept = None,
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    as_json: Json = False,
) -> None:
    """Count a census return beside the newest whole night: a page, the counts, and each difference child by child."""
    from fscp_readiness.night.census_return import Sent, lay_return_beside

    done = lay_return_beside(Sent(census, out, state, config))
    for each in done.returned.defects:
        times = "once, at" if each.times == 1 else f"{each.times:,} times, first at"
        say(f"{each.sentence[:1].upper()}{each.sentence[1:]} ({times} {each.where}). [{each.code}]")
    say(*(each.sentence for each in done.compared.counts))
    say(f"Our records are as at {done.as_at:%-d %B %Y}. Begin with {done.folder / 'census.html'}")
    if as_json:
        answer(
            {
                "reference_date": done.returned.reference_date.isoformat(),
                "run": done.run,
                "as_at": done.as_at.isoformat(),
                "counts": [
                    {"measure": each.measure, "ours": each.ours, "return": each.theirs, "only_ours": each.only_ours,
                     "only_return": each.only_theirs, "restricted": each.restricted}
                    for each in done.compared.counts
                ],
                "defects": [{"code": each.code, "times": each.times, "where": each.where} for each in done.returned.defects],
                "path": str(done.folder),
                "files": list(done.files),
            }
        )  # fmt: skip
