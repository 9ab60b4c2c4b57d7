"""What a source can be asked, told from its headings: all of it, and what a missing table or column takes away."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.night.coverage import coverage
from fscp_readiness.settings.load import load_settings
from fscp_readiness.synthetic import make_council

from .few_standards import few_standards

SETTINGS = load_settings(None)


@pytest.fixture(scope="module")
def source(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("covered")
    for name, table in make_council("tiny", seed=2, as_at=dt.date(2026, 11, 23)).tables.items():
        table.iloc[:1].to_csv(folder / f"{name}.csv", index=False)
    return folder


def covered(source: Path, settings=SETTINGS):
    with few_standards():
        return coverage(source, settings)


def test_a_source_with_every_column_can_be_asked_everything(source):
    found = covered(source)
    assert found.can == found.whole > 20 and found.lacking == {}


def test_what_is_lacking_is_named_with_the_standards_it_takes_away_and_a_mapping_gives_them_back(source):
    path = source / "ssd_cp_plans.csv"
    as_it_was = path.read_bytes()
    pd.read_csv(path, dtype=str).rename(columns={"cppl_cp_plan_start_date": "BEGAN"}).to_csv(path, index=False)
    try:
        found = covered(source)
        (codes,) = [codes for because, codes in found.lacking.items() if "cppl_cp_plan_start_date of ssd_cp_plans" in because]
        assert {"CPV-01", "S47-01"} <= set(codes) and found.can == found.whole - len(set(codes))
        own = SETTINGS.sources.model_copy(update={"column_map": {"ssd_cp_plans": {"BEGAN": "cppl_cp_plan_start_date"}}})
        assert covered(source, dataclasses.replace(SETTINGS, sources=own)).lacking == {}
    finally:
        path.write_bytes(as_it_was)
