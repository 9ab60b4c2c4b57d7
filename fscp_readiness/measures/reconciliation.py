"""Our figures beside the ones published for this council, and what page one must say where they do not agree.

A local figure and a published one are never put on one line unlabelled: each keeps its period, its definition and its source. Where our
records still hold the published year, our own figure of that year is what is compared: like with like. A figure that was kept back keeps
its symbol and is compared with nothing, and so is a share of fewer than ten. Where nobody has signed for a difference, it is said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal, cast

import pandas as pd

from fscp_readiness.settings.reconciliation import ReconciliationRules, Signed
from fscp_readiness.standards import About
from fscp_readiness.vocabulary import Outcome

from .benchmarks import MEASURES as PUBLISHED
from .benchmarks import Benchmark, Benchmarks, Figure
from .counting import PLACES
from .ranking import Place

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

FEW = 10
"""Under so many cases a share is printed as its counts alone, and compared with nothing."""

UNIT_WORDS = {"percent": "percentage points", "count": "", "per_10000": "for each 10,000"}
SHORT_UNITS = {**UNIT_WORDS, "percent": "points"}
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
    wording                 what is counted, as the standard's own card says it
    """

    code: str
    value: float | None
    period_to: dt.date
    period_from: dt.date | None = None
    numerator: int | None = None
    denominator: int | None = None
    not_recorded: int = 0
    name: str = ""
    wording: str = ""


@dataclass(frozen=True)
class Line:
    """One headline beside its published return. Values and ``difference`` (ours less theirs) are in ``unit``, percentages 0 to 100.

    ours                    tonight's figure
    of_their_year           our own of the published period, where our records still hold it; None where they do not
    compared                whichever of the two was laid beside theirs: that of their year where there is one
    same_period             the two compared are of the same days
    numerator_difference    ours less theirs, where both are counted and of the same period; so denominator_difference
    within_unknown          theirs lies within what our unrecorded answers could make of ours
    cannot                  why the two cannot be compared; blank where they can
    """

    code: str
    name: str
    unit: Unit
    ours: Ours
    of_their_year: Ours | None
    compared: Ours
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
    cannot: str = ""

    @property
    def because(self) -> str:
        """Why the two differ as it was signed, or why they cannot be compared; blank where there is nothing to explain or nobody did."""
        if self.standing is Standing.CANNOT_COMPARE:
            return self.cannot
        return self.signed.reason if self.standing is Standing.SIGNED and self.signed else ""

    @property
    def sentence(self) -> str:
        """The line in words: both figures, each with its period and whose it is, and what stands between them."""
        name, mine = self.name or self.code, self.compared
        ours = f"{name}: our records say {_printed(mine.value, self.unit)} ({_ours_of(mine)})"
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
        number = mine.not_recorded
        say = "1 record does not say" if number == 1 else f"{number:,} records do not say"
        unknown = f" {say}, and could make up the difference." if self.within_unknown else ""
        periods = "" if self.same_period else " They are not of the same period."
        grown = f" The difference signed for was {self.signed.difference:g}." if self.signed else ""
        asked = f"{self.owner} to find out why, or sign for it in config/reconciliation.toml."
        return f"{ours}; {theirs}: {apart} apart, and nobody has signed for it.{grown}{periods}{unknown} {asked} [RCN-01]"

    @property
    def short(self) -> str:
        """The line for page one, where it is outside the tolerance: both figures, their cases and periods, and how far apart."""
        mine, theirs = self.compared, self.theirs
        apart = " ".join(part for part in (f"{abs(self.difference or 0):.1f}", SHORT_UNITS[self.unit]) if part)
        counted = (theirs.numerator, theirs.denominator) if self.unit == "percent" else (None, None)
        theirs_of = _of(*(None if number is None else round(number) for number in counted))
        period = period_words(*their_period(theirs, since=mine.period_from is not None))
        ours = f"{self.name or self.code}: {_printed(mine.value, self.unit)} in our records"
        published = f"{_printed(self.their_value, self.unit)} published"
        if self.same_period:
            return f"{ours}{_brackets(_of(mine.numerator, mine.denominator))}, {published}{_brackets(theirs_of)}, {period}: {apart} apart."
        return f"{ours}{_brackets(_ours_of(mine))}, {published}{_brackets(theirs_of, period)}: {apart} apart, unlike periods."


