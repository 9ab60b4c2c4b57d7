"""The workbook: exact headings, identifiers that stay text, days that are days, and a sheet that says what is lacking."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import openpyxl
import pytest

from fscp_readiness.packs.inspection.annex_a import AnnexA, workbook

from .laying_out import LAYOUTS, laid_out
from .test_lists_of_children import CARE, NEED, PLANS

RESTRICTED = "\nrestricted_records\nchild_id | restricted_from\nC2 | 2016-01-01\n"


def opened(made: AnnexA) -> openpyxl.Workbook:
    return openpyxl.load_workbook(BytesIO(workbook(made, "OFFICIAL-SENSITIVE")))


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_sheet_has_the_layouts_headings_and_no_others(name: str):
    book = opened(laid_out(CARE, name))
    for one in LAYOUTS[name].lists:
        assert [cell.value for cell in book[one.sheet][1]] == list(one.headings)


def test_days_are_days_and_identifiers_are_text():
    sheet = opened(laid_out(PLANS.replace("C1 ", "007")))["List_7"]
    first = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert first["Child Unique ID"].value == "007"
    assert first["Child Protection Plan Start Date"].value == dt.datetime(2016, 1, 4)
    assert first["Child Protection Plan Start Date"].number_format == "dd/mm/yyyy"
    assert first["Number of Previous Child Protection Plans"].value == 2
    assert first["Child Protection Plan End Date"].value is None


def test_what_looks_like_a_formula_stays_words():
    made = laid_out(NEED.replace("C1 ", "=C1"))
    assert opened(made)["List_6"]["A2"].value == "=C1"
    assert opened(made)["List_6"]["A2"].data_type == "s"


def test_the_comments_say_what_is_lacking_and_how_many_are_left_out():
    rows = {tuple(cell.value for cell in row) for row in opened(laid_out(PLANS + RESTRICTED))["Comments by the authority"].iter_rows()}
    assert ("List 7", "The whole list", 1, "Rows about children whose record is restricted are counted here and not listed; "
            "ask the council's named person.") in rows  # fmt: skip
    assert ("List 7", "Allocated Worker", 2, "The source holds no table ssd_involvements.") in rows


def test_the_same_set_gives_the_same_bytes():
    assert workbook(laid_out(PLANS), "M") == workbook(laid_out(PLANS), "M")
    assert opened(laid_out(PLANS)).properties.created == dt.datetime(2016, 5, 24)  # the day of the data, not of the making
