"""Each benchmark still runs, on the smallest council and one round. No time is asserted: those are taken by hand, on a quiet machine."""

from __future__ import annotations

import csv
import functools
import json
import pickle  # noqa: TID251 - what the benchmark puts aside for itself
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import duckdb
import pytest

from benchmarks import beside_csc, beside_duckdb, commands, csc_rows, gx_share, machine, papers, scale
from benchmarks.watching import watched
from fscp_readiness import extracts
from fscp_readiness.packs import pdf
from fscp_readiness.settings.load import load_settings
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.synthetic import make_council
from fscp_readiness.tables import Tables
from tests.night.few_standards import few_standards
from tests.oracle.asking import Oracle

CHILD = """
as at 2016-05-24

people
child_id | sex | born_on
C1       | F   | 2010-01-01

expect
child_id | outcome | because
C1       | met     | a girl of six
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    make_council("tiny", seed=machine.SEED, as_at=machine.AS_AT).write(folder)
    return folder


def test_a_council_written_three_times_has_three_times_the_rows_and_nobody_twice(source: Path, tmp_path: Path):
    def people(folder: Path) -> list[str]:
        with (folder / "ssd_person.csv").open(encoding="utf-8") as file:
            return [row["pers_person_id"] for row in csv.DictReader(file)]

    rows = scale.copied(source, tmp_path / "three", 3)
    assert rows == 3 * scale.copied(source, tmp_path / "one", 1)
    assert len(set(people(tmp_path / "three"))) == len(people(tmp_path / "three")) == 3 * len(people(source))
    assert people(tmp_path / "one") == people(source)


def test_a_night_that_is_refused_is_written_down_as_refused(source: Path, tmp_path: Path):
    big = tmp_path / "big"
    scale.copied(source, big, 1)
    with (big / "ssd_contacts.csv").open("ab") as file:
        file.truncate(20 * 2**30)
    told = scale.night(big, tmp_path / "out")
    assert told["refused"] == "SRC-19" and "memory" in str(told["sentence"]) and "answers" not in told


def test_the_rows_for_the_other_library_are_made_without_it(monkeypatch: pytest.MonkeyPatch):
    names = ("Header", "Episodes", "Reviews", "UASC", "OC2", "OC3", "AD1", "PlacedAdoption", "PrevPerm", "Missing", "SWEpisodes", "DoLo")
    monkeypatch.setattr(csc_rows, "_empty", lambda: {name: [] for name in names})
    tables = csc_rows.rows_of(500, machine.SEED)
    assert 500 <= sum(len(rows) for rows in tables.values()) < 520
    assert tables == csc_rows.rows_of(500, machine.SEED)
    children = {row[0] for row in tables["Header"]}
    assert len(children) == len(tables["Header"]) and {row[0] for rows in tables.values() for row in rows} == children


def test_without_the_other_library_the_benchmark_says_how_to_get_it(tmp_path: Path):
    with pytest.raises(SystemExit, match="pip install --target"):
        beside_csc.theirs(tmp_path, 100, 1)


def test_our_half_counts_rows_of_care_and_the_rules_that_were_asked():
    told = beside_csc.ours("tiny", 0)
    assert told["rows"] > 100 and told["rules_run"] > 20 and told["seconds"] > 0


def test_a_ratio_to_duckdb_is_to_the_quicker_and_names_the_share_of_great_expectations(monkeypatch: pytest.MonkeyPatch):
    asked, tables = ["P03", "LAP-01", "CPD-01"], Tables(frames={}, as_at=machine.AS_AT, extracted_on=machine.AS_AT)
    spent = iter([(9.0, 8.0), (4.0, 3.0), (2.0, 5.0), (1.0, 0.5)])
    monkeypatch.setattr(beside_duckdb, "night", lambda size: (tables, tables, asked))
    monkeypatch.setattr("tests.oracle.asking.Oracle", lambda tables: None)
    monkeypatch.setattr(beside_duckdb, "beyond", lambda oracle, codes: ["LAP-01"])
    monkeypatch.setattr(beside_duckdb, "side_by_side", lambda oracle, codes: 7)
    monkeypatch.setattr(beside_duckdb, "ours", lambda tables: {"great_expectations": 4.0, "all": 10.0})
    monkeypatch.setattr(
        beside_duckdb, "theirs", lambda oracle, codes, threads: dict(zip(codes, (took := next(spent)), strict=True)) | {"all": sum(took)}
    )
    told = beside_duckdb.measured("tiny", 1)
    assert told["not_answered_by_duckdb"] == ["LAP-01"] and told["codes"] == 2
    assert told["ratio_were_no_query_slower_than_a_second"] == 6.67
    assert told["duckdb_seconds"] == {"threads_1": 7.0, "threads_2": 1.5}, "the round that warms up is not counted"
    assert told["ratio"] == 6.67 and told["great_expectations_share"] == 0.4 and told["verdicts_equal"] == 7
    assert list(told["slowest_queries_seconds"]) == ["P03", "CPD-01"]


def test_a_query_that_duckdb_cannot_end_is_named_and_one_that_is_wrong_is_not_hidden(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(beside_duckdb, "SECONDS", 0.2)
    endless = "SELECT count(*) FROM range(10_000_000) a, range(10_000_000) b WHERE a.range * b.range % 7 = 3"
    oracle = SimpleNamespace(db=duckdb.connect(), answers=lambda code: oracle.db.execute(code).fetchall())
    assert beside_duckdb.beyond(cast(Oracle, oracle), ["SELECT 1", endless]) == [endless]
    with pytest.raises(duckdb.ParserException):
        beside_duckdb.beyond(cast(Oracle, oracle), ["no query"])


def test_our_side_of_the_comparison_with_duckdb_is_timed_part_by_part():
    told = beside_duckdb.ours(read_examples(CHILD)[0].tables)
    parts = ("asking", "door_suites", "judging_the_answers", "counting")
    assert told["all"] == pytest.approx(sum(told[part] for part in parts), rel=0.05)
    assert 0 < told["great_expectations"] < told["all"]


def test_a_verdict_that_differs_stops_the_comparison_with_duckdb(source: Path, capsys: pytest.CaptureFixture[str]):
    settings = load_settings()
    tables = extracts.read(str(source), settings.sources, as_at=machine.AS_AT, extracted_on=machine.AS_AT).tables
    oracle, codes = Oracle(tables), ["CPD-01", "P03", "Q05"]
    assert beside_duckdb.side_by_side(oracle, codes) > 100
    told = beside_duckdb.theirs(oracle, codes, 2)
    assert set(told) == {*codes, "all"} and all(seconds > 0 for seconds in told.values())
    oracle.db.execute("UPDATE cp_plans SET started_on = NULL")
    with pytest.raises(SystemExit, match="verdicts differ, of CPD-01: no time means anything"):
        beside_duckdb.side_by_side(oracle, codes)
    assert "'CPD-01', 'oracle only'" in capsys.readouterr().out


def test_what_is_written_says_where_and_when(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(machine, "HERE", tmp_path)
    machine.write("anything", {"ratio": 2})
    told = json.loads((tmp_path / "anything.json").read_text())
    assert told["ratio"] == 2 and told["machine"]["cores"] >= 1 and len(told["machine"]["date"]) == 10


def test_a_paper_that_was_put_aside_is_drawn_again_to_the_same_bytes(tmp_path: Path):
    page = "<html lang='en'><head><title>A page</title></head><body><h1>A page</h1></body></html>"
    made = {papers.PACK: (functools.partial(pdf.render, identifier="run"), (page, "body { font-family: Inter }"))}
    (tmp_path / "aside.pickle").write_bytes(pickle.dumps(made))
    one, two = (papers.drawn_here(tmp_path / "aside.pickle", papers.PACK, 1) for _ in range(2))
    assert one["pages"] == 1 and one["sha256"] == two["sha256"]


def test_papers_that_were_not_drawn_are_not_timed(tmp_path: Path):
    (tmp_path / "aside.pickle").write_bytes(pickle.dumps({"a paper": (int, ("no number",))}))
    with pytest.raises(SystemExit, match="1 papers were not drawn"):
        papers.by_hands(tmp_path / "aside.pickle", 1, 1)


def test_a_command_is_watched_with_the_children_that_it_has():
    child = "import time; held = bytearray(60_000_000); time.sleep(1.5)"
    said, told = watched("-c", f"import subprocess, sys; print('said'); subprocess.run([sys.executable, '-c', {child!r}])")
    assert said == "said\n" and told["seconds"] > 1.5
    assert 0 < told["peak_mb"] < 50 and told["together_mb"] > told["peak_mb"] + 55


def test_a_command_that_fails_is_no_measurement():
    with pytest.raises(subprocess.CalledProcessError):
        watched("-c", "raise SystemExit(3)")


def test_the_commands_that_are_timed_still_work():
    told = commands.measured(0, ("ALO-01",))
    assert told["slowest_standard"] == "ALO-01" and float(str(told["help_seconds"])) > 0 and float(str(told["standards_test_seconds"])) > 0


@pytest.fixture
def quick_nights(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nights of a few standards, which draw no paper."""

    def one_page(night: object, run: str, folder: Path) -> SimpleNamespace:
        (folder / "page.html").write_text(run)
        return SimpleNamespace(lost=(), records=())

    monkeypatch.setattr("fscp_readiness.night.papers.write_papers", one_page)
    with few_standards():
        yield


@pytest.mark.usefixtures("quick_nights")
def test_the_share_of_great_expectations_is_a_part_of_a_night(source: Path, tmp_path: Path):
    busy = gx_share.at_home(source, tmp_path / "one")
    assert busy["suites"] > 10 and 0 < busy["running"] < busy["all"]
    stood = gx_share.waited_for(source, tmp_path / "two")
    assert 0 < stood["waited"] < stood["all"]
