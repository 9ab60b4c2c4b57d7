"""The attack itself: between which whole numbers can a secret lie, given the rows? By brute force, by linear and by integer programming.

Secrets are first tried together: one integer programme looks for a world, as good as the true one by all that was printed, in which as many
secrets as may be lie five away. Each world found is checked in whole numbers, so what it clears is clear whatever the solver's
tolerances. What is left is asked one by one, until proven.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from .reading import Row, Secret
from .worlds import Name

CAP = 5_000
"""No team, service or council of these worlds counts more children than this: everyone knows that."""


class Impossible(Exception):
    """No world answers to the rows."""


@dataclass(frozen=True)
class Found:
    """A secret with what the attacker is sure of: it lies from ``low`` to ``high``."""

    secret: Secret
    low: int
    high: int

    @property
    def width(self) -> int:
        return self.high - self.low


def components(rows: Sequence[Row], names: Sequence[Name]) -> dict[Name, int]:
    """Which unknowns hang together by any row."""
    place = {name: n for n, name in enumerate(names)}
    ends = [(len(names) + r, place[name]) for r, row in enumerate(rows) for name, _ in row.terms]
    size = len(names) + len(rows)
    graph = csr_matrix((np.ones(len(ends)), ([a for a, _ in ends], [b for _, b in ends])), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    return {name: int(label[place[name]]) for name in names}


@dataclass
class Part:
    """One connected part of all that was printed, ready to be asked."""

    rows: list[Row]
    names: list[Name]

    def __post_init__(self) -> None:
        self.place = {name: n for n, name in enumerate(self.names)}
        tight: dict[tuple[tuple[Name, int], ...], Row] = {}
        for row in self.rows:
            old = tight.get(row.terms)
            if old:
                high = row.high if old.high is None else old.high if row.high is None else min(old.high, row.high)
                row = Row(row.terms, max(row.low, old.low), high, old.where)
            tight[row.terms] = row
        self.rows = list(tight.values())
        self.low = np.zeros(len(self.names))
        self.high = np.full(len(self.names), float(CAP))
        wide = []
        for row in self.rows:
            if len(row.terms) == 1 and row.terms[0][1] == 1:
                n = self.place[row.terms[0][0]]
                self.low[n], self.high[n] = max(self.low[n], row.low), min(self.high[n], CAP if row.high is None else row.high)
            else:
                wide.append(row)
        if (self.low > self.high).any():
            raise Impossible
        self.matrix = self._matrix([row.terms for row in wide])
        self.least = np.array([row.low for row in wide], float)
        self.most = np.array([np.inf if row.high is None else row.high for row in wide], float)

    def _matrix(self, many: Sequence[tuple[tuple[Name, int], ...]]) -> csr_matrix:
        at = [(r, self.place[name], times) for r, terms in enumerate(many) for name, times in terms]
        r, c, t = zip(*at, strict=True) if at else ((), (), ())
        return csr_matrix((np.array(t, float), (r, c)), shape=(len(many), len(self.names)))

    def value(self, secret: Secret, world: np.ndarray) -> int:
        return sum(times * int(world[self.place[name]]) for name, times in secret.terms)

    def allows(self, world: np.ndarray) -> bool:
        """In whole numbers, with no tolerance."""
        sums = self.matrix @ world
        return bool(((world >= self.low) & (world <= self.high)).all() and ((sums >= self.least) & (sums <= self.most)).all())

    def ask(self, terms: tuple[tuple[Name, int], ...], sign: int, low: float, high: float) -> np.ndarray | None:
        """The world with the greatest (sign 1) or least (-1) sum of these terms, held between low and high."""
        aim = np.zeros(len(self.names))
        for name, times in terms:
            aim[self.place[name]] += times
        rows = [LinearConstraint(csr_matrix(aim), low, high)]
        if self.matrix.shape[0]:
            rows.append(LinearConstraint(self.matrix, self.least, self.most))
        answer = milp(-sign * aim, integrality=np.ones(len(aim)), bounds=(self.low, self.high), constraints=rows)
        return None if answer.x is None else np.rint(answer.x)

    def linear(self, secret: Secret) -> tuple[float, float]:
        """Least and greatest by linear programming: never narrower than the whole numbers allow, so what it narrows is narrowed."""
        aim = np.zeros(len(self.names))
        for name, times in secret.terms:
            aim[self.place[name]] += times
        unequal = _stacked(self.matrix, self.least, self.most)
        ends = []
        for sign in (1, -1):
            answer = linprog(sign * aim, **unequal, bounds=np.column_stack([self.low, self.high]), method="highs")
            if answer.status == 2:
                raise Impossible
            ends.append(sign * answer.fun)
        return ends[0], ends[1]

    def together(self, open_: Sequence[Secret], signs: Sequence[int], start: np.ndarray, guard: int) -> np.ndarray | None:
        """A world in which as many of these secrets as may be stand ``guard`` from where they are, each to its side."""
        many, size = len(open_), len(self.names)
        sides = self._matrix([secret.terms for secret in open_]).multiply(np.array(signs, float)[:, None]).tocsr()
        now = np.array([sign * self.value(secret, start) for secret, sign in zip(open_, signs, strict=True)], float)
        rows = [LinearConstraint(_beside(sides, -1), now, np.full(many, np.inf))]  # moved <= side - now
        if self.matrix.shape[0]:
            wide = csr_matrix((self.matrix.data, self.matrix.indices, self.matrix.indptr), shape=(self.matrix.shape[0], size))
            rows.append(LinearConstraint(_wider(wide, many), self.least, self.most))
        answer = milp(
            np.concatenate([np.zeros(size), -np.ones(many)]), integrality=np.concatenate([np.ones(size), np.zeros(many)]),
            bounds=(np.concatenate([self.low, np.full(many, -float(CAP))]), np.concatenate([self.high, np.full(many, float(guard))])),
            constraints=rows, options={"time_limit": 5.0, "mip_rel_gap": 0.05},
        )  # fmt: skip
        return None if answer.x is None else np.rint(answer.x[:size])


def _beside(matrix: csr_matrix, times: float) -> csr_matrix:
    from scipy.sparse import hstack, identity

    return csr_matrix(hstack([matrix, times * identity(matrix.shape[0])]))


def _wider(matrix: csr_matrix, columns: int) -> csr_matrix:
    from scipy.sparse import hstack

    return csr_matrix(hstack([matrix, csr_matrix((matrix.shape[0], columns))]))


def _stacked(matrix: csr_matrix, least: np.ndarray, most: np.ndarray) -> dict[str, object]:
    from scipy.sparse import vstack

    if not matrix.shape[0]:
        return {}
    ended = np.isfinite(most)
    return {"A_ub": vstack([matrix[ended], -matrix]), "b_ub": np.concatenate([most[ended], -least])}


def bounds(part: Part, secret: Secret, guard: int, seen: tuple[int, int]) -> Found:
    """One secret, proven: stops as soon as two worlds stand ``guard`` apart; otherwise gives the two ends exactly."""
    low, high = seen
    for sign in (1, -1):
        for reach in (guard, 2 * CAP * len(secret.terms)):
            # a whole number further off may be possible where the nearest is not: 1, 3, 5, 7
            held = (low, low + reach) if sign == 1 else (high - reach, high)
            end = part.ask(secret.terms, sign, *held)
            if end is None or not part.allows(end):
                raise Impossible(secret.why)
            low, high = min(low, part.value(secret, end)), max(high, part.value(secret, end))
            if high - low >= guard:
                return Found(secret, low, high)
    return Found(secret, low, high)


def attack(rows: Sequence[Row], secrets: Sequence[Secret], truth: Mapping[Name, int], guard: int, seed: int = 0) -> list[Found]:
    """Every secret, with the range that the rows leave it. ``truth`` is one world that answers to the rows: where the search starts.

    Raises ``Impossible`` where the truth does not answer to the rows: the attacker read them wrongly, or guessed wrongly.
    """
    names = sorted({name for row in rows for name, _ in row.terms} | {name for secret in secrets for name, _ in secret.terms})
    secret_rows = [Row(secret.terms, -CAP, None) for secret in secrets]
    label = components([*rows, *secret_rows], names)
    parts: dict[int, tuple[list[Row], list[Name], list[Secret]]] = {}
    for name in names:
        parts.setdefault(label[name], ([], [], []))[1].append(name)
    for row in rows:
        parts[label[row.terms[0][0]]][0].append(row)
    for secret in secrets:
        parts[label[secret.terms[0][0]]][2].append(secret)
    draw = random.Random(seed)
    return [
        found for lines, inside, asked in parts.values() if asked for found in _attack_part(Part(lines, inside), asked, truth, guard, draw)
    ]


def _attack_part(part: Part, asked: list[Secret], truth: Mapping[Name, int], guard: int, draw: random.Random) -> Iterator[Found]:
    start = np.array([truth[name] for name in part.names], float)
    if not part.allows(start):
        raise Impossible("the true counts do not answer to what was read")
    ends = {secret: (part.value(secret, start),) * 2 for secret in asked}

    def left() -> list[Secret]:
        return [secret for secret, (low, high) in ends.items() if high - low < guard]

    tries = 0
    while len(still := left()) > 2 and tries < 8:
        sides = [1] * len(still) if tries == 0 else [-1] * len(still) if tries == 1 else [draw.choice([1, -1]) for _ in still]
        world = part.together(still, sides, start, guard)
        if world is not None and part.allows(world):
            for secret in asked:
                value = part.value(secret, world)
                low, high = ends[secret]
                ends[secret] = (min(low, value), max(high, value))
        tries += 1
        if tries > 2 and len(left()) == len(still):
            break
    for secret in asked:
        low, high = ends[secret]
        yield Found(secret, low, high) if high - low >= guard else bounds(part, secret, guard, (low, high))


def every_world(rows: Sequence[Row], names: Sequence[Name], most: int) -> Iterator[dict[Name, int]]:
    """Brute force: each way of giving every unknown a whole number from 0 to ``most`` that answers to all rows."""
    world: dict[Name, int] = {}

    def fits(row: Row) -> bool:
        known = [(times, world[name]) for name, times in row.terms if name in world]
        rest = [times for name, times in row.terms if name not in world]
        total = sum(times * value for times, value in known)
        least = total + sum(min(0, times * most) for times in rest)
        greatest = total + sum(max(0, times * most) for times in rest)
        return greatest >= row.low and (row.high is None or least <= row.high)

    touching = {name: [row for row in rows if name in dict(row.terms)] for name in names}

    def go(n: int) -> Iterator[dict[Name, int]]:
        if n == len(names):
            yield dict(world)
            return
        for value in range(most + 1):
            world[names[n]] = value
            if all(fits(row) for row in touching[names[n]]):
                yield from go(n + 1)
        world.pop(names[n], None)

    yield from go(0)


def by_brute_force(rows: Sequence[Row], secret: Secret, most: int = 12) -> tuple[int, int]:
    """The range of one secret over every world, for tables of a handful of cells."""
    names = sorted({name for row in rows for name, _ in row.terms} | {name for name, _ in secret.terms})
    values = [sum(times * world[name] for name, times in secret.terms) for world in every_world(rows, names, most)]
    if not values:
        raise Impossible
    return min(values), max(values)
