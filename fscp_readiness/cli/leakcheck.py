"""``leakcheck``: does a name that is in the source come out anywhere it should not?"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from .nightly import DEMO_AS_AT, day
from .speaking import OURS, answer, say
from .store import Json


def leakcheck(
    as_at: Annotated[str, typer.Option("--as-at", help="The last complete day of the synthetic nights, YYYY-MM-DD.")] = DEMO_AS_AT,
    keep: Annotated[Path | None, typer.Option("--keep", help="An empty folder: what leaked stays in it to be looked at.")] = None,
    as_json: Json = False,
) -> None:
    """Nights of a synthetic council with unmistakable names in it, some of which go wrong, and a hunt for each name in all they leave."""
    from fscp_readiness.night.leakcheck import leakcheck as journeys
    from fscp_readiness.settings.problems import ConfigProblem

    if keep and keep.exists() and any(keep.iterdir()):
        raise ConfigProblem(f"--keep {keep.name!r} is not an empty folder. Give one that is.", "ARG-04")
    on = day(as_at, "--as-at")
    done = []
    with tempfile.TemporaryDirectory(prefix="leakcheck-") as own:
        for journey in journeys(keep or Path(own), on):
            done.append(journey)
            word = "ok" if journey.fine else "NOT RIGHT"
            wrong = "" if journey.ended in journey.wanted else f", and it ended with {journey.ended}, so little was shown"
            say(f"{word:9}  {journey.what}: {journey.files:,} files looked through, {len(journey.leaks)} leaks{wrong}")
            say(*(f"           {leak.field} in {leak.place}" for leak in journey.leaks[:20]))
    if as_json:
        answer([{"what": j.what, "ended": j.ended, "files": j.files, "leaks": [vars(leak) for leak in j.leaks]} for j in done])
    if not all(journey.fine for journey in done):
        say("A name came out where it must not, or a night did not go as it should. Do not use this version. [LEAK-01]")
        raise typer.Exit(OURS)
    say(f"No leaks: {sum(journey.files for journey in done):,} files of {len(done)} journeys were looked through.")
