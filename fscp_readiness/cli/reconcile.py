"""``reconcile``: a census return laid beside our own records, or two case systems beside each other."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .nightly import day
from .speaking import answer, say
from .store import Json, Kept


def reconcile(
    out: Annotated[Path, typer.Option("--out", help="The folder packs are published in; the comparison goes to reconciliation/ in it.")],
    census: Annotated[
        Path | None, typer.Option("--census", help="The children in need census return: the XML file as it was sent.")
    ] = None,
    before: Annotated[str, typer.Option("--before", help="A source of the case system that the council leaves.")] = "",
    after: Annotated[str, typer.Option("--after", help="A source of the case system that it moves to.")] = "",
    as_at: Annotated[str, typer.Option("--as-at", help="The last complete day of both, YYYY-MM-DD.")] = "",
    ids: Annotated[Path | None, typer.Option("--map", help="The identifier map; without it every id is taken to be the same.")] = None,
    before_sources: Annotated[Path | None, typer.Option("--before-sources", help="A folder like config/sources for --before.")] = None,
    after_sources: Annotated[Path | None, typer.Option("--after-sources", help="A folder like config/sources for --after.")] = None,
    state: Kept = None,
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    as_json: Json = False,
) -> None:
    """Lay a census return beside the newest whole night, or one case system beside another: a page, the counts, and each difference."""
    from fscp_readiness.settings.problems import ConfigProblem

    if census and not before and not after:
        _census(census, out, state, config, as_json)
    elif before and after and as_at and not census:
        _systems(before, after, as_at, out, ids, config, before_sources, after_sources, as_json)
    else:
        raise ConfigProblem("Give either --census with the return, or --before, --after and --as-at with two case systems.", "ARG-12")


def _systems(
    before: str, after: str, as_at: str, out: Path, ids: Path | None, config: Path | None, before_sources: Path | None,
    after_sources: Path | None, as_json: bool,
) -> None:  # fmt: skip
    from fscp_readiness.night.side_by_side import Both, lay_systems_beside

    done = lay_systems_beside(Both(before, after, day(as_at, "--as-at"), out, ids, config, before_sources, after_sources))
    say(f"{done.sentence}.", f"Begin with {done.folder / 'systems.html'}")
    if as_json:
        found = done.found
        answer(
            {"asked": found.asked, "differ": found.differ, "cannot": sorted({line.code for line in found.lines if line.cannot}),
             "path": str(done.folder), "files": list(done.files)}
        )  # fmt: skip


def _census(census: Path, out: Path, state: Path | None, config: Path | None, as_json: bool) -> None:
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
