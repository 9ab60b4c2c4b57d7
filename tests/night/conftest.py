"""Published nights of small synthetic councils, each made once."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.night import Nightly, Request
from fscp_readiness.packs.publish import Published
from fscp_readiness.synthetic import Council, make_council

from .few_standards import few_standards

AS_AT = dt.date(2026, 11, 23)
CANARY = "Canary"
"""Every name in the source begins with it, so that one anywhere else is seen."""

ALSO = ("E04", "V05", "W03")

DAYS = ((11, "ordinary"), (12, "bad"), (13, "good"))
"""Seed and kind of day: a few faults of every kind, six times as many, and none (and on that one no adoption on record either)."""


@dataclass(frozen=True)
class Night:
    council: Council
    nightly: Nightly
    published: Published
    source: Path
    out: Path

    def csv(self, path: str) -> pd.DataFrame:
        return pd.read_csv(self.published.path / path, dtype="string", keep_default_na=False, na_filter=False)


def live_through(folder: Path, seed: int, day: str = "ordinary") -> Night:
    """Make a small council, run its night and publish it."""
    council = make_council("test", seed=seed, as_at=AS_AT, day=day)
    source, out = folder / "source", folder / "out"
    if day == "good":
        for name in ("ssd_permanence", "ext_adopter"):
            council.tables[name] = council.tables[name].iloc[0:0]
    people = council.tables["ssd_person"]
    for name in ("pers_forename", "pers_surname"):
        people[name] = people[name].where(people[name].fillna("").eq(""), CANARY + people[name].astype(str))
    council.write(source)
    nightly = Nightly(Request(source=str(source), as_at=AS_AT, out=out, demo=True))
    with nightly.alone():
        for step in nightly.steps():
            step()
    return Night(council, nightly, nightly.published(), source, out)


@pytest.fixture(scope="session")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Night]:
    """The night of a kind of day (see DAYS), lived through when it is first asked for."""
    seeds = {day: seed for seed, day in DAYS}

    @functools.cache
    def lived(day: str) -> Night:
        return live_through(tmp_path_factory.mktemp(f"{day}-night"), seeds[day], day)

    return lived


@pytest.fixture(scope="session")
def few_night(tmp_path_factory: pytest.TempPathFactory) -> Night:
    """An ordinary night that asked the core measures and three recording rules alone."""
    with few_standards(*ALSO, drawn=True):
        return live_through(tmp_path_factory.mktemp("called"), seed=31)


@pytest.fixture(params=[day for _, day in DAYS], ids=[f"{day}-day" for _, day in DAYS])
def night(request: pytest.FixtureRequest, nights: Callable[[str], Night]) -> Night:
    return nights(request.param)
