"""``fscp-readiness init``: writes config/ for one council."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from .speaking import YOURS, say

STARTER: Final = "self_evaluation.starter.toml"
MADE_UP: Final = frozenset({"terms.csv"})
"""Shipped for the synthetic council alone: a council that took them for its own would be told things that are not so."""


def init(
    config: Annotated[Path, typer.Option("--config", help="The folder to write.")] = Path("config"),
    council: Annotated[str, typer.Option("--council", help="The council's name, as pages print it. Asked for when left out.")] = "",
    area_code: Annotated[str, typer.Option("--area-code", help="The council's ONS code (E08000034), for its benchmarks.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Write over a service.toml that is there already.")] = False,
) -> None:
    """Write config/ for one council: its name, the clocks that are its own to agree, its sources, frameworks and benchmarks."""
    from fscp_readiness.settings import places
    from fscp_readiness.settings.frameworks import in_force, load_all
    from fscp_readiness.settings.service import Service
    from fscp_readiness.settings.writing import council_written, self_evaluation_starter

    service = config / "service.toml"
    if service.exists() and not force:
        say(f"{service} is there already. Nothing was written; --force writes over it. [INI-01]")
        raise typer.Exit(YOURS)
    if not council and sys.stdin.isatty():
        council = typer.prompt("The council's name, as pages print it", err=True)
        area_code = area_code or typer.prompt(
            "Its ONS code, such as E08000034 (blank: England's figures alone)", default="", show_default=False, err=True
        )
    if not council:
        say("Say which council this is: fscp-readiness init --council 'The council's name'. [INI-02]")
        raise typer.Exit(YOURS)
    shipped = places.CONFIG
    for source in sorted(shipped.rglob("*")):
        target = config / source.relative_to(shipped)
        if source.is_file() and source.name not in MADE_UP and target.resolve() != source.resolve() and (force or not target.exists()):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
    service.write_text(council_written((shipped / "service.toml").read_text(encoding="utf-8"), council, area_code), encoding="utf-8")
    Service.load(service)
    starter = config / STARTER
    if not starter.exists() or force:
        framework = in_force(dt.date.today(), load_all(config / "frameworks"))
        starter.write_text(self_evaluation_starter(framework), encoding="utf-8")
    print(config)
    say(
        f"Wrote {config}/ for {council}. Five things wait for a person:",
        "  1. service.toml, [standards]: each clock is a default until the council agrees it; write agreed_on when it has.",
        "  2. service.toml, [restricted]: whether the source holds restricted records, who says so, and when.",
        "  3. sources/: which roles make an allocation, and which tables may be empty.",
        "  4. terms.csv: the school terms (term,starts_on,ends_on), from the Virtual School Head; without it none is asked by term.",
        f"  5. {STARTER}: all comments; the service's own account of itself begins with it, under another name.",
        f"Then: fscp-readiness doctor --config {config}",
    )
