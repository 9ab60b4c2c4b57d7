"""At which day the records of each list stand, where a table was held or the source gave nothing new."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from .faults_found import LISTS_OF
from .making import AnnexA

_ALSO: Final = {"ext_adopter": (11,), "ext_placement": (8,)}


def stands_of(made: AnnexA, stands: Mapping[str, dt.date]) -> dict[int, dt.date]:
    """Each list stands at the day of the oldest table that it is made from.

    stands  source table -> the day its rows stand at, where that is before the night
    Gives list -> that day, for the lists that stand before the night.
    """
    found: dict[int, dt.date] = {}
    for table, numbers in {**LISTS_OF, **_ALSO}.items():
        for number in numbers:
            if table in stands and number in made.lists:
                found[number] = min(stands[table], found.get(number, stands[table]))
    return dict(sorted(found.items()))
