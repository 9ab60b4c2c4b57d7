"""Mutants of one file, by Cosmic Ray's operators and by one of our own for what pandas is told in words."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import parso.python.tree
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.operator import Operator
from cosmic_ray.plugins import get_operator

COSMIC_RAY = (
    *(f"ReplaceComparisonOperator_{pair}" for pair in (
        "Lt_LtE", "Lt_Gt", "LtE_Lt", "LtE_Gt", "Gt_GtE", "Gt_Lt", "GtE_Gt", "GtE_Lt", "Eq_NotEq", "NotEq_Eq", "Is_IsNot", "IsNot_Is",
    )),
    *(f"ReplaceBinaryOperator_{pair}" for pair in ("BitAnd_BitOr", "BitOr_BitAnd", "Add_Sub", "Sub_Add", "Mul_Div", "Div_Mul")),
    "ReplaceUnaryOperator_Delete_Invert", "ReplaceUnaryOperator_Delete_Not", "ReplaceUnaryOperator_Delete_USub",
    "ReplaceTrueWithFalse", "ReplaceFalseWithTrue", "ReplaceAndWithOr", "ReplaceOrWithAnd", "AddNot", "NumberReplacer",
    "ReplaceBreakWithContinue", "ZeroIterationForLoop",
)  # fmt: skip
"""Mistakes a person makes. Not the rest of Cosmic Ray's (``&`` for ``<<``): those only raise errors, and flatter the figure."""

WORDS = {
    "min": "max", "max": "min", "first": "last", "last": "first", "any": "all", "all": "any", "isna": "notna", "notna": "isna",
    "cummax": "cummin", "where": "mask", "mask": "where", "eq": "ne", "ne": "eq", "inclusive": "after", "backward": "forward",
    "forward": "backward",
}  # fmt: skip


class OtherWord(Operator):
    """The opposite word where pandas, numpy or a clock is told something in a word: a method, or a string on its own."""

    def mutation_positions(self, node):  # type: ignore[no-untyped-def]
        if _word(node) in WORDS:
            yield node.start_pos, node.end_pos

    def mutate(self, node, index):  # type: ignore[no-untyped-def]
        node.value = node.value.replace(_word(node), WORDS[_word(node)])
        return node

    @classmethod
    def examples(cls):  # type: ignore[no-untyped-def]
        return ()


ASKED_OF_THE_CARD = ("clock=", "values=", "period_months=")
"""What of a standard's card decides an answer. The rest of it is words and flags for pages and measures, which tests/house looks after."""


@dataclass(frozen=True)
class Place:
    """Where one operator may change one file: the how-manieth place of that operator in it."""

    path: str
    operator: str
    occurrence: int


@dataclass(frozen=True)
class Mutant:
    """One file changed in one place. line: of the first change; before and after: that line as it stands and as it would."""

    path: str
    operator: str
    line: int
    before: str
    after: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What stays the same when lines above are added or taken away."""
        return (self.path, self.before, self.after)


def places_of(tree: Path, path: str) -> list[Place]:
    """Every place of a file. Some make no mutant: ``mutant_at``."""
    nodes = list(ast_nodes(get_ast((tree / path).read_text(encoding="utf-8"))))
    found = {name: sum(len(list(operator.mutation_positions(node))) for node in nodes) for name, operator in _operators()}
    return [Place(path, name, occurrence) for name, number in found.items() for occurrence in range(number)]


def mutant_at(tree: Path, place: Place) -> Mutant | None:
    """The mutant of one place; None where it is the same program (only an annotation or a card's words change), or none at all."""
    code = (tree / place.path).read_text(encoding="utf-8")
    source = mutate_code(code, dict(_operators())[place.operator], place.occurrence)
    if not source or _program(source) in (_program(code), ""):
        return None
    number, before, after = _difference(code, source)
    if before.startswith("def ") and place.operator == "ReplaceBinaryOperator_Mul_Div":
        return None  # the star that says which arguments are given by name: ours all are
    if number in _card(code) and not before.startswith(ASKED_OF_THE_CARD):
        return None
    return Mutant(place.path, place.operator, number, before, after, source)


def mutants_of(tree: Path, path: str) -> Iterator[Mutant]:
    """Every mutant of a file."""
    yield from filter(None, (mutant_at(tree, place) for place in places_of(tree, path)))


def _operators() -> list[tuple[str, Operator]]:
    return [*((name, get_operator(f"core/{name}")()) for name in COSMIC_RAY), ("OtherWord", OtherWord())]


def _card(code: str) -> range:
    """The lines of ``about = About(...)``."""
    for node in ast.parse(code).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "about":
            return range(node.lineno, (node.end_lineno or node.lineno) + 1)
    return range(0)


def _word(node: object) -> str:
    if isinstance(node, parso.python.tree.Name) and node.get_previous_leaf() is not None and node.get_previous_leaf().value == ".":
        return str(node.value)
    return str(node.value)[1:-1] if isinstance(node, parso.python.tree.String) else ""


def _program(code: str) -> str:
    """The program without annotations, which are never run, and the words of a card; blank where it is no program."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.returns = None
            node.args = _plain(node.args)
        if isinstance(node, ast.AnnAssign):
            node.annotation = ast.Name("annotation")
    return ast.dump(tree)


def _plain(given: ast.arguments) -> ast.arguments:
    """Arguments without annotations, and without the star that says which are given by name: ours all are."""
    every = [ast.arg(argument.arg) for argument in (*given.posonlyargs, *given.args, *given.kwonlyargs)]
    return ast.arguments(posonlyargs=[], args=every, kwonlyargs=[], kw_defaults=given.kw_defaults, defaults=given.defaults)


def _difference(code: str, source: str) -> tuple[int, str, str]:
    for number, (before, after) in enumerate(zip(code.splitlines(), source.splitlines(), strict=False), start=1):
        if before != after:
            return number, before.strip(), after.strip()
    raise ValueError("nothing differs")
