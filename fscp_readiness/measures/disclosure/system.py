"""What one reader can work out of counts that hang together: inequalities over whole numbers, and how wide they leave a sum.

Two worlds that fit everything the reader was told, and that differ in a sum by the guard, prove that the sum is safe: no cleverness tells
them apart. So worlds are kept and tried first. Only where none differ enough is a sum's lowest and highest value worked out, by linear
programming; and only where that gives a world with fractions, which counts cannot have, again in whole numbers.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from fscp_readiness.history.releases.statements import Cell

from .rows import Row, Vector, matrix

_NEAR: Final = 1e-6
_SWEEPS: Final = 8
_STEPS: Final = 20_000
_WORLDS: Final = 400


@dataclass(frozen=True)
class Span:
    """The lowest and the highest value of a sum. whole: worked out, or met, in whole numbers; else by linear programming, which is never
    narrower. by: numbers of the rows that hold it in at either end."""

    low: float
    high: float
    whole: bool = True
    by: frozenset[int] = frozenset()

    @property
    def width(self) -> float:
        """Highest less lowest; an infinite one where nothing holds it in."""
        return self.high - self.low


class Contradiction(Exception):
    """No counts fit what the reader was told."""


class System:
    """Rows over cells, with bounds that may be let go and set again, and the sums that are asked about.

    Cells that no row and no sum tells apart are one unknown: whoever cannot tell them apart cannot learn anything about either.
    """

    def __init__(self, rows: Sequence[Row], sums: Sequence[Vector]) -> None:
        self.rows = list(rows)
        marks: dict[Cell, list[tuple[int, float]]] = {}
        for number, each in enumerate([*(row.sum for row in rows), *sums]):
            for cell, coefficient in each:
                marks.setdefault(cell, []).append((number, coefficient))
        classes: dict[tuple[tuple[int, float], ...], list[Cell]] = {}
        for cell in sorted(marks):
            classes.setdefault(tuple(marks[cell]), []).append(cell)
        self.unknowns: list[Vector] = [tuple((cell, 1.0) for cell in cells) for cells in classes.values()]
        column = {cell: number for number, cells in enumerate(classes.values()) for cell in cells}
        self.sums: list[Vector] = list(dict.fromkeys([*sums, *self.unknowns]))
        self.number = {each: number for number, each in enumerate(self.sums)}
        self._matrix = matrix([row.sum for row in rows], column, len(classes))
        self._asked = matrix(self.sums, column, len(classes))
        self._whole = np.array([all(float(coefficient).is_integer() for _, coefficient in row.sum) for row in rows], dtype=bool)
        self.low = np.empty(len(rows))
        self.high = np.empty(len(rows))
        finite = [abs(end) for row in rows for end in (row.low, row.high) if math.isfinite(end)]
        self.cap = 1000.0 + 2 * max(finite, default=0.0)
        self._kept: tuple[Any, Any, Any] | None = None
        self._every = np.empty((0, len(classes)))  # every world met so far, whether or not it fits the rows as they stand
        self._told = np.empty((0, len(rows)))  # what each of them would have told
        self._fitting: Any = None
        self._random = np.random.default_rng(20260101)
        for number, row in enumerate(rows):
            self._bound(number, row.low, row.high)

    def hold(self, number: int, low: float, high: float) -> None:
        """Set what is known of a row; infinite ends let it go."""
        self._bound(number, low, high)
        self._kept = self._fitting = None

    def narrow(self, asked: Sequence[int], guard: int) -> dict[int, Span]:
        """Which of the sums asked about (their numbers) are left narrower than the guard, and how narrow.

        Raises Contradiction where no counts fit the rows.
        """
        open_ = self._unseen(asked, guard)
        sign = -1.0
        for sweep in range(_SWEEPS if len(open_) > 3 else 0):
            if not open_:
                return {}
            signs = np.full(len(open_), sign) if sweep < 2 else self._random.choice([-1.0, 1.0], len(open_))
            sign = -sign
            for way in (signs, -signs) if sweep >= 2 else (signs,):
                self._meet(np.asarray(way @ self._asked[open_].toarray()).ravel())
            left = self._unseen(open_, guard)
            if sweep >= 2 and len(left) > 0.9 * len(open_):
                break
            open_ = left
        found = {}
        for number in open_:
            if self._unseen([number], guard):
                span = self.span(number, guard)
                if span.width < guard - _NEAR:
                    found[number] = span
        return found

    def span(self, number: int, guard: float = math.inf) -> Span:
        """Lowest and highest value of a sum. Whole numbers are worked out where the linear width is less than guard + 2 and has fractions.

        Raises Contradiction where no counts fit the rows.
        """
        cost = self._asked[[number]].toarray().ravel()
        low, low_by = self._end(cost)
        high, high_by = self._end(-cost)
        high = -high
        by = low_by | high_by
        whole = self._all_whole(number)
        if whole:
            low, high = math.ceil(low - _NEAR), math.floor(high + _NEAR)
        if high - low < guard - _NEAR or self._seen(number, low, high):
            return Span(low, self._uncapped(high), whole, by)
        if high - low < guard + 2:
            least, most = self._whole_end(cost), -self._whole_end(-cost)
            if least > most:  # no whole world was found in either direction: nothing is proved, so it is taken as given away
                return Span(low, low, False, by)
            return Span(least, self._uncapped(most), True, by)
        return Span(low, self._uncapped(high), False, by)

    def fixed_by(self, asked: Sequence[int], names: Mapping[int, str]) -> dict[int, list[str]]:
        """Which sums are a combination of rows that are told closely, so that only rounding keeps them from being told; and of which.

        names  row -> figure, of the rows that are told closely. Values play no part in it, only what is the sum of what.
        """
        rows = sorted(names)
        if not rows or not asked:
            return {}
        closely = self._matrix[rows].toarray()
        goals = self._asked[list(asked)].toarray()
        left, sizes, right = np.linalg.svd(closely, full_matrices=False)
        live = sizes > sizes.max() * 1e-10
        along = goals @ right[live].T
        fixed = np.abs(goals - along @ right[live]).max(axis=1) < 1e-7
        shares = (along / sizes[live]) @ left[:, live].T
        found = {}
        for number, share, is_fixed in zip(asked, shares, fixed, strict=True):
            if is_fixed:
                found[number] = list(dict.fromkeys(names[rows[n]] for n in np.flatnonzero(np.abs(share) > 1e-7)))
        return found

    def feasible(self) -> bool:
        """Whether any counts fit the rows."""
        if len(self._worlds):
            return True
        try:
            self._end(np.zeros(self._asked.shape[1]))
        except Contradiction:
            return False
        return True

    def let_go_of_contradictions(self) -> list[int]:
        """Let go of as little as will do of what was known before, where no counts fit; gives the rows let go, none where all was well."""
        if self.feasible():
            return []
        gone: list[int] = []
        before = [n for n, row in enumerate(self.rows) if not row.name and (math.isfinite(self.low[n]) or math.isfinite(self.high[n]))]
        n_unknowns = self._asked.shape[1]
        give = sparse.csr_matrix((np.ones(len(before)), (before, range(len(before)))), shape=(len(self.rows), len(before)))
        wide = sparse.hstack([self._matrix, give, -give]).tocsr()
        cost = np.concatenate([np.zeros(n_unknowns), np.ones(2 * len(before))])
        found = milp(cost, constraints=LinearConstraint(wide, self.low, self.high), bounds=Bounds(0, np.inf))
        if found.x is None:
            raise Contradiction
        slack = found.x[n_unknowns : n_unknowns + len(before)] + found.x[n_unknowns + len(before) :]
        for number, given in zip(before, slack, strict=True):
            if given > _NEAR:
                self.hold(number, -math.inf, math.inf)
                gone.append(number)
        return gone

    @property
    def _worlds(self) -> Any:
        if self._fitting is None:
            fits = ((self._told >= self.low - _NEAR) & (self._told <= self.high + _NEAR)).all(axis=1)
            self._fitting = self._every[fits]
        return self._fitting

    def _bound(self, number: int, low: float, high: float) -> None:
        if self._whole[number]:
            low = math.ceil(low - _NEAR) if math.isfinite(low) else low
            high = math.floor(high + _NEAR) if math.isfinite(high) else high
        self.low[number], self.high[number] = low, high

    def _held(self) -> tuple[Any, Any, Any]:
        if self._kept is None:
            held = np.isfinite(self.low) | np.isfinite(self.high)
            self._kept = self._matrix[held], self.low[held], self.high[held]
        return self._kept

    def _unseen(self, asked: Sequence[int], guard: int) -> list[int]:
        if not len(self._worlds) or not asked:
            return list(asked)
        values = self._asked[list(asked)] @ self._worlds.T
        spread = values.max(axis=1) - values.min(axis=1)
        return [number for number, each in zip(asked, spread, strict=True) if each < guard - _NEAR]

    def _seen(self, number: int, low: float, high: float) -> bool:
        if not len(self._worlds):
            return False
        values = self._asked[[number]] @ self._worlds.T
        return bool(values.min() <= low + _NEAR and values.max() >= high - _NEAR)

    def _all_whole(self, number: int) -> bool:
        return all(float(coefficient).is_integer() for _, coefficient in self.sums[number])

    def _uncapped(self, high: float) -> float:
        return math.inf if high >= self.cap - _NEAR else high

    def _meet(self, cost: Any) -> None:
        """Keep a world that lies far out in a direction."""
        matrix, low, high = self._held()
        found = milp(cost, constraints=LinearConstraint(matrix, low, high), bounds=Bounds(0, self.cap))
        if found.status == 2:
            raise Contradiction
        if found.x is not None and not self._keep(found.x):
            found = milp(
                cost,
                constraints=LinearConstraint(matrix, low, high),
                bounds=Bounds(0, self.cap),
                integrality=np.ones(len(cost)),
                options={"mip_rel_gap": 0.2, "node_limit": _STEPS},
            )
            if found.x is not None:
                self._keep(found.x)

    def _keep(self, world: Any) -> bool:
        rounded = np.round(world)
        if np.abs(rounded - world).max(initial=0.0) > 1e-4:
            return False
        matrix, low, high = self._held()
        told = matrix @ rounded
        if (told < low - _NEAR).any() or (told > high + _NEAR).any() or (rounded < 0).any():
            return False
        self._every = np.vstack([self._every[-_WORLDS:], rounded])
        self._told = np.vstack([self._told[-_WORLDS:], self._matrix @ rounded])
        self._fitting = None
        return True

    def _end(self, cost: Any) -> tuple[float, frozenset[int]]:
        """The lowest value in a direction by linear programming, and the rows that hold it there."""
        matrix, low, high = self._held()
        held = np.flatnonzero(np.isfinite(self.low) | np.isfinite(self.high))
        up, down = np.isfinite(high), np.isfinite(low)
        found = linprog(
            cost,
            A_ub=sparse.vstack([matrix[up], -matrix[down]]).tocsr() if len(held) else None,
            b_ub=np.concatenate([high[up], -low[down]]) if len(held) else None,
            bounds=(0, self.cap),
            method="highs",
        )
        if found.status == 2:
            raise Contradiction
        if found.x is None:
            raise ArithmeticError(f"the linear programme ended with {found.message}")
        self._keep(found.x)
        pressed = np.abs(found.ineqlin.marginals) > 1e-9 if len(held) else np.zeros(0, dtype=bool)
        return float(found.fun), frozenset(int(n) for n in np.concatenate([held[up], held[down]])[pressed])

    def _whole_end(self, cost: Any) -> float:
        """The lowest value in a direction that some world of whole numbers has; infinite where the search found none in the steps it has.

        A search that is cut short has seen too little, never too much: what it found is there.
        """
        matrix, low, high = self._held()
        found = milp(
            cost,
            constraints=LinearConstraint(matrix, low, high),
            bounds=Bounds(0, self.cap),
            integrality=np.ones(len(cost)),
            options={"node_limit": _STEPS},
        )
        if found.status == 2:
            raise Contradiction
        if found.x is None or not self._keep(found.x):
            return math.inf
        return float(np.round(cost @ np.round(found.x), 9))
