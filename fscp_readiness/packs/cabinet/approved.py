"""Every number that a paper may print, made from its facts and never from its sentences.

The text of the finished files is held against it: what is found there and is not here was not meant to leave. A date, a rule or a count of
measures is approved as a whole phrase, so that the 5 of "5 November 2026" approves no "5 children".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator
from typing import Final

from . import change, csv_file, figures, numbers, promised
from .chart import range_words
from .facts import Facts

_MONTH: Final = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
)
TOKEN: Final = re.compile(
    rf"(?<!\d)\d{{1,2}} {_MONTH}(?: \d{{4}})?\b"
    rf"|\b{_MONTH} \d{{4}}\b"
    r"|\b\d{4}-\d{2}(?:-\d{2})?\b"
    r"|\b[A-Z][A-Z0-9]*-\d+(?:\.[a-z0-9]+)?\b"
    r"|\d[\d,]*(?:\.\d+)?%?"
)
"""A date, a month, a code, or a number with its percent sign."""

_PAGES: Final = 12


def tokens(text: str) -> Iterator[str]:
    """Every date, code and number of a text, in order. White space of any kind is one space."""
    for found in TOKEN.finditer(_tidy(text)):
        yield found[0].rstrip(",")


def unapproved(text: str, approved: Collection[str]) -> list[str]:
    """The numbers of a text that are not approved, each once, in order. Approved phrases are taken out first, the longest first."""
    left = _tidy(text)
    for phrase in sorted((each for each in approved if not TOKEN.fullmatch(each)), key=lambda each: (-len(each), each)):
        left = re.sub(rf"(?<![\w.,-]){re.escape(phrase)}(?![\w%])", " ~ ", left)
    return list(dict.fromkeys(token for token in tokens(left) if token not in approved))


def approved_numbers(facts: Facts) -> frozenset[str]:
    """Numbers, dates and phrases with numbers that this paper may hold."""
    return frozenset(
        (
            *_counts(facts),
            *_beside(facts),
            *_chart(facts),
            *_dates(facts),
            *_rules(facts),
            *_of_measures(facts),
            *_config(facts),
            *_people(facts),
            *(f"Page {n} of {m}" for m in range(1, _PAGES + 1) for n in range(1, m + 1)),
        )
    )


def _counts(facts: Facts) -> Iterator[str]:
    """What the disclosed table prints of the paper's months: counts, and the percentages made of them."""
    for measure in facts.cabinet.measures:
        for told in (*figures.months_of(facts.disclosed, measure, facts.month),):
            for count in (told.in_scope, told.met, told.not_recorded):
                if count is not None:
                    yield from (str(count), f"{count:,}")
            if told.share is not None:
                yield from (f"{told.share}%",)


def _beside(facts: Facts) -> Iterator[str]:
    """Standards and England's figures, as they were set and published."""
    for target in facts.targets.values():
        yield numbers.percent(target)
    for england in facts.england.values():
        if england.share is not None:
            yield numbers.percent(england.share)
        if england.year is not None:
            yield from (f"March {england.year}", numbers.year_to_march(england.year))
        yield from tokens(england.basis)


def _chart(facts: Facts) -> Iterator[str]:
    """The usual range, and the scale's own numbers, worked out again from the disclosed table."""
    drawn = csv_file.drawn_of(facts)
    base = facts.disclosed.policy.base
    months = figures.months_of(facts.disclosed, drawn, facts.month)
    said = change.changes_of([change.Printed(each.month, each.in_scope, each.share) for each in months], drawn.better, base)
    if said.limits is not None:
        yield from (range_words(said),)
    yield from (f"{tick}%" for tick in range(0, 101, 5) if _on_scale(facts, tick))


def _on_scale(facts: Facts, tick: int) -> bool:
    from .chart import from_csv

    drawn = from_csv(csv_file.write(facts))
    return drawn is not None and any(label.kind == "axis" and label.text == f"{tick}%" for label in drawn.labels)


