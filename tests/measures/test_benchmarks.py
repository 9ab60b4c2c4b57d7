"""Published figures: the right year, the right areas, and a missing figure that never reads as nought."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.measures.benchmarks import MEASURES, Benchmarks
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import Counting

KIRKLEES = "E08000034"
NIGHT = dt.date(2026, 11, 24)


@pytest.mark.parametrize(
    ("code", "council", "england"),
    [("S47-01", 0.787, 0.814), ("ASM-01.dfe", 0.747, 0.857), ("CPR-03", 0.881, 0.906), ("LAS-01", 0.12, 0.10), ("REF-02", 0.197, 0.226)],
)
def test_a_council_and_england_as_published(benchmarks, code, council, england):
    found = benchmarks.lookup(code, NIGHT, KIRKLEES)
    assert (found.council.value, found.england.value) == (council, england)


@pytest.mark.parametrize(("code", "mean"), [("LAS-01", 0.085), ("CLV-06", 0.903), ("REF-02", 0.2207), ("CAS-01.mean", 16.38)])
def test_ten_neighbours_mean_of_2025_as_the_interactive_tool_gives_it(benchmarks, code, mean):
    found = benchmarks.lookup(code, NIGHT, KIRKLEES).neighbours
    assert (found.value, found.of, found.year) == (mean, 10, 2025)


def test_a_council_whose_code_was_changed_is_found_by_the_old_one(benchmarks):
    assert benchmarks.lookup("S47-01", NIGHT, "E08000019") == benchmarks.lookup("S47-01", NIGHT, "E08000039")


def test_without_an_area_code_there_is_england_and_nothing_nearer(benchmarks):
    found = benchmarks.lookup("CPR-03", NIGHT)
    assert found.england.value == 0.906
    assert [figure.symbol for figure in (found.council, found.region, found.neighbours)] == ["z", "z", "z"]


def test_a_local_standard_has_no_comparator(benchmarks):
    found = benchmarks.lookup("CPV-01", NIGHT, KIRKLEES)
    assert (found.england.value, found.england.symbol) == (None, "z")


def test_the_other_counting_is_not_england_s_definition(benchmarks):
    assert benchmarks.lookup("S47-01", NIGHT, KIRKLEES, Counting.LIVE).england.symbol == "z"


def test_nothing_published_yet_is_not_available(benchmarks):
    found = benchmarks.lookup("S47-01", dt.date(2013, 1, 1), KIRKLEES)
    assert (found.england.value, found.england.symbol, found.neighbours.symbol, found.upper_quartile.symbol) == (None, "x", "x", "x")


def test_every_figure_in_use_had_been_published(benchmarks):
    for as_at in (dt.date(2016, 5, 24), dt.date(2021, 3, 16), dt.date(2024, 10, 31), NIGHT):
        for code in MEASURES:
            found = benchmarks.lookup(code, as_at, KIRKLEES)
            for figure in (found.council, found.region, found.neighbours, found.england, found.upper_quartile):
                assert figure.published_on is None or figure.published_on <= as_at, (code, as_at)


def test_a_suppressed_figure_keeps_its_symbol_and_has_no_value(benchmarks):
    rows = benchmarks.figures
    assert rows[rows["symbol"].ne("")]["value"].isna().all()
    assert rows[rows["symbol"].eq("")]["value"].notna().all()
    assert set(rows["symbol"]) <= {"", "c", "x", "z", "u", "k", "low"}
    one = rows[rows["symbol"].eq("c") & rows["code"].eq("S47-01") & rows["year"].eq(2024)].iloc[0]
    found = benchmarks.lookup("S47-01", dt.date(2025, 1, 1), one["area_code"]).council
    assert (found.value, found.symbol, found.year) == (None, "c", 2024)


def test_the_files_are_sorted_small_and_each_figure_stands_once(benchmarks):
    rows = benchmarks.figures[["code", "year", "area_code"]].astype({"code": "object", "area_code": "object"})
    assert rows.equals(rows.sort_values(["code", "year", "area_code"], ignore_index=True))
    assert not rows.duplicated().any()
    assert sum(path.stat().st_size for path in (CONFIG / "benchmarks").iterdir()) < 1_500_000


def test_quartiles_are_over_councils_alone(benchmarks):
    extra = benchmarks.figures[benchmarks.figures["code"].eq("S47-01") & ~benchmarks.figures["council"]].assign(value=0.0)
    moved = Benchmarks(
        pd.concat([benchmarks.figures[~benchmarks.figures.index.isin(extra.index)], extra]),
        benchmarks.areas,
        benchmarks.editions,
        benchmarks.neighbours,
    )
    assert moved.quartiles("S47-01", Counting.PERIOD, NIGHT) == benchmarks.quartiles("S47-01", Counting.PERIOD, NIGHT)


def test_an_area_code_that_is_no_council_is_said_in_a_sentence(benchmarks):
    benchmarks.check_area("")
    benchmarks.check_area(KIRKLEES)
    for wrong in ("E12000003", "Kirklees"):
        with pytest.raises(ConfigProblem, match=wrong):
            benchmarks.check_area(wrong)


def test_a_missing_file_is_said_in_a_sentence(tmp_path):
    with pytest.raises(ConfigProblem, match=r"figures\.csv"):
        Benchmarks.read(tmp_path)


def test_a_council_s_figure_of_one_year_as_it_was_printed_and_published_by_then(benchmarks):
    found = benchmarks.of_year("S47-01", 2016, "E08000034", dt.date(2026, 11, 24))
    assert (found.value, found.numerator, found.denominator, found.year) == (0.67, 379, 566, 2016)  # the Interactive Tool prints 67.0
    assert benchmarks.of_year("S47-01", 2016, "E08000034", dt.date(2016, 1, 1)) is None
    assert benchmarks.of_year("S47-01", 1999, "E08000034", dt.date(2026, 11, 24)) is None
    assert benchmarks.of_year("S47-01", 2016, "nowhere", dt.date(2026, 11, 24)) is None
