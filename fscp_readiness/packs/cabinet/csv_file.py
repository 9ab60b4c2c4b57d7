"""The paper's figures as a table: one row a measure and month, what is hidden as [c]. The chart is drawn from it and from nothing else."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fscp_readiness.settings.cabinet import PaperMeasure

from . import figures
from .facts import England, Facts
from .figures import Told

HIDDEN, NOT_THERE, NOT_APPLICABLE = "[c]", "[x]", "[z]"
COLUMNS: Final = (
    "measure", "code", "counted", "month", "number_counted", "number_met", "percent", "record_does_not_say", "standard",
    "england", "england_year", "better", "rounded_to", "drawn",
)  # fmt: skip
LEAST_DRAWN: Final = 3
"""With fewer months that can be shown there is no chart."""

COUNTED: Final = {"live": "at the end of the month", "month": "over the month"}


@dataclass(frozen=True)
class Line:
    """One row of the table, read back. None: hidden, not there or not applicable; ``standard`` and ``england`` in percent."""

    measure: str
    code: str
    month: dt.date
    in_scope: int | None
    share: int | None
    standard: float | None
    better: str
    base: int
    drawn: bool


def write(facts: Facts) -> str:
    """The table as CSV: UTF-8, LF, a header, measures in the paper's order, months oldest first, from the first that any of them has."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(COLUMNS)
    every = {measure.code: figures.months_of(facts.disclosed, measure, facts.month) for measure in facts.cabinet.measures}
    first = min((told.month for months in every.values() for told in months if told.there), default=facts.month)
    chosen = drawn_of(facts)
    for measure in facts.cabinet.measures:
        target = facts.targets.get(measure.code)
        england = facts.england.get(measure.code, England(None))
        against = f"[{england.symbol}]" if england.share is None else f"{plain(england.share * 100)}%"
        for told in (told for told in every[measure.code] if told.month >= first):
            own = told.month == facts.month
            rows.writerow(
                (
                    measure.name,
                    measure.code,
                    COUNTED[measure.counting],
                    f"{told.month:%Y-%m}",
                    _count(told, told.in_scope),
                    _count(told, told.met),
                    _percent(told),
                    _count(told, told.not_recorded) if own else NOT_APPLICABLE,
                    NOT_APPLICABLE if target is None else f"{plain(target * 100)}%",
                    against,
                    f"year to March {england.year}" if england.year else NOT_APPLICABLE,
                    measure.better,
                    f"nearest {facts.disclosed.policy.base}",
                    "yes" if measure is chosen else "no",
                )
            )
    return out.getvalue()


def drawn_of(facts: Facts) -> PaperMeasure:
    """The measure that is drawn: config's, or, where too few of its months can be shown, the one of which most can; of equals the first."""
    shown = {each.code: sum(told.share is not None for told in figures.months_of(facts.disclosed, each, facts.month))
             for each in facts.cabinet.measures}  # fmt: skip
    if shown[facts.cabinet.chart] >= LEAST_DRAWN or max(shown.values()) < LEAST_DRAWN:
        return facts.cabinet.measure(facts.cabinet.chart)
    return max(facts.cabinet.measures, key=lambda each: shown[each.code])


def read(text: str) -> tuple[Line, ...]:
    """The rows of a table that ``write`` made. Raises ValueError where it is none."""
    rows = csv.DictReader(io.StringIO(text))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise ValueError("this is no table of a Cabinet paper")
    return tuple(
        Line(
            measure=row["measure"],
            code=row["code"],
            month=dt.date.fromisoformat(f"{row['month']}-01"),
            in_scope=_whole(row["number_counted"]),
            share=_whole(row["percent"]),
            standard=None if row["standard"].startswith("[") else float(row["standard"].removesuffix("%")),
            better=row["better"],
            base=int(row["rounded_to"].removeprefix("nearest ")),
            drawn=row["drawn"] == "yes",
        )
        for row in rows
    )


def plain(number: float) -> str:
    """95 or 86.7: a percentage as it was set or published, at most one decimal."""
    shown = round(number, 1)
    return f"{shown:.0f}" if shown == int(shown) else f"{shown:.1f}"


def drawn(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The rows of the measure that is drawn."""
    return tuple(each for each in lines if each.drawn)


def _count(told: Told, count: int | None) -> str:
    return NOT_THERE if not told.there else HIDDEN if count is None else str(count)


def _percent(told: Told) -> str:
    if not told.there:
        return NOT_THERE
    return NOT_APPLICABLE if told.few else HIDDEN if told.share is None else f"{told.share}%"


def _whole(cell: str) -> int | None:
    return None if cell.startswith("[") else int(cell.removesuffix("%"))
