"""A workbook that comes back asks by two columns of rows that are believed; everything else in it is refused or ignored, and said."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from fscp_readiness.history.exceptions.row_key import row_key
from fscp_readiness.packs.worklists import flat, returned, write_worklists
from fscp_readiness.packs.worklists.returned import Asking, Returned, Unreadable, read_returned
from fscp_readiness.packs.worklists.sheets import BECAUSE, HEADING_ROW, ROW_KEY, TO_PUT_RIGHT, UNTIL

from .test_flat import KEY, print_of, with_prints
from .test_worklists import AWKWARD

COLUMNS = {column.heading: place for place, column in enumerate(TO_PUT_RIGHT, start=1)}
FIRST = HEADING_ROW + 2
WHY, DAY = "The plan was made and is on paper with the other council.", dt.date(2016, 6, 30)
RUN = "2016-05-23-00000000"
Change = Callable[[Worksheet], object]


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    each = [print_of(child_id=f"C00000{n}", record_id=f"P{n}", flag=f"{n:016}", days_over=9 - n) for n in range(4)]
    write_worklists(with_prints(*each, key=KEY), folder)
    return folder


@pytest.fixture(scope="module")
def newest(pack: Path) -> pd.DataFrame:
    return flat.read_worklist(pack)


def edited(pack: Path, *changes: Change, team: str = "all") -> bytes:
    book = openpyxl.load_workbook(pack / f"worklists/{team}/{team}.xlsx")
    for change in changes:
        change(book["To put right"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def put(heading: str, value: object, row: int = FIRST) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row, COLUMNS[heading]).value = value

    return change


def ask(row: int = FIRST, why: object = WHY, until: object = DAY) -> Change:
    def change(sheet: Worksheet) -> None:
        sheet.cell(row, COLUMNS[BECAUSE], why)
        sheet.cell(row, COLUMNS[UNTIL], until)

    return change


def read(content: bytes, newest: pd.DataFrame, sent: pd.DataFrame | None = None) -> Returned:
    return read_returned(content, "The workbook", KEY, newest, lambda run: sent if run == RUN else None)


def codes(told: Returned, outcome: str = "refused") -> list[tuple[int, str, str]]:
    return [(each.row, each.column, each.code) for each in told.said if each.outcome == outcome]


# --- what is believed


def test_a_row_with_a_reason_and_a_day_asks_and_nothing_else_is_said(pack: Path, newest: pd.DataFrame) -> None:
    told = read(edited(pack, ask(), ask(FIRST + 2)), newest, newest)
    assert told == Returned(
        (Asking("To put right", FIRST, f"{0:016}", WHY, DAY), Asking("To put right", FIRST + 2, f"{2:016}", WHY, DAY)), ()
    )


def test_a_workbook_as_it_was_sent_asks_nothing_and_says_nothing(pack: Path, newest: pd.DataFrame) -> None:
    assert read((pack / "worklists/t1/t1.xlsx").read_bytes(), newest, newest) == Returned((), ())
    assert read(edited(pack), newest, newest) == Returned((), ())


@pytest.mark.parametrize("day", [DAY, dt.datetime(2016, 6, 30), "2016-06-30", "30/06/2016", " 30/6/2016 "])
def test_a_day_may_be_a_date_or_written_as_one(pack: Path, newest: pd.DataFrame, day: object) -> None:
    assert [each.until for each in read(edited(pack, ask(until=day)), newest).asking] == [DAY]


def test_whole_rows_may_be_sorted_columns_moved_and_others_added(pack: Path, newest: pd.DataFrame) -> None:
    def backwards(sheet: Worksheet) -> None:
        rows = [[sheet.cell(FIRST + n, column).value for column in COLUMNS.values()] for n in range(4)]
        for n, row in enumerate(reversed(rows)):
            for column, value in zip(COLUMNS.values(), row, strict=True):
                sheet.cell(FIRST + n, column).value = value

    def mine_first(sheet: Worksheet) -> None:
        sheet.insert_cols(3)
        sheet.cell(HEADING_ROW + 1, 3, "My notes")
        sheet.cell(FIRST, 3, "ring them")

    told = read(edited(pack, ask(), backwards, mine_first), newest, newest)
    assert [(each.row, each.flag) for each in told.asking] == [(FIRST + 3, f"{0:016}")]
    assert [(each.outcome, each.sentence) for each in told.said] == [("ignored", "Columns that are not the worklist's were not read.")]


# --- what is not


@pytest.mark.parametrize(
    ("change", "column", "code"),
    [
        (put(ROW_KEY, None), ROW_KEY, "WRK-21"),
        (put(ROW_KEY, row_key(b"another council's key".ljust(32), f"{0:016}", "89abcdef", "C", "C", "t", "P0", "f")), ROW_KEY, "WRK-21"),
        (put("Child", "C000003"), ROW_KEY, "WRK-21"),
        (put("Standard not met", "LAV-01"), ROW_KEY, "WRK-21"),
        (put("Standard not met", "CPV-01)"), ROW_KEY, "WRK-21"),
        (put("Record table", "ssd_cla_episodes"), ROW_KEY, "WRK-21"),
        (put("Record id", "P3"), ROW_KEY, "WRK-21"),
        (put("Field", None), ROW_KEY, "WRK-21"),
        (put(BECAUSE, '=CONCATENATE("The plan was"," made")'), BECAUSE, "WRK-20"),
        (put(UNTIL, "=TODAY()+90"), UNTIL, "WRK-20"),
        (put("Child", "=B7"), "Child", "WRK-20"),
        (put(ROW_KEY, "=X7"), ROW_KEY, "WRK-20"),
        (put(BECAUSE, None), BECAUSE, "WRK-25"),
        (put(BECAUSE, "   "), BECAUSE, "WRK-25"),
        (put(UNTIL, None), UNTIL, "WRK-26"),
        (put(UNTIL, "next week"), UNTIL, "WRK-26"),
        (put(UNTIL, "31/02/2016"), UNTIL, "WRK-26"),
        (put(UNTIL, "06-30-16"), UNTIL, "WRK-26"),
        (put(UNTIL, True), UNTIL, "WRK-26"),
    ],
)
def test_fault_147_a_row_that_is_not_as_it_was_sent_asks_nothing(
    pack: Path, newest: pd.DataFrame, change: Change, column: str, code: str
) -> None:
    told = read(edited(pack, ask(), ask(FIRST + 1), change), newest, newest)
    assert [each.row for each in told.asking] == [FIRST + 1], "the row beside it is believed"
    assert codes(told) == [(FIRST, column, code)]


def test_fault_147_a_number_in_a_cell_without_a_dates_look_is_no_day(pack: Path, newest: pd.DataFrame) -> None:
    def plain(sheet: Worksheet) -> None:
        sheet.cell(FIRST, COLUMNS[UNTIL], 42551).number_format = "General"

    assert codes(read(edited(pack, ask(), plain), newest)) == [(FIRST, UNTIL, "WRK-26")]


def test_fault_147_rows_of_which_a_part_was_sorted_are_refused(pack: Path, newest: pd.DataFrame) -> None:
    def children_alone(sheet: Worksheet) -> None:
        values = [sheet.cell(FIRST + n, COLUMNS["Child"]).value for n in range(4)]
        for n, value in enumerate(reversed(values)):
            sheet.cell(FIRST + n, COLUMNS["Child"], value)

    told = read(edited(pack, *(ask(FIRST + n) for n in range(4)), children_alone), newest, newest)
    assert told.asking == () and [code for *_, code in codes(told)] == ["WRK-21"] * 4


def test_fault_147_a_row_that_stands_twice_is_refused_in_both_places(pack: Path, newest: pd.DataFrame) -> None:
    def copied(sheet: Worksheet) -> None:
        for column in COLUMNS.values():
            sheet.cell(FIRST + 3, column, sheet.cell(FIRST, column).value)

    told = read(edited(pack, ask(), ask(FIRST + 1), copied), newest, newest)
    assert [each.row for each in told.asking] == [FIRST + 1] and codes(told) == [(FIRST, ROW_KEY, "WRK-22"), (FIRST + 3, ROW_KEY, "WRK-22")]


def test_fault_147_a_row_that_is_gone_or_changed_since_is_refused(pack: Path, newest: pd.DataFrame) -> None:
    later = newest.iloc[1:].assign(fingerprint=["00000000", *newest["fingerprint"].iloc[2:]])
    told = read(edited(pack, *(ask(FIRST + n) for n in range(3))), later, newest)
    assert [each.row for each in told.asking] == [FIRST + 2] and codes(told) == [(FIRST, "", "WRK-23"), (FIRST + 1, "", "WRK-24")]


# --- what is ignored, and said


def test_other_cells_that_were_changed_are_named_and_change_nothing(pack: Path, newest: pd.DataFrame) -> None:
    def extra_row(sheet: Worksheet) -> None:
        sheet.cell(FIRST + 4, 2, "C999999")

    changes = (put("What to do", "Nothing."), put("Days over", 0, FIRST + 1), put("Due", dt.date(2030, 1, 1), FIRST + 1),
               put("Priority", "=1+1", FIRST + 2), put("Who has it", "Me", FIRST + 3))  # fmt: skip
    told = read(edited(pack, ask(), *changes, extra_row), newest, newest)
    assert [each.row for each in told.asking] == [FIRST]
    assert codes(told, "ignored") == [
        (FIRST, "What to do", "WRK-32"), (FIRST + 1, "Days over", "WRK-32"), (FIRST + 1, "Due", "WRK-32"),
        (FIRST + 2, "Priority", "WRK-32"), (FIRST + 3, "Who has it", "WRK-32"), (FIRST + 4, "", "WRK-31"),
    ]  # fmt: skip
    assert not any("Nothing." in each.sentence or "C999999" in each.sentence for each in told.said)


def test_a_workbook_is_laid_beside_the_pack_it_is_of_and_else_beside_the_newest(pack: Path, newest: pd.DataFrame) -> None:
    older = newest.assign(days_over=newest["days_over"] + 1)
    assert len(codes(read(edited(pack), newest, older), "ignored")) == 4
    assert codes(read(edited(pack), older, newest), "ignored") == []
    assert len(codes(read(edited(pack), older), "ignored")) == 4


def test_no_more_than_some_hundred_changes_are_listed_one_by_one(pack: Path, newest: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returned, "MOST_IGNORED", 2)
    told = read(edited(pack, *(put("Kind", "Other", FIRST + n) for n in range(4))), newest, newest)
    assert [each.sentence for each in told.said][2:] == ["2 more were changed, which changes nothing."]


def test_a_sheet_that_is_hidden_or_not_ours_is_not_read(pack: Path, newest: pd.DataFrame) -> None:
    book = openpyxl.load_workbook(io.BytesIO(edited(pack, ask())))
    copy = book.copy_worksheet(book["To put right"])
    copy.title, copy.sheet_state = "=1+1 To put right (2)", "hidden"
    book.create_sheet("Mine").append(["note"])
    content = io.BytesIO()
    book.save(content)
    told = read(content.getvalue(), newest, newest)
    assert [each.row for each in told.asking] == [FIRST]
    assert [(each.sheet, each.sentence) for each in told.said] == [
        ("sheet 4", "The sheet is hidden: it was not read."), ("sheet 5", "The sheet is not one of the worklist's: it was not read."),
    ]  # fmt: skip


@pytest.mark.parametrize("heading", ["Child", ROW_KEY, UNTIL])
def test_a_sheet_without_one_of_its_headings_is_refused_whole(pack: Path, newest: pd.DataFrame, heading: str) -> None:
    content = edited(pack, ask(), put(heading, "Something else", HEADING_ROW + 1))
    if heading == ROW_KEY:
        with pytest.raises(Unreadable, match="WRK-12"):
            read(content, newest)
    else:
        told = read(content, newest)
        assert told.asking == () and (0, heading, "WRK-13") in codes(told)


def test_a_sheet_with_a_heading_twice_is_refused_whole(pack: Path, newest: pd.DataFrame) -> None:
    told = read(edited(pack, ask(), put("Age", "Child", HEADING_ROW + 1)), newest)
    assert told.asking == () and (0, "Child", "WRK-13") in codes(told)


# --- the file itself


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    made = io.BytesIO(content)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, part)
    return made.getvalue()


def replaced(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, change(old.read(part)) if part == name else old.read(part))
    return made.getvalue()


HOSTILE: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "no workbook": (lambda content: b"PK\x03\x04 nothing", "FILE-46"),
    "empty": (lambda content: b"", "FILE-46"),
    "an old or protected one": (lambda content: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + content, "FILE-46"),
    "cut short": (lambda content: content[: len(content) // 2], "FILE-46"),
    "too large": (lambda content: content + b"\0" * returned.LARGEST, "WRK-11"),
    "a bomb": (lambda content: with_part(content, "xl/bomb.xml", b"<a>" + b"0" * 11_000_000), "FILE-47"),
    "a macro": (lambda content: with_part(content, "xl/vbaProject.bin", b"Sub Auto_Open()"), "WRK-15"),
    "entities": (
        lambda content: replaced(content, "xl/workbook.xml", lambda part: b'<!DOCTYPE a [<!ENTITY b "c">]>' + part), "FILE-49",
    ),
    "entities in another encoding": (
        lambda content: replaced(content, "xl/workbook.xml", lambda part: part.decode().encode("utf-16")), "FILE-49",
    ),
    "broken inside": (lambda content: replaced(content, "xl/worksheets/sheet1.xml", lambda part: part[:-40]), "WRK-10"),
    "a sheet gone": (lambda content: replaced(content, "xl/workbook.xml", lambda part: b"<workbook/>"), "WRK-1"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_a_file_that_is_not_a_plain_workbook_is_not_read_and_said_in_a_sentence(pack: Path, newest: pd.DataFrame, what: str) -> None:
    made, code = HOSTILE[what]
    with pytest.raises(Unreadable) as told:
        read(made(edited(pack, ask())), newest)
    assert code in told.value.code and told.value.sentence.endswith((".", "?"))


def test_links_to_other_files_are_not_followed_and_said(pack: Path, newest: pd.DataFrame) -> None:
    told = read(with_part(edited(pack, ask()), "xl/externalLinks/externalLink1.xml", b"<externalLink/>"), newest, newest)
    assert [each.row for each in told.asking] == [FIRST] and "leads to other files" in told.said[0].sentence


def test_rows_beyond_what_any_list_has_are_not_read(pack: Path, newest: pd.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(returned, "MOST_ROWS", FIRST + 1)
    told = read(edited(pack, ask(FIRST), ask(FIRST + 3)), newest, newest)
    assert [each.row for each in told.asking] == [FIRST] and (0, "", "WRK-14") in codes(told)


CELL = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.dates(dt.date(1900, 3, 1)),
    st.sampled_from(["=1+1", "=WEBSERVICE(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "_x0041_", *AWKWARD[:19]]),
    st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=30),
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.tuples(st.integers(1, FIRST + 5), st.integers(1, len(COLUMNS) + 2), CELL), max_size=8))
def test_whatever_is_written_anywhere_a_row_is_believed_only_as_it_was_sent(
    pack: Path, newest: pd.DataFrame, changes: list[tuple[int, int, object]]
) -> None:
    def scribble(sheet: Worksheet) -> None:
        for row, column, value in changes:
            sheet.cell(row, column).value = value

    try:
        told = read(edited(pack, scribble), newest, newest)
    except Unreadable as problem:
        assert problem.code in ("WRK-10", "WRK-12")
        return
    touched = {(row, column) for row, column, _ in changes}
    for each in told.asking:
        assert {(each.row, COLUMNS[BECAUSE]), (each.row, COLUMNS[UNTIL])} <= touched, "nobody wrote there"
        assert each.flag in set(newest["flag"]) and each.reason and each.until
