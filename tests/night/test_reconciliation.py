"""Headline = table = rows listed + restricted = worklist rows: the same thing is the same number wherever it stands, and every time."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import openpyxl
import pandas as pd
import pikepdf
import pyarrow.parquet as pq

from fscp_readiness.findings.frames import FINDINGS
from fscp_readiness.packs.answers_file import explain_rows
from fscp_readiness.packs.worklists import flat

from .conftest import AS_AT, CANARY


def rows_of(path) -> list[dict[str, object]]:
    """The rows under the headings of a worklist's first sheet."""
    sheet = openpyxl.load_workbook(path)["To put right"]
    table = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(table) if row and row[0] == "Priority")
    headings = table[top]
    return [dict(zip(headings, row, strict=True)) for row in table[top + 1 :] if row[0] not in (None, "")]


def test_each_live_measure_equals_its_findings_and_its_sealed_rows(night):
    measures, findings = night.csv("data/measures.csv"), night.csv("rows/findings.csv")
    sealed_path = night.published.path / "sealed/restricted.csv"
    sealed = pd.read_csv(sealed_path, dtype="string", na_filter=False) if sealed_path.exists() else findings.iloc[0:0]
    listed, hidden = Counter(findings["code"]), Counter(sealed["code"])
    rules = {standard.code for standard in night.nightly.catalogue.rules()}
    makes = {standard.code for standard in night.nightly.catalogue if standard.about.findings}
    compared = 0
    for row in measures[measures["scope"].eq("all") & measures["counting"].eq("live")].to_dict("records"):
        if row["in_scope"] == "" or row["code"] not in makes:
            continue
        missed = int(row["not_met"]) + (0 if row["code"] in rules else int(row["not_recorded"]))
        assert missed == listed[row["code"]] + hidden[row["code"]], row["code"]
        compared += 1
    assert compared > 25


def test_explain_reconciles_on_every_cell_of_the_pack_that_says_where(nights):
    night = nights("ordinary")
    measures = night.csv("data/measures.csv")
    rules = {standard.code for standard in night.nightly.catalogue.rules()}
    means = {standard.code for standard in night.nightly.catalogue if standard.about.measures != "share"}
    cells = measures[measures["scope"].isin(["all", "service", "team"]) & measures["met"].ne("") & ~measures["code"].isin(rules | means)]
    explained = {
        key: explain_rows(night.out, key[0], counting=key[1]) for key in sorted(set(zip(cells["code"], cells["counting"], strict=True)))
    }
    compared = 0
    for cell in cells.to_dict("records"):
        rows = explained[cell["code"], cell["counting"]]
        if cell["scope"] != "all":
            rows = rows[rows[cell["scope"]].eq(cell["group"])]
        counted = rows["outcome"].value_counts()
        hidden = int(cell["restricted"] or 0) if cell["scope"] == "all" else 0
        short = {name: int(cell[name]) - int(counted.get(name, 0)) for name in ("met", "not_met", "not_recorded")}
        assert min(short.values()) >= 0 and sum(short.values()) == hidden, (cell["code"], cell["counting"], cell["scope"], cell["group"])
        compared += 1
    assert compared > 700


def test_explain_shows_the_dates_and_the_clock_behind_a_number(nights):
    rows = explain_rows(nights("ordinary").out, "CPV-01", counting="period")
    timed = rows[rows["outcome"].eq("not_met")]
    assert len(timed) and timed["due_on"].ne("").all() and timed["days_over"].astype(int).gt(0).all()
    assert set(timed["unit"]) == {"working_days"}


def test_every_measure_adds_up(night):
    measures = night.csv("data/measures.csv")
    shares = measures[measures["in_scope"].ne("") & measures["met"].ne("")]
    total = shares["met"].astype(int) + shares["not_met"].astype(int) + shares["not_recorded"].astype(int)
    assert (total == shares["in_scope"].astype(int)).all()


