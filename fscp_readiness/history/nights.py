"""The nights that were kept, as little of them as the next one needs: which was last, what it read, and what it was called."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

NO_HISTORY = "no history"


@dataclass(frozen=True)
class Night:
    """One kept night. ``tables``: table -> rows read, of the latest nights only; nothing of any child."""

    as_at: dt.date
    run: str
    source_hash: str = ""
    data_date: str = ""
    tables: Mapping[str, int] = field(default_factory=dict)


def hash_of(
    nights: Sequence[Night],
    accepted: Sequence[Mapping[str, str]] = (),
    agreed: Sequence[int] = (),
    rehearsed: Mapping[str, object] | None = None,
    forgotten: Sequence[int] = (),
) -> str:
    """Hash of the history as it stood before a night, for ``run_id``; what came later does not change it.

    The name of each earlier run stands for everything that decided it.

    nights    every night before it, oldest first
    accepted  tables that somebody said to take as they are on that night
    agreed    numbers of the exceptions in force on it
    rehearsed the last bundle made for a call up to that night, as its pack tells it; None: none, and the hash is as without it
    forgotten numbers of the tombstones, whenever they were set: a night without a child is another night; none: as without them
    """
    if not nights and not accepted and not agreed and not rehearsed and not forgotten:
        return NO_HISTORY
    told: list[object] = [
        [[night.as_at.isoformat(), night.run, night.data_date] for night in nights],
        [dict(each) for each in accepted],
        list(agreed),
    ]
    told += [dict(rehearsed)] if rehearsed else []
    told += [{"forgotten": list(forgotten)}] if forgotten else []
    return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
