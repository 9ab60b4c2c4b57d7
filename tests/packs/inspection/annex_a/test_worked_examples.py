"""domain.md 7.3 and 7.4: the worked examples of lists, by their numbers there."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.findings.asking import ask
from fscp_readiness.findings.night import question
from fscp_readiness.packs.inspection.annex_a.asking import Asking
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.vocabulary import Counting

from .laying_out import LAYOUTS, column, laid_out, tables

CHILD = "people\nchild_id | born_on\nC1 | 2006-01-01\n\n"


def test_n01_each_of_three_referrals_counts_two():
    made = laid_out(
        CHILD
        + """referrals
referral_id | child_id | received_on
R1          | C1       | 2016-01-12
R2          | C1       | 2016-03-02
R3          | C1       | 2016-05-20
"""
    )
    assert list(made.lists[3].frame["earlier_in_12_months"]) == [2, 2, 2]


def test_n02_the_latest_enquiry_counts_the_one_before_and_its_conference():
    made = laid_out(
        CHILD
        + """section_47_enquiries
enquiry_id | child_id | started_on | ended_on   | no_further_action
S1         | C1       | 2015-12-24 | 2016-01-04 | no
S2         | C1       | 2016-05-24 |            |

initial_conferences
conference_id | child_id | enquiry_id | held_on    | led_to_plan
I1            | C1       | S1         | 2016-01-08 | no
"""
    )
    frame = made.lists[5].frame
    assert list(frame["enquiries_in_12_months"]) == [1, 1]
    assert list(frame["conferences_in_12_months"]) == [1, 1]


def test_n04_on_a_plan_already_a_conference_is_not_unnecessary():
    made = laid_out(
        CHILD
        + """section_47_enquiries
enquiry_id | child_id | started_on | no_further_action
S1         | C1       | 2016-05-20 |

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-01-01 |
"""
    )
    assert column(made, 5, "conference_unnecessary") == {"C1": "b) No"}
    assert column(made, 5, "conference_on") == {"C1": ""}


BOTH = (
    CHILD
    + """cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-01-01 |

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | K1      | C1       | 2016-02-01 |

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-01  |
"""
)
NO_VISITS = """cp_visits

care_visits

placements
placement_id | child_id | care_id | started_on | ended_on | placement_type
M1           | C1       | K1      | 2016-02-01 |          | U6

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
L1              | C1       | C1           | 2016-02-01 |
"""


def test_n05_on_a_plan_and_in_care():
    made = laid_out(BOTH)
    assert column(made, 6, "case_status") == {"C1": "a) Looked after child"}
    assert {number: list(made.lists[number].frame["child_id"]) for number in (7, 8)} == {7: ["C1"], 8: ["C1"]}


@pytest.mark.parametrize("code", ["CPV-01", "LAV-02"])
def test_n05_the_visits_of_both_are_asked_for(code: str):
    asked, whole = discover(CHECKS)[code], tables(f"{BOTH}\n{NO_VISITS}")
    answers = ask(asked, whole, question(asked, whole, Calendar.read(), Counting.LIVE)).answers
    assert list(answers["child_id"]) == ["C1"] and list(answers["outcome"]) == ["not_met"]


def test_n07_short_breaks_beside_a_child_in_need_plan():
    made = laid_out(
        CHILD
        + """care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | K1      | C1       | 2016-02-01 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
L1              | C1       | V4           | 2016-02-01 |

cin_plans
plan_id | child_id | referral_id | started_on | ended_on
N1      | C1       | R1          | 2016-02-01 |

referrals
referral_id | child_id | received_on | closed_on
R1          | C1       | 2016-01-01  |
"""
    )
    assert column(made, 6, "case_status") == {"C1": "c) Child in need plan"}
    assert made.lists[8].frame.empty


def test_n08_closed_after_assessment_is_in_list_4_and_not_in_list_6():
    made = laid_out(
        CHILD
        + """referrals
referral_id | child_id | received_on | closed_on  | close_reason | no_further_action
R1          | C1       | 2016-01-01  | 2016-02-20 | RC8          | no

assessments
assessment_id | child_id | referral_id | started_on | authorised_on | no_further_action
A1            | C1       | R1          | 2016-01-04 | 2016-02-19    | yes
"""
    )
    assert column(made, 4, "needs_support") == {"C1": "b) No"}
    assert made.lists[6].frame.empty


def test_n13_only_this_councils_earlier_plans_are_counted():
    made = laid_out(
        CHILD
        + """cp_plans
plan_id | child_id | started_on | ended_on   | other_council
P1      | C1       | 2009-01-05 | 2009-06-01 | no
P2      | C1       | 2012-01-05 | 2012-06-01 | yes
P3      | C1       | 2016-03-01 |            | no
"""
    )
    assert column(made, 7, "earlier_plans") == {"C1": "1"}


def test_w45_six_months_back_from_the_end_of_august_is_the_end_of_february():
    text = "as at 2016-08-31\n\n" + CHILD + "\n\nexpect\nplan_id | outcome | because\nP1 | met | not asked here\n"
    asking = Asking(read_examples(text)[0].tables, LAYOUTS["2019-08"])
    assert asking.since(1) == pd.Timestamp(2016, 2, 29)
    assert asking.since(10) == pd.Timestamp(2015, 8, 31)
