"""``tell``: send what waits for the relay, and what nobody was told yet of the newest night; or show it and send nothing."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from .nightly import Out
from .speaking import YOURS, say
from .waiting import LONDON, last_complete_day


def tell(
    out: Out,
    state: Annotated[Path | None, typer.Option("--state", help="Where history and the key are kept (default: .state under --out).")] = None,
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the messages and send none.")] = False,
) -> None:
    """Tell people again what the relay would not take, and write the status page; each night does so by itself."""
    from fscp_readiness.night import Request
    from fscp_readiness.night.telling import try_again, would_send

    now = dt.datetime.now(LONDON)
    request = Request(source="", as_at=last_complete_day(), out=out, state=state, config=config)
    if dry_run:
        queue = would_send(request, now)
        for each in queue:
            print(f"To {each.message.channel}: {', '.join(each.ids)}\nSubject: {each.message.subject}\n\n{each.message.body}")
        say(f"{len(queue)} messages would be sent. None was.")
        return
    sentences = try_again(request, now)
    say(*(f"warning: {sentence}" for sentence in sentences))
    say("Whoever is to be told has been told." if not sentences else "Not everything was sent.")
    if sentences:
        raise typer.Exit(YOURS)