def test_teams_and_restricted_add_up_to_the_whole(night):
    measures = night.csv("data/measures.csv")
    counted = measures[measures["in_scope"].ne("")].assign(n=lambda frame: frame["in_scope"].astype(int))
    whole = counted[counted["scope"].eq("all")].set_index(["code", "counting"])
    by_team = counted[counted["scope"].eq("team")].groupby(["code", "counting"])["n"].sum()
    by_service = counted[counted["scope"].eq("service")].groupby(["code", "counting"])["n"].sum()
    for key, teams in by_team.items():
        assert teams + int(whole.loc[key, "restricted"] or 0) == whole.loc[key, "n"], key
        assert by_service[key] == teams, key


def test_worklists_hold_exactly_the_findings_each_in_one_team(night):
    findings = night.csv("rows/findings.csv")
    folder = night.published.path / "worklists"
    every = rows_of(folder / "all" / "all.xlsx")
    teams = [row for path in sorted(folder.glob("*/*.xlsx")) if path.parent.name != "all" for row in rows_of(path)]
    assert len(every) == len(teams) == len(findings)
    if not every:
        return
    flag = next(name for name in every[0] if str(name).lower().startswith("flag") and "age" not in str(name).lower())
    assert Counter(row[flag] for row in every) == Counter(row[flag] for row in teams) == Counter(findings["flag"])


def test_each_teams_clinic_sheet_counts_its_own_worklist_and_names_nobody(night):
    folder = night.published.path
    pages = sorted(folder.glob("worklists/*/clinic.html"))
    with pikepdf.open(folder / "leadership/clinics.pdf") as paper:
        assert len(paper.pages) == len(pages) > 1
    for path in pages:
        text = path.read_text(encoding="utf-8")
        workbook = path.parent / f"{path.parent.name}.xlsx"
        rows = len(rows_of(workbook)) if workbook.exists() else 0
        assert re.search(rf"<h1>[^<]*: {rows:,} rows? to put right", text), path.parent.name
        assert CANARY not in text and not re.search(r"\bC\d{6}\b", text)


def test_the_typed_rows_are_the_workbooks_and_the_trend_ends_with_them(night):
    folder = night.published.path
    typed = flat.read_worklist(folder)
    assert list(typed["flag"]) == [row["Flag key"] for row in rows_of(folder / "worklists/all/all.xlsx")]
    assert list(typed["row_key"]) == [row["Row key"] for row in rows_of(folder / "worklists/all/all.xlsx")]
    trend, lives = flat.read_trend(folder), flat.read_lives(folder)
    tonight = trend[trend["as_at"].eq(pd.Timestamp(AS_AT)) & trend["open"].gt(0)].set_index(["team_id", "kind"])["open"]
    assert tonight.to_dict() == typed.groupby(["team_id", "kind"]).size().to_dict()
    assert set(lives["flag"]) == set(typed["flag"])
    measures = flat.read_measures(folder)
    assert len(measures) == len(night.csv("data/measures.csv")) and {str(kind) for kind in measures.dtypes} >= {"Int64", "Float64"}


def test_the_headlines_numbers_are_the_zero_tolerance_counts(night):
    told = night.nightly.readiness
    zero = night.nightly.findings.zero_tolerance
    per_condition = zero.groupby("condition")["child_id"].nunique()
    for judged in told.judgements:
        for count in judged.zero_tolerance:
            if count.children is not None:
                assert count.children <= int(per_condition.get(count.condition, 0))
    data = json.loads((night.published.path / "data/judgements.json").read_text(encoding="utf-8"))
    assert [judgement["key"] for judgement in data["judgements"]] == [judged.key for judged in told.judgements]
    assert all(judgement["because"] for judgement in data["judgements"])


def test_no_restricted_child_is_in_any_row_level_output(night):
    restricted = set(night.nightly.findings.children.query("restricted")["child_id"])
    assert restricted, "the council has restricted children"
    for path in sorted(night.published.path.rglob("*")):
        if path.is_file() and "sealed" not in path.parts and path.suffix in (".csv", ".html", ".json"):
            text = path.read_text(encoding="utf-8")
            assert not [child for child in restricted if child in text], path.name
    for path in (night.published.path / "worklists").glob("*/*.parquet"):
        held = {str(value) for column in pq.read_table(path).columns for value in column.to_pylist()}
        assert not restricted & held and not [value for value in held if CANARY in value], path.name
    for path in (night.published.path / "worklists").glob("*/*.xlsx"):
        held = {str(cell) for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows(values_only=True) for cell in row if cell}
        assert not restricted & held, path.name


