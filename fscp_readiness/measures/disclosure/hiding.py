"""From what is hidden by rule to what must be hidden besides, so that no reader can work out what is small: attack, hide, give back."""

from __future__ import annotations

import hashlib
import hmac
import json
import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from fscp_readiness.history.releases.statements import Statement, in_words

from .attackers import Attack, Reader, attacks, readers, told_before
from .figures import Figure, Known
from .policy import Policy
from .rows import Row, Vector, vector
from .rules import COMPLEMENT, PRIMARY, SECONDARY, FiguresDisagree, hidden_by_rule, rest_of, shown_zeros, small_rests, sum_in
from .system import Contradiction, Span

_FREE = (-math.inf, math.inf)
_REST = " (rest)"
_BESIDES = 0.25


@dataclass
class Plan:
    """Which figures are hidden and why, which are left out, and which table would be better coarser.

    printed  what each figure reads where it is shown
    repeated keys that stand in an earlier paper and read as they did there: hiding them now would hide nothing
    plain    keys whose reader is taken to know, where they read [c], that they are small themselves. Every one, where the rest is rounded:
             that is more than the one mark tells. Where the rest is exact nearly every small count needs another hidden beside it, and
             nothing tells the two apart; only a figure that shares no count with another is plain there
    coarser  tables that cannot stand as fine as they are
    """

    by_key: Mapping[str, Figure]
    policy: Policy
    printed: dict[str, int]
    bounds: dict[str, tuple[int, int]]
    zeros: frozenset[str]
    why: dict[str, str]
    small: list[Vector]
    plain: frozenset[str]
    repeated: frozenset[str]
    dropped: set[str] = field(default_factory=set)
    coarser: set[str] = field(default_factory=set)

    def tells(self, key: str) -> tuple[float, float]:
        """What a reader learns of a figure's sum from the paper."""
        if key in self.dropped:
            return _FREE
        why = self.why.get(key)
        if why is None:
            return self.bounds[key]
        return (self.least(key), self.policy.hide_to) if why == PRIMARY and key in self.plain else _FREE

    def least(self, key: str) -> int:
        """The least that [c] can stand for where the figure is small itself."""
        return self.bounds[key][0] if self.by_key[key].value <= self.policy.hide_to else 0

    def statements(self) -> list[Statement]:
        """What the release lets its readers know of each figure; and of a part hidden for its rest, that the rest is small."""
        told = []
        for key, figure in self.by_key.items():
            low, high = self.tells(key)
            terms = sum_in(figure)
            where = f"table {figure.table}, {in_words(terms)}" if figure.table else in_words(terms)
            if math.isfinite(high):
                told.append(Statement(terms, low, high, where if key not in self.why else f"[c] in {where}"))
            if self.why.get(key) == COMPLEMENT and key not in self.dropped and key in self.plain:
                rest = rest_of(figure, self.by_key)
                told.append(Statement(rest, 0, self.policy.hide_to, f"[c] in {where}"))
        return told


def planned(figures: Mapping[str, Figure], policy: Policy, known: Sequence[Known], harmless: Iterable[str], secret: bytes) -> Plan:
    """The plan for some figures after everything that was told before. Raises FiguresDisagree.

    secret  what a reader cannot know: the choices among equals are made by it, and now and then a figure is hidden that need not be
    """
    views = readers(known, policy)
    plan = _by_rule(figures, policy, views, frozenset(harmless))
    mine = []
    for key, figure in figures.items():
        low, high = plan.bounds[key]
        mine.append(Row(sum_in(figure), low, high, key, in_words(sum_in(figure))))
        if figure.part_of:
            rest = rest_of(figure, figures)
            if rest:
                mine.append(Row(rest, 0, policy.hide_to, key + _REST, in_words(rest)))
    nobody = {cell for key in plan.zeros for cell in figures[key].cells}
    sums = [sum_in(figure) for figure in figures.values()]
    small = set(plan.small)
    found = attacks(views, mine, plan.small, [each for each in sums if each not in small], nobody, policy)
    _Search(plan, found, _drawn(figures, secret)).run()
    return plan


