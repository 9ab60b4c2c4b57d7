"""Recording faults and agreed exceptions become comments on the lists and columns of the record, counted in children on them."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.packs.inspection.annex_a import AnnexA, Verdict, check, with_faults, workbook
from fscp_readiness.packs.inspection.annex_a.faults_found import begins

from .laying_out import laid_out
from .test_lists_of_children import CARE, PLANS

ANSWERS = pd.DataFrame(
    [
        ("C02", "live", "ssd_cp_plans", "P1", "C1", "broken", "cp_plans.initial_category"),
        ("C02", "live", "ssd_cp_plans", "P2", "C2", "broken", "cp_plans.initial_category"),
        ("C02", "live", "ssd_cp_plans", "P9", "C2", "broken", "cp_plans.initial_category"),
        ("C02", "live", "ssd_cp_plans", "P2", "C2", "broken", "cp_plans.conference_id"),  # no column of the list
        ("C02", "live", "ssd_cp_plans", "P8", "C99", "broken", "cp_plans.initial_category"),  # not on the list
        ("C02", "period", "ssd_cp_plans", "P3", "C3", "broken", "cp_plans.initial_category"),  # counted once, where it stands tonight
        ("CPV-01", "live", "ssd_cp_plans", "P1", "C1", "not_met", "cp_plans.started_on"),  # practice, not recording
        ("CPR-01", "live", "ssd_cp_plans", "P1", "C1", "not_recorded", "cp_reviews.held_on"),
        ("P03", "live", "ssd_person", "C1", "C1", "broken", "people.born_on"),
        ("P06", "live", "ssd_person", "C1", "C1", "broken", "people.upn"),  # Annex A asks for no UPN
        ("L01", "live", "ssd_cla_episodes", "E1", "C1", "broken", "care_episodes.ended_on"),  # another list's
    ],
    columns=["code", "counting", "record_table", "record_id", "child_id", "outcome", "field"],
).astype("string")
WORDING = {
    "C02": "Every plan has a category.",
    "P03": "Dates of birth make sense.",
    "L01": "Care follows on.",
    "CPR-01": "Reviews are held.",
}
AGREED = pd.DataFrame(
    [
        ("C02", "ssd_cp_plans", "P1", "agreed", "Recorded elsewhere"),
        ("C02", "ssd_cp_plans", "P2", "asked", ""),
        ("CPR-01", "ssd_cp_plans", "P1", "agreed", "A court decides the date"),
        ("CPV-01", "ssd_cp_plans", "P1", "agreed", "Other"),  # a visit not made is no fault of the record
    ],
    columns=["code", "record_table", "record_id", "state", "category"],
).astype("string")
FRESH = ("initial_category", 2, f"{begins('C02')}: Every plan has a category.")


def said(made: AnnexA, number: int = 7) -> list[tuple[str, int, str]]:
    return [(gap.column, gap.rows, gap.reason) for gap in made.lists[number].gaps if gap.reason.startswith("Children on this list")]


def test_each_rule_broken_is_a_comment_on_its_list_and_column_with_its_number_of_children():
    made = with_faults(laid_out(PLANS), ANSWERS, WORDING)
    assert said(made) == [
        ("", 1, f"{begins('C02')}: Every plan has a category."),
        ("born_on", 1, f"{begins('P03')}: Dates of birth make sense."),
        FRESH,
    ]
    assert not any("C02" in reason for _, _, reason in said(made, 8))


def test_what_is_agreed_is_told_apart_with_the_kind_of_reason_and_no_words_of_anybodys():
    told = said(with_faults(laid_out(PLANS), ANSWERS, WORDING, AGREED))
    assert ("initial_category", 1, f"{begins('C02')}: Every plan has a category.") in told  # P2: asked and not agreed yet
    assert (
        "initial_category",
        1,
        f"{begins('C02')}, as an exception that is agreed (Recorded elsewhere): Every plan has a category.",
    ) in told
    assert ("reviewed_on", 1, f"{begins('CPR-01')}, as an exception that is agreed (A court decides the date): Reviews are held.") in told
    assert not any("CPV-01" in reason for _, _, reason in told)


def test_the_kind_of_reason_is_not_repeated_where_the_record_is_about_health():
    answers = ANSWERS.iloc[:1].assign(record_table="ssd_cla_health", record_id="H1", child_id="C1", field="health_checks.checked_on")
    agreed = AGREED.iloc[:1].assign(record_table="ssd_cla_health", record_id="H1", category="The young person has declined")
    told = said(with_faults(laid_out(CARE), answers, WORDING, agreed), 8)
    assert len(told) == 1 and "declined" not in told[0][2] and "agreed" in told[0][2]


def test_the_comments_sheet_must_carry_them():
    bare, full = laid_out(PLANS), with_faults(laid_out(PLANS), ANSWERS, WORDING)
    assert a7(workbook(full), full) == (Verdict.PASSED, 0)
    assert a7(workbook(bare), full) == (Verdict.FAILED, 3)


def test_a_rule_broken_on_a_list_must_have_its_comment_whatever_the_set_was_made_with():
    made = laid_out(PLANS)
    on_lists = {number for number, one in made.lists.items() if "child_id" in one.frame and one.frame["child_id"].eq("C1").any()}
    assert 7 in on_lists
    verdict, rows = a7(workbook(made), made, ANSWERS)
    assert verdict is Verdict.FAILED and rows >= 2  # C02 and P03 on list 7
    full = with_faults(made, ANSWERS, WORDING)
    assert a7(workbook(full), full, ANSWERS) == (Verdict.PASSED, 0)


def test_a_comment_with_another_number_of_children_is_found_out():
    full = with_faults(laid_out(PLANS), ANSWERS, WORDING)
    other = with_faults(laid_out(PLANS), ANSWERS.iloc[1:], WORDING)
    assert a7(workbook(other), full) == (Verdict.FAILED, 1)


def a7(content: bytes, made: AnnexA, answers: pd.DataFrame | None = None) -> tuple[Verdict, int]:
    found = next(one for one in check(content, made, answers=answers) if one.check == "A7")
    return found.verdict, found.rows