def test_findings_are_the_contracts_columns_sorted(night):
    findings = night.csv("rows/findings.csv")
    assert list(findings.columns) == list(FINDINGS)
    keys = list(findings[["code", "record_table", "record_id", "field"]].itertuples(index=False, name=None))
    assert keys == sorted(keys)
    assert findings["flag"].str.fullmatch("[0-9a-f]{16}").all()


def test_nobodys_name_or_birth_date_is_anywhere_but_workers_in_worklists(night):
    people = night.council.tables["ssd_person"]
    births = {str(day)[:10] for day in people["pers_dob"].dropna() if str(day)}
    for path in sorted(night.published.path.rglob("*")):
        if path.is_file() and path.suffix in (".csv", ".html", ".json", ".txt"):
            text = path.read_text(encoding="utf-8")
            assert CANARY not in text, path.name
            if path.suffix == ".html":
                assert not [day for day in births if day in text][:3], path.name


def test_great_expectations_counts_as_we_do(night):
    expected, measures = night.csv("data/expectations.csv"), night.csv("data/measures.csv")
    whole = measures[measures["scope"].eq("all") & measures["met"].ne("")].set_index(["code", "counting"])
    compared = 0
    for row in expected[expected["state"].eq("judged")].to_dict("records"):
        if (row["code"], row["counting"]) in whole.index:
            ours = whole.loc[(row["code"], row["counting"])]
            assert (row["in_scope"], row["met"]) == (ours["in_scope"], ours["met"]), row["code"]
            compared += 1
    assert compared > 30
    assert night.nightly.disagreements() == ()


# --- findings equal the synthetic council's ledger exactly: what the generator planned to be wrong, and nothing else

KEYS = ["code", "record_table", "record_id", "child_id", "outcome"]


def test_fault_134_findings_equal_the_ledger(night):
    findings = night.nightly.findings.rows
    ledger = night.council.ledger
    ours = set(findings[KEYS].astype("string").fillna("").itertuples(index=False, name=None))
    theirs = set(ledger[KEYS].astype("string").fillna("").itertuples(index=False, name=None))
    assert ours - theirs == set(), "found and not in the ledger"
    assert theirs - ours == set(), "in the ledger and not found"
    assert len(findings) == len(ledger)


def test_the_reasons_are_the_ledgers(night):
    findings = night.nightly.findings.rows
    merged = findings.merge(night.council.ledger, on=["code", "record_table", "record_id", "outcome"], suffixes=("", "_planned"))
    practice = merged[merged["outcome"].ne("broken")]
    wrong = practice[practice["reason"].ne(practice["reason_planned"])]
    assert wrong.empty, pd.DataFrame(wrong)[["code", "record_id", "reason", "reason_planned"]].to_string()


AGAIN = """
import datetime as dt, sys
from pathlib import Path
from fscp_readiness.night import Request, run
print(run(Request(source=sys.argv[1], as_at=dt.date.fromisoformat(sys.argv[2]), out=Path(sys.argv[3]), demo=True)).path)
"""


def test_fault_094_the_same_night_again_in_another_process_is_the_same_bytes(nights, tmp_path):
    """In a process that orders its sets otherwise: an order that only chance gave would be seen."""
    first = nights("ordinary")
    words = [sys.executable, "-c", AGAIN, str(first.source), AS_AT.isoformat(), str(tmp_path)]
    said = subprocess.run(words, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "1"})
    again = Path(said.stdout.splitlines()[-1])
    assert again.name == first.published.path.name, "another run"
    assert hashes(again) == hashes(first.published.path)


def hashes(folder) -> dict[str, str]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
