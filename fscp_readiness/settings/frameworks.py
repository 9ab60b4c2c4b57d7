"""config/frameworks/*.toml: Ofsted's frameworks, each with the dates it was in force. Judgements are configuration, never code.

A standard answers to a judgement by code: its card names the judgement codes (``SIF-KJ1``, ``IL-HP``). A framework's ``codes`` may say
otherwise for one standard, and where neither names a judgement of this framework, the standard's theme decides.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from fscp_readiness.vocabulary import Counting, Theme

from .limiting import Limiting
from .problems import ConfigProblem
from .readiness import Group, Letters
from .service import explained, read_toml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Core(_Strict):
    """One core measure: the standard, the counting that decides the word, and why that one."""

    code: str
    counting: Counting


class Judgement(_Strict):
    """One judgement as its framework prints it.

    key            SIF-KJ1, IL-HP ...: contract.md's judgement codes
    answers_to     other codes on standards' cards that mean this judgement (ilacs-2018 joins IL-CIC and IL-CL)
    letters        HP, LC, LM, AD or CL, or a new framework's own two, as pages abbreviate it
    number         as printed in reports ("2.1"), or blank
    kind           key, graded or judgement
    children       whose zero-tolerance children count here; leadership counts every one once it is five working days old
    annex_a        the lists of Annex A that are its evidence; none said: not yet checked
    limits         this judgement not ready makes the whole not ready, and its grade may limit the whole (Framework.limiting); only where
                   the framework has an overall word
    """

    key: str
    title: str
    short: str
    letters: Letters
    kind: Literal["key", "graded", "judgement"]
    number: str = ""
    answers_to: tuple[str, ...] = ()
    children: tuple[Group, ...] = ()
    leadership: bool = False
    annex_a: tuple[int, ...] | None = None
    limits: bool = False
    core: tuple[Core, ...] = Field(min_length=1, max_length=7)

    @property
    def names(self) -> frozenset[str]:
        return frozenset({self.key, *self.answers_to})


class Framework(_Strict):
    """One framework. ``overall`` is False where Ofsted gives no overall grade: then there is no overall word.

    limiting_rule  the rule in words; ``limiting`` is the same rule as data, applied by judgements/limiting.py to grades that were given
    """

    name: str
    title: str
    inspection: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    overall: bool
    limiting_rule: str
    limiting: Limiting = Limiting()
    judgements: tuple[Judgement, ...]
    themes: dict[Theme, tuple[str, ...]]
    recording_rules: tuple[str, ...]
    codes: dict[str, tuple[str, ...]] = {}

    @model_validator(mode="after")
    def _every_key_is_a_judgement(self) -> Self:
        keys = {judgement.key for judgement in self.judgements}
        named = {key for keys_ in (*self.themes.values(), *self.codes.values(), self.recording_rules) for key in keys_}
        named |= self.limiting.judgements_named
        if named - keys:
            raise ValueError(f"{', '.join(sorted(named - keys))} is no judgement of this framework")
        missing = [str(theme) for theme in Theme if theme not in self.themes]
        if missing:
            raise ValueError(f"themes does not say which judgement {', '.join(missing)} answers to")
        taken = [group for judgement in self.judgements for group in judgement.children]
        if sorted(taken) != sorted(get_args(Group)):
            raise ValueError(f"each of {', '.join(get_args(Group))} belongs to exactly one judgement's children")
        if self.overall != any(judgement.limits for judgement in self.judgements):
            raise ValueError("a framework with an overall word has judgements that limit it, and one without has none")
        return self

    def judgement(self, key: str) -> Judgement:
        """The judgement of that key. Raises StopIteration for one that the framework has not."""
        return next(judgement for judgement in self.judgements if judgement.key == key)

    def keys_for(self, code: str, theme: str, on_card: Iterable[str], *, is_rule: bool = False) -> tuple[str, ...]:
        """The judgements a standard answers to, in the framework's order: by code here, else its card, else its theme."""
        if code in self.codes:
            chosen = set(self.codes[code])
        else:
            wanted = set(on_card)
            chosen = {judgement.key for judgement in self.judgements if judgement.names & wanted}
            if not chosen:
                chosen = set(self.recording_rules if is_rule else self.themes[Theme(theme)])
        return tuple(judgement.key for judgement in self.judgements if judgement.key in chosen)

    @classmethod
    def load(cls, path: Path) -> Framework:
        """Read and check one file. Raises ConfigProblem naming the file, the setting and what to write instead."""
        try:
            framework = cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
        if framework.name != path.stem:
            raise ConfigProblem(
                f"{path.name} says its name is {framework.name!r}; give a framework's file its name, <name>.toml.", "CFG-06"
            )
        return framework


def load_all(folder: Path) -> tuple[Framework, ...]:
    """Every framework in the folder, oldest first; one without a last day ends the day before the next begins.

    Raises ConfigProblem when there is none, or two are in force on one day.
    """
    found = sorted((Framework.load(path) for path in sorted(folder.glob("*.toml"))), key=lambda framework: framework.valid_from)
    if not found:
        raise ConfigProblem(f"{folder.name}/ holds no framework. Run 'fscp-readiness init' to write the shipped ones.", "CFG-06")
    ended = []
    for earlier, later in itertools.pairwise(found):
        until = earlier.valid_to or later.valid_from - dt.timedelta(days=1)
        if until >= later.valid_from or later.valid_from == earlier.valid_from:
            both = f"{earlier.name} and {later.name} are both in force on {later.valid_from}"
            raise ConfigProblem(f"{both}: put valid_to right in one.", "CFG-06")
        ended.append(earlier.model_copy(update={"valid_to": until}))
    return (*ended, found[-1])


def in_force(as_at: dt.date, frameworks: Iterable[Framework]) -> Framework:
    """The framework in force on the day. Raises ConfigProblem when none was."""
    known = tuple(frameworks)
    for framework in known:
        if framework.valid_from <= as_at and (framework.valid_to is None or as_at <= framework.valid_to):
            return framework
    names = ", ".join(framework.name for framework in known)
    raise ConfigProblem(f"No framework in config/frameworks/ was in force on {as_at}. Name one with --framework: {names}.", "CFG-06")


def named(name: str, frameworks: Iterable[Framework]) -> Framework:
    """The framework of that name. Raises ConfigProblem listing the names there are."""
    known = tuple(frameworks)
    for framework in known:
        if framework.name == name:
            return framework
    raise ConfigProblem(f"There is no framework {name!r}. Write one of: {', '.join(framework.name for framework in known)}.", "CFG-06")
