"""``inspection``: Ofsted has called, or might. What is handed over, made from the newest whole night; or the same rehearsed and timed."""

from __future__ import annotations

import datetime as dt
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .cabinet import WHO
from .speaking import YOURS, answer, say
from .store import Json, Kept, now
from .store import who as this_account

if TYPE_CHECKING:
    from fscp_readiness.night.inspection import HandedOver


def inspection(
    out: Annotated[Path, typer.Option("--out", help="The folder packs are published in; the bundle goes to inspection/DATE in it.")],
    called: Annotated[str, typer.Option("--called", help="The day that Ofsted rang, YYYY-MM-DD.")] = "",
    rehearse: Annotated[
        bool, typer.Option("--rehearse", help="As if Ofsted rang today: made, timed, remembered, and none of it left.")
    ] = False,
    as_at: Annotated[str, typer.Option("--as-at", help="With --rehearse: the day of the call, YYYY-MM-DD; left out: today.")] = "",
    state: Kept = None,
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    framework: Annotated[str, typer.Option("--framework", help="The framework's name; left out: the one in force on that day.")] = "",
    theme: Annotated[
        str, typer.Option("--theme", help="Of a focused visit (config/focused_visits.toml): care-leavers, front-door ...")
    ] = "",
    who: Annotated[str, typer.Option("--who", help="Who asks for it; left out: FSCP_READINESS_WHO, else this machine's account.")] = "",
    as_json: Json = False,
) -> None:
    """When Ofsted calls: Annex A checked, the leadership pack frozen, staff, samples, audits, documents, timetable, hashes, and a zip."""
    from fscp_readiness.history.rehearsals import Signed
    from fscp_readiness.night import inspection as handing_over

    from .nightly import day

    if bool(called) == rehearse or (as_at and not rehearse):
        say("Say --called with the day that Ofsted rang; or --rehearse, with --as-at where it is not today's call. [INS-12]")
        raise typer.Exit(YOURS)
    on = day(called, "--called") if called else day(as_at, "--as-at") if as_at else dt.date.today()
    asked = handing_over.Called(on, out, state, config, framework, theme, Signed(who or os.environ.get(WHO) or this_account(), now()))
    done = handing_over.rehearse(asked, time.perf_counter) if rehearse else handing_over.when_called(asked, time.perf_counter)
    _say(done, rehearsed=rehearse)
    if as_json:
        answer(_answer(done, rehearsed=rehearse))


def _say(done: HandedOver, *, rehearsed: bool) -> None:
    from fscp_readiness.packs.inspection.annex_a import listed

    parts = done.bundle.parts
    failed, gaps, faults = len(parts.failed), len(parts.annex_a.gaps), len(parts.annex_a.faults)
    say(*parts.night.notes)
    if parts.fit:
        say(
            f"Annex A may be handed over: records as at {parts.night.as_at:%-d %B %Y}, no check failed. "
            f"The comments say why of {gaps} gaps and {faults} faults of the records."
        )
    elif parts.fresh is None and not failed:
        say(
            f"No check of Annex A failed, and no rule is known for how old it may be under the {parts.framework.title}: it was made from "
            f"the night of {parts.night.as_at:%-d %B %Y}."
        )
    else:
        which = listed(parts.failed) if rehearsed else "contents.html says which, and why"
        say(f"Annex A may NOT be handed over as it stands: {failed} checks failed. {which[0].upper()}{which[1:]}.")
    ready = sum(each.ready for each in parts.documents)
    say(f"Documents found and up to date: {ready} of {len(parts.documents)}.")
    if rehearsed:
        say(f"Rehearsed in {done.seconds:.0f} seconds; none of it was left. The next night's morning page says how it went.")
    else:
        say(f"Begin with {done.folder / 'contents.html'}")
    say(f"bundle.zip SHA-256: {done.zip_hash}")
    if done.not_remembered:
        say(done.not_remembered)


def _answer(done: HandedOver, *, rehearsed: bool) -> dict[str, object]:
    parts = done.bundle.parts
    return {
        "called": parts.called.isoformat(),
        "rehearsed": rehearsed,
        "run": parts.night.run,
        "as_at": parts.night.as_at.isoformat(),
        "framework": parts.framework.name,
        "theme": parts.theme.key if parts.theme else "",
        "fit": parts.fit,
        "fresh": parts.fresh,
        "failed": [{"check": one.check, "list": one.number, "rows": one.rows, "said": one.said} for one in parts.failed],
        "gaps": len(parts.annex_a.gaps),
        "faults": len(parts.annex_a.faults),
        "documents": len(parts.documents),
        "documents_ready": sum(each.ready for each in parts.documents),
        "seconds": round(done.seconds, 1),
        "remembered": not done.not_remembered,
        "path": "" if rehearsed else str(done.folder),
        "zip_sha256": done.zip_hash,
    }
