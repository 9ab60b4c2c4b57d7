"""Any council's place in what was published, by either code, with symbols kept and nothing from after the day asked."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from fscp_readiness.cli import app
from fscp_readiness.measures.benchmarks import MEASURES, Benchmarks
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem


def asked(*words):
    return CliRunner().invoke(app, ["benchmarks", *words])


def rows(council, as_at="2026-11-24"):
    return {row["code"]: row for row in json.loads(asked(council, "--as-at", as_at, "--json").stdout)}


def test_either_code_gives_the_same_and_every_published_measure():
    found = rows("E08000034")
    assert found == rows("382") and list(found) == list(MEASURES)
    assert (found["REF-02"]["figure"], found["REF-02"]["year"], found["REF-02"]["rank"]) == (
        "19.7%",
        "2025",
        "69th best of 153, with 3 others",
    )
    assert (found["CPD-01"]["figure"], found["CPD-01"]["rank"]) == ("[c]", "No figure: [c]")
    assert found["CP.rate"]["name"].startswith("Children on a child protection plan")


def test_only_what_was_published_by_that_day_is_used():
    assert rows("382", "2024-12-31")["REF-02"]["year"] == "2024"
    assert rows("382", "2000-01-01")["REF-02"]["figure"] == "[x]"


def test_every_council_of_the_153_has_a_line_for_each_measure():
    areas = Benchmarks.read(CONFIG / "benchmarks").areas
    codes = areas[areas["area_level"].eq("council")]["area_code"].tolist()
    assert len(codes) >= 153
    for code in codes[:: len(codes) // 8]:
        said = asked(code, "--as-at", "2026-11-24")
        assert said.exit_code == 0 and len(said.stdout.splitlines()) == len(MEASURES) + 1


@pytest.mark.parametrize("council", ["E92000001", "000", ""])
def test_a_code_that_is_no_council_is_one_sentence(council):
    assert isinstance(asked(council, "--as-at", "2026-11-24").exception, ConfigProblem)
