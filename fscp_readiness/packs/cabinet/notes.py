"""About these figures: as at when, what is missing, what is hidden and why, and what each symbol means."""

from __future__ import annotations

from dataclasses import dataclass

from . import numbers
from .chart import Chart
from .facts import Facts
from .measured import Measured

_FROM = "The figures come from the council’s own case records. Where a record does not say that a thing was done, we count it as not done."


@dataclass(frozen=True)
class Note:
    """One note: what it is about, and its sentences."""

    about: str
    text: str


@dataclass(frozen=True)
class Symbol:
    sign: str
    means: str


def notes_of(facts: Facts, every: tuple[Measured, ...], chart: Chart | None) -> tuple[Note, ...]:
    """Every note, in the order of the page."""
    notes = [
        Note("When", _when(facts, every)),
        Note(
            "Where from",
            _FROM,
        ),
        Note("What is hidden", hiding(facts)),
        Note("Standards", "Our standard is the share that we mean to reach. Figures are set beside it as they are printed."),
        Note("Change", _change(every)),
    ]
    if any(each.england.share is not None for each in every):
        notes.append(Note("England", _england(every)))
    notes.append(Note("More", _more(facts)))
    return tuple(notes)


def _more(facts: Facts) -> str:
    parts = ["Each count in this paper is in the CSV file that comes with it."]
    if facts.cabinet.contact:
        parts.append(f"Questions: {facts.cabinet.contact}.")
    if facts.words.next_on:
        parts.append(f"Next summary: {numbers.day(facts.words.next_on)}.")
    return " ".join(parts)


def edition_words(facts: Facts) -> str:
    """That this paper replaces another; blank for the first of its month."""
    if facts.edition == 1:
        return ""
    return f"This is edition {facts.edition} of the paper for {numbers.month_words(facts.month)}. It replaces the one before."


def not_the_whole_month(facts: Facts) -> str:
    """That the figures are not of the whole month, for page one; blank where they are."""
    if not facts.month_over:
        return f"{numbers.month_words(facts.month)} is not over. These figures will change."
    if facts.nights_missing:
        lacks = "is" if facts.nights_missing == 1 else "are"
        return f"The last {numbers.days(facts.nights_missing)} of the month {lacks} not in these figures."
    return ""


def _when(facts: Facts, every: tuple[Measured, ...]) -> str:
    day, month = numbers.day(facts.as_at), numbers.month_words(facts.month)
    if not facts.month_over:
        parts = [f"The figures are as at {day}.", not_the_whole_month(facts)]
    elif facts.nights_missing:
        parts = [f"The figures are as at {day}, the last good night of {month}.", not_the_whole_month(facts)]
    else:
        parts = [f"The figures are as at {day}, the last night of the month."]
    empty = _empty_months(every)
    if empty:
        of = f"{empty} of the {numbers.months(len(every[0].months))}"
        parts.append(f"{of} up to {month} {'has' if empty == 1 else 'have'} no figures at all.")
    parts.append("Earlier months stand as they were first printed.")
    return " ".join(parts)


def _empty_months(every: tuple[Measured, ...]) -> int:
    """Months of which no measure has a figure, since the first that has one."""
    there = [any(each.months[n].there for each in every) for n in range(len(every[0].months))]
    first = there.index(True) if True in there else len(there)
    return there[first:].count(False)


def hiding(facts: Facts) -> str:
    """By which rule numbers are hidden, as an attacker would know it anyway, and how much it cost this paper."""
    policy = facts.disclosed.policy
    if not policy.hides:
        return "Nothing is hidden: this copy is not for publication."
    parts = [
        f"We hide each count from {policy.hide_from} to {policy.hide_to}, so that nobody can be picked out.",
        "We also hide a count that would give one away.",
    ]
    if policy.base > 1:
        parts.append(f"All other counts are rounded to the nearest {policy.base}.")
        parts.append(
            f"Percentages come from the rounded counts, and only where {policy.least_denominator} or more were counted. "
            "They are whole numbers."
        )
    else:
        parts.append(f"All other counts are exact. There is no percentage of fewer than {policy.least_denominator}.")
    return " ".join((*parts, f"Of what is new in this paper: {facts.disclosed.lost}"))


def _change(every: tuple[Measured, ...]) -> str:
    based = [each.changes.limits.base for each in every if each.changes.limits is not None]
    if not based:
        return "A measure needs 13 months of percentages before we say “better” or “worse”."
    first = numbers.months(max(based))
    return (
        f"“Better” and “worse” mean more than the usual ups and downs. The first {first} shown tell us what is usual. "
        "We do not say so where rounding alone could be the reason."
    )


def _england(every: tuple[Measured, ...]) -> str:
    bases = [each for each in every if each.england.share is not None and each.england.basis]
    parts = [
        "England’s figures are those of the Department for Education. They are for the year under each, April to March.",
        "Ours are for a month or a day.",
    ]
    parts += [f"{each.about.name}: England counts those {each.england.basis}." for each in bases]
    return " ".join(parts)


def under_measures(every: tuple[Measured, ...]) -> tuple[str, ...]:
    """What a reader of the table needs beneath it."""
    blank = [each for each in every if each.now.not_recorded]
    said = [f"{each.about.name}: {numbers.about(each.now.not_recorded or 0, each.base)} not known." for each in blank]
    return (f"[p] Our records are not complete. {' '.join(said)} We count these as not done.",) if said else ()


def symbols_of(facts: Facts) -> tuple[Symbol, ...]:
    """What the signs in square brackets mean."""
    symbols = [
        Symbol("[c]", "hidden, so that nobody can be picked out"),
        Symbol("[p]", "not final: the month is not over, or our records are not complete"),
        Symbol("[x]", "not available: not counted, or too early for us to have it"),
        Symbol("[z]", "does not apply: there is no such figure"),
    ]
    if facts.edition > 1:
        symbols.insert(2, Symbol("[r]", "changed since the edition before"))
    return tuple(symbols)
