"""The recording faults that the night found, as comments on the lists they touch: Ofsted accepts a deviation that is explained."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from fscp_readiness.vocabulary import Outcome

from .asking import Gap
from .making import AnnexA

_EVERYBODY = tuple(range(1, 11))
LISTS_OF: Mapping[str, tuple[int, ...]] = {
    "ssd_person": _EVERYBODY, "ssd_disability": (4, 5, 6, 7, 8, 9, 10), "ssd_involvements": (6, 7, 8), "ssd_contacts": (1,),
    "ssd_early_help_episodes": (2,), "ssd_cin_episodes": (3, 6), "ssd_cin_assessments": (4,), "ssd_s47_enquiry": (5,),
    "ssd_initial_cp_conference": (5,), "ssd_cin_plans": (6,), "ssd_cin_visits": (6,), "ssd_cp_plans": (7,), "ssd_cp_visits": (7,),
    "ssd_cp_reviews": (7,), "ssd_cla_episodes": (8,), "ssd_legal_status": (8,), "ssd_cla_placement": (8,), "ssd_cla_visits": (8,),
    "ssd_cla_reviews": (8,), "ssd_cla_health": (8,), "ssd_cla_care_plan": (8,), "ssd_missing": (8,), "ssd_immigration_status": (8, 9),
    "ssd_care_leavers": (9,), "ssd_permanence": (10,),
}  # fmt: skip
"""Source table -> the lists that are made from it."""


def with_faults(made: AnnexA, findings: pd.DataFrame, wording: Mapping[str, str]) -> AnnexA:
    """The set with a comment for each recording rule broken by a record of a child on the list.

    findings  code, record_table, child_id, outcome (rows of findings.csv); rows of other outcomes are passed over
    wording   code -> the rule in a sentence that is true when all is well
    """
    broken = findings[findings["outcome"].eq(str(Outcome.BROKEN)) & findings["child_id"].notna()]
    lists = dict(made.lists)
    for number, one in made.lists.items():
        if "child_id" not in one.frame:
            continue
        tables = [name for name, numbers in LISTS_OF.items() if number in numbers]
        touched = broken[broken["record_table"].isin(tables) & broken["child_id"].isin(one.frame["child_id"])]
        children = touched.groupby("code", sort=True)["child_id"].nunique()
        said = [
            Gap(number, "", int(count), f"Children with a record that breaks {code}, and is being put right: {wording[str(code)]}")
            for code, count in children.items()
        ]
        lists[number] = replace(one, gaps=(*one.gaps, *said))
    return replace(made, lists=lists)
