"""Recording faults become comments on the lists that the record goes into, counted in children who are on them."""

from __future__ import annotations

import pandas as pd

from fscp_readiness.packs.inspection.annex_a import Verdict, check, with_faults, workbook

from .laying_out import laid_out
from .test_lists_of_children import PLANS

FINDINGS = pd.DataFrame(
    [
        ("C02", "ssd_cp_plans", "C1", "broken"),
        ("C02", "ssd_cp_plans", "C2", "broken"),
        ("C02", "ssd_cp_plans", "C2", "broken"),
        ("C02", "ssd_cp_plans", "C3", "broken"),  # not on the list
        ("CPV-01", "ssd_cp_plans", "C1", "not_met"),  # practice, not recording
        ("P03", "ssd_person", "C1", "broken"),
        ("L01", "ssd_cla_episodes", "C1", "broken"),  # another list's
    ],
    columns=["code", "record_table", "child_id", "outcome"],
).astype("string")
WORDING = {"C02": "Every plan has a category.", "P03": "Dates of birth make sense.", "L01": "Care episodes follow on."}


def test_each_rule_broken_is_a_comment_on_the_list_with_its_number_of_children():
    made = with_faults(laid_out(PLANS), FINDINGS, WORDING)
    added = [(gap.rows, gap.reason) for gap in made.lists[7].gaps if "breaks" in gap.reason]
    assert added == [
        (2, "Children with a record that breaks C02, and is being put right: Every plan has a category."),
        (1, "Children with a record that breaks P03, and is being put right: Dates of birth make sense."),
    ]
    assert not any("breaks" in gap.reason for gap in made.lists[8].gaps)


def test_the_comments_sheet_must_carry_them():
    bare, full = laid_out(PLANS), with_faults(laid_out(PLANS), FINDINGS, WORDING)
    verdicts = {one.check: one.verdict for one in check(workbook(full), full)}
    assert verdicts["A7"] is Verdict.PASSED
    lacking = next(one for one in check(workbook(bare), full) if one.check == "A7")
    assert (lacking.verdict, lacking.rows) == (Verdict.FAILED, 2)
