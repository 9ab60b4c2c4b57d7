"""Our figures beside the ones published for this council, and what page one must say where they do not agree.

A local figure and a published one are never put on one line unlabelled: each keeps its period, its definition and its source. A figure
that was kept back keeps its symbol and is compared with nothing. Where nobody has signed for a difference, it is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, cast

import pandas as pd

from fscp_readiness.settings.reconciliation import ReconciliationRules, Signed

from .benchmarks import MEASURES as PUBLISHED
from .benchmarks import Benchmarks, Figure

SYMBOLS = {
    "c": "kept back, because so few children are in it",
    "x": "not available",
    "z": "not applicable here",
    "u": "unreliable",
    "k": "rounds to nought",
    "low": "rounds to nought",
}
WORKFORCE = "30 September"
"""In the title of a return whose year ends then, and not on 31 March."""

UNIT_WORDS = {"percent": "percentage points", "count": "", "per_10000": "for each 10,000"}
Unit = Literal["percent", "count", "per_10000"]


class Standing(StrEnum):
    """How our figure stands to the published one."""

    AGREES = "agrees"
    SIGNED = "signed"
    UNSIGNED = "unsigned"  # outside the tolerance, and nobody has signed for it: page one says so
    CANNOT_COMPARE = "cannot_compare"


@dataclass(frozen=True)
class Ours:
    """A figure of ours: ``value`` in the unit it is printed in (percentages 0 to 100), None where we cannot give one.

    numerator, denominator  as counted; None for means and for figures that came without them
    not_recorded            of the denominator, how many do not say either way
    period_from             None for a figure that is true of one day, ``period_to``
    """

    code: str
    value: float | None
    period_to: dt.date
    period_from: dt.date | None = None
    numerator: int | None = None
    denominator: int | None = None
    not_recorded: int = 0
    name: str = ""


@dataclass(frozen=True)
class Line:
    """One headline beside its published return. Values and ``difference`` (ours less theirs) are in ``unit``, percentages 0 to 100.

    same_period             the two are of the same days
    numerator_difference    ours less theirs, where both are counted and of the same period; so denominator_difference
    within_unknown          theirs lies within what our unrecorded answers could make of ours
    """

    code: str
    name: str
    unit: Unit
    ours: Ours
    theirs: Figure
    their_value: float | None
    definition: str
    their_definition: str
    difference: float | None
    numerator_difference: int | None
    denominator_difference: int | None
    same_period: bool
    within_unknown: bool
    tolerance: float
    owner: str
    signed: Signed | None
    standing: Standing

    @property
    def because(self) -> str:
        """Why the two differ as it was signed, or why they cannot be compared; blank where there is nothing to explain or nobody did."""
        if self.standing is Standing.CANNOT_COMPARE:
            return "we have no figure of our own" if self.ours.value is None else f"published as {_symbol(self.theirs.symbol)}"
        return self.signed.reason if self.standing is Standing.SIGNED and self.signed else ""

    @property
    def sentence(self) -> str:
        """The line in words: both figures, each with its period and whose it is, and what stands between them."""
        name = self.name or self.code
        ours = f"{name}: our records say {_printed(self.ours.value, self.unit)} ({_ours_of(self.ours)})"
        whose = self.theirs.source.partition(". ")[0] or "the published return"
        theirs = f"{whose} says {_printed(self.their_value, self.unit)} ({_year(self.theirs)})"
        if self.standing is Standing.CANNOT_COMPARE:
            return f"{name}: cannot be compared with the published return ({_year(self.theirs)}): {self.because}."
        apart = " ".join(part for part in (f"{abs(self.difference or 0):.1f}", UNIT_WORDS[self.unit]) if part)
        if self.standing is Standing.AGREES:
            return f"{ours}; {theirs}: {apart} apart, within the {self.tolerance:g} agreed."
        if self.standing is Standing.SIGNED and self.signed:
            on = f"{self.signed.on.day} {self.signed.on:%B %Y}"
            return f"{ours}; {theirs}: {apart} apart. {self.signed.reason.rstrip('.')}. Signed by {self.signed.by}, {on}."
        number = self.ours.not_recorded
        say = "1 record does not say" if number == 1 else f"{number:,} records do not say"
        unknown = f" {say}, and could make up the difference." if self.within_unknown else ""
        periods = "" if self.same_period else " They are not of the same period."
        grown = f" The difference signed for was {self.signed.difference:g}." if self.signed else ""
        asked = f"{self.owner} to find out why, or sign for it in config/reconciliation.toml."
        return f"{ours}; {theirs}: {apart} apart, and nobody has signed for it.{grown}{periods}{unknown} {asked} [REC-01]"


def ours_from(measures: pd.DataFrame, names: Mapping[str, str] | None = None) -> tuple[Ours, ...]:
    """Our headlines out of a night's measures: the whole service, in the counting that England uses.

    measures  counting.MEASURES; shares 0 to 1
    names     code -> the measure's name for a page
    """
    whole = measures[measures["scope"].eq("all")]
    found = []
    for row in whole.to_dict("records"):
        code = str(row["code"])
        published = PUBLISHED.get(code)
        if published is None or str(published.counting) != row["counting"]:
            continue
        value = None if pd.isna(row["value"]) else float(row["value"]) * (100 if published.unit == "percent" else 1)
        numbers = [None if pd.isna(row[name]) else int(row[name]) for name in ("met", "in_scope", "not_recorded")]
        start = None if pd.isna(row["period_from"]) else row["period_from"].date()
        name = (names or {}).get(code, code)
        found.append(Ours(code, value, row["as_at"].date(), start, numbers[0], numbers[1], numbers[2] or 0, name))
    return tuple(found)


def reconcile(
    ours: Iterable[Ours], benchmarks: Benchmarks | None, rules: ReconciliationRules, area_code: str, as_at: dt.date
) -> tuple[Line, ...]:
    """Every headline that has a published return for this council, by code.

    benchmarks  the published figures held; None where there are none. A figure in the rules' own ``published`` goes before one of the same
                or an earlier year held there. Only what was published by ``as_at`` is used
    area_code   the council's code; blank: only the rules' own published figures

    A headline without any published return for the council has no line.
    """
    lines = []
    for mine in ours:
        theirs = _published(mine.code, benchmarks, rules, area_code, as_at)
        if theirs is not None:
            lines.append(_line(mine, theirs, rules, as_at))
    return tuple(sorted(lines, key=lambda line: line.code))


def for_page_one(lines: Iterable[Line], most: int = 3) -> tuple[str, ...]:
    """The sentences page one must carry: the differences outside their tolerance that nobody signed for, the greatest first.

    most  how many are said in full; one more sentence names all the others
    """
    unsigned = [line for line in lines if line.standing is Standing.UNSIGNED]
    unsigned.sort(key=lambda line: (-abs(line.difference or 0) / line.tolerance, line.code))
    said, rest = unsigned[:most], unsigned[most:]
    if not rest:
        return tuple(line.sentence for line in said)
    stand = "1 more figure stands" if len(rest) == 1 else f"{len(rest)} more figures stand"
    others = f"{stand} apart from the published return, unsigned: {', '.join(line.name for line in rest)}. [REC-01]"
    return (*(line.sentence for line in said), others)


def _published(code: str, benchmarks: Benchmarks | None, rules: ReconciliationRules, area: str, as_at: dt.date) -> Figure | None:
    held = None
    if benchmarks is not None and area:
        council = benchmarks.lookup(code, as_at, area).council
        held = council if council.year is not None else None
    own = [row for row in rules.published if row.code == code and row.published_on <= as_at]
    if not own:
        return held
    last = max(own, key=lambda row: row.year)
    if held is not None and held.year is not None and held.year > last.year:
        return held
    scale = 100.0 if _unit(code) == "percent" else 1.0
    value = None if last.value is None else last.value / scale
    return Figure(value, last.symbol, last.year, last.numerator, last.denominator, last.published_on, last.title, last.source)


def _unit(code: str) -> Unit:
    published = PUBLISHED.get(code)
    return cast(Unit, published.unit) if published else "percent"


def _line(mine: Ours, theirs: Figure, rules: ReconciliationRules, as_at: dt.date) -> Line:
    unit = _unit(mine.code)
    published = PUBLISHED.get(mine.code)
    tolerance, owner = rules.tolerance_of(mine.code, unit)
    year = theirs.year or 0
    their_value = None if theirs.value is None else theirs.value * (100 if unit == "percent" else 1)
    ends = dt.date(year, 9, 30) if WORKFORCE in theirs.title else dt.date(year, 3, 31)
    begins = ends.replace(year=year - 1) + dt.timedelta(days=1)
    same = mine.period_to == ends and mine.period_from in (None, begins)
    difference = None if mine.value is None or their_value is None else round(mine.value - their_value, 2)
    signed = rules.signed_for(mine.code, year, as_at)
    if difference is None:
        standing = Standing.CANNOT_COMPARE
    elif abs(difference) <= tolerance:
        standing = Standing.AGREES
    elif signed is not None and abs(difference) <= signed.difference + tolerance:
        standing = Standing.SIGNED
    else:
        standing = Standing.UNSIGNED
    own = rules.measures.get(mine.code)
    return Line(
        mine.code,
        mine.name or mine.code,
        unit,
        mine,
        theirs,
        their_value,
        definition=own.definition if own else "",
        their_definition=" ".join(part for part in (theirs.title, published.basis if published else "") if part),
        difference=difference,
        numerator_difference=_less(mine.numerator, theirs.numerator) if same else None,
        denominator_difference=_less(mine.denominator, theirs.denominator) if same else None,
        same_period=same,
        within_unknown=_within_unknown(mine, their_value, tolerance, unit),
        tolerance=tolerance,
        owner=owner,
        signed=signed,
        standing=standing,
    )


def _less(mine: int | None, theirs: float | None) -> int | None:
    return None if mine is None or theirs is None else mine - round(theirs)


def _within_unknown(mine: Ours, theirs: float | None, tolerance: float, unit: Unit) -> bool:
    if unit != "percent" or theirs is None or mine.value is None or not mine.denominator or not mine.not_recorded:
        return False
    return mine.value - tolerance <= theirs <= mine.value + 100 * mine.not_recorded / mine.denominator + tolerance


def _printed(value: float | None, unit: Unit) -> str:
    if value is None:
        return "nothing"
    return f"{value:.1f}%" if unit == "percent" else f"{value:.1f}"


def _ours_of(mine: Ours) -> str:
    counts = f"{mine.numerator:,} of {mine.denominator:,}, " if mine.numerator is not None and mine.denominator is not None else ""
    to = f"{mine.period_to.day} {mine.period_to:%B %Y}"
    if mine.period_from is None:
        return f"{counts}on {to}"
    return f"{counts}{mine.period_from.day} {mine.period_from:%B %Y} to {to}"


def _year(theirs: Figure) -> str:
    return theirs.title or f"year to 31 March {theirs.year}"


def _symbol(symbol: str) -> str:
    return f"[{symbol}], {SYMBOLS.get(symbol, 'not given')}"
