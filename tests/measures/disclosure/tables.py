"""Small made-up tables for the tests of this room: cells by a word, figures by the words they add up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fscp_readiness.history.releases.statements import Cell, Statement, sum_of
from fscp_readiness.measures.disclosure import PUBLIC, Disclosed, Figure, Known, Policy, bounds, disclose
from fscp_readiness.vocabulary import Audience

OCTOBER, NOVEMBER = "2026-10", "2026-11"


def cell(part: str, month: str = OCTOBER, group: str = "", edition: int = 1) -> Cell:
    """One count of CPV-01."""
    return Cell("CPV-01", "live", part, month, group, edition)


def figure(key: str, value: int, cells: Iterable[Cell], part_of: str = "", cost: int = 1, table: str = "Main", coarser: str = "") -> Figure:
    """A figure, with the words tests seldom need left out."""
    return Figure(key, tuple(cells), value, part_of, cost, table, coarser)


def outcomes(met: int, not_met: int, not_recorded: int, month: str = OCTOBER, group: str = "", edition: int = 1) -> list[Figure]:
    """A measure of one month: in scope and its three parts."""
    name = f"{group} {month}".strip()
    parts = {"met": met, "not_met": not_met, "not_recorded": not_recorded}
    cells = {part: cell(part, month, group, edition) for part in parts}
    whole = figure(f"{name} in_scope", sum(parts.values()), cells.values())
    return [whole, *(figure(f"{name} {part}", value, [cells[part]], whole.key) for part, value in parts.items())]


def after(*papers: Disclosed, audience: Audience = Audience.PUBLIC) -> Known:
    """The reader of some papers."""
    return Known(
        audience,
        tuple(statement for paper in papers for statement in paper.statements),
        tuple(dict.fromkeys(hidden for paper in papers for hidden in paper.hidden)),
    )


def told(value: int, cells: Iterable[Cell], where: str = "FOI 2026/114") -> Statement:
    """An exact number, told."""
    return Statement(sum_of(cells), value, value, where)


def narrowest(papers: Sequence[Disclosed], policy: Policy = PUBLIC) -> float:
    """The width of whatever these papers together narrow most."""
    reader = after(*papers)
    return min(bound.width for bound in bounds(reader.statements, reader.hidden, policy))


def paper(figures: Sequence[Figure], *before: Disclosed, policy: Policy = PUBLIC) -> Disclosed:
    """What may be printed after some papers."""
    return disclose(figures, policy, [after(*before, audience=policy.audience)])
