"""The first night that is read from another case system: which flags go on, and why none of the others was put right."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from fscp_readiness.history import Remembered, Store
from fscp_readiness.history.carrying import carried_to, left_behind
from fscp_readiness.history.lives import OPEN, Evidence
from fscp_readiness.settings.problems import ConfigProblem

if TYPE_CHECKING:
    from .kept_night import KeptNight


@dataclass(frozen=True)
class AnotherSystem:
    """A move from one case system to another since the night before. carried: an identifier map tied the old ids to the new ones."""

    old: str
    new: str
    carried: bool

    @property
    def sentence(self) -> str:
        """For the pack."""
        which = f"Tonight is the first night read from {self.new}; the night before was read from {self.old or 'another case system'}."
        carried = (
            "Records that the identifier map names keep their first day; every other flag ended as source changed, and none as fixed."
            if self.carried
            else "No identifier map was given, so every flag ended as source changed, none as fixed, and those of tonight begin tonight."
        )
        return f"{which} {carried} Figures are not to be compared across the move until [[rebased]] says from which month. [SRC-63]"

    def seen(self, seen: Evidence, lives: pd.DataFrame) -> Evidence:
        """What the night saw, and which of the flags before it (LIVES) are of records that nothing ties to this system's."""
        behind = lives["state"].isin(OPEN)
        if self.carried:
            behind &= lives["record_id"].fillna("").str.startswith(left_behind(self.old, ""))
        return dataclasses.replace(seen, another_source=True, left_behind=frozenset(lives["flag"][behind]))


def moved_since(last: KeptNight | None, now: str, memory: Remembered, store: Store) -> AnotherSystem | None:
    """The move since the night before; None where the same case system is read, or it is named for the first time.

    last  the night before; now: the case system that config/sources names (``source_id``)
    Raises ConfigProblem where the history was carried over to another one than config/sources names.
    """
    if last is None or memory.before is None:
        return None
    carried = carried_to(store.trail(), after=last.memory.head.number)
    if carried and carried[1] != now:
        raise ConfigProblem(
            f"The history was carried over to {carried[1]}, and config/sources says source_id {now!r}: each of its records would seem "
            "to have vanished. Nothing was read. Put source_id right, or put the history back as it was before (store restore).",
            "MAP-13",
        )
    if carried:
        return AnotherSystem(carried[0], now, carried=True)
    return AnotherSystem(last.source_id, now, carried=False) if last.source_id and last.source_id != now else None
