"""Lists 10 and 11 from an agency's file: taken whole and said, or refused by row and heading without a value of it."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import openpyxl
import pytest

from fscp_readiness.packs.inspection.annex_a import AnnexA, Call, Result, Verdict, check, with_faults, with_supplied, workbook
from fscp_readiness.settings.inspection import SuppliedFile

from .laying_out import LAYOUTS, TODAY, column, laid_out, said
from .test_faults_found import ANSWERS, WORDING
from .test_lists_of_events import ADOPTION

BY, OF = "the regional agency", TODAY - dt.timedelta(days=1)
ADOPTER = {"Individual adopter identifier": "A1", "Gender": "a) Male", "Ethnicity": "a) WBRI", "Disability": "b) No",
           "Date application submitted": "04/01/2016", "No. of children placed": "2"}  # fmt: skip
CHILD = {"Child Unique ID": "C1", "Gender": "a) Male", "Date Placed for Adoption": "2016-02-01",
         "Date of Decision that Child Should be Placed for Adoption": "2015-09-01"}  # fmt: skip
SECRET = "SMITHERS"


def rows_of(number: int, *rows: dict[str, str]) -> list[list[str]]:
    headings = list(LAYOUTS["2024-01"].of(number).headings)
    return [headings, *([row.get(heading, "") for heading in headings] for row in rows)]


def as_csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def taken(tmp_path: Path, number: int, content: bytes, name: str = "list.csv", text: str = ADOPTION, of: dt.date = OF) -> AnnexA:
    (tmp_path / name).write_bytes(content)
    return with_supplied(laid_out(text), [SuppliedFile(list=number, file=name, by=BY, as_at=of)], tmp_path / "config")


def found(made: AnnexA, name: str, number: int) -> list[Result]:
    call = Call(TODAY, TODAY - dt.timedelta(days=6))
    return [one for one in check(workbook(made), made, call) if one.check == name and one.number == number]


def test_list_11_is_the_agencys_and_the_comments_say_whose_and_of_which_day(tmp_path):
    other = {**ADOPTER, "Individual adopter identifier": "A0", "Gender": "F", "Date application submitted": "05/01/2016"}
    made = taken(tmp_path, 11, as_csv(rows_of(11, ADOPTER, other)))
    frame = made.lists[11].frame
    assert list(frame["adopter_id"]) == ["A0", "A1"] and list(frame["gender"]) == ["b) Female", "a) Male"]
    assert [said(day) for day in frame["applied_on"]] == ["2016-01-05", "2016-01-04"] and list(frame["children_placed"]) == [2, 2]
    assert [gap.reason for gap in made.lists[11].gaps] == [
        "Supplied by the regional agency, as at 23/05/2016; not made from the council's own records."
    ]
    assert [one.verdict for one in found(made, "S1", 11) + found(made, "A8", 11)] == [Verdict.PASSED, Verdict.PASSED]


def test_a_workbook_with_real_dates_is_read_as_the_csv_is(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "List_11"
    for row in rows_of(11, ADOPTER):
        sheet.append([dt.datetime(2016, 1, 4) if cell == "04/01/2016" else int(cell) if cell == "2" else cell for cell in row])
    out = io.BytesIO()
    book.save(out)
    from_book = taken(tmp_path, 11, out.getvalue(), "list.xlsx").lists[11].frame
    from_csv = taken(tmp_path, 11, as_csv(rows_of(11, ADOPTER))).lists[11].frame
    assert from_book.astype("string").equals(from_csv.astype("string"))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"Date application submitted": f"{SECRET} day"}, "row 2, 'Date application submitted': wanted a date"),
        ({"Date application submitted": "31/02/2016"}, "row 2, 'Date application submitted'"),
        ({"Gender": f"{SECRET}"}, "row 2, 'Gender': wanted one of Ofsted's codes"),
        ({"No. of children placed": "two"}, "row 2, 'No. of children placed': wanted a whole number"),
        ({"Individual adopter identifier": ""}, "row 2, 'Individual adopter identifier': wanted an identifier"),
    ],
)
def test_one_bad_cell_refuses_the_file_by_row_and_heading_and_repeats_nothing(tmp_path, change, told):
    made = taken(tmp_path, 11, as_csv(rows_of(11, {**ADOPTER, **change})))
    assert list(made.lists[11].frame["adopter_id"]) == list(laid_out(ADOPTION).lists[11].frame["adopter_id"])  # our own records' list
    (one,) = found(made, "S1", 11)
    assert one.verdict is Verdict.FAILED and told in one.said and "ANX-11" in one.said and SECRET not in one.said
    assert any("could not be used" in gap.reason for gap in made.lists[11].gaps)
    assert not any("Supplied by" in gap.reason for gap in made.lists[11].gaps)


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (as_csv([row[:-1] for row in rows_of(11, ADOPTER)]), "list.csv", "no column headed 'Reason for leaving adoption process'"),
        (as_csv([[*row, row[0]] for row in rows_of(11, ADOPTER)]), "list.csv", "two columns headed 'Individual adopter identifier'"),
        (as_csv(rows_of(11, ADOPTER)) + b"A9,only\n", "list.csv", "Row 3 of the supplied file does not have as many fields"),
        (b"", "list.csv", "The supplied file is empty"),
        (b'"open', "list.csv", "quotation mark"),
        (b"\x00\x01", "list.csv", "NUL"),
        (b"no workbook", "list.xlsx", "cannot be read as an Excel workbook"),
        (b"x", "list.pdf", "is a .csv or an .xlsx"),
    ],
)
def test_a_file_that_is_no_such_list_is_refused(tmp_path, content, name, told):
    (one,) = found(taken(tmp_path, 11, content, name), "S1", 11)
    assert one.verdict is Verdict.FAILED and told in one.said


def test_a_file_that_is_not_there_is_refused(tmp_path):
    made = with_supplied(laid_out(ADOPTION), [SuppliedFile(list=11, file="gone.csv", by=BY, as_at=OF)], tmp_path / "config")
    (one,) = found(made, "S1", 11)
    assert one.verdict is Verdict.FAILED and "is not where config/inspection.toml says" in one.said and str(tmp_path) not in one.said


def test_an_old_file_fails_the_freshness_rule_though_the_night_is_fresh(tmp_path):
    made = taken(tmp_path, 11, as_csv(rows_of(11, ADOPTER)), of=TODAY - dt.timedelta(days=30))
    assert found(made, "A8", 11)[0].verdict is Verdict.FAILED and found(made, "A8", 0)[0].verdict is Verdict.PASSED


def test_list_10_keeps_restricted_children_off_and_counts_them(tmp_path):
    restricted = ADOPTION + "\nrestricted_records\nchild_id | restricted_from\nC2 | 2016-01-01\n"
    made = taken(tmp_path, 10, as_csv(rows_of(10, CHILD, {**CHILD, "Child Unique ID": "C2"})), text=restricted)
    assert column(made, 10, "placed_on") == {"C1": "2016-02-01"} and made.lists[10].left_out == 1


def test_list_10_that_differs_from_our_records_is_to_be_explained_and_faults_of_ours_are_no_comments_on_it(tmp_path):
    made = taken(tmp_path, 10, as_csv(rows_of(10, CHILD, {**CHILD, "Child Unique ID": "C9"})))
    (one,) = found(made, "A1", 10)
    assert one.verdict is Verdict.TO_EXPLAIN and "the regional agency's" in one.said
    with_comments = with_faults(made, ANSWERS, WORDING)
    assert len(with_comments.lists[10].gaps) == 1
    a7 = next(one for one in check(workbook(with_comments), with_comments, answers=ANSWERS) if one.check == "A7")
    assert a7.verdict is Verdict.PASSED


def test_an_event_after_the_day_of_the_file_is_outside_the_window(tmp_path):
    late = {**ADOPTER, "Date application submitted": "30/05/2016"}
    ahead = taken(tmp_path, 11, as_csv(rows_of(11, late)), of=dt.date(2016, 5, 31))
    assert found(ahead, "A4", 11)[0].verdict is Verdict.PASSED  # the file is newer than the night
    assert found(taken(tmp_path, 11, as_csv(rows_of(11, late))), "A4", 11)[0].verdict is Verdict.FAILED
