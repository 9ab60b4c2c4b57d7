"""The CSVs and the JSON: columns, order, blanks, dates, shares, and who may not be in them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import itertools
import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.findings import frames
from fscp_readiness.judgements.judged import CoreMeasure, Headline, Judged, Readiness, ZeroToleranceCount
from fscp_readiness.measures.counting import MEASURES, written
from fscp_readiness.packs import data_files
from fscp_readiness.packs.data_files import FILES, DataFacts, as_csv, readme, write_data_files
from fscp_readiness.vocabulary import Counting, Status, Word

DAY = dt.date(2016, 5, 23)
FINDING = {
    "code": "CPV-01", "kind": "practice", "severity": "high", "record_table": "ssd_cp_plans", "record_id": "P1", "child_id": "C000001",
    "service": "S1", "team": "T1", "worker": "W1", "outcome": "not_met", "reason": "outstanding", "field": "cppv_cp_visit_date",
    "value_shape": None, "due_on": pd.Timestamp("2016-05-20"), "days_over": 1, "unit": "working_days",
    "first_flagged": pd.Timestamp("2016-05-23"), "what_to_do": "See the child today.", "flag": "0123456789abcdef", "restricted": False,
}  # fmt: skip
SOON = {name: FINDING[name] for name in (*frames.DUE_SOON, "restricted")}
MEASURE = {
    "code": "CPV-01", "counting": "live", "scope": "all", "group": None, "in_scope": 3, "met": 2, "not_met": 1, "not_recorded": 0,
    "exempt": 0, "excepted": 0, "restricted": 1, "low": 2 / 3, "high": 2 / 3, "value": 2 / 3, "unit": "percent", "target": 0.95,
    "floor": 0.85, "status": "too_few", "as_at": pd.Timestamp(DAY), "period_from": None,
}  # fmt: skip
CORE = CoreMeasure("CPV-01", "Visits in time", Counting.LIVE, Status.TOO_FEW, 3, 2, 1, 0, 1, 2 / 3, 2 / 3, 0.95, 0.85)
ZERO = ZeroToleranceCount(1, "on plans have no social worker", "on a plan has no social worker", 5, 1, "asked", starred=True)
JUDGED = Judged(
    "SIF-KJ1", "Help and protection", "Help", "HP", "key", Word.NOT_READY, ("because 5 children have no worker",), (CORE,), (ZERO,),
    "No", "No",
)  # fmt: skip
READINESS = Readiness("sif-2013", "Single inspection framework", (JUDGED,), None, "", Headline("Five children.", "Today."))


def rows(declared: dict[str, str], *given: dict[str, object]) -> pd.DataFrame:
    return pd.DataFrame(list(given), columns=[*declared, "restricted"]).astype({**declared, "restricted": "boolean"})


def facts(**changed: object) -> DataFacts:
    made = DataFacts(
        as_at=DAY,
        run="2016-05-23-00000000",
        findings=rows(frames.FINDINGS, FINDING),
        due_soon=rows(frames.DUE_SOON, SOON),
        refused=pd.DataFrame(
            [["ssd_person", "ssd_person.csv", 12, "pers_dob", "VAL-03", "This is not a date.", "value_refused"]],
            columns=list(data_files.REFUSED),
        ).astype({"row_number": "Int64"}),
        measures=pd.DataFrame([MEASURE]),
        tables=pd.DataFrame([["ssd_person", 50, 1, "fresh", "2016-05-23"]], columns=list(data_files.TABLES)),
        expected=pd.DataFrame([["CPV-01", "live", "judged", 4, 3, 2, 0.75, 0.5, 0.95, False, False]], columns=list(data_files.EXPECTED)),
        readiness=READINESS,
        lists_allowed=True,
    )
    return replace(made, **changed)


def read(folder: Path, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / path).read_bytes().decode("utf-8"))))


def test_every_file_of_the_contract_is_written_with_its_columns(tmp_path: Path) -> None:
    counts = write_data_files(facts(), tmp_path)
    names = ("rows/findings", "rows/due_soon", "rows/refused", "data/measures", "data/expectations", "data/tables")
    assert counts == {f"{name}.csv": 1 for name in names}
    written = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()}
    assert written == {*counts, "data/judgements.json", "data/README.txt", "data/measures.parquet"}
    assert (tmp_path / "rows/findings.csv").read_bytes().splitlines()[0].decode() == (
        "code,kind,severity,record_table,record_id,child_id,service,team,worker,outcome,reason,field,value_shape,due_on,days_over,unit,"
        "first_flagged,what_to_do,flag"
    )
    assert (tmp_path / "data/measures.csv").read_bytes().splitlines()[0].decode() == (
        "code,counting,scope,group,in_scope,met,not_met,not_recorded,exempt,excepted,restricted,low,high,value,unit,target,floor,status,"
        "as_at,period_from"
    )


def test_the_columns_are_those_the_findings_declare() -> None:
    assert list(data_files.FINDINGS) == list(frames.FINDINGS)
    assert list(data_files.DUE_SOON) == list(frames.DUE_SOON)


def test_a_cell_is_blank_for_none_and_a_date_is_iso(tmp_path: Path) -> None:
    write_data_files(facts(), tmp_path)
    row = read(tmp_path, "rows/findings.csv")[0]
    assert (row["due_on"], row["days_over"], row["value_shape"]) == ("2016-05-20", "1", "")
    nothing = dict.fromkeys(("child_id", "due_on", "days_over", "unit", "field", "flag"))
    write_data_files(facts(findings=rows(frames.FINDINGS, {**FINDING, **nothing})), tmp_path)
    assert all(read(tmp_path, "rows/findings.csv")[0][name] == "" for name in nothing)


def test_shares_have_four_places_and_other_figures_no_needless_ones(tmp_path: Path) -> None:
    mean = {**MEASURE, "code": "CAS-01.mean", "low": None, "high": None, "value": 16.5, "unit": "count", "target": None, "floor": None}
    whole = {**mean, "code": "ADO-01", "value": 426.0, "unit": "days"}
    unknown = {**mean, "code": "CLV-01", "in_scope": None, "met": None, "value": None, "status": "not_assessable"}
    every = {**MEASURE, "code": "ALO-01", "low": 1.0, "high": 1.0, "value": 1.0}
    write_data_files(facts(measures=pd.DataFrame([mean, whole, unknown, every, MEASURE]).convert_dtypes()), tmp_path)
    read_back = {row["code"]: row for row in read(tmp_path, "data/measures.csv")}
    assert {name: read_back["CPV-01"][name] for name in ("low", "high", "value", "target", "floor", "in_scope")} == {
        "low": "0.6667", "high": "0.6667", "value": "0.6667", "target": "0.9500", "floor": "0.8500", "in_scope": "3",
    }  # fmt: skip
    assert read_back["ALO-01"]["value"] == read_back["ALO-01"]["low"] == "1.0000"
    assert (read_back["CAS-01.mean"]["value"], read_back["CAS-01.mean"]["low"], read_back["ADO-01"]["value"]) == ("16.5", "", "426")
    assert (read_back["CLV-01"]["in_scope"], read_back["CLV-01"]["value"]) == ("", "")


def test_measures_are_written_as_the_measures_room_writes_them() -> None:
    mean = {**MEASURE, "code": "CAS-01.mean", "low": None, "high": None, "value": 16.04, "unit": "count"}
    frame = pd.DataFrame([mean, MEASURE]).astype(MEASURES)
    theirs = written(frame).to_csv(index=False, lineterminator="\n").encode()
    assert as_csv(frame, "data/measures.csv") == theirs


def test_the_bytes_do_not_hang_on_the_order_rows_came_in(tmp_path: Path) -> None:
    keys = itertools.product(("Q04", "C01"), ("9", "10", "1"), ("b", None))
    several = [{**FINDING, "code": code, "record_id": record, "field": field} for code, record, field in keys]
    several += [{**several[0], "flag": "other"}]
    one = as_csv(rows(frames.FINDINGS, *several), "rows/findings.csv")
    other = as_csv(rows(frames.FINDINGS, *reversed(several)), "rows/findings.csv")
    assert one == other
    ordered = [(row["code"], row["record_id"], row["field"]) for row in csv.DictReader(io.StringIO(one.decode()))]
    assert ordered == sorted(ordered) and len(ordered) == 13


def test_the_whole_service_comes_before_its_parts() -> None:
    groups = (("age_band", "0"), ("team", "T2"), ("team", "T1"), ("all", None))
    parts = pd.DataFrame([{**MEASURE, "scope": scope, "group": group} for scope, group in groups])
    read_back = [(row["scope"], row["group"]) for row in csv.DictReader(io.StringIO(as_csv(parts, "data/measures.csv").decode()))]
    assert read_back == [("all", ""), ("team", "T1"), ("team", "T2"), ("age_band", "0")]


def test_refused_rows_are_in_the_order_of_their_numbers() -> None:
    several = [["t", "s", n, "c", "V", "x", "d"] for n in (10, 9, None)]
    frame = pd.DataFrame(several, columns=list(data_files.REFUSED)).astype({"row_number": "Int64"})
    assert [row["row_number"] for row in csv.DictReader(io.StringIO(as_csv(frame, "rows/refused.csv").decode()))] == ["", "9", "10"]


@pytest.mark.parametrize("text", ['O\'Brien, "Zoë"', "two\nlines", "NA", "00123", "=cmd", "👶🏽", "مرحبا", " spaced "])
def test_text_comes_back_as_it_went_in(text: str) -> None:
    written = as_csv(rows(frames.FINDINGS, {**FINDING, "record_id": text}), "rows/findings.csv")
    assert b"\r" not in written
    assert next(csv.DictReader(io.StringIO(written.decode(), newline="")))["record_id"] == text


def test_restricted_children_are_sealed_and_in_no_other_file(tmp_path: Path) -> None:
    hidden = {**FINDING, "child_id": "C000666", "record_id": "P666", "restricted": True}
    unsaid = {**FINDING, "child_id": "C000667", "record_id": "P667", "restricted": None}
    several = rows(frames.FINDINGS, FINDING, hidden, unsaid)
    soon = rows(frames.DUE_SOON, SOON, {**SOON, "child_id": "C000666", "restricted": True})
    counts = write_data_files(facts(findings=several, due_soon=soon), tmp_path)
    assert (counts["rows/findings.csv"], counts["sealed/restricted.csv"], counts["rows/due_soon.csv"]) == (1, 2, 1)
    assert [row["child_id"] for row in read(tmp_path, "sealed/restricted.csv")] == ["C000666", "C000667"]
    for path in tmp_path.rglob("*"):
        if path.is_file() and path.parent.name != "sealed":
            assert b"66" not in path.read_bytes().replace(b"0.6667", b""), path.name


def test_a_list_that_does_not_say_who_is_restricted_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="PUB-06"):
        write_data_files(facts(findings=rows(frames.FINDINGS, FINDING).drop(columns="restricted")), tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_a_frame_that_lacks_a_column_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"data/measures.csv lacks the column floor. \[PUB-07\]"):
        write_data_files(facts(measures=pd.DataFrame([MEASURE]).drop(columns="floor")), tmp_path)


def test_where_lists_are_not_allowed_rows_hold_a_header_alone_and_say_why(tmp_path: Path) -> None:
    hidden = {**FINDING, "restricted": True}
    counts = write_data_files(facts(findings=rows(frames.FINDINGS, FINDING, hidden), lists_allowed=False), tmp_path)
    assert {path: n for path, n in counts.items() if path.startswith("rows/")} == dict.fromkeys(
        ("rows/findings.csv", "rows/due_soon.csv", "rows/refused.csv"), 0
    )
    for name in ("findings", "due_soon", "refused"):
        assert (tmp_path / f"rows/{name}.csv").read_bytes().count(b"\n") == 1
    assert not (tmp_path / "sealed").exists()
    assert counts["data/measures.csv"] == 1, "counts are still written"
    assert "hold a header alone" in (tmp_path / "data/README.txt").read_text()


def test_judgements_say_the_word_with_its_reasons_and_their_counts(tmp_path: Path) -> None:
    write_data_files(facts(), tmp_path)
    told = json.loads((tmp_path / "data/judgements.json").read_text())
    assert (told["framework"], told["overall"]) == ("sif-2013", None)
    judged = told["judgements"][0]
    assert (judged["key"], judged["title"], judged["word"]) == ("SIF-KJ1", "Help and protection", "Not ready")
    assert judged["because"] == ["because 5 children have no worker"]
    assert judged["core"][0] == {
        "code": "CPV-01", "name": "Visits in time", "counting": "live", "status": "too_few", "in_scope": 3, "met": 2, "not_met": 1,
        "not_recorded": 0, "restricted": 1, "low": 0.6667, "high": 0.6667, "target": 0.95, "floor": 0.85,
    }  # fmt: skip
    assert (judged["zero_tolerance"][0]["children"], judged["zero_tolerance"][0]["restricted"]) == (5, 1)
    overall = replace(READINESS, overall=Word.NOT_READY)
    write_data_files(facts(readiness=overall), tmp_path)
    assert json.loads((tmp_path / "data/judgements.json").read_text())["overall"] == "Not ready"


def test_the_readme_names_and_explains_every_column() -> None:
    lines = readme(facts()).splitlines()
    assert max(map(len, lines)) <= 120
    for path, (_, columns, _) in FILES.items():
        part = lines[lines.index(path) + 1 :]
        for name in columns:
            line = next(each for each in part if each.startswith(f"  {name} "))
            assert len(line.split(maxsplit=1)[1]) > 5, f"{name} of {path} is named and not explained"
            part = part[part.index(line) + 1 :]


def test_the_same_night_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_data_files(facts(), tmp_path / name)
    one, two = ({path.relative_to(top): path.read_bytes() for path in top.rglob("*.*")} for top in (tmp_path / "one", tmp_path / "two"))
    assert one == two and len(one) == 9