def _by_rule(figures: Mapping[str, Figure], policy: Policy, views: Sequence[Reader], harmless: frozenset[str]) -> Plan:
    stay = {vector(each.terms, True) for view in views for each in view.hidden}
    sticky = {key for key, figure in figures.items() if vector(sum_in(figure), True) in stay}
    zeros = shown_zeros(figures, policy, harmless) - sticky
    before = next((told_before(view) for view in views if view.audience is policy.audience), {})
    printed, bounds, repeated = {}, {}, set()
    declares = not policy.zeros_shown and policy.hide_to - 1 >= policy.guard
    for key, figure in figures.items():
        told = before.get(sum_in(figure))
        again = None if told is None or key in sticky else _printed_before(told, policy)
        if again is not None:
            repeated.add(key)
            printed[key] = again
            bounds[key] = policy.read_back(again) if again else (0, 0)
        elif policy.small(figure.value):
            printed[key] = 0
            named = declares and key in harmless and figure.value > 0
            bounds[key] = (0, 0) if key in zeros else (max(policy.hide_from, int(named or policy.zeros_shown)), policy.hide_to)
        else:
            printed[key] = policy.printed(figure.value)
            bounds[key] = policy.read_back(printed[key]) if figure.value else (0, 0)
    why = {key: reason for key, reason in hidden_by_rule(figures, policy, zeros).items() if key not in repeated}
    for key in sticky:
        why.setdefault(key, SECONDARY)
    for key in repeated:
        whole = figures[key].part_of
        if whole and whole not in repeated | why.keys() and policy.small(figures[whole].value - figures[key].value):
            why[whole] = SECONDARY  # the part stands in an earlier paper, so it is the whole that is not printed
    small = [sum_in(figures[key]) for key in why]
    small += [rest_of(figures[key], figures) for key, reason in why.items() if reason == COMPLEMENT]
    small += small_rests(figures, policy, zeros)
    plain = frozenset(figures) if policy.base > 1 else _alone(figures)
    return Plan(
        figures, policy, printed, bounds, zeros, why, list(dict.fromkeys(each for each in small if each)), plain, frozenset(repeated)
    )


def _alone(figures: Mapping[str, Figure]) -> frozenset[str]:
    used = Counter(cell for figure in figures.values() for cell in figure.cells)
    return frozenset(key for key, figure in figures.items() if all(used[cell] == 1 for cell in figure.cells))


def _printed_before(told: tuple[float, float], policy: Policy) -> int | None:
    """The count that an earlier paper under this policy printed; None where none did."""
    low, high = told
    if not (math.isfinite(low) and math.isfinite(high)):
        return None
    if low == high == 0:
        return 0
    printed = policy.printed(int(high))
    return printed if high > policy.hide_to and policy.read_back(printed) == (low, high) else None


def _drawn(figures: Mapping[str, Figure], secret: bytes) -> random.Random:
    """Lots drawn from the secret and the true counts: the same for the same figures, and unknown to every reader."""
    told = json.dumps(sorted((key, figure.value) for key, figure in figures.items())).encode()
    return random.Random(int.from_bytes(hmac.new(secret, told, hashlib.sha256).digest(), "big"))


