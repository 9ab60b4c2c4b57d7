"""What people wrote for the paper, screened before anything is printed: nobody to be known by it, and no number that nobody answers for.

A number in a sentence is one of four. It stands in the disclosed table; or it is bound to a figure (``figures``) and attacked with all
that was let out before; or it is declared as no count of children (``other_numbers``); or the sentence is refused, with what to do.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from fscp_readiness.history.releases.statements import Cell, Statement, sum_of
from fscp_readiness.measures.disclosure import Disclosed, Known, breaks
from fscp_readiness.measures.months import plain_rows
from fscp_readiness.settings.cabinet_words import PROMISES_FILE, WORDS_FILE, BoundNumber, Signed
from fscp_readiness.vocabulary import Audience

from .csv_file import plain
from .facts import Facts
from .figures import PARTS, key_of, year_before
from .number_words import Number, numbers_in, value_of

_PEOPLE_KNOWN_BY: Final = {
    "what looks like a child's or a worker's number": re.compile(r"\b[A-Za-z]{1,3}[-/]?\d{4,}\b|\b\d{6,}\b"),
    "a date written in figures": re.compile(r"\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b"),
    "a long number, such as a telephone number": re.compile(r"(?:\d[ -]?){9,}"),
    "an e-mail or web address": re.compile(r"\S@\S|https?:|www\.", re.IGNORECASE),
    "a postcode": re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b"),
    "the name of a person": re.compile(
        r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir|Lady|Sister|Auntie?|Uncle)\b\.? ?[A-Z]|\b[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z][a-z]+"
    ),
    "what somebody is called": re.compile(r"\b(?:called|named|known as|first name|surname)\b", re.IGNORECASE),
    "somebody's age or birth": re.compile(
        r"\b(?:aged|born|birthday)\b|\b[\w-]+[- ](?:year|month|week|day)s?[- ]olds?\b", re.IGNORECASE
    ),
}  # fmt: skip
"""What is in no public sentence, and how it looks."""

_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE: Final = re.compile(rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?\s+)?({_MONTHS})\s+(\d{{4}})\b|\b(\d{{1,2}})(?:st|nd|rd|th)?\s+({_MONTHS})\b")
_NOT_LONG_AGO: Final = dt.timedelta(days=400)
"""A date further back than this is refused: it may be of a birth. Sentences are about now."""


class CommentaryRefused(ValueError):
    """A sentence that may not be printed as it stands, in a sentence for whoever wrote it. Exit code 2, yours to fix.

    where  which sentence it is, by its place in the file; none of its words but the number in question, for the message may be logged
    """

    exit_code = 2

    def __init__(self, where: str, sentence: str, code: str) -> None:
        super().__init__(f"{where}: {sentence} [{code}]")
        self.sentence, self.code = sentence, code


@dataclass(frozen=True)
class Screened:
    """What the sentences let out. printed: each whole, and its dates; statements: what the exact numbers say, for the ledger."""

    printed: frozenset[str]
    statements: tuple[Statement, ...]


def screen(facts: Facts, months: pd.DataFrame, known: Sequence[Known]) -> Screened:
    """Read every sentence that people signed, and every promise.

    months  history.store.MONTHS, to see that a number bound to a figure is that figure
    known   every reader and what they were told before
    Raises CommentaryRefused for the first that may not be printed.
    """
    printed: set[str] = set()
    statements: list[Statement] = []
    counted = _counted(months, facts)
    counts, shares = _table(facts)
    for where, text, signed, declared in _written(facts):
        nobody_is_known(where, text)
        dates = _dates(where, text, facts.month)
        bound = {id(each): each for each in (signed.figures if signed else ())}
        answered = {_same(each.number) for each in bound.values()}
        for number in numbers_in(text):
            said = _same(number.said)
            mine = [each for each in bound.values() if _same(each.number) == said]
            for each in mine:
                statements += _bound(where, text, bound.pop(id(each)), counted, facts, known, statements)
            if mine or any(start <= number.start < end for _, start, end in dates):
                continue
            if said in declared or said.partition(" ")[0] in declared:
                _may_be_declared(where, text, number, facts.disclosed)
            elif not (number.kind == "figures" and said in (shares if number.percent else counts)) and said not in answered:
                raise CommentaryRefused(where, _nobody_answers(number), "COM-03")
        for each in bound.values():
            raise CommentaryRefused(where, f"{each.number} is bound to a figure, and the sentence does not say it.", "COM-04")
        printed |= {text, *(date for date, _, _ in dates)}
    return Screened(frozenset(printed), tuple(statements))


def nobody_is_known(where: str, text: str) -> None:
    """Raise CommentaryRefused where a text holds something by which a person could be known. The message does not repeat it."""
    for what, pattern in _PEOPLE_KNOWN_BY.items():
        if pattern.search(text):
            raise CommentaryRefused(where, f"it holds {what}. Leave it out: the paper is public.", "COM-01")


def _written(facts: Facts) -> Iterator[tuple[str, str, Signed | None, Collection[str]]]:
    """Every text that people wrote: where, the text, whose it is, and what is declared of it."""
    for place, (text, signed) in enumerate(facts.words.signed, start=1):
        yield (
            f"{WORDS_FILE}, sentence {place} in the paper's order, signed by {signed.by}",
            text,
            signed,
            {_same(each) for each in signed.other_numbers},
        )
    for each in facts.promises.promises:
        yield f"{PROMISES_FILE}, promise {each.id}", each.text, None, {_same(one) for one in each.other_numbers}
    yield f"{WORDS_FILE}, the meeting", facts.words.meeting, None, ()


def _same(number: str) -> str:
    return " ".join(number.lower().lstrip("£€$ ").split()).rstrip("%").strip()


def _dates(where: str, text: str, month: dt.date) -> list[tuple[str, int, int]]:
    """Dates in words. Raises CommentaryRefused for one so long ago that somebody may have been born on it."""
    found = []
    for one in _DATE.finditer(text):
        year = int(one.group(3)) if one.group(3) else month.year
        if one.group(1) and year < (month - _NOT_LONG_AGO).year:
            raise CommentaryRefused(where, "it holds a date long ago, which may be of a birth. Leave the day out.", "COM-02")
        found.append((one.group(), one.start(), one.end()))
    return found


def _table(facts: Facts) -> tuple[frozenset[str], frozenset[str]]:
    """The main figures' counts and percentages, of the month and a year ago, with the standards and England's, as they are typed.

    Of the months between nothing: among hundreds of counts nearly every number of that size is one, and says nothing.
    """
    disclosed = facts.disclosed
    main = {f"{facts.month:%Y-%m}", f"{year_before(facts.month):%Y-%m}"}
    keys = [key for key in disclosed.counts if main & set(key.split())]
    told = [count for key in keys if (count := disclosed.counts[key]) is not None]
    shares = {disclosed.share(key, f"{key.rsplit(' ', 1)[0]} in_scope") for key in keys if not key.endswith(" in_scope")}
    beside = [*facts.targets.values(), *(each.share for each in facts.england.values() if each.share is not None)]
    return (
        frozenset({*(f"{count}" for count in told), *(f"{count:,}" for count in told)}),
        frozenset({*(f"{share}" for share in shares if share is not None), *(plain(share * 100) for share in beside)}),
    )


def _counted(months: pd.DataFrame, facts: Facts) -> dict[tuple[str, str], dict[str, int]]:
    """The month's true counts: (code, counting) -> part -> count."""
    rows = [row for row in plain_rows(months, "all") if pd.Timestamp(row["month"]).date() == facts.month and row["met"] is not None]
    return {(str(row["code"]), str(row["counting"])): _parts(row) for row in rows}


