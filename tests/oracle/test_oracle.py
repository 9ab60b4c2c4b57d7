"""A short run of the second opinion: every code that has a query, asked of a small made-up night.

The long run is ``python -m tests.oracle.compare``.
"""

from __future__ import annotations

import pytest

from .asking import QUERIES, Oracle, asked_codes, catalogue, compare, path_of
from .worlds import worlds

OPEN: dict[str, str] = {}
"""Where the two opinions still differ on rare records, and over what. Each is in docs/explanation/how-we-know.md."""

WIDE = {standard.code for standard in catalogue() if standard.expectations} | {"Q05"}
"""Rules that look at every column of every table, which takes as long for few rows as for many: one night here, all in the long run."""

CODES = [code for code in asked_codes() if code not in OPEN]


@pytest.fixture(scope="module")
def nights() -> list[tuple[int, Oracle]]:
    return [(world.seed, Oracle(world.tables())) for world in worlds(2, first_seed=1, children=40)]


@pytest.mark.parametrize("code", CODES)
def test_two_opinions_are_one(nights, code):
    for seed, oracle in nights[: 1 if code in WIDE else None]:
        _, differ = compare(catalogue()[code], oracle, seed)
        assert not differ, differ[:5]


def test_every_query_is_of_a_standard():
    known = {path_of(standard.code).name for standard in catalogue()}
    assert {path.name for path in QUERIES.glob("*.sql")} <= known


def test_a_changed_answer_is_noticed(nights):
    """The comparison itself: an oracle asked of another night disagrees."""
    (seed, first), (_, second) = nights
    first_tables, first.tables = first.tables, second.tables
    try:
        assert compare(catalogue()["CPD-01"], first, seed)[1]
    finally:
        first.tables = first_tables
