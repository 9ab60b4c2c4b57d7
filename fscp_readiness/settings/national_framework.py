"""config/national_framework.toml: outcomes and enablers of the Children's Social Care National Framework, by name, with dated numbers.

The numbers of two outcomes changed places on 1 April 2026. So a point that somebody writes carries a key, never a number; the number is
looked up for the day that it belongs to.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .places import CONFIG
from .plan import Plan
from .problems import ConfigProblem
from .self_evaluation import SelfEvaluation
from .service import explained, read_toml

FILE: Final = "national_framework.toml"
_NUMBER: Final = re.compile(r"\d")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Numbered(_Strict):
    """The number that a point bore from one day to another; without ``valid_to`` it still does."""

    number: int = Field(ge=1, le=20)
    valid_from: dt.date
    valid_to: dt.date | None = None

    def on(self, day: dt.date) -> bool:
        """Did it bear this number on the day?"""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Point(_Strict):
    """One outcome or enabler. ``key`` is what is written elsewhere in config/; it holds no digit: a number says nothing without a day."""

    key: str = Field(pattern=r"^[a-z_]{3,30}$")
    kind: Literal["outcome", "enabler"]
    name: str = Field(min_length=5)
    numbers: tuple[Numbered, ...] = Field(min_length=1)

    def number(self, day: dt.date) -> int | None:
        """The number in force on the day; None where none is known."""
        return next((each.number for each in self.numbers if each.on(day)), None)


class NationalFramework(_Strict):
    """All of config/national_framework.toml."""

    owner: str = Field(min_length=1)
    review_by: dt.date
    source: str = Field(min_length=1)
    points: tuple[Point, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_number_one_point(self) -> Self:
        keys = [each.key for each in self.points]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands twice: one point, one entry [NFW-01]")
        for day in sorted({each.valid_from for point in self.points for each in point.numbers}):
            held: dict[tuple[str, int], str] = {}
            for point in self.points:
                on_the_day = [each.number for each in point.numbers if each.on(day)]
                if len(on_the_day) > 1:
                    raise ValueError(f"{point.key} has two numbers on {day}: put valid_to right in one [NFW-01]")
                for number in on_the_day:
                    other = held.setdefault((point.kind, number), point.key)
                    if other != point.key:
                        raise ValueError(f"{point.kind} {number} is both {other} and {point.key} on {day} [NFW-01]")
        return self

    def of(self, key: str) -> Point | None:
        """The point of that key, or None."""
        return next((each for each in self.points if each.key == key), None)

    def words(self, key: str, day: dt.date | None) -> str:
        """ "National Framework outcome 2: Children ... home", with the number of the day; without one where the day or its number is not
        known. Blank for a blank key."""
        point = self.of(key) if key else None
        if point is None:
            return ""
        number = point.number(day) if day else None
        return f"National Framework {point.kind}{f' {number}' if number else ''}: {point.name}"

    def see_it_is_a_key(self, written: str, where: str) -> None:
        """Is what somebody wrote for an outcome one of the keys? Raises ConfigProblem NFW-02 for a number, NFW-03 for anything else."""
        if not written or self.of(written):
            return
        may = ", ".join(each.key for each in self.points)
        if _NUMBER.search(written):
            raise ConfigProblem(
                f"{where}: the outcome is given by a number. Outcomes 2 and 3 changed places on 1 April 2026, so a number does not say "
                f"which is meant. Write one of: {may}.",
                "NFW-02",
            )
        raise ConfigProblem(f"{where}: the outcome is no key of {FILE}. Write one of: {may}.", "NFW-03")

    def see_they_are_keys(self, own: SelfEvaluation | None, plan: Plan | None) -> None:
        """Every outcome in the self-evaluation and the plan. Raises ConfigProblem as ``see_it_is_a_key``."""
        for judgement in own.judgements if own else ():
            for place, worry in enumerate(judgement.worries, start=1):
                self.see_it_is_a_key(worry.outcome, f"self_evaluation.toml: {judgement.key}, worry {place}")
        for action in plan.actions if plan else ():
            self.see_it_is_a_key(action.outcome, f"plan.toml: {action.id}")

    @classmethod
    def load(cls, path: Path) -> NationalFramework:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / path.name
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