class _Search:
    """Hide until no attack finds anything; then show again whatever was hidden for nothing.

    Which figures are hidden is information too. Were one hidden only where the others' rounding happens to give a small count away, that it
    is hidden would say so; were the first of two equals always the one, that it is hidden would say that it is the large one. So of equals
    one is drawn by lot, and of the counts that only rounding protects one in four has another hidden beside it though it need not be.
    """

    def __init__(self, plan: Plan, found: list[Attack], lots: random.Random) -> None:
        self.plan, self.attacks, self.lots = plan, found, lots
        self.of: dict[str, list[Attack]] = {}
        for attack in found:
            for name in attack.named:
                self.of.setdefault(name, []).append(attack)
        self.place = {key: lots.random() for key in plan.by_key}
        self.added: dict[str, list[tuple[Attack, int]]] = {}

    def run(self) -> None:
        for key in self.plan.by_key:
            self._tell(key)
        for attack in self.attacks:
            _check(attack)
        for attack in self.attacks:
            self._hide_besides(attack)
        dirty = list(self.attacks)
        while dirty:
            touched: list[Attack] = []
            for attack in dirty:
                touched += self._mend(attack)
            dirty = list(dict.fromkeys(touched)) if touched else []
        self._give_back()

    def _hide_besides(self, attack: Attack) -> None:
        """Hide a figure beside some of the counts that only rounding protects; where nothing is rounded, the attack does."""
        if attack.alike or self.plan.policy.base == 1:
            return
        hidden = {attack.system.number[vector(sum_in(self.plan.by_key[key]))] for key in attack.named if key in self.plan.why}
        names = {row: name for name, rows in attack.named.items() for row in rows if self._shown([name])}
        told = {n: "" for n, row in enumerate(attack.system.rows) if not row.name and row.high - row.low < self.plan.policy.base}
        for held in attack.system.fixed_by(sorted(hidden), {**names, **told}).values():
            drawn = self.lots.random() < _BESIDES
            mine = [name for name in held if name]
            if drawn and mine and not any(name in self.plan.why for name in mine):
                key = min(mine, key=self._missed)
                self.plan.why[key] = SECONDARY
                self._tell(key)

    def _mend(self, attack: Attack) -> list[Attack]:
        """Hide, for each sum given away, one figure that holds it in; gives the attacks to be run again."""
        broken = attack.broken()
        attack.found = broken
        touched: list[Attack] = []
        changed: set[int] = set()
        left_out = False
        for number, span in sorted(broken.items(), key=lambda each: (each[1].width, each[0])):
            if changed & span.by:
                continue
            names = self._holding(attack, number, span)
            if not names:
                if not left_out:  # one at a time: it may be enough for the others
                    touched += self._leave_out(attack, span)
                    left_out = True
                continue
            figure = self.plan.by_key[min(names, key=self._missed)]
            self.plan.why[figure.key] = SECONDARY
            self.added[figure.key] = [*self.added.get(figure.key, []), (attack, number)]
            touched += self._tell(figure.key)
            changed |= {row for other in self.of[figure.key] if other is attack for row in attack.named[figure.key]}
        if broken and attack not in touched:
            touched.append(attack)
        return touched

    def _holding(self, attack: Attack, number: int, span: Span) -> list[str]:
        """Shown figures that hold a sum in: those the attack leaned on; else those that share a count with it; else any."""
        rows = attack.system.rows
        leaned = self._shown({rows[row].name for row in span.by})
        if leaned:
            return leaned
        cells = {cell for cell, _ in attack.system.sums[number]}
        return self._shown({row.name for row in rows if any(cell in cells for cell, _ in row.sum)}) or self._shown(attack.named)

    def _shown(self, names: Iterable[str]) -> list[str]:
        plan = self.plan
        return [name for name in names if name in plan.by_key and not (name in plan.why or name in plan.dropped or name in plan.repeated)]

    def _missed(self, key: str) -> tuple[int, int, float]:
        figure = self.plan.by_key[key]
        return figure.cost, len(figure.cells), self.place[key]

    def _leave_out(self, attack: Attack, span: Span) -> list[Attack]:
        """Nothing shown is left to hide: the mark [c] itself tells too much. Make its table coarser, or leave the figure out."""
        names = [attack.system.rows[row].name.removesuffix(_REST) for row in span.by if attack.system.rows[row].name]
        names = [name for name in names if name not in self.plan.dropped] or [
            name for name in attack.named if name in self.plan.by_key and name not in self.plan.dropped
        ]
        if not names:
            raise FiguresDisagree(f"Nothing is told of {in_words(attack.system.sums[0])} any more, and it is given away still (DIS-03).")
        key = min(names, key=self._missed)
        if self.plan.by_key[key].coarser:
            self.plan.coarser.add(self.plan.by_key[key].table)
        self.plan.dropped.add(key)
        return self._tell(key)

    def _tell(self, key: str) -> list[Attack]:
        """Set in every attack what the paper as planned tells of a figure."""
        low, high = self.plan.tells(key)
        rest = self.plan.why.get(key) == COMPLEMENT and key not in self.plan.dropped and key in self.plan.plain
        for attack in self.of.get(key, ()):
            attack.let_show(key, low, high)
            attack.let_show(key + _REST, *((0.0, float(self.plan.policy.hide_to)) if rest else _FREE))
            number = attack.system.number.get(vector(sum_in(self.plan.by_key[key]), attack.alike))
            if number is not None and key in self.plan.why:
                attack.guarded.add(number)
        return self.of.get(key, [])

    def _give_back(self) -> None:
        for key in sorted(self.added, key=self._missed, reverse=True):
            del self.plan.why[key]
            mine = {attack: attack.system.number[vector(sum_in(self.plan.by_key[key]), attack.alike)] for attack in self.of[key]}
            for attack, number in mine.items():
                attack.guarded.discard(number)
            self._tell(key)
            first = any(attack.broken([number]) for attack, number in self.added[key])
            if first or any(attack.broken() for attack in self.of[key]):
                self.plan.why[key] = SECONDARY
                self._tell(key)


def _check(attack: Attack) -> None:
    """Let go of what was told before where no counts fit it. Raises FiguresDisagree where the figures contradict one another."""
    if attack.alike:
        return
    try:
        attack.system.let_go_of_contradictions()
    except Contradiction:
        names = ", ".join(sorted(name for name in attack.named if not name.endswith(_REST))[:5])
        raise FiguresDisagree(f"No counts fit the figures {names} and those that hang together with them (DIS-04).") from None