def _parts(row: Mapping[str, Any]) -> dict[str, int]:
    parts = {part: int(row[part] or 0) for part in PARTS}
    return {**parts, "in_scope": sum(parts.values())}


def _bound(
    where: str, text: str, bound: BoundNumber, counted: Mapping[tuple[str, str], Mapping[str, int]], facts: Facts,
    known: Sequence[Known], before: Sequence[Statement],
) -> list[Statement]:  # fmt: skip
    """What a number bound to a figure says, where it may be said. Raises CommentaryRefused."""
    code, part = bound.which.split()
    counting = next((each.counting for each in facts.cabinet.measures if each.code == code), "live")
    counts = counted.get((code, counting))
    if counts is None:
        raise CommentaryRefused(where, f"{bound.number} is bound to {bound.which}, of which the month has no count.", "COM-05")
    said = value_of(bound.number)
    percent = bound.number.strip().endswith("%")
    key = key_of(code, counting, facts.month, part)
    as_printed = facts.disclosed.share(key, key_of(code, counting, facts.month, "in_scope")) if percent else facts.disclosed.counts.get(key)
    if said is not None and said == as_printed:
        return []
    if percent:
        raise CommentaryRefused(
            where, f"{bound.number} is not the percentage that the paper prints of {bound.which}: print that, or none.", "COM-06"
        )
    if said != counts[part]:
        raise CommentaryRefused(where, f"{bound.number} is bound to {bound.which}, and that is not what was counted.", "COM-07")
    edition = facts.edition
    cells = [Cell(code, counting, each, f"{facts.month:%Y-%m}", "", edition) for each in (PARTS if part == "in_scope" else (part,))]
    new = Statement(sum_of(cells), said, said, f"the sentence signed by {where.partition('signed by ')[2]}")
    beside = (*facts.disclosed.statements, *before)
    views = [Known(each.audience, (*each.statements, *beside), (*each.hidden, *facts.disclosed.hidden)) for each in known]
    if broken := breaks(_with_the_reader(views, facts.disclosed), [new], facts.disclosed.policy):
        raise CommentaryRefused(
            where, f"{bound.number} ({bound.which}) may not be printed. {broken.sentence} Take the number out.", "COM-08"
        )
    return [new]


def _with_the_reader(views: list[Known], disclosed: Disclosed) -> list[Known]:
    """The readers, with the paper's own among them whatever was known before."""
    audience = disclosed.policy.audience
    if any(each.audience is audience for each in views) or audience is Audience.LEADERSHIP:
        return views
    return [*views, Known(audience, disclosed.statements, disclosed.hidden)]


def _may_be_declared(where: str, text: str, number: Number, disclosed: Disclosed) -> None:
    """A number declared as no count of children must not be one; a large one, as coarse as the paper's own, may be."""
    if not number.people or number.kind == "everybody":
        return
    policy, value = disclosed.policy, value_of(number.said)
    if value is not None and number.kind != "part" and value > policy.hide_to and value % policy.base == 0:
        return
    rounded = f"write it to the nearest {policy.base}, or " if policy.base > 1 else ""
    raise CommentaryRefused(
        where,
        f"'{number.said}' seems to count children, and is declared as no count of them. Bind it to a figure with figures, {rounded}"
        f"take it out: {policy.hide_to} or fewer are never told.",
        "COM-09",
    )  # fmt: skip


def _nobody_answers(number: Number) -> str:
    what = f"'{number.said}' is a number that stands nowhere in the paper's table"
    if number.kind == "everybody":
        what = f"'{number.said}' tells of everybody or of nobody, which is a number too"
    return (
        f'{what}. If it counts children, bind it: figures = [{{ number = "{number.said}", is = "CPV-01 not_met" }}]. '
        f'If it counts none, declare it: other_numbers = ["{number.said}"]. Or take it out.'
    )
