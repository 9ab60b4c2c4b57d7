"""Each finding is one row of one team's workbook and one of all, typed so that it sorts, and text stays text."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from fscp_readiness.findings import frames
from fscp_readiness.packs.worklists import WorklistFacts, flat, sheets, write_worklists
from fscp_readiness.packs.worklists.rows import EXCEPTIONS
from fscp_readiness.packs.worklists.sheets import HEADING_ROW, TO_PUT_RIGHT, NotWritten

DAY = dt.date(2016, 5, 23)
AWKWARD = (
    "O'Brien", '=cmd|"/c"!A1', "+1", "-1", "@SUM(A1)", "http://example.org", "file:///etc/passwd", "مرحبا", "NA", "00123", "123", "1e5",
    "TRUE", "#N/A", "2016-05-23", "two\nlines", " spaced ", "<b>&amp;", "_x0041_", "a\x00b\x1f", "\uffff",
    "\t=1+1", "\r=1+1", "\u202eabc\u2066", "x" * 40_000, "👶🏽" * 20_000,
)  # fmt: skip
FINDING = {
    "code": "CPV-01", "kind": "practice", "severity": "high", "record_table": "ssd_cp_plans", "record_id": "P1", "child_id": "C000001",
    "service": "S1", "team": "T1", "worker": "W1", "outcome": "not_met", "reason": "outstanding", "field": "cppv_cp_visit_date",
    "value_shape": None, "due_on": pd.Timestamp("2016-05-09"), "days_over": 10, "unit": "working_days",
    "first_flagged": pd.Timestamp("2016-05-20"), "what_to_do": "See the child today.", "flag": "0123456789abcdef", "restricted": False,
}  # fmt: skip


def finding(**changed: object) -> dict[str, object]:
    return {**FINDING, **changed}


def frame(declared: dict[str, str], rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=[*declared, "restricted"]).astype({**declared, "restricted": "boolean"})


def facts(*findings: dict[str, object], soon: tuple[dict[str, object], ...] = (), **changed: object) -> WorklistFacts:
    made = WorklistFacts(
        as_at=DAY,
        run="2016-05-23-00000000",
        findings=frame(frames.FINDINGS, list(findings)),
        due_soon=frame(frames.DUE_SOON, list(soon)),
        children=pd.DataFrame({"child_id": ["C000001"], "family_id": [None], "age": [7]}).astype({"age": "Int64"}),
        teams=pd.DataFrame({"team_id": ["T1", "T2"], "team_name": ["Safeguarding West", "Safeguarding East"]}),
        workers=pd.DataFrame({"worker_id": ["W1"], "worker_name": ["J. Okafor"]}),
    )
    return replace(made, **changed)


def opened(folder: Path, team: str = "all", sheet: str = "To put right") -> Worksheet:
    return openpyxl.load_workbook(folder / "worklists" / team / f"{team}.xlsx")[sheet]


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    headings, *body = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=HEADING_ROW + 1)]
    return [dict(zip(map(str, headings), row, strict=True)) for row in body if any(value is not None for value in row)]


def cells(sheet: Worksheet, at: int = 0) -> dict[str, openpyxl.cell.Cell]:
    return {str(sheet.cell(HEADING_ROW + 1, n).value): sheet.cell(HEADING_ROW + 2 + at, n) for n in range(1, sheet.max_column + 1)}


# --- what a row says


def test_a_row_says_everything_a_team_needs(tmp_path: Path) -> None:
    assert write_worklists(facts(finding()), tmp_path) == {"t1": 1}
    assert rows(opened(tmp_path, "t1")) == rows(opened(tmp_path)) == [
        {
            "Priority": "P2", "Child": "C000001", "Age": 7, "Standard not met": "CPV-01", "Worker": "J. Okafor",
            "Team": "Safeguarding West",
            "Days over": 10, "Due": dt.datetime(2016, 5, 9), "Flag age": 3, "First flagged": dt.datetime(2016, 5, 20),
            "What the record shows": "Was due by 9 May 2016 and is not recorded as done: 10 working days over.",
            "What to do": "See the child today.", "Kind": "Practice", "Open record": "C000001", "Not an error because…": None,
            "Ask until": None, "Who has it": None, "Puts right": 2, "Form": "Child protection visits",
            "Record table": "ssd_cp_plans", "Record id": "P1", "Field": "cppv_cp_visit_date",
            "Flag key": "0123456789abcdef", "Row key": None,
        }
    ]  # fmt: skip


def test_dates_and_numbers_are_typed_so_that_they_sort_and_show_their_unit(tmp_path: Path) -> None:
    write_worklists(facts(finding(), finding(code="LAV-01", days_over=1, unit="days", record_id="P2")), tmp_path)
    first, second = cells(opened(tmp_path)), cells(opened(tmp_path), 1)
    assert {name: cell.data_type for name, cell in first.items() if name in ("Due", "First flagged", "Days over", "Age", "Flag age")} == {
        "Due": "d", "First flagged": "d", "Days over": "n", "Age": "n", "Flag age": "n",
    }  # fmt: skip
    assert "working day" in first["Days over"].number_format and "working" not in second["Days over"].number_format


def test_a_row_without_a_clock_a_child_or_a_worker_is_a_row_like_any_other(tmp_path: Path) -> None:
    bare = dict.fromkeys(("child_id", "due_on", "days_over", "unit", "field", "flag", "worker", "first_flagged"))
    write_worklists(facts(finding(**bare, team=None)), tmp_path)
    (row,) = rows(opened(tmp_path, "no-team-recorded"))
    assert (row["Child"], row["Days over"], row["Due"], row["Team"]) == (None, None, None, "No team recorded")


def test_a_row_nobody_holds_goes_to_the_team_manager(tmp_path: Path) -> None:
    write_worklists(facts(finding(worker="none"), finding(worker="W9", record_id="P2")), tmp_path)
    assert [row["Worker"] for row in rows(opened(tmp_path))] == ["Team manager", "W9"], "a worker without a name is known by the id"


def test_priority_is_by_severity(tmp_path: Path) -> None:
    each = [finding(severity=severity, record_id=severity) for severity in ("query", "normal", "zero_tolerance", "high")]
    write_worklists(facts(*each), tmp_path)
    assert [(row["Priority"], row["Record id"]) for row in rows(opened(tmp_path))] == [
        ("P1", "zero_tolerance"), ("P2", "high"), ("P3", "normal"), ("P4", "query"),
    ]  # fmt: skip


def test_a_record_opens_from_its_row_where_the_council_has_a_link(tmp_path: Path) -> None:
    write_worklists(facts(finding(child_id="C 1/2"), link="https://cases.example/child/{id}?tab=1"), tmp_path)
    cell = cells(opened(tmp_path))["Open record"]
    assert (cell.value, cell.hyperlink.target) == ("Open C 1/2", "https://cases.example/child/C%201%2F2?tab=1")


@pytest.mark.parametrize("link", ["javascript:alert({id})", "file:///{id}", "https://cases.example/child", "{id}"])
def test_a_link_that_is_none_is_refused(link: str) -> None:
    with pytest.raises(ValueError, match="WRK-01"):
        facts(link=link)


def test_the_standard_is_named_by_its_card(tmp_path: Path) -> None:
    from fscp_readiness.settings.places import CHECKS
    from fscp_readiness.standards import discover

    cards = {standard.code: standard.about for standard in discover(CHECKS)}
    write_worklists(facts(finding(), finding(code="XXX-01", record_id="P2"), cards=cards), tmp_path)
    assert [row["Standard not met"] for row in rows(opened(tmp_path))] == [f"{cards['CPV-01'].name} (CPV-01)", "XXX-01"]


# --- order, headings and numbers


def test_brothers_and_sisters_stand_together_where_the_most_urgent_of_them_stands(tmp_path: Path) -> None:
    children = pd.DataFrame({"child_id": ["A", "B", "C", "D"], "family_id": ["F1", None, "F1", "F2"], "age": [1, 2, 3, 4]})
    wrong = (("A", "query", 1), ("B", "high", 5), ("C", "zero_tolerance", 1), ("A", "high", 9), ("D", "high", 7))
    each = [finding(child_id=child, severity=severity, days_over=over, record_id=f"{child}{over}") for child, severity, over in wrong]
    write_worklists(facts(*each, children=children), tmp_path)
    listed = rows(opened(tmp_path))
    assert [row["Record id"] for row in listed] == ["C1", "A9", "A1", "D7", "B5"]
    told = [str(row["What the record shows"]).endswith("Same family as C.") for row in listed]
    assert told == [False, True, True, False, False]


def test_danger_order_comes_first_where_it_is_known_and_rows_about_no_child_last(tmp_path: Path) -> None:
    severities = {"A": "zero_tolerance", "B": "query", "C": "high"}
    each = [finding(child_id=child, severity=severity, record_id=child) for child, severity in severities.items()]
    worker = finding(child_id=None, severity="high", record_id="W")
    write_worklists(facts(*each, worker, danger=pd.Series({"B": 0, "C": 1, "A": 2})), tmp_path)
    assert [row["Record id"] for row in rows(opened(tmp_path))] == ["B", "C", "A", "W"]


@pytest.mark.parametrize(
    ("children", "said"),
    [
        (("C1",), "All teams: 1 child, 1 row to put right"),
        (("C1", "C1", "C2"), "All teams: 2 children, 3 rows to put right"),
        (("C1", None, None), "All teams: 1 child, 3 rows to put right, 2 of them not about one child"),
        ((), "All teams: nothing to put right"),
    ],
)
def test_the_heading_says_both_children_and_rows(tmp_path: Path, children: tuple[str | None, ...], said: str) -> None:
    write_worklists(facts(*[finding(child_id=child, record_id=str(n)) for n, child in enumerate(children)]), tmp_path)
    assert opened(tmp_path)["A1"].value == said


def test_what_falls_due_soon_has_a_sheet_in_the_order_it_falls_due(tmp_path: Path) -> None:
    due = ((27, "T1", False), (24, "T2", False), (25, "T1", False), (23, "T1", True))
    soon = tuple(
        finding(record_id=str(day), child_id=f"C{day}", team=team, restricted=hidden, due_on=pd.Timestamp(2016, 5, day))
        for day, team, hidden in due
    )
    assert write_worklists(facts(soon=soon), tmp_path) == {"t1": 0, "t2": 0}
    assert [row["Due"] for row in rows(opened(tmp_path, sheet="Due soon"))] == [dt.datetime(2016, 5, day) for day in (24, 25, 27)]
    assert opened(tmp_path, "t1", "Due soon")["A1"].value == "Safeguarding West: 2 children, 2 rows falling due"
    assert opened(tmp_path, "t1")["A1"].value == "Safeguarding West: nothing to put right"


def test_a_team_with_children_and_nothing_to_put_right_has_a_clean_sheet_and_an_empty_one_has_none(tmp_path: Path) -> None:
    children = pd.DataFrame(
        {"child_id": ["A", "B"], "family_id": [None, None], "age": [1, 1], "team": ["T2", "T3"], "restricted": [False, True]}
    )
    assert write_worklists(facts(finding(), children=children), tmp_path) == {"t1": 1, "t2": 0}


# --- the file itself


def test_fault_145_text_stays_text_whatever_it_looks_like(tmp_path: Path) -> None:
    each = [finding(child_id=text, record_id=text, field=text, what_to_do=text, flag=text, worker=text, code=text) for text in AWKWARD]
    write_worklists(facts(*each), tmp_path)
    content = (tmp_path / "worklists/all/all.xlsx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
        assert b"<f>" not in sheet and b"<hyperlink" not in sheet
        assert not [name for name in parts.namelist() if "externalLink" in name]
    read_back = openpyxl.load_workbook(io.BytesIO(content))["To put right"]
    texts = ("Child", "Record id", "Field", "Flag key", "Worker")
    kinds = Counter(cells(read_back, at)[name].data_type for at in range(len(AWKWARD)) for name in texts)
    assert kinds == {"s": len(AWKWARD) * len(texts)}
    told = {str(row["Record id"]) for row in rows(read_back)}
    untouched = {text for text in AWKWARD if len(text) < 100 and not set(text) & set("\x00\x1f\uffff\r") and text != "_x0041_"}
    assert untouched <= told
    assert max(len(each.encode("utf-16-le")) // 2 for each in told) <= 32_767
    assert sum(each.endswith("…") for each in told) == 2


def test_an_id_that_is_digits_keeps_its_noughts(tmp_path: Path) -> None:
    write_worklists(facts(finding(child_id="00123", record_id="9007199254740993")), tmp_path)
    (row,) = rows(opened(tmp_path))
    assert (row["Child"], row["Record id"], row["Open record"]) == ("00123", "9007199254740993", "00123")


def test_nothing_in_the_file_is_hidden_or_names_a_person(tmp_path: Path) -> None:
    write_worklists(facts(finding()), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "worklists/t1/t1.xlsx")
    assert book.sheetnames == ["To put right", "Due soon", "How to read this"]
    assert {sheet.sheet_state for sheet in book} == {"visible"}
    assert not [each for sheet in book for each in sheet.column_dimensions.values() if each.hidden]
    about = book.properties
    assert (about.creator, about.lastModifiedBy, about.title) == ("FSCP Readiness", "FSCP Readiness", "Worklist")
    with zipfile.ZipFile(tmp_path / "worklists/t1/t1.xlsx") as parts:
        unwanted = re.compile("comment|custom|vba|pivot|external|query|connection", re.IGNORECASE)
        assert not [name for name in parts.namelist() if unwanted.search(name)]
        assert b"C000001" not in parts.read("docProps/core.xml") + parts.read("docProps/app.xml")


def test_every_sheet_is_marked_set_up_for_print_and_held_at_its_headings(tmp_path: Path) -> None:
    marking = "OFFICIAL-SENSITIVE: PERSONAL & PRIVATE"
    write_worklists(facts(finding(), marking=marking), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "worklists/t1/t1.xlsx")
    for sheet in book:
        assert sheet.oddHeader.center.text.endswith(marking.replace("&", "&&"))
        assert sheet.oddFooter.right.text == marking.replace("&", "&&")
        assert "23 May 2016, run 2016-05-23-00000000" in sheet.oddFooter.left.text
        assert marking in [sheet.cell(row, 1).value for row in range(1, 5)]
        set_up = sheet.page_setup
        assert (set_up.orientation, set_up.fitToWidth or 1, set_up.fitToHeight) == ("landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    sheet = book["To put right"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.print_title_rows) == ("C6", "A5:X6", "$5:$5")
    assert sheet.print_area == "'To put right'!$A$1:$M$6"
    yellow = {name for name, cell in cells(sheet).items() if cell.fill.fgColor.rgb == "FFFFF8C6"}
    assert yellow == {"Not an error because…", "Ask until"}
    dates = [each for each in sheet.data_validations.dataValidation if each.type == "date"]
    assert [(str(each.sqref), each.formula1, each.formula2) for each in dates] == [("P6", "42513", "42603")]


def test_a_row_is_as_tall_as_its_words(tmp_path: Path) -> None:
    write_worklists(facts(finding(what_to_do="word " * 60), finding(record_id="P2", days_over=1, what_to_do="Short.")), tmp_path)
    heights = [opened(tmp_path).row_dimensions[row].height for row in (HEADING_ROW + 2, HEADING_ROW + 3)]
    assert heights[0] > 2 * heights[1] > 0


def test_the_same_night_gives_the_same_bytes_in_any_order_and_no_clock_is_in_them(tmp_path: Path) -> None:
    each = [finding(record_id=str(n), child_id=f"C{n % 3}") for n in range(9)]
    write_worklists(facts(*each, link="https://cases.example/{id}"), tmp_path / "one")
    write_worklists(facts(*reversed(each), link="https://cases.example/{id}"), tmp_path / "two")
    for name in ("worklists/all/all.xlsx", "worklists/t1/t1.xlsx"):
        one, two = ((tmp_path / each / name).read_bytes() for each in ("one", "two"))
        assert one == two
        with zipfile.ZipFile(io.BytesIO(one)) as parts:
            assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            assert set(re.findall(rb"\d{4}-\d\d-\d\dT[\d:]+Z", parts.read("docProps/core.xml"))) == {b"2016-05-23T00:00:00Z"}


def test_fault_145_a_list_longer_than_a_sheet_goes_on_on_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "ROWS_PER_SHEET", 4)
    write_worklists(facts(*[finding(record_id=str(n)) for n in range(9)]), tmp_path)
    book = openpyxl.load_workbook(tmp_path / "worklists/all/all.xlsx")
    parts = [book[name] for name in ("To put right", "To put right (2)", "To put right (3)")]
    assert [len(rows(sheet)) for sheet in parts] == [4, 4, 1]
    assert parts[1]["A1"].value.endswith("(part 2 of 3)")


def test_links_beyond_what_a_sheet_can_hold_are_numbers_to_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LINKS_PER_SHEET", 1)
    write_worklists(facts(*[finding(record_id=str(n)) for n in range(2)], link="https://cases.example/{id}"), tmp_path)
    assert [row["Open record"] for row in rows(opened(tmp_path))] == ["Open C000001", "C000001"]


def test_fault_145_a_cell_not_taken_stops_the_workbook_and_says_where_not_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "_cut", lambda text: text)
    with pytest.raises(NotWritten, match=r"Sheet To put right, row 6, column 12 was not written \(-2\)") as told:
        write_worklists(facts(finding(what_to_do="x" * 40_000)), tmp_path)
    assert "xx" not in str(told.value)
    assert list(tmp_path.iterdir()) == []


# --- who is in them


def test_restricted_children_are_in_no_workbook_and_move_no_row(tmp_path: Path) -> None:
    children = pd.DataFrame({"child_id": ["A", "R"], "family_id": ["F1", "F1"], "age": [1, 2]})
    listed = [finding(child_id="A", severity="query", record_id="1"), finding(child_id="B", record_id="2")]
    hidden = [finding(child_id="R", severity="zero_tolerance", team="T9", restricted=said) for said in (True, None)]
    write_worklists(facts(*listed, children=children), tmp_path / "without")
    write_worklists(facts(*listed, *hidden, children=children), tmp_path / "with")
    tops = (tmp_path / "without", tmp_path / "with")
    without, with_them = ({path.relative_to(top): path.read_bytes() for path in top.rglob("*.xlsx")} for top in tops)
    assert without == with_them and len(without) == 2


def test_where_lists_are_not_allowed_there_is_no_worklist(tmp_path: Path) -> None:
    assert write_worklists(facts(finding(), lists_allowed=False), tmp_path) == {}
    assert list(tmp_path.iterdir()) == []


TEAMS = st.sampled_from(["T1", "T2", "t1", "t 1", "t-1", "ALL", "no team recorded", None, "Ünïted", "👶"])
TEXT = st.one_of(st.sampled_from(AWKWARD[:-2]), st.text(st.characters(exclude_categories=["Cs"]), max_size=8), st.none())
FINDINGS = st.lists(
    st.fixed_dictionaries(
        {
            "team": TEAMS,
            "child_id": TEXT,
            "record_id": TEXT,
            "worker": TEXT,
            "severity": st.sampled_from(["zero_tolerance", "high", "normal", "query"]),
            "reason": st.sampled_from(["outstanding", "blank_field", "rule", "no_event"]),
            "due_on": st.one_of(st.none(), st.dates(dt.date(1800, 1, 1), dt.date(2100, 1, 1)).map(pd.Timestamp)),
            "days_over": st.one_of(st.none(), st.integers(0, 5000)),
            "restricted": st.sampled_from([False, False, False, True, None]),
            "excepted": st.sampled_from(["", "", "asked", "agreed", "refused", "void"]),
        }
    ),
    max_size=10,
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(given_rows=FINDINGS)
def test_each_finding_is_one_row_of_one_team_and_one_row_of_all(
    tmp_path_factory: pytest.TempPathFactory, given_rows: list[dict[str, object]]
) -> None:
    folder = tmp_path_factory.mktemp("pack")
    numbered = [_numbered(n, **row) for n, row in enumerate(given_rows)]
    told = [[row["flag"], row["said"], pd.Timestamp("2016-06-30")] for row in numbered if row["said"]]
    exceptions = pd.DataFrame(told, columns=list(EXCEPTIONS)).astype(EXCEPTIONS)
    counts = write_worklists(facts(*numbered, exceptions=exceptions), folder)
    listed = {str(row["flag"]): row["team"] or "no team recorded" for row in numbered if row["restricted"] is False}
    assert sorted(str(row["Flag key"]) for row in rows(opened(folder))) == sorted(listed)
    found: dict[str, str] = {}
    for team in counts:
        of_team = [str(row["Flag key"]) for row in rows(opened(folder, team))]
        assert len(of_team) == counts[team]
        assert not set(of_team) & set(found), "a finding is in two teams' workbooks"
        found.update(dict.fromkeys(of_team, team))
    assert set(found) == set(listed) and sum(counts.values()) == len(listed)
    pairs = {(listed[flag], found[flag]) for flag in listed}
    assert len(pairs) == len({team for team, _ in pairs}) == len({workbook for _, workbook in pairs})
    assert {path.name for path in (folder / "worklists").iterdir()} == {*counts, "all"}
    flat_rows, all_rows = flat.read_worklist(folder), rows(opened(folder))
    assert list(flat_rows["flag"]) == [str(row["Flag key"]) for row in all_rows], "the typed rows are not those of all.xlsx in its order"
    assert dict(flat_rows["team_id"].value_counts()) == dict(Counter(listed.values()))
    agreed = {str(row["flag"]) for row in numbered if row["said"] == "agreed"} & set(listed)
    assert set(flat_rows[flat_rows["excepted"]]["flag"]) == agreed, "an excepted row is in the list, and said to be"
    assert set(flat_rows["child_id"].dropna()) == {row["child_id"] for row in numbered if row["restricted"] is False} - {None, ""}


def _numbered(number: int, excepted: str, **row: object) -> dict[str, object]:
    """A finding with a flag of its own, as the night leaves it where an exception is agreed."""
    apart = {"outcome": "not_recorded", "reason": "agreed_exception"} if excepted == "agreed" else {}
    return finding(**{**row, **apart}, flag=f"flag-{number}", said=excepted)


def test_the_columns_are_those_of_the_design_and_each_has_a_place_in_a_row() -> None:
    assert [column.heading for column in TO_PUT_RIGHT] == [
        "Priority", "Child", "Age", "Standard not met", "Worker", "Team", "Days over", "Due", "Flag age", "First flagged",
        "What the record shows", "What to do", "Kind", "Open record", "Not an error because…", "Ask until", "Who has it", "Puts right",
        "Form", "Record table", "Record id", "Field", "Flag key", "Row key",
    ]  # fmt: skip
