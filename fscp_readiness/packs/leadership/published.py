"""Our figures beside what was published: one page of the pack, and the sentences that page one must carry. It only chooses words.

Each figure keeps its period, its cases and its definition; nothing here says why two differ but what somebody signed.
"""

from __future__ import annotations

from dataclasses import dataclass

from fscp_readiness.measures.benchmarks import Benchmark, Figure
from fscp_readiness.measures.ranking import Place
from fscp_readiness.measures.reconciliation import FEW, Line, Ours, Reconciled, Standing, for_page_one, period_words, their_period

from . import wording
from .tags import Tag

STANDING = {
    Standing.AGREES: Tag("Agrees", "circle", "on"),
    Standing.SIGNED: Tag("Signed for", "triangle", "close"),
    Standing.UNSIGNED: Tag("Not signed for", "square", "off"),
    Standing.CANNOT_COMPARE: Tag("Cannot compare", "diamond", "cannot"),
}
ORDER = (Standing.UNSIGNED, Standing.SIGNED, Standing.CANNOT_COMPARE, Standing.AGREES)
RATES = {"count": "", "per_10000": " per 10,000"}
QUARTERS = {1: "best quarter", 2: "second quarter", 3: "third quarter", 4: "last quarter"}


@dataclass(frozen=True)
class Said:
    """One figure as it is printed: its value, its cases and its period. ``value`` says why where there is none."""

    value: str
    of: str
    period: str


@dataclass(frozen=True)
class Beside:
    """One headline: what we count and what they count; tonight’s, ours of their year and theirs; what stands between, and how it stands."""

    code: str
    name: str
    definition: str
    their_definition: str
    tonight: Said
    then: Said
    published: Said
    points: str
    counts: str
    reason: str
    tag: Tag


@dataclass(frozen=True)
class PlaceRow:
    """Where the council stands among all in one measure; ``rank`` or ``quarter`` say why where there is none."""

    code: str
    name: str
    figure: str
    year: str
    rank: str
    quarter: str
    neighbours: str
    england: str


@dataclass(frozen=True)
class PublishedPage:
    """The page. ``heading`` counts ``rows``; ``nobody``: (what, published figure, source) that no measure of ours answers."""

    heading: str
    note: str
    rows: tuple[Beside, ...]
    nobody: tuple[tuple[str, str, str], ...]
    nowhere: str
    places: tuple[PlaceRow, ...]
    places_note: str


def page_one(found: Reconciled | None, most: int = 3) -> tuple[str, ...]:
    """What page one says of figures outside their tolerance that nobody signed for; nothing where there is none.

    most  how many are said; the others are counted
    """
    return for_page_one(found.lines, most) if found else ()


def published_page(found: Reconciled | None) -> PublishedPage | None:
    """The page of one night; None where the night was not laid beside anything."""
    if found is None:
        return None
    lines = sorted(found.lines, key=_worst_first)
    return PublishedPage(
        heading=_heading(found),
        note=_note(found),
        rows=tuple(beside(line, found.why_not.get(line.code, "")) for line in lines),
        nobody=tuple((f"{name} ({code})", _printed(figure), _titled(figure)) for code, name, figure in found.nobody),
        nowhere=_nowhere(found.nowhere),
        places=tuple(place_row(place, known, _name(place.code, found)) for place, known in found.places),
        places_note="As published, each of its year. Quarters are of councils in England that have a figure. "
        "The mean of similar councils is not weighted. [c] kept back, [x] not available, [z] not applicable, [u] unreliable.",
    )


def _worst_first(line: Line) -> tuple[int, float, str]:
    return ORDER.index(line.standing), -abs(line.difference or 0) / line.tolerance, line.code


def beside(line: Line, why_not: str) -> Beside:
    """One headline's row.

    why_not  why there is no figure of ours of the published period
    """
    first, last = their_period(line.theirs, since=line.ours.period_from is not None)
    then = line.of_their_year
    return Beside(
        code=line.code,
        name=line.name,
        definition=line.definition,
        their_definition=line.their_definition,
        tonight=_ours(line.ours, line.unit),
        then=_ours(then, line.unit) if then else Said(why_not or "Not asked", "", ""),
        published=Said(_printed(line.theirs, line.unit), _of(line.theirs, line.unit), wording.upper_first(period_words(first, last))),
        points=_points(line),
        counts=_counts(line),
        reason=_reason(line),
        tag=STANDING[line.standing],
    )


def _heading(found: Reconciled) -> str:
    if not found.lines:
        return "No figure of ours can be laid beside a published one"
    unsigned = sum(line.standing is Standing.UNSIGNED for line in found.lines)
    whole = len(found.lines)
    if not unsigned:
        return f"{wording.of(whole, 'headline', 'headlines')} beside what was published: none stands apart without a signature"
    stand = "stands" if unsigned == 1 else "stand"
    return f"{wording.count(unsigned)} of {wording.of(whole, 'headline', 'headlines')} {stand} apart from what was published, unsigned"


