"""The nights of the soak, what their source holds, and the standards that are asked of it."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

from fscp_readiness.night.leaks import plant
from tests.lived.script import FEW, Stretch, _stretch, tables_of
from tests.lived.sources import Held

CODES = tuple(code for code in FEW if code != "Q02")
"""Those whose truth is replayed plainly. Q02 counts tables from one night to the next, and here whole tables are not read on purpose."""

FIRST = dt.date(2026, 10, 5)
SIZE = "test"


def stretch(nights: int, seed: int, folder: Path) -> Stretch:
    """So many nights of one council, whose flags begin and end for every reason, with unmistakable words wherever a text is personal."""
    last = FIRST + dt.timedelta(days=max(nights, 12) - 1)
    held = Held(SIZE, seed, last, tables_of(CODES))
    made = _stretch("soak", held, FIRST, last, {}, [], [], (last + dt.timedelta(days=1), None))
    held.write(held.rows, folder)
    plant(folder)
    for name in held.rows:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as read:
            lines = csv.DictReader(read)
            held.rows[name] = list(lines)
            held.columns[name] = list(lines.fieldnames or ())
    return Stretch("soak", held, made.nights[:nights], CODES)
