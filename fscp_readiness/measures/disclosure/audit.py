"""The audit: how narrow everything hidden has become by what was told; and whether one more number would give something away."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from fscp_readiness.history.releases.statements import Hidden, Statement, Terms, in_words
from fscp_readiness.vocabulary import Audience

from .attackers import Attack, attacks, readers
from .figures import Known
from .policy import Policy
from .rows import Row, Vector, connected, tightest, vector
from .system import Contradiction, Span, System


@dataclass(frozen=True)
class Bound:
    """How far a reader can narrow something hidden down.

    low, high  what it may be, least and most; an infinite most where nothing holds it in
    whole      worked out in whole numbers. Else by linear programming, which is never narrower: below the guard by it is below the guard,
               and it is left at that only from two wider than the guard on
    by         what was told that holds it in, in words
    """

    hidden: Hidden
    low: float
    high: float
    whole: bool
    by: tuple[str, ...]

    @property
    def width(self) -> float:
        """Most less least."""
        return self.high - self.low


@dataclass(frozen=True)
class Broken:
    """Something hidden that a number would give away.

    audience, terms  whose readers could work it out, and what
    low, high        what it would be narrowed to; not a number where what was typed in cannot be true
    sentence         for the person who typed the number in
    """

    audience: Audience
    terms: Terms
    low: float
    high: float
    sentence: str


def bounds(statements: Sequence[Statement], hidden: Sequence[Hidden], policy: Policy) -> tuple[Bound, ...]:
    """How narrow each hidden thing is by some statements, in the order given: the audit of a ledger, or of one paper.

    Every edition of a month's count is taken for a number of its own and, where any counts fit that, for one and the same; the narrower of
    the two is given. What contradicts the rest is let go, as little as will do. Raises nothing for what it finds; that is for its caller.
    """
    found: dict[Hidden, Bound] = {}
    for alike in (False, True):
        told = tightest(Row(vector(each.terms, alike), each.low, each.high, "", each.where) for each in statements)
        sums = {each: vector(each.terms, alike) for each in dict.fromkeys(hidden)}
        for each, narrowed in _spans(told, sums, policy, alike):
            had = found.get(each)
            if had is None or narrowed.width < had.width:
                found[each] = narrowed
        every = [*(each.terms for each in statements), *(each.terms for each in hidden)]
        if all(cell.edition == 1 for terms in every for cell, _ in terms):
            break
    return tuple(found[each] for each in hidden)


def breaks(known: Sequence[Known], new: Sequence[Statement], policy: Policy) -> Broken | None:
    """What a number typed in by hand would give away, to whichever reader it reaches; None where it gives away nothing.

    known   the readers and what they were told, the rest of the paper with it
    new     what the number says
    policy  of the paper, letter or sentence that it stands in: it says whom the number reaches, what is small and how narrow is too narrow
    """
    if not policy.hides or not new:
        return None
    mine = [Row(vector(each.terms), each.low, each.high, f"{number}", each.where) for number, each in enumerate(new)]
    mine = [row for row in mine if row.sum]
    for attack in attacks(readers(known, policy), mine, [], [], (), policy):
        if not attack.alike:
            try:
                attack.system.let_go_of_contradictions()
            except Contradiction:
                terms = mine[0].sum
                return Broken(
                    attack.audience, terms, math.nan, math.nan, f"No counts fit what is told here of {in_words(terms)}: check it."
                )
        broken = attack.broken()
        if broken:
            number, span = min(broken.items(), key=lambda each: (each[0] not in attack.guarded, each[1].width, each[0]))
            terms = attack.system.sums[number]
            return Broken(attack.audience, terms, span.low, span.high, _sentence(attack, terms, span))
    return None


def _spans(told: Sequence[Row], sums: Mapping[Hidden, Vector], policy: Policy, alike: bool) -> Iterable[tuple[Hidden, Bound]]:
    asked = list(sums.items())
    every = [*(row.sum for row in told), *(each for _, each in asked)]
    for group in connected(every):
        mine = [asked[n - len(told)] for n in group if n >= len(told)]
        if not mine:
            continue
        system = System([told[n] for n in group if n < len(told)], [each for _, each in mine])
        if alike and not system.feasible():
            continue
        system.let_go_of_contradictions()
        for hidden, each in mine:
            span = system.span(system.number[each], policy.guard)
            yield hidden, Bound(hidden, span.low, span.high, span.whole, _by(system, span))
    for hidden, each in asked:
        if not each:
            yield hidden, Bound(hidden, 0.0, 0.0, True, ())


def _by(system: System, span: Span) -> tuple[str, ...]:
    return tuple(dict.fromkeys(system.rows[row].where for row in sorted(span.by)))


def _sentence(attack: Attack, terms: Terms, span: Span) -> str:
    others = [where for where in _by(attack.system, span) if where not in {row.where for row in attack.system.rows if row.name}]
    with_what = f" with {' and '.join(others[:3])}" if others else ""
    reads = "is" if span.low == span.high else "lies between"
    what = f"{span.low:g}" if span.low == span.high else f"{span.low:g} and {span.high:g}"
    if math.isinf(span.high):
        what, reads = f"{span.low:g}", "is at least"
    return f"This number would tell{with_what} that {in_words(terms)} {reads} {what}, and that must stay hidden."
