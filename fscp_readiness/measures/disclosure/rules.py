"""What is hidden by rule, before anything is attacked: what is small itself, and parts that leave a small rest of their whole.

Rules look at no more than which counts are small. They never look at how small, nor at the others' values, so that which figures are hidden
tells no more than that.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping, Sequence

from fscp_readiness.history.releases.statements import Cell

from .figures import Figure
from .policy import Policy
from .rows import Vector, vector

PRIMARY, COMPLEMENT, SECONDARY = "primary", "complement", "secondary"


class FiguresDisagree(Exception):
    """The true figures handed over cannot all be true. Ours to fix."""

    exit_code = 1


def checked(figures: Sequence[Figure]) -> dict[str, Figure]:
    """The figures by their keys. Raises FiguresDisagree where keys clash, or a figure has no cells, a value below nought or no whole."""
    by_key = {figure.key: figure for figure in figures}
    if len(by_key) < len(figures):
        raise FiguresDisagree("Two figures of the paper have the same key (DIS-02).")
    for figure in figures:
        if figure.value < 0 or not figure.cells or len(set(figure.cells)) < len(figure.cells):
            raise FiguresDisagree(f"The figure {figure.key} is below nought, counts nothing, or counts a cell twice (DIS-02).")
        for other in (figure.part_of, figure.coarser):
            if other and other not in by_key:
                raise FiguresDisagree(f"The figure {figure.key} names {other}, which is not among the paper's figures (DIS-02).")
    return by_key


def sum_in(figure: Figure) -> Vector:
    """A figure's sum, told one way only."""
    return _sum_of(figure.cells)


@functools.lru_cache(maxsize=20_000)
def _sum_of(cells: tuple[Cell, ...]) -> Vector:
    return tuple((cell, 1.0) for cell in sorted(cells))


def less(whole: Vector, part: Vector) -> Vector:
    """A sum less another."""
    return vector([*whole, *((cell, -coefficient) for cell, coefficient in part)])


def shown_zeros(by_key: Mapping[str, Figure], policy: Policy, harmless: Collection[str]) -> frozenset[str]:
    """Keys whose value is nought and is shown: by the policy, or because it is declared harmless, or because it lies within one that is.

    Nothing is declared harmless where that would tell a reader of every hidden count of that kind that it is not nought, and leave it
    narrower than the guard.
    """
    if policy.zeros_shown:
        return frozenset(key for key, figure in by_key.items() if figure.value == 0)
    if policy.hide_to - 1 < policy.guard:
        return frozenset()
    declared = {key for key in harmless if key in by_key and by_key[key].value == 0}
    nobody = {cell for key in declared for cell in by_key[key].cells}
    return frozenset(key for key, figure in by_key.items() if figure.value == 0 and nobody.issuperset(figure.cells))


def hidden_by_rule(by_key: Mapping[str, Figure], policy: Policy, zeros: Collection[str]) -> dict[str, str]:
    """key -> why, for each figure that is hidden whatever an attack would say."""
    nobody = {cell for key in zeros for cell in by_key[key].cells}
    hidden = {}
    for key, figure in by_key.items():
        if key in zeros:
            continue
        if policy.small(figure.value):
            hidden[key] = PRIMARY
        elif figure.part_of and _protected(rest_of(figure, by_key), by_key[figure.part_of].value - figure.value, policy, nobody):
            hidden[key] = COMPLEMENT
    return hidden


def rest_of(figure: Figure, by_key: Mapping[str, Figure]) -> Vector:
    """What a figure leaves of its whole."""
    return less(sum_in(by_key[figure.part_of]), sum_in(figure))


def small_rests(by_key: Mapping[str, Figure], policy: Policy, zeros: Collection[str]) -> list[Vector]:
    """Every difference of two figures, one within the other, that is small: of a whole and its part, of two tables, of two spells."""
    nobody = {cell for key in zeros for cell in by_key[key].cells}
    having: dict[Cell, list[Figure]] = {}
    for figure in by_key.values():
        for cell in figure.cells:
            having.setdefault(cell, []).append(figure)
    found: dict[Vector, None] = {}
    for part in by_key.values():
        rarest = min(part.cells, key=lambda cell: len(having[cell]))
        cells = set(part.cells)
        for whole in having[rarest]:
            small = policy.small(whole.value - part.value)
            if small and len(whole.cells) > len(cells) and cells.issubset(whole.cells):
                rest = tuple((cell, 1.0) for cell in sorted(set(whole.cells) - cells))
                if _protected(rest, whole.value - part.value, policy, nobody):
                    found[rest] = None
    for figure in by_key.values():
        if figure.part_of and policy.small(by_key[figure.part_of].value - figure.value):
            rest = rest_of(figure, by_key)
            if rest and _protected(rest, by_key[figure.part_of].value - figure.value, policy, nobody):
                found[rest] = None
    return list(found)


def _protected(rest: Vector, value: int, policy: Policy, nobody: Collection[Cell]) -> bool:
    return policy.small(value) and not (value == 0 and all(cell in nobody for cell, _ in rest))
