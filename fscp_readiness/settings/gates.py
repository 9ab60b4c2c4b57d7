"""config/gates.toml: when a table that came in tonight is not believed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .places import CONFIG
from .service import explained, read_toml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Churn(_Strict):
    """More than ``rows`` ids gone without a closing event, and more than usual + ``spreads`` x the square root of usual."""

    rows: int = Field(ge=0)
    spreads: float = Field(gt=0, le=20)


class RollOff(_Strict):
    """A source that holds a window of days drops the oldest rows: up to ``days`` days of them, each older than ``older_than_days``."""

    days: int = Field(ge=0, le=366)
    older_than_days: int = Field(ge=0)


class Collapse(_Strict):
    kept_under: float = Field(gt=0, le=1)


class FewestRows(_Strict):
    """A thing is said of ``rows`` rows or more."""

    rows: int = Field(ge=1)


class Rise(_Strict):
    """Since last night by more than ``share`` and by ``rows`` rows or more. ``first_night``: a share not believed without a memory."""

    share: float = Field(ge=0, le=1)
    rows: int = Field(ge=1)
    first_night: float = Field(default=1, gt=0, le=1)


class Freshness(_Strict):
    newest_rows: int = Field(ge=1)
    behind_days: int = Field(ge=1)
    rows_a_day: float = Field(gt=0)


class OneTable(_Strict):
    """What differs for one table; blank: as for every other. ``behind_days`` is asked whatever the table's rhythm."""

    churn_rows: int | None = Field(default=None, ge=0)
    emptied_rows: int | None = Field(default=None, ge=1)
    behind_days: int | None = Field(default=None, ge=1)


class Gates(_Strict):
    """All of config/gates.toml. ``owner`` is a post; without ``agreed_on`` the figures are defaults."""

    owner: str = Field(min_length=1)
    review_by: dt.date
    agreed_on: dt.date | None = None
    churn: Churn
    roll_off: RollOff
    collapse: Collapse
    emptied: FewestRows
    team_missing: FewestRows
    duplicate_keys: Rise
    new_codes: Rise
    types: Rise
    nulls: Rise
    orphans: Rise
    dates: Rise
    freshness: Freshness
    tables: dict[str, OneTable] = {}

    @classmethod
    def load(cls, path: Path) -> Gates:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / "gates.toml"
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None

    def of(self, name: str) -> OneTable:
        """What differs for a table, by its English name."""
        return self.tables.get(name, OneTable())
