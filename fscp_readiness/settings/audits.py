"""config/audits.toml: which service area, and which of the nine questions, of a case file audit speaks to which standards."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .places import CONFIG
from .service import explained, read_toml

FILE: Final = "audits.toml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Area(_Strict):
    """A service area as pages call it. ``standards``: beginnings of the codes it speaks to ("CPV-", "CPR-01")."""

    key: str = Field(min_length=1)
    title: str = Field(min_length=1)
    standards: tuple[str, ...] = ()


class Question(_Strict):
    """One of the nine questions (``key`` question_1 to question_9), in the council's own words; ``standards`` as of an area."""

    key: str = Field(pattern=r"^question_[1-9]$")
    title: str = Field(min_length=1, max_length=120)
    standards: tuple[str, ...] = ()


class AuditRules(_Strict):
    """All of config/audits.toml.

    new_within_months  a case is new for so many months
    every_area         beginnings of codes on whose judgement's page every area stands (the audit standards themselves)
    """

    owner: str = Field(min_length=3)
    review_by: dt.date
    agreed_on: dt.date | None = None
    new_within_months: int = Field(ge=1, le=24)
    every_area: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    questions: tuple[Question, ...] = ()

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        keys = [each.key for each in self.areas] + [each.key for each in self.questions]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands twice: one entry each [AUR-01]")
        return self

    def areas_of(self, codes: tuple[str, ...]) -> tuple[tuple[Area, tuple[str, ...]], ...]:
        """The areas that speak to any of these standards, each with those it speaks to; all of them where the codes are audits' own."""
        found = [(area, tuple(code for code in codes if code.startswith(area.standards))) for area in self.areas]
        if self.every_area and any(code.startswith(self.every_area) for code in codes):
            return tuple(found)
        return tuple((area, own) for area, own in found if area.standards and own)

    def title_of(self, area: str) -> str:
        """An area in words."""
        known = next((each.title for each in self.areas if each.key == area), "")
        return known or (area[:1].upper() + area[1:].replace("_", " ") if area else "No area recorded")

    @classmethod
    def load(cls, path: Path) -> AuditRules:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / path.name
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