@dataclass(frozen=True)
class Reconciled:
    """What a night can say of its figures beside the published ones.

    area_code  the council's; blank where config/service.toml gives none
    lines      every headline that has a published figure for this council
    why_not    code -> why our own figure of the published period could not be given
    nobody     (code, what it is, figure): published for this council, and no measure of ours answers it
    nowhere    codes of the framework's core measures that no figure is published for
    places     where the council stands among all councils, and what else was published of that measure
    """

    area_code: str = ""
    lines: tuple[Line, ...] = ()
    why_not: Mapping[str, str] = field(default_factory=dict)
    nobody: tuple[tuple[str, str, Figure], ...] = ()
    nowhere: tuple[str, ...] = ()
    places: tuple[tuple[Place, Benchmark], ...] = ()


def ours_from(measures: pd.DataFrame, cards: Mapping[str, About] | None = None) -> tuple[Ours, ...]:
    """Our headlines out of a night's measures: the whole service, in the counting that England uses.

    measures  counting.MEASURES; shares 0 to 1
    cards     code -> the standard's own card, for the name and for what is counted
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
        card = (cards or {}).get(code)
        name, wording = (card.name, card.wording) if card else (code, "")
        found.append(Ours(code, value, row["as_at"].date(), start, numbers[0], numbers[1], numbers[2] or 0, name, wording))
    return tuple(found)


def counted_from(answers: pd.DataFrame, card: About, period_from: dt.date | None, period_to: dt.date) -> Ours:
    """A figure of ours out of one standard's answers (findings.asking.COLUMNS), counted as counting.count counts the whole service."""
    inside = answers[answers["exempt"].fillna("").eq("")]
    if card.measures != "share":
        known = inside[inside["amount"].notna()]
        weight = float(known["weight"].fillna(1.0).sum())
        scale = 100 if _unit(card.code) == "percent" else 1
        value = round(float(known["amount"].sum()) / weight, PLACES) * scale if weight > 0 else None
        return Ours(card.code, value, period_to, period_from, None, len(known), 0, card.name, card.wording)
    met, unknown = (int(inside["outcome"].eq(str(each)).sum()) for each in (Outcome.MET, Outcome.NOT_RECORDED))
    value = 100 * round(met / len(inside), PLACES) if len(inside) else None
    return Ours(card.code, value, period_to, period_from, met, len(inside), unknown, card.name, card.wording)


def published_for(
    codes: Iterable[str], benchmarks: Benchmarks | None, rules: ReconciliationRules, area_code: str, as_at: dt.date
) -> dict[str, Figure]:
    """The last figure published for this council by ``as_at``, code -> figure; codes that none was published for are not there.

    benchmarks  the published figures held; None where there are none. A figure in the rules' own ``published`` goes before one of the same
                or an earlier year held there
    area_code   the council's code; blank: only the rules' own published figures
    """
    found = {code: _published(code, benchmarks, rules, area_code, as_at) for code in codes}
    return {code: figure for code, figure in found.items() if figure is not None}


def their_period(theirs: Figure, *, since: bool = True) -> tuple[dt.date | None, dt.date]:
    """The first and last day that a published figure is of: a year to 31 March, or for the workforce to 30 September.

    since  False for a figure that is true of one day: there is no first day then
    """
    year = theirs.year or 0
    ends = dt.date(year, 9, 30) if WORKFORCE in theirs.title else dt.date(year, 3, 31)
    return (ends.replace(year=year - 1) + dt.timedelta(days=1) if since else None), ends


def reconcile(
    ours: Iterable[Ours],
    benchmarks: Benchmarks | None,
    rules: ReconciliationRules,
    area_code: str,
    as_at: dt.date,
    of_their_years: Mapping[str, Ours] | None = None,
) -> tuple[Line, ...]:
    """Every headline that has a published return for this council, by code (published_for says which).

    of_their_years  code -> our own figure of the published period, where our records still hold it: then that is what is compared

    A headline without any published return for the council has no line.
    """
    mine = {each.code: each for each in ours}
    return lay_beside(mine, published_for(mine, benchmarks, rules, area_code, as_at), rules, as_at, of_their_years)


