"""Sums and what is told of them: one way of writing each, which hang together, and the tightest that was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scipy import sparse

from fscp_readiness.history.releases.statements import Cell

Vector = tuple[tuple[Cell, float], ...]
"""A sum, told one way only: cells in order, each once, none taken nought times."""


def vector(terms: Iterable[tuple[Cell, float]], alike: bool = False) -> Vector:
    """A sum told one way only. alike: every edition of a month's count is taken for one and the same number."""
    taken: dict[Cell, float] = {}
    for cell, coefficient in terms:
        if alike and cell.edition != 1:
            cell = Cell(cell.code, cell.counting, cell.part, cell.month, cell.group)
        taken[cell] = taken.get(cell, 0.0) + coefficient
    return tuple((cell, taken[cell]) for cell in sorted(taken) if taken[cell])


@dataclass(frozen=True)
class Row:
    """One thing a reader knows: low <= sum <= high.

    name   of the figure it comes from; "" where it was known before
    where  in words for a person
    """

    sum: Vector
    low: float
    high: float
    name: str = ""
    where: str = ""


def connected(rows: Sequence[Vector]) -> list[list[int]]:
    """Numbers of the sums that hang together by the cells they share, each group in order."""
    parent: dict[Cell, Cell] = {}

    def root(cell: Cell) -> Cell:
        while parent[cell] != cell:
            parent[cell] = parent[parent[cell]]
            cell = parent[cell]
        return cell

    for each in rows:
        for cell, _ in each:
            parent.setdefault(cell, cell)
            parent[root(cell)] = root(each[0][0])
    groups: dict[Cell, list[int]] = {}
    for number, each in enumerate(rows):
        if each:
            groups.setdefault(root(each[0][0]), []).append(number)
    return list(groups.values())


def tightest(rows: Iterable[Row]) -> list[Row]:
    """One row for each sum, with the narrowest ends that were told of it. A row with a name keeps to itself."""
    before: dict[Vector, Row] = {}
    named = []
    for row in rows:
        if not row.sum:
            continue
        had = before.get(row.sum)
        if row.name:
            named.append(row)
        elif had is None:
            before[row.sum] = row
        else:
            where = had.where if row.low <= had.low and row.high >= had.high else row.where
            before[row.sum] = Row(row.sum, max(had.low, row.low), min(had.high, row.high), "", where)
    return [*before.values(), *named]


def matrix(sums: Sequence[Vector], column: Mapping[Cell, int], width: int) -> Any:
    """The sums as a sparse matrix: a row each, and a column for each unknown that ``column`` puts cells in."""
    at, across, values = [], [], []
    for number, each in enumerate(sums):
        seen: set[int] = set()
        for cell, coefficient in each:
            if column[cell] not in seen:
                seen.add(column[cell])
                at.append(number)
                across.append(column[cell])
                values.append(coefficient)
    return sparse.csr_matrix((values, (at, across)), shape=(len(sums), width))
