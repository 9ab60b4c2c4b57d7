"""The words a standard is written in: every public helper of this room, with its first line, as a page."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

from fscp_readiness import vocabulary
from fscp_readiness.tables import Tables, beside, looked_up, matched

from .about import ClockKind

NOT_FOR_STANDARDS = frozenset({"cards", "catalogue", "examples", "pages", "starting", "trace", "words"})
"""Modules that read, print or begin standards: no standard calls them."""


OF_TABLES = ("get", "everything", "holds", "optional", "unreadable_keys", "duplicated_keys")
OF_THE_CARD = (
    vocabulary.SourceClass,
    vocabulary.TargetClass,
    vocabulary.Counting,
    vocabulary.Kind,
    vocabulary.Severity,
    vocabulary.Reason,
    ClockKind,
)


def words_page() -> str:
    """docs/reference/words.md: module by module, each helper with what it takes and what it gives."""
    lines = [
        "<!-- Made from fscp_readiness/standards by `make docs`. Change the helper, not this page. -->",
        "",
        "# The words of a standard",
        "",
    ]
    lines.append(
        "What a standard may call, beside pandas. Import a module from `fscp_readiness.standards` and call it by its module's name."
    )
    lines += ["", "## tables", "", _first(Tables), "", "`tables.cp_plans` is the table of that name (docs/reference/tables.md).", ""]
    lines += [f"- `tables.{name}{_signature(getattr(Tables, name))}`: {_first(getattr(Tables, name))}" for name in OF_TABLES]
    lines += [f"- `{one.__name__}{_signature(one)}` (from `fscp_readiness.tables`): {_first(one)}" for one in (looked_up, beside, matched)]
    lines += [
        "",
        "## vocabulary",
        "",
        "Import from `fscp_readiness.vocabulary`; `working_days(10)` and its like say a clock's kind.",
        "",
    ]
    lines += [f"- `{words.__name__}`: {', '.join(f'`{word.name}`' for word in words)}" for words in OF_THE_CARD]
    lines.append("- `judgements`: keys of `config/frameworks/*.toml`, such as `IL-HP` and `SIF-KJ1`; at least one of each family.")
    for module in modules():
        lines += ["", f"## {module.__name__.rpartition('.')[2]}", "", _first(module)]
        for name, helper in helpers(module):
            signature = str(inspect.signature(helper)).replace("'", "")
            lines += ["", f"### {name}", "", f"    {name}{signature}", "", inspect.getdoc(helper) or "(its name says it)"]
    return "\n".join(lines) + "\n"


def modules() -> Iterator[ModuleType]:
    """The helper modules of this room, by name."""
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if not path.stem.startswith("_") and path.stem not in NOT_FOR_STANDARDS:
            yield importlib.import_module(f"{__package__}.{path.stem}")


def helpers(module: ModuleType) -> Iterator[tuple[str, FunctionType]]:
    """The public functions defined in a module, in the order they stand there."""
    own = [(name, thing) for name, thing in vars(module).items() if isinstance(thing, FunctionType) and thing.__module__ == module.__name__]
    yield from sorted(((n, f) for n, f in own if not n.startswith("_")), key=lambda pair: pair[1].__code__.co_firstlineno)


def _signature(helper: object) -> str:
    """`(name, column)`, without types: what a standard writes."""
    return f"({', '.join(name for name in inspect.signature(helper).parameters if name != 'self')})"  # type: ignore[arg-type]  # a function, not any object


def _first(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n\n")[0]
