"""A census return beside a whole night: the same events, one thing changed at a time, what is sealed, and what is refused."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import io
import os
import shutil
from pathlib import Path

import page
import pytest
from typer.testing import CliRunner

from fscp_readiness import cli
from fscp_readiness.cli.speaking import explain_failure
from fscp_readiness.extracts.problems import ArgumentsProblem
from fscp_readiness.findings.restriction import restricted_children
from fscp_readiness.night import census_return
from fscp_readiness.night.census_return import Sent, lay_return_beside
from fscp_readiness.night.inspection import NoWholeNight
from fscp_readiness.settings.places import CONFIG

from .census_files import census_of
from .conftest import CANARY, Night

LAST = dt.date(2026, 3, 31)
NAMES = ["referrals", "children_in_need", "assessments", "section_47", "conferences", "plans_begun", "plans_open"]


@pytest.fixture(scope="module")
def night(few_night: Night, tmp_path_factory: pytest.TempPathFactory) -> Night:
    """The night with an ``out`` of its own, which returns are laid in."""
    out = tmp_path_factory.mktemp("census") / "out"
    shutil.copytree(few_night.out, out, symlinks=True)
    return dataclasses.replace(few_night, out=out)


@pytest.fixture
def laid(night, tmp_path):
    """Lays a return beside the night."""

    def lays(text):
        path = tmp_path / "sent.xml"
        path.write_text(text, encoding="utf-8")
        return lay_return_beside(Sent(path, night.out))

    return lays


@pytest.fixture(scope="module")
def tables(night):
    return night.nightly.extract_.tables


def with_kept(monkeypatch, **changed):
    """As if the newest whole night had been kept otherwise."""
    kept = census_return.newest_whole

    def otherwise(*asked):
        night, *others = kept(*asked)
        return (dataclasses.replace(night, **changed), *others)

    monkeypatch.setattr(census_return, "newest_whole", otherwise)


def rows(done, name):
    return list(csv.DictReader(io.StringIO((done.folder / name).read_text(encoding="utf-8"))))


def test_a_return_of_our_own_records_is_the_same_event_for_event(laid, tables):
    done = laid(census_of(tables, LAST))
    assert [count.measure for count in done.compared.counts] == NAMES
    assert [(count.only_ours, count.only_theirs) for count in done.compared.counts] == [(0, 0)] * 7
    counted = {count.measure: count.theirs for count in done.compared.counts}
    assert counted["referrals"] >= 20 and counted["assessments"] >= 20 and min(counted.values()) >= 1
    assert done.folder.as_posix().endswith("out/reconciliation/2026")
    assert done.files == ("census.html", "census.pdf", "counts.csv", "differences.csv")
    assert rows(done, "differences.csv") == []
    html = (done.folder / "census.html").read_text(encoding="utf-8")
    assert "7 of 7 counts of the census return match our records event for event" in html


def test_a_child_who_was_not_sent_is_listed_in_every_count(laid, tables):
    received = tables.everything("referrals")
    mine = received[received["received_on"].between("2025-04-01", "2026-03-31") & ~received["child_id"].isin(restricted_children(tables))]
    child = str(mine["child_id"].iloc[0])
    done = laid(census_of(tables, LAST, leave_out=[child]))
    found = rows(done, "differences.csv")
    assert {row["child_id"] for row in found} == {child} and {row["because"] for row in found} == {"no_such_child"}
    counts = {row["measure"]: row for row in rows(done, "counts.csv")}
    listed = [row for row in found if row["measure"] == "referrals"]
    assert int(counts["referrals"]["only_ours"]) == len(listed) == int(counts["referrals"]["ours"]) - int(counts["referrals"]["return"])
    html = (done.folder / "census.html").read_text(encoding="utf-8")
    assert child not in html and CANARY not in html


def test_a_restricted_child_is_counted_and_stands_in_sealed_alone(laid, tables):
    closed = sorted(restricted_children(tables))
    done = laid(census_of(tables, LAST, leave_out=closed))
    sealed = rows(done, "sealed/sealed.csv")
    assert sealed and {row["child_id"] for row in sealed} <= set(closed)
    assert sum(count.restricted for count in done.compared.counts) == len(sealed) and rows(done, "differences.csv") == []
    again = laid(census_of(tables, LAST))
    assert "sealed/sealed.csv" not in again.files and not (again.folder / "sealed/sealed.csv").exists()


STRANGER = """<Child><ChildIdentifiers><LAchildID>C999999</LAchildID></ChildIdentifiers>
<CINdetails><CINreferralDate>2025-06-02</CINreferralDate></CINdetails></Child>"""


def test_what_only_the_return_has_is_listed_too(laid, tables):
    done = laid(census_of(tables, LAST, more=STRANGER))
    assert [(row["measure"], row["child_id"], row["on"], row["lacks"]) for row in rows(done, "differences.csv")] == [
        ("children_in_need", "C999999", "2026-03-31", "records"),
        ("referrals", "C999999", "2025-06-02", "records"),
    ]


def test_where_lists_may_not_be_made_there_are_counts_alone(laid, tables, monkeypatch):
    with_kept(monkeypatch, lists_allowed=False)
    done = laid(census_of(tables, LAST, more=STRANGER))
    assert done.files == ("census.html", "census.pdf", "counts.csv")
    assert "no child is listed" in (done.folder / "census.html").read_text(encoding="utf-8")


def test_both_say_how_many_were_in_time_by_the_same_clock(laid, tables):
    done = laid(census_of(tables, LAST))
    html = " ".join((done.folder / "census.html").read_text(encoding="utf-8").split())
    row = html.split("Assessments authorised in the year, in 45 working days of their start</th>")[1].split("</tr>")[0]
    theirs, ours = (cell.split("</td>")[0] for cell in row.split('<td class="figure">')[1:3])
    assert theirs == ours and " of " in ours


def test_the_same_return_gives_the_same_bytes_and_passes_pdf_ua(laid, tables):
    done = laid(census_of(tables, LAST, more=STRANGER))
    before = {name: (done.folder / name).read_bytes() for name in done.files}
    laid(census_of(tables, LAST, more=STRANGER))
    assert {name: (done.folder / name).read_bytes() for name in done.files} == before
    report = page.validate_pdf_bytes(before["census.pdf"], profile="ua1")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_no_night_reaches_a_return_of_next_year(laid, tables):
    with pytest.raises(ArgumentsProblem, match="RCN-02") as told:
        laid(census_of(tables, dt.date(2027, 3, 31)))
    assert told.value.exit_code == 2


def test_a_night_from_a_workbook_cannot_hold_the_year(night, laid, tables, monkeypatch):
    extract = dataclasses.replace(night.nightly.extract_, tables=dataclasses.replace(tables, door="annex_a"))
    with_kept(monkeypatch, extract=extract)
    with pytest.raises(ArgumentsProblem, match="RCN-03"):
        laid(census_of(tables, LAST))


@pytest.mark.parametrize(("council", "said"), [("382", False), ("999", True), ("", True)])
def test_a_return_of_another_council_is_said(night, tables, tmp_path, council, said):
    config = Path(shutil.copytree(CONFIG, tmp_path / "config"))
    service = config / "service.toml"
    service.write_text(service.read_text(encoding="utf-8").replace('area_code = ""', 'area_code = "E08000034"'), encoding="utf-8")
    (tmp_path / "sent.xml").write_text(census_of(tables, LAST, council=council), encoding="utf-8")
    done = lay_return_beside(Sent(tmp_path / "sent.xml", night.out, config=config))
    html = (done.folder / "census.html").read_text(encoding="utf-8")
    assert ("RCN-04" in html) == said
    assert "Nothing is held that was published for this council of the year to 31 March 2026" in html


def test_without_a_whole_night_it_says_what_to_do(night, tmp_path, tables):
    (tmp_path / "sent.xml").write_text(census_of(tables, LAST), encoding="utf-8")
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoWholeNight, match="Run 'fscp-readiness nightly' first") as told:
        lay_return_beside(Sent(tmp_path / "sent.xml", tmp_path / "empty", state=night.out / ".state"))
    assert told.value.exit_code == 2


# Every feature and defect of the two public samples, in a return of our own: stray words, a header whose years differ, dates after the
# last day, an ending before its beginning, a case closed before the year, and a child given twice.
DEFECTS = """<Child>stray words<ChildIdentifiers><LAchildID>C999998</LAchildID></ChildIdentifiers>
<CINdetails><CINreferralDate>2023-10-06</CINreferralDate><CINclosureDate>2023-02-27</CINclosureDate></CINdetails>
<CINdetails><CINreferralDate>2026-04-20</CINreferralDate></CINdetails></Child>
<Child><ChildIdentifiers><LAchildID>C999998</LAchildID></ChildIdentifiers></Child>"""


def test_every_defect_of_the_public_samples_is_said_and_the_rest_is_counted(laid, tables):
    done = laid(census_of(tables, LAST, more=DEFECTS).replace("<Year>2026<", "<Year>2025<"))
    assert {"CEN-10", "CEN-21", "CEN-22", "CEN-23", "CEN-24", "CEN-25"} <= {defect.code for defect in done.returned.defects}
    assert [count.only_theirs for count in done.compared.counts] == [0] * 7
    html = (done.folder / "census.html").read_text(encoding="utf-8")
    assert all(code in html for code in ("CEN-10", "CEN-25")) and "stray words" not in html and "C999998" not in html


def test_a_return_of_another_year_end_stands_beside_no_published_year(laid, tables):
    done = laid(census_of(tables, dt.date(2026, 7, 21)))
    html = (done.folder / "census.html").read_text(encoding="utf-8")
    assert "CEN-20" in html and "The return is not of a year to 31 March" in html
    assert [(count.only_ours, count.only_theirs) for count in done.compared.counts] == [(0, 0)] * 7


@pytest.mark.skipif("FSCP_CIN_XML" not in os.environ, reason="FSCP_CIN_XML names no folder of sample returns")
@pytest.mark.parametrize(("name", "year", "referrals"), [("fake_CIN_data.xml", "2022", 73), ("CIN_Census_2024.xml", "2024", 0)])
def test_the_public_samples_are_laid_beside_and_their_defects_said(night, name, year, referrals):
    done = lay_return_beside(Sent(Path(os.environ["FSCP_CIN_XML"]) / name, night.out))
    assert done.folder.name == year and done.returned.defects
    assert next(count.theirs for count in done.compared.counts if count.measure == "referrals") == referrals


def test_the_command_says_the_counts_and_a_refused_file_is_one_sentence_and_exit_2(night, tables, tmp_path):
    (tmp_path / "sent.xml").write_text(census_of(tables, LAST), encoding="utf-8")
    asked = CliRunner().invoke(cli.app, ["reconcile", "--census", str(tmp_path / "sent.xml"), "--out", str(night.out), "--json"])
    assert asked.exit_code == 0 and '"reference_date": "2026-03-31"' in asked.output and "the same events" in asked.output
    (tmp_path / "sent.xml").write_text("<!DOCTYPE x><Message/>", encoding="utf-8")
    asked = CliRunner().invoke(cli.app, ["reconcile", "--census", str(tmp_path / "sent.xml"), "--out", str(night.out)])
    assert isinstance(asked.exception, ArgumentsProblem) and asked.exception.code == "CEN-03"
    assert explain_failure(asked.exception) == 2
