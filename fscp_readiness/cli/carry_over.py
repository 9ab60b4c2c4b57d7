"""``store carry-over``: before the first night from another case system, the history's ids become that system's."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from .speaking import answer, say
from .store import Json, Kept, Out, known, now


def carry_over(
    out: Out,
    ids: Annotated[Path, typer.Option("--map", help="The identifier map: a CSV of table, old_id, new_id that nobody else may read.")],
    new: Annotated[str, typer.Option("--to", help="The case system that is read from now on: source_id of config/sources.")],
    old: Annotated[str, typer.Option("--from", help="The case system that was read until now; left out where it had no word.")] = "",
    who: Annotated[str, typer.Option("--who", help="Who answers for the map: a person's name and post.")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="Only count: nothing is changed.")] = False,
    state: Kept = None,
    config: Annotated[Path | None, typer.Option("--config", help="The council's config/ folder, with the new source_id.")] = None,
    as_json: Json = False,
) -> None:
    """Give flags, exceptions and rows in hand another case system's ids, so that they keep their first day. Once, before that."""
    from fscp_readiness.night.carry_over import Move, carry

    opened, heads = known(out, state)
    done = carry(opened, heads, Move(ids, old, new, who, config), now(), only_count=preview)
    say(*done.sentences)
    say(
        "Nothing was changed."
        if preview
        else "Written down. A backup of the history as it was lies with the others; now run the first night."
    )
    if as_json:
        answer(
            {
                "changed": not preview,
                "rows": done.lines,
                "adopted": list(done.adopted),
                "unmatched": list(done.unmatched),
                **dataclasses.asdict(done.carried),
            }
        )
