"""config/worklist.toml: what people read as worklists, in Excel and on the web."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .places import CONFIG
from .service import explained, read_toml


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Forms(_Strict):
    """What the council's workers call the form or step that fills each table. ``owner`` is a post.

    words  the table's SSD or ext_ name -> the form in the case system's words; a table that is not there is named in plain English
    """

    owner: str = Field(min_length=1)
    review_by: dt.date
    agreed_on: dt.date | None = None
    words: dict[str, str] = {}


class Worklist(_Strict):
    """All of config/worklist.toml."""

    forms: Forms

    @classmethod
    def load(cls, path: Path) -> Worklist:
        """Read and check the file, or the shipped one where a config has none of its own. Raises ConfigProblem with a sentence."""
        path = path if path.exists() else CONFIG / "worklist.toml"
        try:
            return cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