def lay_beside(
    ours: Mapping[str, Ours],
    theirs: Mapping[str, Figure],
    rules: ReconciliationRules,
    as_at: dt.date,
    of_their_years: Mapping[str, Ours] | None = None,
) -> tuple[Line, ...]:
    """One line a published figure that we have one beside, by code; what is given is as in ``reconcile``."""
    return tuple(_line(ours[code], (of_their_years or {}).get(code), theirs[code], rules, as_at) for code in sorted(theirs) if code in ours)


def for_page_one(lines: Iterable[Line], most: int = 3) -> tuple[str, ...]:
    """The sentences page one must carry: the differences outside their tolerance that nobody signed for, the greatest first.

    most  how many are said; one more sentence counts all the others. Empty where there is none to say
    """
    unsigned = [line for line in lines if line.standing is Standing.UNSIGNED]
    unsigned.sort(key=lambda line: (-abs(line.difference or 0) / line.tolerance, line.code))
    said, rest = unsigned[:most], unsigned[most:]
    if not said:
        return ()
    more = f"{len(rest)} more {'stands' if len(rest) == 1 else 'stand'} apart. " if rest else ""
    return (*(line.short for line in said), f"{more}Nobody has signed for {'it' if len(unsigned) == 1 else 'them'}. [RCN-01]")


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


def _line(mine: Ours, of_their_year: Ours | None, theirs: Figure, rules: ReconciliationRules, as_at: dt.date) -> Line:
    unit = _unit(mine.code)
    published = PUBLISHED.get(mine.code)
    tolerance, owner = rules.tolerance_of(mine.code, unit)
    year = theirs.year or 0
    compared = of_their_year if of_their_year is not None and of_their_year.value is not None else mine
    their_value = None if theirs.value is None else theirs.value * (100 if unit == "percent" else 1)
    begins, ends = their_period(theirs)
    same = compared.period_to == ends and compared.period_from in (None, begins)
    cannot = _cannot(compared, theirs, unit)
    difference = None if cannot or compared.value is None or their_value is None else round(compared.value - their_value, 2)
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
        of_their_year,
        compared,
        theirs,
        their_value,
        definition=(own.definition if own else "") or mine.wording,
        their_definition="; ".join(part for part in (theirs.title, published.basis if published else "") if part),
        difference=difference,
        numerator_difference=_less(compared.numerator, theirs.numerator) if same else None,
        denominator_difference=_less(compared.denominator, theirs.denominator) if same else None,
        same_period=same,
        within_unknown=_within_unknown(compared, their_value, tolerance, unit),
        tolerance=tolerance,
        owner=owner,
        signed=signed,
        standing=standing,
        cannot=cannot,
    )


def _cannot(mine: Ours, theirs: Figure, unit: Unit) -> str:
    """Why two figures cannot be compared; blank where they can."""
    if mine.value is None:
        return "we have no figure of our own"
    if theirs.value is None:
        return f"published as {_symbol(theirs.symbol)}"
    if unit == "percent" and mine.denominator is not None and mine.denominator < FEW:
        return f"ours is of {mine.denominator}, too few for a percentage"
    if unit == "percent" and theirs.denominator is not None and theirs.denominator < FEW:
        return f"theirs is of {round(theirs.denominator)}, too few for a percentage"
    return ""


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


def _of(numerator: int | None, denominator: int | None) -> str:
    return f"{numerator:,} of {denominator:,}" if numerator is not None and denominator is not None else ""


def _brackets(*parts: str) -> str:
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def _ours_of(mine: Ours) -> str:
    of = _of(mine.numerator, mine.denominator)
    return ", ".join(part for part in (of, period_words(mine.period_from, mine.period_to)) if part)


def period_words(first: dt.date | None, last: dt.date) -> str:
    """ "on 31 March 2016", "year to 31 March 2016", "12 March 2016 to 12 September 2016"."""
    to = f"{last.day} {last:%B %Y}"
    if first is None:
        return f"on {to}"
    whole_year = first == (pd.Timestamp(last) - pd.DateOffset(years=1) + pd.Timedelta(days=1)).date()
    return f"year to {to}" if whole_year else f"{first.day} {first:%B %Y} to {to}"


def _year(theirs: Figure) -> str:
    return theirs.title or f"year to 31 March {theirs.year}"


def _symbol(symbol: str) -> str:
    return f"[{symbol}], {SYMBOLS.get(symbol, 'not given')}"
