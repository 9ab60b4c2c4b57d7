"""The Annex A door, on workbooks made here: layouts, headings, and what each list becomes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from fscp_readiness import extracts
from fscp_readiness.extracts import Extract, SourceProblem
from fscp_readiness.extracts.annex_a_layout import BY_NUMBER, LAYOUTS, bare_heading, match_headings
from fscp_readiness.settings.sources import Sources

AS_AT = dt.date(2016, 5, 24)
SOURCES = Sources.load()
BORN = dt.datetime(2010, 5, 24)
GOOD: dict[str, Any] = {"child_id": "C000001", "gender": "b) Female", "ethnicity": "a) WBRI", "born_on": BORN, "age": 6}


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def workbook(path: Path, lists: dict[int, list[dict[str, Any]]], *, title: str = "List {}", titled: bool = False) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in lists.items():
        sheet = book.create_sheet(title.format(number))
        layout = BY_NUMBER[number]
        if titled:
            sheet.append([f"List {number}: {layout.title}"])
        sheet.append([column.heading for column in layout.columns])
        for row in rows:
            sheet.append([row.get(column.name) for column in layout.columns])
    book.save(path)
    return path


def read(path: Path, sources: Sources = SOURCES) -> Extract:
    return extracts.read(str(path), sources, as_at=AS_AT)


@pytest.fixture
def lists() -> dict[int, list[dict[str, Any]]]:
    team = {"team": "East", "worker": "A Worker"}
    return {
        1: [GOOD | {"contacted_on": day("2016-05-01"), "source": "q) 6: Police"}, GOOD | {"contacted_on": day("2016-05-01"),
        "source": "Police"}],
        3: [GOOD | {"received_on": day("2016-05-03"), "no_further_action": "No", "earlier_in_12_months": 1} | team],
        4: [GOOD | {"started_on": day("2016-05-04"), "child_seen": "a) Yes"} | team],
        5: [
            GOOD | {"started_on": day("2016-05-05"), "conference_unnecessary": "b) No",
            "conference_on": day("2016-05-20"), "led_to_plan": "a) Yes"},
            GOOD | {"child_id": "C000002", "started_on": day("2016-05-06"), "conference_unnecessary": "a) Yes"},
        ],
        6: [
            GOOD | {"started_on": day("2016-05-03"), "primary_need": "N1",
            "last_seen_on": day("2016-05-10"), "case_status": "b) Child Protection plan"} | team,
            GOOD | {"child_id": "C000002", "started_on": day("2016-04-01"), "case_status": "c) Child in need plan", "team": "#N/A",
            "worker": "#N/A"},
            GOOD | {"child_id": "C000003", "started_on": day("2016-01-01"), "case_status": "e) Closed episode"},
        ],
        7: [
            GOOD | {"started_on": day("2016-01-20"), "visited_on": day("2016-05-12"), "seen_alone": "a) Yes",
            "reviewed_on": day("2016-04-20")} | team,
            GOOD | {"child_id": "C000004", "started_on": day("2016-05-20"), "visited_on": day("2016-05-21"), "seen_alone": "b) No"},
        ],
        8: [
            GOOD | {
                "child_id": "C000005", "asylum": "a) Yes", "disabled": "a) Yes", "started_on": day("2016-03-01"), "legal_status": "C1: ICO",
                "visited_on": day("2016-05-01"), "reviewed_on": day("2016-03-20"), "health_on": day("2016-03-25"), "dental_on": None,
                "placements_in_12_months": 2, "placed_on": day("2016-04-01"), "placement_type": "d) U4: Foster placement - long term",
                "postcode": "nope", "team": "Care", "worker": "B Worker",
            },
        ],
        9: [GOOD | {"child_id": "C000006", "in_touch": "a) Yes", "accommodation_suitable": "a) Suitable",
        "eligibility": "b) Former relevant child"} | team],
        10: [GOOD | {"child_id": "C000007", "entered_care_on": day("2014-01-01"), "order_on": day("2016-01-01")}],
        11: [{"adopter_id": "A1", "gender": "c) Neither", "disability": "b) No", "leaving_reason": "1 - Adopter withdrew from process"}],
    }  # fmt: skip


@pytest.fixture
def extract(tmp_path: Path, lists: dict[int, list[dict[str, Any]]]) -> Extract:
    return read(workbook(tmp_path / "annex.xlsx", lists))


def test_record_ids_are_the_childs_and_for_events_the_day_too(extract: Extract):
    assert extract.tables.contacts["contact_id"].tolist() == ["C000001/2016-05-01", "C000001/2016-05-01/2"]
    assert extract.tables.assessments["assessment_id"].tolist() == ["C000001/2016-05-04"]
    assert extract.tables.cp_plans["plan_id"].tolist() == ["C000001", "C000004"]
    assert extract.tables.output_name("cp_plans") == "list_7" and extract.door == "annex_a"


def test_last_visit_counts_as_seen_only_where_seen_alone(extract: Extract):
    visits = extract.tables.cp_visits.set_index("plan_id")
    assert visits.loc["C000001", "child_seen"] is True or bool(visits.loc["C000001", "child_seen"])
    assert visits["child_seen"].isna().tolist() == [False, True]


def test_an_unreadable_worker_is_neither_named_nor_blank(extract: Extract):
    held = extract.tables.involvements.set_index("child_id")
    assert held.loc["C000001", "worker_id"] == "A Worker" and held["worker_id"].isna()["C000002"]
    assert extract.tables.unreadable_keys("involvements", "worker_id") == {"C000002/list_6"}
    assert held.loc["C000005", "team_id"] == "Care", "children that list 6 does not name are held by their own list's worker"


def test_conferences_only_where_one_was_held(extract: Extract):
    assert extract.tables.initial_conferences["enquiry_id"].tolist() == ["C000001/2016-05-05"]
    assert extract.tables.section_47_enquiries["no_further_action"].tolist() == [False, True]


def test_child_in_need_plans_are_those_of_that_status(extract: Extract):
    assert extract.tables.cin_plans["child_id"].tolist() == ["C000002"]
    assert extract.tables.cin_visits["child_id"].tolist() == ["C000001"]


def test_closed_without_a_closing_date_is_a_contradiction(extract: Extract):
    assert extract.tables.unreadable_keys("referrals", "closed_on") == {"C000003"}
    assert "SCH-63" in extract.refused["code"].tolist()


def test_children_in_care_fill_the_tables_of_care(extract: Extract):
    tables = extract.tables
    assert tables.health_checks["check_type"].tolist() == ["HEALTH"] and tables.placement_counts["placements_in_12_months"].tolist() == [2]
    assert tables.legal_statuses["legal_status"].tolist() == ["C1"] and tables.placements["placement_type"].tolist() == ["U4"]
    assert tables.placements["postcode"].isna().all() and "SCH-61" in extract.refused["code"].tolist()
    assert tables.disabilities.set_index("child_id").loc["C000005", "disability"] == "DDA"
    assert tables.immigration_statuses["child_id"].tolist() == ["C000005"]


def test_adopters_have_their_own_letters(extract: Extract):
    assert extract.tables.adopters[["gender", "leaving_reason"]].values.tolist() == [["X", "1"]]


def test_history_that_a_workbook_does_not_hold_is_absent(extract: Extract):
    for name in ("core_groups", "contact_decisions", "care_plans", "visit_records", "supervisions", "workers"):
        assert not extract.tables.holds(name)
    assert not extract.tables.holds("assessments", "referral_id")


def test_people_come_from_every_list_and_say_which(extract: Extract):
    assert extract.tables.people["child_id"].tolist() == [f"C00000{n}" for n in range(1, 8)]
    assert extract.tables.row_origin["people"]["C000007"] == "list_10" and extract.tables.row_origin["people"]["C000002"] == "list_6"


def test_what_the_door_answers_is_said_by_counting(extract: Extract):
    answers = extracts.answerable(extract)
    assert answers is not None and {str(counting) for counting in answers["CPV-01"]} == {"live"} and "CPP-01" not in answers


def test_fault_073_an_unborn_childs_date_is_the_expected_one(tmp_path: Path, lists: dict[int, list[dict[str, Any]]]):
    lists[6].append(GOOD | {"child_id": "C000009", "age": -1, "born_on": day("2016-07-01"), "started_on": day("2016-05-01")})
    people = read(workbook(tmp_path / "a.xlsx", lists)).tables.people.set_index("child_id")
    assert people["born_on"].isna()["C000009"] and people.loc["C000009", "expected_on"] == day("2016-07-01")


def test_fault_038_titles_above_the_headings_and_underscores_in_sheet_names(tmp_path: Path, lists: dict[int, list[dict[str, Any]]]):
    path = workbook(tmp_path / "a.xlsx", lists, title="List_{}", titled=True)
    assert set(read(path).loads.query("state == 'fresh'")["table"]) == {f"list_{number}" for number in lists}


def test_a_row_without_a_child_is_kept_apart(tmp_path: Path, lists: dict[int, list[dict[str, Any]]]):
    lists[7].append({"started_on": day("2016-01-01")})
    found = read(workbook(tmp_path / "a.xlsx", lists))
    assert "list 7 row 4" in found.tables.cp_plans["plan_id"].tolist() and "SCH-62" in found.refused["code"].tolist()


def test_fault_066_two_rows_for_one_child_are_a_duplicate_key(tmp_path: Path, lists: dict[int, list[dict[str, Any]]]):
    lists[7].append(lists[7][0])
    assert read(workbook(tmp_path / "a.xlsx", lists)).tables.duplicated_keys("cp_plans") == {"C000001"}


def test_dates_typed_as_text_are_read_in_one_format(tmp_path: Path, lists: dict[int, list[dict[str, Any]]]):
    lists[7][0]["visited_on"] = "12/05/2016"
    lists[7][1]["visited_on"] = "2016-05-21"
    lists[7].append(GOOD | {"child_id": "C000008", "started_on": day("2016-05-01"), "visited_on": "13/05/2016", "seen_alone": "Y"})
    found = read(workbook(tmp_path / "a.xlsx", lists))
    visits = found.tables.cp_visits.set_index("visit_id")
    assert visits.loc["C000001", "visited_on"] == day("2016-05-12") and visits["visited_on"].isna()["C000004"]
    assert found.tables.unreadable_keys("cp_visits", "visited_on") == {"C000004"}


def test_fault_023_a_workbook_made_on_another_day_says_so(tmp_path: Path):
    made = dt.date(2016, 4, 24)
    rows = [
        GOOD | {"child_id": f"C{n:06d}", "born_on": day("2009-01-01") + dt.timedelta(days=97 * n), "started_on": day("2016-01-01")}
        for n in range(9)
    ]
    for row in rows:
        row["age"] = (made - row["born_on"].date()).days / 365.25 + 0.0001
    found = read(workbook(tmp_path / "a.xlsx", {6: rows}))
    assert found.median_age_difference_days == -30 and found.made_about == made
    assert any("made about 2016-04-24" in note for note in found.notes)


def test_ages_in_whole_years_agree_with_the_day_they_hold_on(extract: Extract):
    assert extract.median_age_difference_days == 0 and extract.made_about is None


def test_headings_only_publishes_nothing(tmp_path: Path):
    with pytest.raises(SourceProblem, match="no list with a row") as caught:
        read(workbook(tmp_path / "a.xlsx", {number: [] for number in range(1, 12)}))
    assert caught.value.exit_code == 3


def test_an_empty_list_is_refused_unless_the_council_says_it_may_be(tmp_path: Path, lists: dict[int, list[dict[str, Any]]]):
    lists[10] = []
    path = workbook(tmp_path / "a.xlsx", lists)
    assert not read(path).tables.holds("permanences")
    allowed = SOURCES.model_copy(update={"may_be_empty": (*SOURCES.may_be_empty, "list_10")})
    assert read(path, allowed).tables.permanences.empty


def test_fault_022_two_sheets_of_one_list_stop_that_list(tmp_path: Path, lists: dict[int, list[dict[str, Any]]]):
    path = workbook(tmp_path / "a.xlsx", lists)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["List 7"]).title = "List 7 new"
    book.save(path)
    found = read(path)
    assert not found.tables.holds("cp_plans") and "FILE-22" in found.refused["code"].tolist()


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.table)
def test_every_heading_finds_its_column_and_no_other(layout):  # type: ignore[no-untyped-def]
    headings = [column.heading for column in layout.columns]
    assert match_headings(layout, headings) == {column.name: [at] for at, column in enumerate(layout.columns)}


@pytest.mark.parametrize(
    ("number", "heading", "name"),
    [
        (1, "Age", "age"), (1, " child  unique ID ", "child_id"), (1, "Sex", "gender"), (3, "Date of Referral", "received_on"),
        (5, "Section 47 Enquiry Start Date", "started_on"),
        (5, "Initial Child Protection Conference Not Required", "conference_unnecessary"),
        (8, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))", "asylum"),
        (8, "Number of Episodes the Child has been “Missing” from their Placement in the last 12 months", "missing_in_12_months"),
        (8, "Is this a second or subsequent episode of being a Looked After Child within the last 12 months (Y/N)", "second_period"),
        (4, "Was the child assessed as being in need at assessment?", "needs_support"), (9, "LA in Touch ", "in_touch"),
        (9, "Personal Adviser", "personal_adviser"), (6, "Case\xa0status", "case_status"),
    ],
)  # fmt: skip
def test_headings_as_councils_write_them(number: int, heading: str, name: str):
    layout = BY_NUMBER[number]
    headings = [heading if column.name == name else column.heading for column in layout.columns]
    assert match_headings(layout, headings)[name] == [headings.index(heading)]


def test_yes_no_after_a_heading_does_not_matter():
    assert bare_heading("Seen alone (Y/N))") == bare_heading("seen ALONE")
