"""``accept-source`` and ``opened``: a person's word about a night, written down with their name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from .nightly import Out, day
from .speaking import columns, say

State = Annotated[Path | None, typer.Option("--state", help="Where history and the key are kept (default: .state under --out).")]


def accept_source(
    table: Annotated[str, typer.Option("--table", help="The table, by its SSD or ext_ name, for example ssd_cp_plans.")],
    reason: Annotated[str, typer.Option("--reason", help="Why it is right as it is: a sentence, no child in it.")],
    who: Annotated[str, typer.Option("--who", help="Who says so: a person's name and post.")],
    as_at: Annotated[str, typer.Option("--as-at", help="The night it is for, YYYY-MM-DD. One night only.")],
    out: Out,
    state: State = None,
) -> None:
    """Take one table as it is for one night, though its gates say it may be half loaded. Then run that night again."""
    from fscp_readiness.history import default_folder, open_state
    from fscp_readiness.history.decisions import accept_source as accept

    opened = open_state(state or default_folder(out))
    accept(opened, day(as_at, "--as-at"), table, who, reason, dt.datetime.now(dt.UTC).isoformat(timespec="seconds"))
    say(f"Written down: {table} is taken as it is for the night of {as_at}. Run that night again to publish it.")


def opened(
    out: Out,
    reader: Annotated[str, typer.Option("--reader", help="Who read it: a post, for example Director of Children's Services.")] = "",
    on: Annotated[str, typer.Option("--on", help="The day, YYYY-MM-DD; today when not given.")] = "",
    code: Annotated[str, typer.Option("--code", help="The measure a decision is about, for example CPV-01.")] = "",
    decided: Annotated[str, typer.Option("--decided", help="What was decided: a sentence, no child in it.")] = "",
    by: Annotated[str, typer.Option("--by", help="Who signs the decision.")] = "",
    listed: Annotated[bool, typer.Option("--list", help="Note nothing: list who opened which pack when, and what they decided.")] = False,
    state: State = None,
) -> None:
    """Note that a reader opened the newest pack: tomorrow's says what changed since then, and whether what they decided worked."""
    from fscp_readiness.history import default_folder, open_state
    from fscp_readiness.history.decisions import pack_read, packs_read
    from fscp_readiness.settings.problems import ConfigProblem

    if listed:
        rows = packs_read(open_state(state or default_folder(out), make=False))
        for line in columns((each["read_on"], each["reader"], f"pack of {each['as_at']}", each["code"], _decided(each)) for each in rows):
            print(line)
        say(f"{len(rows)} readings are noted.")
        return
    if not reader.strip():
        raise ConfigProblem("Say who read the pack with --reader, or give --list to see who has.", "ARG-11")

    read_on = day(on, "--on") if on else dt.datetime.now(dt.UTC).date()
    as_at = pack_read(open_state(state or default_folder(out)), reader, read_on, code, decided, by)
    say(f"Noted: {reader} read the pack of {as_at.isoformat()}. What changes from here on is told since then.")


def _decided(reading: Mapping[str, str]) -> str:
    return f"{reading['decided']} ({reading['said_by']})" if reading["decided"] else ""
