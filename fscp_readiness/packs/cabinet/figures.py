"""Which counts a paper would like to print, and where each stands in the disclosed table. The only module here that sees a true count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pandas as pd

from fscp_readiness.history.releases.statements import Cell
from fscp_readiness.measures.disclosure import Disclosed, Figure
from fscp_readiness.measures.months import NOT_COUNTED, Row, plain_rows
from fscp_readiness.settings.cabinet import Cabinet, PaperMeasure

MONTHS_TOLD: Final = 24
"""So many months of each measure stand in the paper's data, the month of the paper the last."""

PARTS: Final = ("met", "not_met", "not_recorded")
NOW, EARLIER = "Main figures", "Each month"
_DEAR: Final = {"in_scope": 8, "met": 4, "not_recorded": 1}
"""What readers would miss most: the month's own figures, and of each the number counted; the chart's measure before the others."""


def key_of(code: str, counting: str, month: dt.date, part: str) -> str:
    """The name of a count in every paper: "CPV-01 live 2026-10 met"."""
    return f"{code} {counting} {month:%Y-%m} {part}"


def months_told(month: dt.date) -> tuple[dt.date, ...]:
    """The first days of the last MONTHS_TOLD months, oldest first, the paper's own the last."""
    last = month.year * 12 + month.month - 1
    return tuple(dt.date(n // 12, n % 12 + 1, 1) for n in range(last - MONTHS_TOLD + 1, last + 1))


def year_before(month: dt.date) -> dt.date:
    return dt.date(month.year - 1, month.month, 1)


def wanted(months: pd.DataFrame, month: dt.date, cabinet: Cabinet, released: Mapping[str, int | None], *, edition: int = 1) -> list[Figure]:
    """The counts of one paper: each measure's month, a year ago and the months between, for the whole service only.

    months    history.store.MONTHS, as of the first of the month after ``month``
    released  key -> count as earlier papers printed it, None where they hid it. An earlier month that stands there is printed again as it
              was and asked for no more; a month's later entries never restate it
    edition   of this month's paper: its own figures, published again, are the next edition of the same counts

    Of the month itself it asks how many were counted, how many met it, and how many the record does not say of; of earlier months the
    first two. A month in which nothing could be counted (a standard not assessable, crashed or held) has no figures.
    """
    figures: list[Figure] = []
    for measure, when, row in _rows(months, month, cabinet):
        own = when == month
        counts = {part: int(row[part] or 0) for part in PARTS}
        cells = {part: Cell(measure.code, measure.counting, part, f"{when:%Y-%m}", "", edition if own else 1) for part in PARTS}
        keys = {part: key_of(measure.code, measure.counting, when, part) for part in ("in_scope", *PARTS)}
        drawn = 2 if measure.code == cabinet.chart else 1
        for part in ("in_scope", "met", "not_recorded") if own else ("in_scope", "met"):
            if not own and keys[part] in released:
                continue
            whole = part == "in_scope"
            figures.append(
                Figure(
                    key=keys[part],
                    cells=tuple(cells.values()) if whole else (cells[part],),
                    value=sum(counts.values()) if whole else counts[part],
                    part_of="" if whole else keys["in_scope"],
                    cost=_DEAR[part] * drawn * (4 if own else 1),
                    table=NOW if own else EARLIER,
                )
            )
    return figures


def uncountable(months: pd.DataFrame, month: dt.date, cabinet: Cabinet) -> dict[str, str]:
    """Measures of which the month itself has no count: code -> why (not_assessable, crashed, held; absent where no night kept it)."""
    found = {measure.code for measure, when, _ in _rows(months, month, cabinet) if when == month}
    said = {(row["code"], row["counting"]): str(row["status"]) for row in _own(months, month)}
    return {each.code: said.get((each.code, each.counting), "absent") for each in cabinet.measures if each.code not in found}


def targets_of(months: pd.DataFrame, month: dt.date, cabinet: Cabinet) -> dict[str, float]:
    """Each measure's standard as a share, 0 to 1, as its month was judged: code -> target. A measure without one has none."""
    said = {(row["code"], row["counting"]): row["target"] for row in _own(months, month)}
    held = {each.code: said.get((each.code, each.counting)) for each in cabinet.measures}
    return {code: float(target) for code, target in held.items() if target is not None}


def harmless(cabinet: Cabinet, figures: Sequence[Figure]) -> frozenset[str]:
    """The keys among ``figures`` whose nought config declares harmless."""
    named = frozenset(cabinet.harmless_zeros)
    return frozenset(each.key for each in figures if f"{each.key.split()[0]} {each.key.split()[-1]}" in named)


def printed_again(disclosed: Disclosed, released: Mapping[str, int | None], month: dt.date) -> Disclosed:
    """The disclosed table with what earlier papers printed of earlier months beside it, as they printed it."""
    first, last = f"{months_told(month)[0]:%Y-%m}", f"{month:%Y-%m}"
    earlier = {key: count for key, count in released.items() if first <= _month_in(key) < last}
    return replace(disclosed, counts={**earlier, **disclosed.counts})


def _month_in(key: str) -> str:
    parts = key.split()
    return parts[2] if len(parts) == 4 else ""


def _own(months: pd.DataFrame, month: dt.date) -> list[dict[str, Any]]:
    return [row for row in plain_rows(months, "all") if pd.Timestamp(row["month"]).date() == month]


def _rows(months: pd.DataFrame, month: dt.date, cabinet: Cabinet) -> Iterator[tuple[PaperMeasure, dt.date, Row]]:
    """Every measure's months that have counts, in the paper's order, oldest first."""
    told: Collection[dt.date] = months_told(month)
    held: dict[tuple[str, str, dt.date], Row] = {}
    for row in plain_rows(months, "all"):
        when = pd.Timestamp(row["month"]).date()
        if when in told and row["status"] not in NOT_COUNTED and row["met"] is not None:
            held[str(row["code"]), str(row["counting"]), when] = row
    for measure in cabinet.measures:
        for when in told:
            if (found := held.get((measure.code, measure.counting, when))) is not None:
                yield measure, when, found


@dataclass(frozen=True)
class Told:
    """One month of one measure as it may be printed. A count of None is hidden; ``there`` is False where there is no figure at all."""

    month: dt.date
    there: bool
    in_scope: int | None = None
    met: int | None = None
    not_recorded: int | None = None
    share: int | None = None

    @property
    def few(self) -> bool:
        """Both counts are printed, and the whole is too small for a percentage."""
        return self.in_scope is not None and self.met is not None and self.share is None


def told(disclosed: Disclosed, measure: PaperMeasure, when: dt.date) -> Told:
    """One month of one measure, from the disclosed table alone."""
    keys = {part: key_of(measure.code, measure.counting, when, part) for part in ("in_scope", "met", "not_recorded")}
    there = any(keys[part] in disclosed.counts or keys[part] in disclosed.dropped for part in ("in_scope", "met"))
    if not there:
        return Told(when, there=False)
    counts = {part: disclosed.counts.get(key) for part, key in keys.items()}
    if counts["in_scope"] is not None and counts["met"] is not None and counts["met"] > counts["in_scope"]:
        counts["met"] = None  # rounding put a part above its whole: neither reads as a fact
    share = disclosed.share(keys["met"], keys["in_scope"]) if counts["met"] is not None else None
    return Told(when, True, counts["in_scope"], counts["met"], counts["not_recorded"], share)


def months_of(disclosed: Disclosed, measure: PaperMeasure, month: dt.date) -> tuple[Told, ...]:
    """All months of one measure, oldest first, the paper's own the last, from the disclosed table alone."""
    return tuple(told(disclosed, measure, when) for when in months_told(month))
