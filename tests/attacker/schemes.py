"""Ways of hiding numbers that people use and that do not hold: what the attacker must see through, or he proves nothing.

Each takes one paper and its true counts and gives what is printed: key -> count, or None for [c].
"""

from __future__ import annotations

from collections.abc import Mapping

from .reading import Rules
from .worlds import Name, Wanted, World

Printed = dict[str, int | None]


def primary_only(world: World, paper: tuple[Wanted, ...], rules: Rules) -> Printed:
    """Small figures are hidden and nothing else."""
    values = {figure.key: world.value(figure.cells) for figure in paper}
    return {key: None if rules.small(value) else rules.print(value) for key, value in values.items()}


def primary_and_complement(world: World, paper: tuple[Wanted, ...], rules: Rules) -> Printed:
    """Small figures are hidden, and those of which all but a few are."""
    printed = primary_only(world, paper, rules)
    by_key = {figure.key: figure for figure in paper}
    for figure in paper:
        whole = by_key.get(figure.part_of)
        if whole and rules.small(world.value(whole.cells) - world.value(figure.cells)):
            printed[figure.key] = None
    return printed


def one_more_in_each_line(world: World, paper: tuple[Wanted, ...], rules: Rules, lines: Mapping[str, list[str]]) -> Printed:
    """The spreadsheet rule: a line with one hidden figure gets another, the smallest shown; once over rows, once over columns."""
    printed = primary_only(world, paper, rules)
    values = {figure.key: world.value(figure.cells) for figure in paper}
    for keys in lines.values():
        if sum(printed[key] is None for key in keys) == 1:
            shown = [key for key in keys if printed[key] is not None]
            printed[min(shown, key=lambda key: (values[key], key))] = None
    return printed


def rounded_all(world: World, paper: tuple[Wanted, ...], rules: Rules) -> Printed:
    """Everything to the nearest 5 and nothing hidden."""
    return {figure.key: rules.print(world.value(figure.cells)) for figure in paper}


def small_grid_lines(truth: Mapping[Name, int]) -> dict[str, list[str]]:
    """Rows, then columns, of a table typed in: the keys of its inner figures."""
    rows = sorted({name.group for name in truth})
    columns = sorted({name.part for name in truth})
    return {r: [f"{r}{c}" for c in columns] for r in rows} | {c: [f"{r}{c}" for r in rows] for c in columns}