def _note(found: Reconciled) -> str:
    if not found.area_code and not found.lines:
        return "config/service.toml gives no area code, so nothing published for this council can be found."
    same = sum(line.same_period for line in found.lines)
    if not same:
        return (
            "Each lays tonight’s figure beside another period: our records do not hold the published one whole. "
            "Apart: outside the tolerance in config/reconciliation.toml. Differences are ours less theirs."
        )
    return (
        f"{wording.of(same, 'is', 'are')} of the same period as the published figure, counted again from tonight’s records. "
        "The others lay tonight’s figure beside another period, and say so. Apart: outside the tolerance in config/reconciliation.toml. "
        "Differences are ours less theirs."
    )


def _nowhere(codes: tuple[str, ...]) -> str:
    if not codes:
        return ""
    return (
        f"{wording.of(len(codes), 'core measure has', 'core measures have')} no figure published for councils to lay beside it: "
        f"{', '.join(codes)}."
    )


def _ours(mine: Ours, unit: str) -> Said:
    period = wording.upper_first(period_words(mine.period_from, mine.period_to))
    if mine.value is None:
        return Said("No figure", "", period)
    of = wording.n_of_n(mine.numerator, mine.denominator) if mine.numerator is not None and mine.denominator is not None else ""
    if unit == "percent" and mine.denominator is not None and mine.denominator < FEW:
        return Said(of or f"of {mine.denominator}", "Too few for a percentage", period)
    unknown = f", {wording.count(mine.not_recorded)} not recorded" if mine.not_recorded else ""
    counted = of or (f"{wording.count(mine.denominator)} counted" if mine.denominator is not None else "")
    return Said(_value(mine.value, unit), counted + unknown, period)


def _value(value: float, unit: str) -> str:
    return f"{value:.1f}%" if unit == "percent" else f"{value:,.1f}{RATES.get(unit, '')}"


def _printed(figure: Figure, unit: str = "per_10000") -> str:
    if figure.value is None:
        return f"[{figure.symbol}]"
    return _value(figure.value * (100 if unit == "percent" else 1), unit)


def _of(figure: Figure, unit: str) -> str:
    if figure.numerator is None:
        return "Cases not published"
    if figure.denominator is None:
        return f"{_number(figure.numerator)}; of how many is not published"
    return f"{_number(figure.numerator)} {'of' if unit == 'percent' else 'for'} {_number(figure.denominator)}"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) else f"{value:,.1f}"


def _titled(figure: Figure) -> str:
    return f"{figure.title or f'Year to 31 March {figure.year}'}. {figure.source.partition('. ')[0]}"


def _points(line: Line) -> str:
    if line.difference is None:
        return "–"
    unit = {"percent": "points"}.get(line.unit, RATES.get(line.unit, "").strip())
    return f"{_signed(line.difference)} {unit}".strip()


def _signed(number: float) -> str:
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number):,.1f}"


def _whole(number: int) -> str:
    return f"{'+' if number > 0 else '−' if number < 0 else ''}{abs(number):,}"


def _counts(line: Line) -> str:
    """ "+12 counted, −40 in all": how many more or fewer of ours were counted, and how many more or fewer there were."""
    if not line.same_period:
        return "Not of the same period" if line.difference is not None else ""
    if line.numerator_difference is None or line.denominator_difference is None:
        return "Cases not published"
    return f"{_whole(line.numerator_difference)} counted, {_whole(line.denominator_difference)} in all"


def _reason(line: Line) -> str:
    if line.standing is Standing.SIGNED and line.signed:
        return f"{line.signed.reason.rstrip('.')}. {line.signed.by}, {wording.day(line.signed.on)}, for {line.signed.difference:g}."
    if line.standing is Standing.CANNOT_COMPARE:
        return f"{wording.upper_first(line.cannot)}."
    if line.standing is Standing.AGREES:
        return f"Within the {line.tolerance:g} agreed."
    grown = f"Signed for {line.signed.difference:g}, and it has grown. " if line.signed else ""
    unknown = "What is not recorded could make up the difference. " if line.within_unknown else ""
    return f"{grown}{unknown}To say why, or sign: {line.owner}."


def _name(code: str, found: Reconciled) -> str:
    names = {line.code: line.name for line in found.lines} | {each: name for each, name, _ in found.nobody}
    return names.get(code, code)


def place_row(place: Place, known: Benchmark, name: str) -> PlaceRow:
    """One measure: where the council stands, or why that cannot be said; similar councils and England beside it, each with its year."""
    joint = f", with {place.joint - 1} other{'s' if place.joint > 2 else ''}" if place.joint > 1 else ""
    ranked = f"{_nth(place.rank)} {place.from_the} of {place.of}{joint}" if place.rank else wording.upper_first(place.because)
    quarter = wording.upper_first(QUARTERS[place.quarter]) if place.quarter else wording.upper_first(place.because) if place.rank else "–"
    mean, unit = known.neighbours, "percent" if known.unit == "percent" else "count"  # a rate's name says of how many it is
    return PlaceRow(
        code=place.code,
        name=name,
        figure=_printed(place.figure, unit),
        year=str(place.figure.year or "–"),
        rank=ranked,
        quarter=quarter,
        neighbours=_printed(mean, unit) + (f" (mean of {mean.of}, {mean.year})" if mean.value is not None else ""),
        england=_printed(known.england, unit) + (f" ({known.england.year})" if known.england.value is not None else ""),
    )


def _nth(rank: int) -> str:
    ending = "th" if 10 <= rank % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return f"{rank}{ending}"
