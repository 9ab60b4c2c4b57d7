"""A region's file: its councils, each with a source, config and folders of its own, and where their nights run. It holds no secret."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from .places import CONFIG
from .service import explained, read_toml

_VARIABLE = r"^[A-Z][A-Z0-9_]{2,60}$"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9 ’'.&,-]{0,59}")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Council(_Strict):
    """One council of a region.

    source       a folder of SSD tables or a workbook; for a database ``source_from``
    source_from  the environment variable, where the night runs, that holds the source's address: a password never stands in a file
    out          where its packs are published; ``state``: where its history, key and lock are kept (default ``out``/.state)
    config       its own config/ folder; blank: the shipped one
    """

    name: str
    source: str = ""
    source_from: str = Field(default="", pattern=rf"{_VARIABLE}|^$")
    out: Path
    state: Path | None = None
    config: Path | None = None

    @model_validator(mode="after")
    def _one_source_and_no_password(self) -> Self:
        if not _NAME.fullmatch(self.name):
            raise ValueError("a council's name is letters, digits, spaces and . , & ' -, and begins with a letter: write it so [RGN-01]")
        if bool(self.source) == bool(self.source_from):
            raise ValueError(f"{self.name} has no source, or two: give source or source_from, and not both [RGN-02]")
        if "://" in self.source:
            raise ValueError(
                f"{self.name}: a database's address may hold a password and does not stand in this file: put it into an environment "
                "variable of the machine that runs the night, and name that in source_from [RGN-03]"
            )
        return self

    @property
    def history(self) -> Path:
        """Where its history, key and lock are kept."""
        return self.state or self.out / ".state"


class Region(_Strict):
    """All of a region's file.

    out        where the regional pack is published; no council's folder
    config     the config/ whose cabinet.toml says which measures are compared and by which rule numbers are hidden; blank: the shipped one
    workers    processes on this machine; 1 needs no Dask
    scheduler  the address of a Dask cluster that is there already, tls://…; blank: a cluster of this machine
    """

    owner: str = Field(min_length=1)
    review_by: dt.date
    name: str = Field(min_length=1, max_length=80)
    out: Path
    config: Path | None = None
    workers: int = Field(default=1, ge=1, le=64)
    scheduler: str = ""
    councils: tuple[Council, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _each_council_apart(self) -> Self:
        names = [each.name.casefold() for each in self.councils]
        if twice := sorted({each.name for each in self.councils if names.count(each.name.casefold()) > 1}):
            raise ValueError(f"{twice[0]} stands twice among the councils: take one block away [RGN-04]")
        for (one, ours), (other, theirs) in itertools.combinations(self._folders(), 2):
            if one != other and _within(ours, theirs):
                raise ValueError(f"{one} and {other} share a folder, or one lies in the other's: give each a folder of its own [RGN-05]")
        if self.scheduler and not self.scheduler.startswith("tls://"):
            raise ValueError(
                "the scheduler's address does not begin with tls://: nights are never sent over a connection in clear [RGN-06]"
            )
        return self

    def _folders(self) -> Iterator[tuple[str, Path]]:
        yield "the region itself", self.out
        for council in self.councils:
            yield council.name, council.out
            yield council.name, council.history
            if council.source:
                yield council.name, Path(council.source)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read and check a region's file; folders in it are counted from where it lies. Raises ConfigProblem with a sentence."""
        try:
            region = cls.model_validate(read_toml(path))
        except ValidationError as problem:
            raise explained(problem, cls, path) from None
        return region.model_copy(update={**_placed(region, path.parent, "out", "config"),
                                         "councils": tuple(_council(each, path.parent) for each in region.councils)})  # fmt: skip

    @property
    def compared_by(self) -> Path:
        """The folder of the cabinet.toml that says what is compared."""
        return self.config or CONFIG


def _council(council: Council, beside: Path) -> Council:
    placed: dict[str, object] = dict(_placed(council, beside, "out", "state", "config"))
    if council.source:
        placed["source"] = str((beside / council.source).resolve())
    return council.model_copy(update=placed)


def _placed(model: BaseModel, beside: Path, *names: str) -> dict[str, Path]:
    return {name: (beside / held).resolve() for name in names if (held := getattr(model, name)) is not None}


def _within(one: Path, other: Path) -> bool:
    ours, theirs = Path(one).resolve(), Path(other).resolve()
    return ours == theirs or ours in theirs.parents or theirs in ours.parents
