"""config/focused_visits.toml: the themes of Ofsted's focused visits, and what of a night answers each."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .places import CONFIG
from .problems import ConfigProblem
from .readiness import Group
from .service import explained, read_toml

FILE: Final = "focused_visits.toml"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Theme(_Strict):
    """One theme.

    visits         visits in England in a year that had it
    measures       codes of standards, as they are printed; ``checks``: codes of recording rules
    children       whose zero-tolerance conditions count; ``conditions``: which
    annex_a        lists of Annex A that are about these children
    service_areas  of audits, as the source writes them; none: no area of audits is this theme's own
    judgements     whose words of the self-evaluation belong here: keys, or names that a judgement answers to
    asked          what reports asked to be better
    """

    key: str = Field(pattern=r"^[a-z][a-z0-9-]{2,40}$")
    title: str = Field(min_length=3)
    visits: int | None = Field(default=None, ge=0)
    measures: tuple[str, ...] = Field(min_length=1, max_length=24)
    checks: tuple[str, ...] = ()
    children: tuple[Group, ...] = Field(min_length=1)
    conditions: tuple[Annotated[int, Field(ge=1, le=8)], ...]
    annex_a: tuple[Annotated[int, Field(ge=1, le=11)], ...] = Field(min_length=1)
    service_areas: tuple[str, ...] = ()
    judgements: tuple[str, ...] = Field(min_length=1)
    asked: tuple[str, ...] = ()


class FocusedVisits(_Strict):
    """All of config/focused_visits.toml. ``owner`` is a post; without ``agreed_on`` it is a default.

    visits_in_all, visits_when  all focused visits that each theme's ``visits`` are of, and where and when ("in England in 2024-25")
    """

    owner: str = Field(min_length=1)
    review_by: dt.date
    agreed_on: dt.date | None = None
    source: str = Field(min_length=1)
    visits_in_all: int | None = Field(default=None, ge=1)
    visits_when: str = ""
    themes: tuple[Theme, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _each_theme_once(self) -> Self:
        keys = [each.key for each in self.themes]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"{twice[0]} stands twice: one theme, one entry [FVS-01]")
        return self

    def theme(self, key: str) -> Theme:
        """The theme of that key. Raises ConfigProblem FVS-02 listing those that there are."""
        found = next((each for each in self.themes if each.key == key), None)
        if found is None:
            may = ", ".join(each.key for each in self.themes)
            raise ConfigProblem(f"--theme {key!r} is no theme of config/{FILE}. Write one of: {may}.", "FVS-02")
        return found

    @classmethod
    def load(cls, path: Path) -> FocusedVisits:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / path.name
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
