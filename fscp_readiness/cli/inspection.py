"""``inspection``: Ofsted has called. What is handed over, made from the newest whole night, in one folder and one zip."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .speaking import answer, say
from .store import Json, Kept


def inspection(
    called: Annotated[str, typer.Option("--called", help="The day that Ofsted rang, YYYY-MM-DD.")],
    out: Annotated[Path, typer.Option("--out", help="The folder packs are published in; the bundle goes to inspection/DATE in it.")],
    state: Kept = None,
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    framework: Annotated[str, typer.Option("--framework", help="The framework's name; left out: the one in force on that day.")] = "",
    theme: Annotated[
        str, typer.Option("--theme", help="Of a focused visit (config/focused_visits.toml): care-leavers, front-door ...")
    ] = "",
    as_json: Json = False,
) -> None:
    """When Ofsted calls: Annex A checked, the leadership pack frozen, staff, samples, audits, documents, timetable, hashes, and a zip."""
    from fscp_readiness.night.inspection import Called, when_called

    from .nightly import day

    done = when_called(Called(day(called, "--called"), out, state, config, framework, theme))
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
        say(f"Annex A may NOT be handed over as it stands: {failed} checks failed. contents.html says which, and why.")
    ready = sum(each.ready for each in parts.documents)
    say(
        f"Documents found and up to date: {ready} of {len(parts.documents)}.",
        f"Begin with {done.folder / 'contents.html'}",
        f"bundle.zip SHA-256: {done.zip_hash}",
    )
    if as_json:
        answer(
            {
                "called": parts.called.isoformat(),
                "run": parts.night.run,
                "as_at": parts.night.as_at.isoformat(),
                "framework": parts.framework.name,
                "theme": parts.theme.key if parts.theme else "",
                "fit": parts.fit,
                "fresh": parts.fresh,
                "failed": [{"check": one.check, "list": one.number, "rows": one.rows, "said": one.said} for one in parts.failed],
                "gaps": gaps,
                "faults": faults,
                "documents_ready": ready,
                "path": str(done.folder),
                "zip_sha256": done.zip_hash,
            }
        )
