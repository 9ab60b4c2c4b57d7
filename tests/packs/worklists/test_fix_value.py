"""What one correction puts right: figures that count its rows, and lists of Annex A that print the column."""

from __future__ import annotations

import pytest

from fscp_readiness.packs.worklists.fields import annex_a_lists, form_of
from fscp_readiness.packs.worklists.fix_value import Repair, most_from, repairs
from fscp_readiness.settings.places import CHECKS, CONFIG
from fscp_readiness.settings.worklist import Worklist
from fscp_readiness.standards import discover
from fscp_readiness.tables import ALL, BY_SOURCE

CARDS = {standard.code: standard.about for standard in discover(CHECKS)}
WORDS = Worklist.load(CONFIG / "worklist.toml").forms.words


def row(code: str, kind: str = "recording", table: str = "ssd_cp_plans", record: str = "P1", field: str = "") -> dict[str, str]:
    return {"code": code, "kind": kind, "record_table": table, "record_id": record, "field": field}


def test_rows_that_one_correction_clears_are_counted_together_and_each_says_so() -> None:
    end = "cppl_cp_plan_end_date"
    told = repairs([row("C01", field=end), row("E04", field=end), row("E04", field=end, record="P2"), row("C02", field="other")], CARDS)
    assert told == [Repair(2, 1), Repair(2, 1), Repair(1, 1), Repair(1, 0)]
    assert told[0].value == 3


def test_work_done_late_puts_right_tonights_figure_and_a_record_put_right_the_periods_too() -> None:
    field = "cppv_cp_visit_date"
    assert repairs([row("CPV-01", kind="practice", field=field)], CARDS)[0].figures == 1
    assert repairs([row("CPV-01", kind="recording", field=field)], CARDS)[0].figures == 2


def test_a_row_that_names_no_field_is_of_the_record_and_one_that_names_no_record_of_itself() -> None:
    assert [each.figures for each in repairs([row("C01"), row("E04")], CARDS)] == [2, 2]
    tables = [row("C01", record="", field="x"), row("E04", record="", field="x")]
    assert repairs(tables, CARDS) == [Repair(1, 0), Repair(1, 0)]


@pytest.mark.parametrize(
    ("field", "table", "asked", "lists"),
    [
        ("cine_referral_date", "ssd_cin_episodes", "", 2),
        ("cppv_cp_visit_date", "ssd_cp_plans", "cp_visits.visited_on", 1),
        ("cppl_cp_plan_ola", "ssd_cp_plans", "", 0),
        ("", "ssd_cp_plans", "", 0),
        ("nowhere", "ssd_cp_plans", "", 0),
        ("Child Protection Plan Start Date", "list_7", "", 1),
        ("", "list_7", "", 0),
    ],
)
def test_a_column_is_printed_in_so_many_lists(field: str, table: str, asked: str, lists: int) -> None:
    assert annex_a_lists(field, table, asked) == lists


@pytest.mark.parametrize(
    ("field", "table", "asked", "form"),
    [
        ("cppv_cp_visit_date", "ssd_cp_plans", "", "Child protection visit"),
        ("held_on", "ssd_cp_plans", "core_groups.held_on", "Core group"),
        ("held_on", "ext_supervision", "core_groups.held_on", "Supervision"),
        ("held_on", "ssd_cp_plans", "", "Child protection plan"),
        ("notified_on", "ssd_initial_cp_conference", "initial_conferences.held_on", "Transfer of a plan from another council"),
        ("", "ssd_cp_plans", "", "Child protection plan"),
        ("anything", "list_7", "", "Annex A list 7"),
        ("", "elsewhere", "", "elsewhere"),
        ("", "", "", ""),
    ],
)
def test_the_form_is_the_fields_own_or_the_records(field: str, table: str, asked: str, form: str) -> None:
    assert form_of(field, table, asked, WORDS) == form


def test_a_council_that_names_no_form_reads_the_table_in_english() -> None:
    assert form_of("", "ssd_cp_plans", "", {}) == "Child protection plans"


def test_every_standard_asks_about_a_column_whose_form_has_words() -> None:
    for code, card in CARDS.items():
        source = next((table.source for table in ALL if table.name == card.record), "")
        if card.findings and source in BY_SOURCE and card.field:
            name = card.field if "." in card.field else f"{card.record}.{card.field}"
            assert form_of(name, source, card.field, WORDS) in WORDS.values(), code


def test_the_form_behind_most_rows_is_named_and_a_single_row_is_not_most() -> None:
    assert most_from(["Visit", "Plan", "Visit", ""]) == "2 of 4 rows come from one step: Visit."
    assert most_from(["B", "A", "B", "A"]) == "2 of 4 rows come from one step: A."
    assert most_from(["Visit", "Plan"]) == most_from([]) == ""
