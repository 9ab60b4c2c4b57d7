"""What this council chose about its sources: which roles make an allocation, which tables may be empty, its own names and codes."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .database import Database
from .places import CONFIG
from .problems import ConfigProblem
from .strict_yaml import read


class Sources(BaseModel):
    """``config/sources/*.yaml`` in one.

    source_id        the case system that is read, in a word of the council's own (mosaic); blank: the same one always
    allocated_roles  roles in ssd_involvements that make the worker the allocated one (case and spaces ignored)
    may_be_empty     SSD and ext_ tables that may rightly hold no row; ``ext_*`` stands for every extension table
    column_map       table -> {the column's name in this source: its SSD or ext_ name}
    code_map         SSD or ext_ column, or Annex A heading -> {the value as this source spells it: the code}
    skip_rows        table -> title rows that stand above its headings
    id_length        column -> how many characters each of its ids has, where the source gives all the same number
    database_schema  the schema that holds the tables, where it is not the login's own
    database         which database it must be, when it was loaded, and how long it may take
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    source_id: Annotated[str, Field(pattern=r"^([a-z][a-z0-9_-]{0,31})?$")] = ""
    allocated_roles: tuple[str, ...] = ()
    may_be_empty: tuple[str, ...] = ()
    column_map: dict[str, dict[str, str]] = {}
    code_map: dict[str, dict[str, str]] = {}
    skip_rows: dict[str, Annotated[int, Field(ge=0, le=100)]] = {}
    id_length: dict[str, Annotated[int, Field(ge=1, le=64)]] = {}
    database_schema: str = ""
    database: Database = Database()

    @classmethod
    def load(cls, folder: Path | None = None) -> Self:
        """Read ``default.yaml`` of the folder (or the shipped one where it has none), then its other ``.yaml`` files by name.

        A list in a later file takes the place of the earlier one; maps are joined. Raises ConfigProblem, naming file and line or key.
        """
        shipped = CONFIG / "sources"
        folder = folder or shipped
        own = sorted(path for path in folder.glob("*.yaml") if path.name != "default.yaml") if folder.is_dir() else []
        first = folder / "default.yaml"
        merged: dict[str, Any] = {}
        for path in [first if first.is_file() else shipped / "default.yaml", *own]:
            _join(merged, read(path), path.name)
        return cls.checked(merged)

    @classmethod
    def checked(cls, given: dict[str, Any]) -> Self:
        """The settings from plain keys and values. Raises ConfigProblem with a near match for a misspelt key."""
        for key in given:
            if key not in cls.model_fields:
                near = difflib.get_close_matches(key, cls.model_fields, n=1)
                hint = f"did you mean {near[0]!r}?" if near else "take it out."
                raise ConfigProblem(f"config/sources: {key!r} is not a setting; {hint}")
        try:
            return cls.model_validate(given)
        except ValidationError as fault:
            first = fault.errors()[0]
            raise ConfigProblem(f"config/sources: {'.'.join(map(str, first['loc']))}: {first['msg']}. Put it right there.") from None

    @property
    def roles(self) -> frozenset[str]:
        """allocated_roles in lower case with spaces squeezed, as ``Tables.allocated_roles`` wants them."""
        return frozenset(" ".join(role.lower().split()) for role in self.allocated_roles)

    def empty_allowed(self, source: str) -> bool:
        """May this SSD or ext_ table hold no row?"""
        return source in self.may_be_empty or (source.startswith("ext_") and "ext_*" in self.may_be_empty)


def _join(merged: dict[str, Any], more: dict[str, Any], name: str) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(merged.get(key), dict):
            for inner, entries in value.items():
                if not isinstance(entries, dict) and not isinstance(merged[key].get(inner), dict):
                    merged[key][inner] = entries
                    continue
                mine = merged[key].setdefault(inner, {})
                if not isinstance(entries, dict) or not isinstance(mine, dict):
                    raise ConfigProblem(f"{name}: {key}.{inner} must hold keys and values; write them as the shipped default.yaml does")
                for spelling, meaning in entries.items():
                    if mine.get(spelling, meaning) != meaning:
                        raise ConfigProblem(f"{name}: {key}.{inner} gives {spelling!r} a second meaning; leave one")
                    mine[spelling] = meaning
        else:
            merged[key] = value
