"""Finding the standards: every file under checks/, read by its path, never registered and never imported by name."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.util
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from pathlib import Path
from types import ModuleType

import pandas as pd

from fscp_readiness.tables import Tables, table
from fscp_readiness.vocabulary import Kind, Theme

from .about import About, Clock
from .asked import Asked
from .examples import Example, read_examples

Answer = pd.Series | pd.DataFrame


class StandardError(ValueError):
    """A standard's file that cannot be used: names the file and what to put right."""


@dataclass(frozen=True)
class Expectation:
    """A single-table recording rule as data: a Great Expectations type and its arguments. Only ``findings`` runs it."""

    table: str
    type: str
    column: str
    arguments: tuple[tuple[str, object], ...] = ()


@dataclass(frozen=True)
class Standard:
    """One discovered standard: its card, its parts and where it came from."""

    about: About
    theme: str
    path: Path
    in_scope: Callable[[Tables, Asked], pd.DataFrame] | None
    met: Callable[[pd.DataFrame, Tables, Asked], Answer] | None
    amount: Callable[[pd.DataFrame, Tables, Asked], pd.DataFrame] | None
    expectations: Callable[[Tables], list[Expectation]] | None
    examples_text: str
    docstring: str

    @property
    def code(self) -> str:
        return self.about.code

    @property
    def is_rule(self) -> bool:
        return self.about.kind is Kind.RECORDING

    @cached_property
    def examples(self) -> list[Example]:
        return read_examples(self.examples_text)

    @property
    def record_key(self) -> str:
        return table(self.about.record).key


@dataclass(frozen=True)
class Catalogue:
    """All standards, by code, in the order of the catalogue."""

    standards: Mapping[str, Standard]
    version: str

    def __iter__(self) -> Iterator[Standard]:
        return iter(self.standards.values())

    def __getitem__(self, code: str) -> Standard:
        return self.standards[code]

    def __contains__(self, code: object) -> bool:
        return code in self.standards

    def practice(self) -> list[Standard]:
        return [standard for standard in self if not standard.is_rule]

    def rules(self) -> list[Standard]:
        return [standard for standard in self if standard.is_rule]

    def agreed(
        self, clocks: Mapping[str, Clock], values: Mapping[str, Mapping[str, float]], cards: Mapping[str, Mapping[str, object]]
    ) -> Catalogue:
        """The catalogue with the council's own clocks, numbers and owners (config/service.toml) on the cards."""
        changed = {}
        for code, standard in self.standards.items():
            about = standard.about
            if code in clocks:
                about = dataclasses.replace(about, clock=clocks[code])
            if code in values:
                about = dataclasses.replace(about, values={**about.values, **values[code]})
            if code in cards:
                about = dataclasses.replace(about, **cards[code])  # type: ignore[arg-type]  # keys are checked by settings
            changed[code] = dataclasses.replace(standard, about=about)
        return Catalogue(changed, self.version)


def discover(folder: Path) -> Catalogue:
    """Every standard under ``folder``/practice_standards/<theme>/ and ``folder``/recording_standards/<theme>/.

    Raises StandardError naming the file when a part is missing, the file's name does not begin with its code, or two files share a code.
    """
    found: dict[str, Standard] = {}
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*_standards/*/*.py")):
        if path.name.startswith("_"):
            continue
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
        module = _load(path)
        for standard in _standards_of(module, path):
            if standard.code in found:
                other = found[standard.code].path.name
                raise StandardError(f"{path.name} and {other} both say they are {standard.code}; give one its own code. [STD-02]")
            found[standard.code] = standard
    return Catalogue(dict(sorted(found.items(), key=_order)), digest.hexdigest()[:12])


def _order(item: tuple[str, Standard]) -> tuple[bool, str, str]:
    code, standard = item
    return (standard.is_rule, standard.theme, code)


def _load(path: Path) -> ModuleType:
    name = f"fscp_checks.{path.parent.parent.name}.{path.parent.name}.{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise StandardError(f"{path} cannot be read as Python. [STD-01]")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except Exception as problem:
        said = f"{type(problem).__name__}: {problem}{_choices(problem)}"
        raise StandardError(f"{path.parent.name}/{path.name} cannot be loaded: {said}. [STD-01]") from problem
    return module


def _choices(problem: Exception) -> str:
    """Where a word of the vocabulary is misspelt: the words there are."""
    words = getattr(problem, "obj", None)
    if isinstance(problem, AttributeError) and isinstance(words, type) and issubclass(words, Enum):
        return f" is no {words.__name__}; there are {', '.join(member.name for member in words)}"
    return ""


def _standards_of(module: ModuleType, path: Path) -> list[Standard]:
    about = getattr(module, "about", None)
    if not isinstance(about, About):
        raise StandardError(f"{path.name} has no 'about = About(...)'. Copy the nearest standard and change its four parts. [STD-01]")
    wanted = re.sub(r"[^a-z0-9]", "", about.code.lower().split(".")[0])
    if not path.stem.split("_")[0] == wanted:
        raise StandardError(f"{path.name} should begin with {wanted}_, the code of {about.code}. [STD-01]")
    expectations, amount = getattr(module, "expectations", None), getattr(module, "amount", None)
    in_scope, met = getattr(module, "in_scope", None), getattr(module, "met", None)
    if expectations is None and (in_scope is None or (met is None and amount is None)):
        raise StandardError(f"{path.name} has no in_scope(tables, asked) and met(rows, tables, asked). [STD-01]")
    if not getattr(module, "EXAMPLES", "").strip():
        raise StandardError(f"{path.name} has no EXAMPLES. [STD-01]")
    theme = path.parent.name
    if about.kind is Kind.PRACTICE and theme not in {str(t) for t in Theme}:
        raise StandardError(f"{path.name} is in folder {theme}, which is no theme. [STD-01]")
    return [Standard(about, theme, path, in_scope, met, amount, expectations, module.EXAMPLES, (module.__doc__ or "").strip())]
