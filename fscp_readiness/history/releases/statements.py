"""Cells, and what is known of them: a count nobody may work out, a number let out, a sum that stays hidden. Each to and from plain JSON."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any, Final, Self

Terms = tuple[tuple["Cell", float], ...]
WHY: Final = ("primary", "complement", "secondary")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip


class Unreadable(Exception):
    """A kept statement that cannot be read back: somebody changed the ledger by hand. Ours to fix."""

    exit_code = 1

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The ledger of releases holds something that cannot be read: {what}. Put the history back from its backup (REL-01)."
        )


@dataclass(frozen=True, order=True)
class Cell:
    """One true count that nobody may work out if it is small. It says what is counted, never how many.

    code, counting  the standard and how it counts, as in measures.csv: "CPV-01", "live"
    part            "met", "not_met" or "not_recorded", which add up to in scope; any other word for a table typed in by hand
    month           "2026-10"
    group           "" for the whole service; else a team, a service, a cut. Where both a whole and its teams are told, the whole is told as
                    the sum of its teams' cells: two cells with different groups are two unknowns
    edition         1; a month's figure published again after later entries is the next edition, which may or may not be the same number
    """

    code: str
    counting: str
    part: str
    month: str
    group: str = ""
    edition: int = 1


@dataclass(frozen=True)
class Statement:
    """What a release lets its readers know: low <= sum(coefficient * cell) <= high. Either end may be infinite.

    where  in words for a person: "table Main figures, CPV-01 met, October 2026", "FOI 2026/114"
    """

    terms: Terms
    low: float
    high: float
    where: str

    def as_plain(self) -> dict[str, Any]:
        """Lists, text and numbers only; an infinite end is None."""
        return {"terms": _plain(self.terms), "low": _end(self.low), "high": _end(self.high), "where": self.where}

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """What as_plain gave, read back. Raises Unreadable."""
        try:
            low, high = plain["low"], plain["high"]
            return cls(
                _terms(plain["terms"]),
                -math.inf if low is None else float(low),
                math.inf if high is None else float(high),
                str(plain["where"]),
            )
        except (KeyError, TypeError, ValueError) as problem:
            raise Unreadable(f"a statement ({problem})") from None


@dataclass(frozen=True)
class Hidden:
    """A sum that stays hidden from the day it was first hidden: never told exactly, never narrower than the guard.

    why  primary: it is small itself; complement: a whole less a part of it is; secondary: it would give another one away
    """

    terms: Terms
    why: str

    def as_plain(self) -> dict[str, Any]:
        """Lists, text and numbers only."""
        return {"terms": _plain(self.terms), "why": self.why}

    @classmethod
    def from_plain(cls, plain: Any) -> Self:
        """What as_plain gave, read back. Raises Unreadable."""
        try:
            why = str(plain["why"])
            if why not in WHY:
                raise ValueError(why)
            return cls(_terms(plain["terms"]), why)
        except (KeyError, TypeError, ValueError) as problem:
            raise Unreadable(f"something hidden ({problem})") from None


def sum_of(cells: Iterable[Cell]) -> Terms:
    """The plain sum of some cells, as terms in a fixed order."""
    return tuple((cell, 1.0) for cell in sorted(set(cells)))


def in_words(terms: Terms) -> str:
    """What a sum counts, for a person: "CPV-01 met, October 2026", "CPV-01 met, not_met, East, October to December 2026"."""
    cells = [cell for cell, _ in terms]
    if not cells:
        return "nothing"
    taken = [cell for cell, coefficient in terms if coefficient < 0]
    if taken and len(taken) < len(cells):
        kept = tuple((cell, coefficient) for cell, coefficient in terms if coefficient > 0)
        return f"{in_words(kept)}, less {in_words(tuple((cell, 1.0) for cell in taken))}"
    parts = " and ".join(_each(cell.part for cell in cells))
    named = [f"{' and '.join(_each(cell.code for cell in cells))} {parts}", ", ".join(_each(cell.group for cell in cells if cell.group))]
    named.append(_span(sorted({cell.month for cell in cells})))
    editions = sorted({cell.edition for cell in cells})
    if editions != [1]:
        named.append("edition " + " and ".join(str(edition) for edition in editions))
    return ", ".join(each for each in named if each)


def _each(words: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words))


def _span(months: list[str]) -> str:
    first, last = _month(months[0]), _month(months[-1])
    return first if len(months) == 1 else f"{first} to {last} ({len(months)} months)"


def _month(month: str) -> str:
    year, _, number = month.partition("-")
    if number.isdigit() and 1 <= int(number) <= 12:
        return f"{_MONTHS[int(number) - 1]} {year}"
    return month


def _plain(terms: Terms) -> list[list[Any]]:
    return [[list(astuple(cell)), coefficient] for cell, coefficient in terms]


def _end(end: float) -> float | None:
    return None if math.isinf(end) else end


def _terms(plain: Any) -> Terms:
    read = []
    for (code, counting, part, month, group, edition), coefficient in plain:
        read.append((Cell(str(code), str(counting), str(part), str(month), str(group), int(edition)), float(coefficient)))
    return tuple(read)
