"""The readers a release is attacked for: what each was told before, what this release would add, and what must stay wide for each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fscp_readiness.history.releases.statements import Cell, Hidden, Statement
from fscp_readiness.vocabulary import Audience

from .figures import Known
from .policy import Policy
from .rows import Row, Vector, connected, tightest, vector
from .system import Contradiction, Span, System

_ORDER = {Audience.PUBLIC: 0, Audience.MEMBERS: 1, Audience.LEADERSHIP: 2}


@dataclass(frozen=True)
class Reader:
    """One attacker, with every paper of theirs: their own audience's and those of the audiences that theirs reads besides.

    hidden   what must stay hidden from them
    doubted  what was hidden from a wider audience: theirs may be told more, and nothing small
    """

    audience: Audience
    statements: tuple[Statement, ...]
    hidden: tuple[Hidden, ...]
    doubted: tuple[Hidden, ...]


def readers(known: Sequence[Known], policy: Policy) -> list[Reader]:
    """The attackers whom a release under this policy reaches: its own audience, and those of the others who read its papers too.

    Leadership is told everything anyway, and is nobody's attacker.
    """
    made = []
    for audience, rank in _ORDER.items():
        theirs = [each for each in known if each.audience is audience]
        if audience is Audience.LEADERSHIP or rank < _ORDER[policy.audience] or (not theirs and audience is not policy.audience):
            continue
        others = [each for each in known if _ORDER[each.audience] < rank]
        statements = dict.fromkeys(statement for each in [*others, *theirs] for statement in each.statements)
        hidden = dict.fromkeys(each for view in theirs for each in view.hidden)
        doubted = dict.fromkeys(each for view in others for each in view.hidden if each not in hidden)
        made.append(Reader(audience, tuple(statements), tuple(hidden), tuple(doubted)))
    return made


def known_rows(view: Reader, alike: bool = False) -> list[Row]:
    """What an attacker was told, one row for each sum."""
    return tightest(Row(vector(each.terms, alike), each.low, each.high, "", each.where) for each in view.statements)


@dataclass(eq=False)
class Attack:
    """One attacker on counts that hang together.

    guarded   sums that are small or were hidden: never narrower than the guard
    unsure    sums whose count is not known here: not narrower than the guard where they might be small
    changes   what one edition differs from another by: not narrower where it might be small, unless it is plainly nothing
    named     name of a figure -> the number of its row
    alike     whether every edition of a month's count is taken for one and the same number
    """

    audience: Audience
    system: System
    policy: Policy
    guarded: set[int]
    unsure: set[int]
    changes: set[int]
    named: dict[str, list[int]]
    alike: bool
    before: dict[int, Span | None] = field(default_factory=dict)
    found: dict[int, Span] = field(default_factory=dict)

    def broken(self, only: Iterable[int] | None = None) -> dict[int, Span]:
        """Which sums the rows as they now stand give away, and what each is narrowed to. Sums no narrower than they were before are not."""
        asked = sorted((self.guarded | self.unsure | self.changes) if only is None else only)
        try:
            narrow = self.system.narrow(asked, self.policy.guard)
        except Contradiction:
            if self.alike:
                return {}
            raise
        return {number: span for number, span in narrow.items() if self._matters(number, span) and self._news(number, span)}

    def let_show(self, name: str, low: float, high: float) -> None:
        """Set what a figure lets its readers know."""
        for number in self.named.get(name, ()):
            self.system.hold(number, low, high)

    def _matters(self, number: int, span: Span) -> bool:
        if number in self.guarded:
            return True
        if number in self.changes:
            return span.low <= self.policy.hide_to and span.high >= -self.policy.hide_to and not span.low == span.high == 0
        return span.low <= self.policy.hide_to and span.high >= 0

    def _news(self, number: int, span: Span) -> bool:
        """Whether a sum is narrower than its reader had it before this release."""
        if number not in self.before:
            system, rows = self.system, self.system.rows
            mine = [n for n, row in enumerate(rows) if row.name]
            held = [(n, float(system.low[n]), float(system.high[n])) for n in mine]
            for n in mine:
                system.hold(n, -math.inf, math.inf)
            try:
                self.before[number] = system.span(number, self.policy.guard)
            except Contradiction:
                self.before[number] = None
            for n, low, high in held:
                system.hold(n, low, high)
        had = self.before[number]
        return had is None or span.low > had.low or span.high < had.high


def attacks(
    views: Sequence[Reader], mine: Sequence[Row], small: Sequence[Vector], large: Sequence[Vector], nobody: Iterable[Cell], policy: Policy
) -> list[Attack]:
    """Every attack on a release: each reader, on each lot of counts that hang together, with editions apart and with editions alike.

    mine    what the release would add, a row for each figure, with its name
    small   sums of the release that are known to be small
    large   sums of the release that are known not to be: nobody is protected by their staying wide
    nobody  cells that are told, as noughts, to count nobody
    """
    made = []
    for view in views:
        editions = {row.edition for each in view.statements for row, _ in each.terms} | {
            cell.edition for row in mine for cell, _ in row.sum
        }
        for alike in (False, True) if len(editions) > 1 else (False,):
            made += _of(view, mine, small, large, set(nobody), policy, alike)
    return made


def _of(
    view: Reader, mine: Sequence[Row], small: Sequence[Vector], large: Sequence[Vector], nobody: set[Cell], policy: Policy, alike: bool
) -> list[Attack]:
    told = known_rows(view, alike)
    rows = [*told, *(Row(vector(row.sum, alike), row.low, row.high, row.name, row.where) for row in mine)]
    stay = [vector(each.terms, alike) for each in view.hidden]
    guarded = list(dict.fromkeys(each for each in [*stay, *(vector(each, alike) for each in small)] if each))
    changes = [] if alike else _changes(mine, told, view)
    unsure = list(dict.fromkeys([*(vector(each.terms) for each in view.doubted), *_nested(mine, told, policy)]))
    if alike:
        unsure = list(dict.fromkeys(vector(each, True) for each in unsure))
    plain = list(dict.fromkeys(vector(each, alike) for each in large))
    sums = [*guarded, *changes, *unsure, *plain]
    made = []
    for group in connected([*(row.sum for row in rows), *sums]):
        mine_here = [rows[n] for n in group if n < len(rows)]
        if not any(row.name for row in mine_here):
            continue
        asked = [sums[n - len(rows)] for n in group if n >= len(rows)]
        if alike and not _several_editions(view, mine, {cell for row in mine_here for cell, _ in row.sum}):
            continue
        system = System(mine_here, asked)
        kept, gone = set(guarded), set(changes)
        exempt = set(plain) - kept
        named: dict[str, list[int]] = {}
        for number, row in enumerate(mine_here):
            if row.name:
                named.setdefault(row.name, []).append(number)
        numbers = {each: number for each, number in system.number.items() if not all(cell in nobody for cell, _ in each) or each in kept}
        made.append(
            Attack(
                view.audience,
                system,
                policy,
                {number for each, number in numbers.items() if each in kept},
                {number for each, number in numbers.items() if each not in kept and each not in gone and each not in exempt},
                {number for each, number in numbers.items() if each in gone},
                named,
                alike,
            )
        )
    return made


def _several_editions(view: Reader, mine: Sequence[Row], cells: set[Cell]) -> bool:
    every = {cell for each in view.statements for cell, _ in each.terms} | {cell for row in mine for cell, _ in row.sum}
    return any(cell.edition != 1 and vector(((cell, 1.0),), True)[0][0] in cells for cell in every)


def _changes(mine: Sequence[Row], told: Sequence[Row], view: Reader) -> list[Vector]:
    """What one edition differs from another by: of each count, and of each sum of the release that was told before as another edition."""
    before: dict[Vector, list[Vector]] = {}
    for row in [*told, *mine]:
        before.setdefault(vector(row.sum, True), []).append(row.sum)
    found: dict[Vector, None] = {}
    for row in mine:
        for other in before.get(vector(row.sum, True), ()):
            if other != row.sum:
                found[_less(row.sum, other)] = None
    here = {cell for row in [*told, *mine] for cell, _ in row.sum} | {cell for each in view.hidden for cell, _ in each.terms}
    editions: dict[Vector, list[Cell]] = {}
    for cell in sorted(here):
        editions.setdefault(vector(((cell, 1.0),), True), []).append(cell)
    for cells in editions.values():
        for later, earlier in zip(cells[1:], cells, strict=False):
            found[_less(((later, 1.0),), ((earlier, 1.0),))] = None
    return list(found)


def _less(one: Vector, other: Vector) -> Vector:
    return vector([*one, *((cell, -coefficient) for cell, coefficient in other)])


def _nested(mine: Sequence[Row], told: Sequence[Row], policy: Policy) -> Iterable[Vector]:
    """Differences between a sum of the release and one told before, one within the other, where they might be small."""
    having: dict[Cell, list[Row]] = {}
    for row in told:
        if all(coefficient == 1 for _, coefficient in row.sum):
            for cell, _ in row.sum:
                having.setdefault(cell, []).append(row)
    for row in mine:
        cells = {cell for cell, _ in row.sum}
        if any(coefficient != 1 for _, coefficient in row.sum):
            continue
        seen = {id(other): other for cell in cells for other in having.get(cell, ())}
        for other in seen.values():
            others = {cell for cell, _ in other.sum}
            whole, part = (other, row) if cells < others else (row, other)
            if (cells < others or others < cells) and whole.low - part.high <= policy.hide_to:
                yield _less(whole.sum, part.sum)


def told_before(view: Reader) -> Mapping[Vector, tuple[float, float]]:
    """sum -> the narrowest ends that were told of it."""
    return {row.sum: (row.low, row.high) for row in known_rows(view)}