def _dates(facts: Facts) -> Iterator[str]:
    days: list[dt.date | None] = [facts.as_at, facts.words.meeting_on, facts.words.next_on]
    days += [each.on for _, each in facts.words.signed]
    days += [act.by_when for act in facts.words.actions]
    for promise in facts.promises.promises:
        days += [promise.given_on, promise.by_when, promise.outcome_on]
    for day in days:
        if day is not None:
            yield from (numbers.day(day), day.isoformat())
    for month in figures.months_told(facts.month):
        yield from (numbers.month_words(month), f"{month:%b %Y}", f"{month:%Y-%m}")
    yield numbers.month_words(figures.year_before(facts.month))


def _rules(facts: Facts) -> Iterator[str]:
    """The rules of hiding and of the usual range, as whole phrases."""
    policy = facts.disclosed.policy
    yield from (
        f"from {policy.hide_from} to {policy.hide_to}",
        f"nearest {policy.base}",
        f"where {policy.least_denominator} or more were counted",
        f"fewer than {policy.least_denominator}",
        "needs 13 months",
        f"edition {facts.edition}",
        f"last {numbers.days(facts.nights_missing)} of the month",
        "not at 0%",
    )
    yield facts.disclosed.lost
    for n in range(1, figures.MONTHS_TOLD + 1):
        yield f"first {numbers.months(n)} shown"
        yield f"{n} of the {numbers.months(figures.MONTHS_TOLD)}"


def _of_measures(facts: Facts) -> Iterator[str]:
    """How many measures, and how many promises: neither is a count of children."""
    most = len(facts.cabinet.measures)
    for n in range(most + 1):
        yield numbers.measures(n)
        yield from (numbers.of_measures(n, m) for m in range(max(n, 1), most + 1))
    promises = len(facts.promises.promises)
    for n in range(promises + 1):
        yield numbers.promises(n)
        yield from (f"{n} {state.lower()}" for state in promised.Standing)


def _config(facts: Facts) -> Iterator[str]:
    """Numbers in the words of config: "45 working days". They are approved with the words they stand among."""
    for measure in facts.cabinet.measures:
        yield measure.code
        for words in (measure.name, measure.rule, measure.who, measure.did, measure.matters):
            if any(True for _ in tokens(words)):
                yield words if " " in words else f" {words}"
    cabinet = facts.cabinet
    for words in (facts.council, cabinet.title, cabinet.paper_from, cabinet.contact, cabinet.marking, cabinet.members_marking,
                  cabinet.cover.key_decision, cabinet.cover.portfolio, cabinet.cover.wards, *cabinet.cover.recommendations):  # fmt: skip
        if any(True for _ in tokens(words)):
            yield words


def _people(facts: Facts) -> Iterator[str]:
    """Numbers that people wrote and bound to a figure or declared as no count of children (commentary screens them).

    Each is approved between the words it stands among, so that a budget's 2 approves no "2 children".
    """
    for text, each in facts.words.signed:
        yield from _among(text, {*(bound.number for bound in each.figures), *each.other_numbers})
    for promise in facts.promises.promises:
        yield from _among(promise.text, set(promise.other_numbers))


def _among(text: str, allowed: set[str]) -> Iterator[str]:
    """The allowed numbers of a text, each with the word before and the word after it."""
    told, allowed = _tidy(text), {each.lstrip("£") for each in allowed}
    for found in TOKEN.finditer(told):
        token = found[0].rstrip(",")
        if token in allowed or token.rstrip("%") in allowed:
            before, after = told[: found.start()].split(" "), told[found.start() + len(token) :].split(" ")
            pre, post = before[-1] or (before[-2] + " " if len(before) > 1 else ""), after[0] or (" " + after[1] if len(after) > 1 else "")
            yield f"{pre}{token}{post}".rstrip(".,;:")


def _tidy(text: str) -> str:
    return re.sub(r"\s+", " ", text)
