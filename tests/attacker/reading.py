"""What a reader of the papers can write down: equations over unknown counts, from what was printed and the rules, and nothing else.

The rules are those that the paper states of itself: which counts are hidden, and to what the rest are rounded. Nobody is told which
[c] is hidden for its own sake and which to protect another, so there are two readers. The careful one takes [c] to say nothing. The bold
one takes a [c] for a small count. Where the rest is rounded he is given the luck to do so only where it is one; where the rest is exact
nearly every small count has another hidden beside it, and he is right about a connected part of the figures as a whole or not at all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .worlds import Name, Wanted, World


@dataclass(frozen=True)
class Rules:
    """What a paper says of itself: counts from ``hide_from`` to ``hide_to`` are hidden, the rest go to the nearest ``base``."""

    hide_from: int = 0
    hide_to: int = 7
    base: int = 5
    guard: int = 5

    def small(self, value: int) -> bool:
        return self.hide_from <= value <= self.hide_to

    def print(self, value: int) -> int:
        """The value as printed where it is printed, halves up."""
        return (2 * value + self.base) // (2 * self.base) * self.base


PUBLIC = Rules()
MEMBERS = Rules(0, 5, 1)
DFE = Rules(1, 5, 1)
"""Small counts 1 to 5 hidden, noughts and the rest exact: what many print. Narrower than the guard by itself."""


@dataclass(frozen=True)
class Row:
    """low <= sum of coefficient * unknown <= high (None: no end), and where it was read."""

    terms: tuple[tuple[Name, int], ...]
    low: int
    high: int | None
    where: str = ""
    guessed: bool = False
    exact: bool = False

    def value(self, truth: Mapping[Name, int]) -> int:
        return sum(times * truth[name] for name, times in self.terms)

    def holds(self, truth: Mapping[Name, int]) -> bool:
        return self.low <= self.value(truth) and (self.high is None or self.value(truth) <= self.high)


@dataclass(frozen=True)
class Secret:
    """Something that nobody may work out: a sum of counts, its true value, and why."""

    terms: tuple[tuple[Name, int], ...]
    value: int
    why: str


def ones(cells: Sequence[Name]) -> tuple[tuple[Name, int], ...]:
    return tuple((cell, 1) for cell in sorted(cells))


def read(figure: Wanted, count: int | None, rules: Rules, *, bold: bool = False, where: str = "") -> Row | None:
    """What one printed figure says. A shown count is none of the hidden ones; a printed nought of theirs is a nought declared harmless."""
    terms = ones(figure.cells)
    if count is None:
        return Row(terms, rules.hide_from, rules.hide_to, where, guessed=True, exact=rules.base == 1) if bold else None
    below, above = (rules.base - 1) // 2 + (rules.base % 2 == 0), (rules.base - 1) // 2
    low, high = count - below, count + above
    if rules.hide_from <= low <= rules.hide_to:
        low = rules.hide_to + 1
    if count == 0 and rules.hide_to >= 0:
        low = high = 0
    return Row(terms, max(0, low), high, where)


def percentage(part: Wanted, whole: Wanted, printed: float, places: int) -> list[Row]:
    """A percentage says that part / whole lies within half a unit of its last place: two rows without denominators."""
    unit = 10**places
    hundredfold, half = round(printed * unit), 0.5
    rows = []
    for sign in (1, -1):
        # sign * (100 * unit * part - printed * unit * whole) <= half * whole, doubled to stay whole
        terms: dict[Name, int] = {}
        for name in part.cells:
            terms[name] = terms.get(name, 0) - sign * 200 * unit
        for name in whole.cells:
            terms[name] = terms.get(name, 0) + sign * 2 * hundredfold + int(2 * half)
        rows.append(Row(tuple(sorted(terms.items())), 0, None, f"{printed} per cent"))
    return rows


def as_one(row: Row, truth: Mapping[Name, int]) -> Row:
    """The reader who takes the editions of a month for one count. Where they differ he guesses wrongly, and gets nothing from it."""
    terms: dict[Name, int] = {}
    for name, times in row.terms:
        first = name._replace(edition=1)
        one = first if truth.get(first) == truth[name] else name
        terms[one] = terms.get(one, 0) + times
    return Row(tuple(sorted(terms.items())), row.low, row.high, row.where, row.guessed, row.exact)


def secrets(world: World, rules: Rules, *, papers: Sequence[int] | None = None) -> list[Secret]:
    """All that must be kept: small counts of the figures asked for, their small complements, small cells, small changes of an edition."""
    found: dict[tuple[tuple[Name, int], ...], Secret] = {}

    def keep(terms: tuple[tuple[Name, int], ...], value: int, why: str) -> None:
        if terms and rules.small(value):
            found.setdefault(terms, Secret(terms, value, why))

    wanted = [figure for number, paper in enumerate(world.papers) for figure in paper if papers is None or number in papers]
    by_key = {figure.key: figure for figure in wanted}
    for figure in by_key.values():
        keep(ones(figure.cells), world.value(figure.cells), f"small figure {figure.key}")
    for figure in by_key.values():
        if whole := by_key.get(figure.part_of):
            rest = sorted(set(whole.cells) - set(figure.cells))
            keep(ones(rest), world.value(rest), f"complement of {figure.key}")
    for name in sorted({name for figure in by_key.values() for name in figure.cells}):
        keep(ones([name]), world.truth[name], f"small cell {name}")
        later = name._replace(edition=name.edition + 1)
        if later in world.truth:
            change = world.truth[later] - world.truth[name]
            if 0 < abs(change) <= rules.hide_to:
                terms = ((later, 1), (name, -1))
                found[terms] = Secret(terms, change, f"late entries of {name}")
    return list(found.values())


def safe_figures(world: World, rules: Rules) -> list[str]:
    """Keys of the figures that need not be hidden for their own sake: neither small nor the rest of something small."""
    figures = world.figures()
    keys = []
    for figure in figures.values():
        value = world.value(figure.cells)
        whole = figures.get(figure.part_of)
        if not rules.small(value) and not (whole and rules.small(world.value(whole.cells) - value)):
            keys.append(figure.key)
    return keys
