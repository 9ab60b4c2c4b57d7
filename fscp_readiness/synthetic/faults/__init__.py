"""Faults of recording: each planted on a case, or a row, that nothing else is wrong with, and each written in the ledger.

Those on open cases are chosen first (``choose``), so that no standard plants anything on the same child; the rows are spoilt at the end.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..cases import Case
from ..world import World
from . import care, codes, dates, ended_cases, episodes, open_cases, people, protection
from .open_cases import choose
from .planting import Planting

__all__ = ["choose", "plant"]


def plant(world: World, cases: Sequence[Case], ended: Sequence[Case]) -> None:
    """Spoil what has been laid down, and write it in the ledger."""
    planting = Planting(world, cases, ended)
    for case in cases:
        if case.fault:
            open_cases.plant_on_open(world, case)
    for part in (ended_cases, protection, episodes, people, care, codes, dates):
        part.plant(planting)
