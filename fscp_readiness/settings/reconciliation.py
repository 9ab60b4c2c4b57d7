"""config/reconciliation.toml: how far our figures may stand from the published ones, and who signed for a difference and why."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .places import CONFIG
from .service import explained, read_toml

FILE = "reconciliation.toml"
Symbol = Literal["", "c", "x", "z", "k", "u", "low"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Tolerance(_Strict):
    """By unit: ``percent`` in percentage points, ``count`` in children for each worker, ``per_10000`` in children for each 10,000."""

    percent: float = Field(gt=0, le=20)
    count: float = Field(gt=0, le=20)
    per_10000: float = Field(gt=0, le=200)


class OfMeasure(_Strict):
    """What differs for one measure: its tolerance in its own unit, the post that owns it, and what is counted here."""

    tolerance: float | None = Field(default=None, gt=0, le=200)
    owner: str = ""
    definition: str = ""

    @model_validator(mode="after")
    def _a_tolerance_has_an_owner(self) -> Self:
        if self.tolerance is not None and not self.owner:
            raise ValueError("a tolerance of its own needs an owner: name the post that answers for it")
        return self


class PublishedFigure(_Strict):
    """A published figure as printed (percentages 0 to 100), of the twelve months to 31 March ``year``; ``symbol`` where there is none."""

    code: str = Field(min_length=1)
    year: int = Field(ge=2000, le=2100)
    value: float | None = Field(default=None, ge=0)
    symbol: Symbol = ""
    numerator: int | None = Field(default=None, ge=0)
    denominator: int | None = Field(default=None, ge=0)
    published_on: dt.date
    title: str = Field(min_length=1)
    source: str = Field(min_length=1)

    @model_validator(mode="after")
    def _a_value_or_a_symbol(self) -> Self:
        if (self.value is None) != bool(self.symbol):
            raise ValueError(f"{self.code} {self.year}: give the value, or the symbol that stands in its place, and never both")
        return self


class Signed(_Strict):
    """Who signed for a difference: of which measure and published year, how large (in the measure's unit), why, who and when."""

    code: str = Field(min_length=1)
    year: int = Field(ge=2000, le=2100)
    difference: float = Field(ge=0)
    reason: str = Field(min_length=10)
    by: str = Field(min_length=1)
    on: dt.date


class ReconciliationRules(_Strict):
    """All of config/reconciliation.toml. ``owner`` is a post; without ``agreed_on`` the tolerances are defaults."""

    owner: str = Field(min_length=1)
    review_by: dt.date
    agreed_on: dt.date | None = None
    tolerance: Tolerance
    measures: dict[str, OfMeasure] = {}
    published: tuple[PublishedFigure, ...] = ()
    signed: tuple[Signed, ...] = ()

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        for name, rows in (("published", self.published), ("signed", self.signed)):
            keys = [(row.code, row.year) for row in rows]
            for code, year in {key for key in keys if keys.count(key) > 1}:
                raise ValueError(f"{name}: {code} of {year} stands twice; keep one")
        return self

    @classmethod
    def load(cls, path: Path) -> ReconciliationRules:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / FILE
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None

    def tolerance_of(self, code: str, unit: Literal["percent", "count", "per_10000"]) -> tuple[float, str]:
        """The tolerance of a measure in its unit, and the post that owns it."""
        own = self.measures.get(code, OfMeasure())
        return (getattr(self.tolerance, unit) if own.tolerance is None else own.tolerance), own.owner or self.owner

    def signed_for(self, code: str, year: int, as_at: dt.date) -> Signed | None:
        """Who signed for the difference of a measure and published year, by the end of ``as_at``; None where nobody had."""
        return next((row for row in self.signed if (row.code, row.year) == (code, year) and row.on <= as_at), None)
