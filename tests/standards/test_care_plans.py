"""Care plans: which names a permanence plan, which was made for which period of care, and whether every part is there."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.standards import care_plans, populations
from fscp_readiness.standards.examples import read_examples

CARE = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2014-01-06 | 2014-06-30
E2         | L2      | C1       | 2016-01-04 |

care_plans
care_plan_id | child_id | started_on | permanence_plan
K1           | C1       | 2014-02-01 | {"ADOPTION": "Y"}
K2           | C1       | 2015-12-01 | {"ADOPTION": ""}
K3           | C1       | 2016-03-01 | {"LTFOST18": "Y"}
K4           | C1       |            | {"LTFOST18": "Y"}

documents
document_id | child_id | document_type | started_on
D1          | C1       | care_plan     | 2016-04-01
D2          | C1       | chronology    | 2016-04-01
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"ADOPTION": "", "LTFOST18": "Y"}', True),
        ('{"RETURNEV": 6}', True),
        ('{"ADOPTION": "", "LTFOST18": null}', False),
        ('{"ADOPTION": "N"}', False),
        ("{}", False),
        ("Long term with grandparents", True),
        ("", False),
        (None, False),
        ('{"ADOPTION":', None),
    ],
)
def test_a_permanence_plan_is_an_option_that_is_not_blank(text: str | None, said: bool | None) -> None:
    found = care_plans.names_permanence(pd.Series([text])).iloc[0]
    assert (None if found is pd.NA else bool(found)) is said


def test_a_plan_made_shortly_before_counts_from_the_first_day_and_one_with_no_day_is_not_made() -> None:
    (example,) = read_examples(CARE)
    periods = populations.periods_of_care(example.tables)
    found = care_plans.joined(care_plans.made(example.tables, periods, months_before=6), periods)
    days = {(row.care_id, str(row.on)[:10]) for row in found.itertuples()}
    assert days == {("L1", "2014-02-01"), ("L2", "2016-01-04"), ("L2", "2016-03-01"), ("L2", "2016-04-01")}


def test_the_latest_plan_is_the_one_that_can_name_what_is_planned() -> None:
    (example,) = read_examples(CARE)
    latest = care_plans.latest(example.tables, populations.periods_of_care(example.tables), months_before=6)
    assert latest["permanence"].to_dict() == {"L1": True, "L2": True}, "a paper on file is later, and says nothing of permanence"
