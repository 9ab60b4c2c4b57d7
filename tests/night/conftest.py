"""Published nights of small synthetic councils, each made once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.night import Nightly, Request
from fscp_readiness.packs.publish import Published
from fscp_readiness.synthetic import Council, make_council

AS_AT = dt.date(2026, 11, 23)
SEEDS = (11, 12, 13)


@dataclass(frozen=True)
class Night:
    council: Council
    nightly: Nightly
    published: Published
    source: Path
    out: Path

    def csv(self, path: str) -> pd.DataFrame:
        return pd.read_csv(self.published.path / path, dtype="string", keep_default_na=False, na_filter=False)


def live_through(folder: Path, seed: int, size: str = "test") -> Night:
    """Make a council, run its night and publish it."""
    council = make_council(size, seed=seed, as_at=AS_AT)
    source, out = folder / "source", folder / "out"
    council.write(source)
    nightly = Nightly(Request(source=str(source), as_at=AS_AT, out=out, demo=True))
    with nightly.alone():
        for step in (nightly.extract, nightly.ask, nightly.count, nightly.judge, nightly.publish):
            step()
    return Night(council, nightly, nightly.published(), source, out)


@pytest.fixture(scope="session", params=SEEDS, ids=[f"seed{seed}" for seed in SEEDS])
def night(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Night:
    return live_through(tmp_path_factory.mktemp(f"night{request.param}"), request.param)
