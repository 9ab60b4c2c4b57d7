"""Where one council stands among all that have a figure: its rank, and the quarter it is in, where that can honestly be said.

It cannot where the figure was kept back or is of an earlier year than the others', where too few councils have one, where it rests on too
few cases, or where a tie reaches over the edge of a quarter. The reason is then said, and nothing stands in the figure's place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from fscp_readiness.vocabulary import Counting

from .benchmarks import Benchmarks, Figure

FEWEST_COUNCILS = 40
"""Under so many councils a quarter is fewer than ten of them, and a rank says more about who is missing."""

FEWEST_CASES = 20
"""A share of fewer cases moves by five points or more with one of them."""


@dataclass(frozen=True)
class Place:
    """One council's place in one published measure.

    figure      the council's own: a share 0 to 1 for percentages; without a value it keeps its symbol
    rank        1 is the best, or the highest where neither end is better; None where none can be said
    joint       how many councils share the rank, this one among them
    of          how many councils have a figure that year
    from_the    "best", or "highest" where neither end is better
    quarter     1 the best quarter to 4; None where none can be said, and always where neither end is better
    because     why there is no rank or no quarter; blank where there are both
    """

    code: str
    area_code: str
    figure: Figure
    rank: int | None = None
    joint: int = 0
    of: int = 0
    from_the: str = ""
    quarter: int | None = None
    because: str = ""


def place_of(benchmarks: Benchmarks, code: str, as_at: dt.date, council: str, counting: Counting | None = None) -> Place:
    """Where a council stands in a measure, of the latest year published by ``as_at``.

    council   its ONS code (a superseded one too) or the Department for Education's three figures
    counting  given, a measure counted otherwise than England counts it has no place

    Raises ConfigProblem where the code is no council in the figures.
    """
    area = benchmarks.council_code(council)
    found = benchmarks.lookup(code, as_at, area, counting)
    own = found.council
    if own.value is None:
        return Place(code, area, own, because=f"no figure: [{own.symbol}]")
    year, values = benchmarks.council_values(code, as_at)
    if own.year != year:
        return Place(code, area, own, of=len(values), because=f"its latest figure is of {own.year}, and the others' of {year}")
    if len(values) < FEWEST_COUNCILS:
        return Place(code, area, own, of=len(values), because=f"only {len(values)} councils have a figure, too few to rank")
    if own.denominator is not None and found.unit == "percent" and own.denominator < FEWEST_CASES:
        return Place(code, area, own, of=len(values), because=f"it rests on fewer than {FEWEST_CASES} cases, too few to rank")
    mine = values[area]
    ahead = sum(value < mine if found.better == "lower" else value > mine for value in values.values())
    joint = sum(value == mine for value in values.values())
    if not found.better:
        return Place(code, area, own, ahead + 1, joint, len(values), "highest", because="neither end is better in itself")
    first, last = (_quarter(rank, len(values)) for rank in (ahead + 1, ahead + joint))
    tied = "" if first == last else f"{joint} councils share this figure, over the edge of a quarter"
    return Place(code, area, own, ahead + 1, joint, len(values), "best", first if first == last else None, tied)


def _quarter(rank: int, of: int) -> int:
    """Which quarter a rank is in, 1 to 4: the first holds ranks up to a quarter of them all."""
    return -(-4 * rank // of)
