"""What the night found wrong with the records, as comments on the lists they touch: Ofsted accepts a deviation that is explained.

Counts of children only, by list and column. A comment repeats the rule and the kind of reason of an agreed exception, never its words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from fscp_readiness.vocabulary import Counting, ExceptionState, Outcome

from .asking import Gap
from .making import AnnexA, MadeList

_EVERYBODY = tuple(range(1, 11))
LISTS_OF: Mapping[str, tuple[int, ...]] = {
    "ssd_person": _EVERYBODY, "ssd_disability": (4, 5, 6, 7, 8, 9, 10), "ssd_involvements": (6, 7, 8), "ssd_contacts": (1,),
    "ssd_early_help_episodes": (2,), "ssd_cin_episodes": (3, 6), "ssd_cin_assessments": (4, 6), "ssd_s47_enquiry": (5,),
    "ssd_initial_cp_conference": (5,), "ssd_cin_plans": (6,), "ssd_cin_visits": (6,), "ssd_cp_plans": (6, 7), "ssd_cp_visits": (7,),
    "ssd_cp_reviews": (7,), "ssd_cla_episodes": (6, 8), "ssd_legal_status": (8,), "ssd_cla_placement": (8,), "ssd_cla_visits": (8,),
    "ssd_cla_reviews": (8,), "ssd_cla_health": (8,), "ssd_cla_care_plan": (8,), "ssd_missing": (8,), "ssd_immigration_status": (8, 9),
    "ssd_care_leavers": (9,), "ssd_permanence": (10,),
}  # fmt: skip
"""Source table -> the lists that are made from it."""
HEALTH = frozenset({"ssd_cla_health", "ssd_disability"})
"""Where the kind of reason of an exception might say something of a child's health: it is not repeated."""
NOT_ASKED = frozenset({"people.upn", "people.upn_unknown", "people.nhs_number"})
"""What Annex A asks of nobody: a fault in it is no deviation of a list."""
_WHOLE_LIST = ""


def with_faults(made: AnnexA, answers: pd.DataFrame, wording: Mapping[str, str], exceptions: pd.DataFrame | None = None) -> AnnexA:
    """The set with a comment for each recording rule broken by a record of a child on the list, by list and column.

    answers     code, counting, record_table, record_id, child_id, outcome, field (of findings.frames.OWNED_ANSWERS), before exceptions
    wording     code -> the rule in a sentence that is true when all is well
    exceptions  code, record_table, record_id, state, category (of EXCEPTIONS): what is agreed is told apart, with the kind of reason
    """
    faults = _told_apart(answers, _agreed(exceptions) if exceptions is not None else {})
    return replace(
        made, lists={number: one if made.taken(number) else _commented(one, faults, wording) for number, one in made.lists.items()}
    )


def broken_on(number: int, children: pd.Series, answers: pd.DataFrame) -> set[str]:
    """Codes of recording rules that a record of one of these children breaks, of the records that a list is made from."""
    broken = answers[_open(answers, Outcome.BROKEN) & answers["child_id"].isin(children.dropna())]
    return set(_of_list(broken, number)["code"])


def begins(code: str) -> str:
    """How a comment on a recording rule begins: with its code."""
    return f"Children on this list with a record that does not keep to rule {code}"


def _open(answers: pd.DataFrame, outcome: Outcome) -> pd.Series:
    mine = answers["outcome"].eq(str(outcome)) & answers["counting"].eq(str(Counting.LIVE)) & answers["child_id"].notna()
    return mine.fillna(False).astype(bool)


def _agreed(exceptions: pd.DataFrame) -> dict[tuple[str, str, str], str]:
    """Record -> the kind of reason of its agreed exception."""
    rows = exceptions[exceptions["state"].eq(str(ExceptionState.AGREED))]
    keys = zip(rows["code"], rows["record_table"], rows["record_id"], strict=True)
    return {(str(code), str(table), str(record)): str(kind) for (code, table, record), kind in zip(keys, rows["category"], strict=True)}


def _told_apart(answers: pd.DataFrame, agreed: Mapping[tuple[str, str, str], str]) -> pd.DataFrame:
    """Broken rules, and what is not recorded by agreement; ``category``: the kind of reason, blank where nothing is agreed."""
    broken, unsaid = _open(answers, Outcome.BROKEN), _open(answers, Outcome.NOT_RECORDED)
    codes = {code for code, _, _ in agreed}
    rows = answers[broken | (unsaid & answers["code"].isin(codes))]
    keys = zip(rows["code"].astype(str), rows["record_table"].astype(str), rows["record_id"].astype(str), strict=True)
    rows = rows.assign(category=pd.array([agreed.get(key, "") for key in keys], dtype="string"))
    return rows[rows["outcome"].eq(str(Outcome.BROKEN)) | rows["category"].ne("")]


def _of_list(rows: pd.DataFrame, number: int) -> pd.DataFrame:
    """Rows of the tables that a list is made from; of a person only what Annex A asks (no UPN, no NHS number)."""
    tables = [name for name, numbers in LISTS_OF.items() if number in numbers]
    return rows[rows["record_table"].isin(tables) & ~rows["field"].isin(NOT_ASKED)]


def _commented(one: MadeList, faults: pd.DataFrame, wording: Mapping[str, str]) -> MadeList:
    if "child_id" not in one.frame:
        return one
    touched = _of_list(faults[faults["child_id"].isin(one.frame["child_id"].dropna())], one.layout.number)
    column = touched["field"].map(one.made_from).astype("string").fillna(_WHOLE_LIST)
    kind = touched["category"].mask(touched["record_table"].isin(HEALTH) & touched["category"].ne(""), "a kind of reason not repeated here")
    grouped = touched.assign(column=column, category=kind).groupby(["column", "code", "category"])["child_id"].nunique()
    counted = grouped.reset_index(name="children").to_dict("records")
    said = [
        Gap(one.layout.number, str(row["column"]), int(row["children"]),
            _sentence(str(row["code"]), str(row["category"]), wording.get(str(row["code"]), "")), True)
        for row in counted
    ]  # fmt: skip
    return replace(one, gaps=(*one.gaps, *said))


def _sentence(code: str, category: str, rule: str) -> str:
    agreed = f", as an exception that is agreed ({category})" if category else ""
    return f"{begins(code)}{agreed}: {rule}".rstrip(": ")
