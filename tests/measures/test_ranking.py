"""A council's rank and quarter among all that have a figure, and when there is honestly none."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.measures.benchmarks import MEASURES
from fscp_readiness.measures.ranking import FEWEST_CASES, FEWEST_COUNCILS, place_of
from fscp_readiness.settings.problems import ConfigProblem
from fscp_readiness.vocabulary import Counting

KIRKLEES = "E08000034"
NIGHT = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def made(benchmarks):
    """made("REF-02", [10, 20, ...]): the same councils and editions, and only these figures, the first of the first council."""
    councils = benchmarks.areas[benchmarks.areas["area_level"].eq("council")]["area_code"].tolist()

    def make(code, values, symbols=(), denominator=500.0, years=()):
        rows = pd.DataFrame({"code": code, "area_code": councils[: len(values)], "year": 2024})
        rows["value"] = pd.Series(values, dtype="Float64")
        rows["numerator"], rows["denominator"] = pd.Series([pd.NA] * len(values), dtype="Float64"), denominator
        rows["symbol"], rows["edition"], rows["published_on"], rows["council"] = "", "cin-2024", "2024-10-31", True
        for at, symbol in symbols:
            rows.loc[at, "symbol"], rows.loc[at, "value"] = symbol, pd.NA
        for at, year in years:
            rows.loc[at, "year"] = year
        return dataclasses.replace(benchmarks, figures=rows)

    return lambda *given, **more: (make(*given, **more), councils)


def test_kirklees_by_hand(benchmarks):
    rows = benchmarks.figures
    values = rows[rows["code"].eq("REF-02") & rows["year"].eq(2025) & rows["council"]]["value"].dropna()
    place = place_of(benchmarks, "REF-02", NIGHT, KIRKLEES)
    assert (place.figure.value, place.rank, place.of) == (0.197, int((values < 19.7).sum()) + 1, len(values))
    assert (place.from_the, place.joint) == ("best", int((values == 19.7).sum()))


@pytest.mark.parametrize("council", ["E08000034", "382"])
def test_a_council_is_known_by_either_code(benchmarks, council):
    assert place_of(benchmarks, "REF-02", NIGHT, council).area_code == KIRKLEES


def test_a_superseded_code_is_the_same_council(benchmarks):
    assert place_of(benchmarks, "S47-01", NIGHT, "E08000019") == place_of(benchmarks, "S47-01", NIGHT, "E08000039")
    assert place_of(benchmarks, "S47-01", NIGHT, "E08000019").rank is not None


@pytest.mark.parametrize("wrong", ["", "E12000003", "E92000001", "999", "Kirklees"])
def test_what_is_no_council_is_said(benchmarks, wrong):
    with pytest.raises(ConfigProblem, match="is no council"):
        place_of(benchmarks, "REF-02", NIGHT, wrong)


def test_every_one_of_the_153_councils_has_a_place_or_a_reason_in_every_measure(benchmarks):
    rows = benchmarks.figures
    councils = sorted(set(rows[rows["code"].eq("REF-02") & rows["year"].eq(2025) & rows["council"]]["area_code"]))
    assert len(councils) == 153
    for code in ("REF-02", "CPD-01", "S47-01", "LAS-01"):
        for council in councils:
            place = place_of(benchmarks, code, NIGHT, council)
            assert place.because or (place.rank and place.quarter), (code, council)
            assert (place.figure.value is None) == bool(place.figure.symbol)
            assert place.figure.value is not None or place.rank is None
    for code in MEASURES:
        assert place_of(benchmarks, code, NIGHT, KIRKLEES).code == code


def test_the_better_end_is_first(made):
    values = [float(n) for n in range(40)]
    held, councils = made("REF-02", values)  # lower is better
    assert [place_of(held, "REF-02", NIGHT, councils[n]).rank for n in (0, 39)] == [1, 40]
    held, councils = made("S47-01", values)  # higher is better
    assert [place_of(held, "S47-01", NIGHT, councils[n]).rank for n in (0, 39)] == [40, 1]
    held, councils = made("REF-03", values)  # neither is
    place = place_of(held, "REF-03", NIGHT, councils[39])
    assert (place.rank, place.from_the, place.quarter) == (1, "highest", None) and "neither end" in place.because


def test_quarters_of_forty_are_tens(made):
    held, councils = made("REF-02", [float(n) for n in range(40)])
    assert [place_of(held, "REF-02", NIGHT, councils[n]).quarter for n in (0, 9, 10, 19, 20, 29, 30, 39)] == [1, 1, 2, 2, 3, 3, 4, 4]


def test_a_tie_shares_its_rank_and_over_an_edge_has_no_quarter(made):
    within = [0.0, 5.0, 5.0, 5.0] + [float(n) for n in range(10, 46)]
    held, councils = made("REF-02", within)
    place = place_of(held, "REF-02", NIGHT, councils[2])
    assert (place.rank, place.joint, place.quarter, place.because) == (2, 3, 1, "")
    assert place_of(held, "REF-02", NIGHT, councils[4]).rank == 5
    over = [float(n) for n in range(9)] + [9.0, 9.0] + [float(n) for n in range(20, 49)]
    held, councils = made("REF-02", over)
    place = place_of(held, "REF-02", NIGHT, councils[9])
    assert (place.rank, place.joint, place.quarter) == (10, 2, None) and "over the edge" in place.because


def test_too_few_councils_have_no_rank(made):
    for n, rank in ((FEWEST_COUNCILS, 1), (FEWEST_COUNCILS - 1, None)):
        held, councils = made("REF-02", [float(value) for value in range(n)])
        place = place_of(held, "REF-02", NIGHT, councils[0])
        assert (place.rank, place.of) == (rank, n)
    assert "too few to rank" in place.because


def test_too_few_cases_have_no_rank_and_keep_their_figure(made):
    for cases, rank in ((FEWEST_CASES, 1), (FEWEST_CASES - 1, None)):
        held, councils = made("REF-02", [float(value) for value in range(40)], denominator=float(cases))
        place = place_of(held, "REF-02", NIGHT, councils[0])
        assert (place.rank, place.figure.value) == (rank, 0.0)


def test_a_symbol_is_no_nought_neither_its_own_nor_anothers(made):
    held, councils = made("REF-02", [float(n) for n in range(5, 50)], symbols=((0, "c"), (1, "u"), (2, "k"), (3, "low")))
    place = place_of(held, "REF-02", NIGHT, councils[0])
    assert (place.figure.value, place.figure.symbol, place.rank) == (None, "c", None)
    assert [place_of(held, "REF-02", NIGHT, councils[n]).figure.symbol for n in (1, 2, 3)] == ["u", "k", "low"]
    first = place_of(held, "REF-02", NIGHT, councils[4])
    assert (first.rank, first.of) == (1, 41)


def test_last_years_figure_has_no_place_among_this_years(made):
    held, councils = made("REF-02", [float(n) for n in range(60)], years=((0, 2023),))
    place = place_of(held, "REF-02", NIGHT, councils[0])
    assert (place.rank, place.of) == (None, 59) and "of 2023, and the others' of 2024" in place.because


def test_nothing_published_yet_and_the_other_counting_have_no_place(benchmarks):
    assert place_of(benchmarks, "REF-02", dt.date(2010, 1, 1), KIRKLEES).because == "no figure: [x]"
    assert place_of(benchmarks, "S47-01", NIGHT, KIRKLEES, Counting.LIVE).because == "no figure: [z]"
    assert place_of(benchmarks, "CPV-01", NIGHT, KIRKLEES).because == "no figure: [z]"
