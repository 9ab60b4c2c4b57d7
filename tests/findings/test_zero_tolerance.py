"""The eight conditions: which child meets each, on which day, and who is never let off by what cannot be shown."""

from __future__ import annotations

import pytest

from fscp_readiness.findings.frames import CHILDREN, blank
from fscp_readiness.findings.zero_tolerance import ASKED, Question, ask_conditions
from fscp_readiness.standards import Calendar, working_days
from fscp_readiness.standards.examples import read_examples

CALENDAR = Calendar.read()


def met_by(condition: int, text: str) -> set[str]:
    tables = read_examples(text)[0].tables
    return set(ASKED[condition](Question(tables, CALENDAR, working_days(10)))["child_id"])


UNALLOCATED = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-05-01 |
P2      | C2       | 2016-05-01 |
P3      | C3       | 2016-05-01 |
P4      | C4       | 2016-05-20 |
P5      | C5       | 2016-05-23 |
P6      | C6       | 2016-05-01 | 2016-05-02
P8      | C8       | 2016-05-01 |

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E7         | K7      | C7       | 2016-05-01 |

involvements
involvement_id | worker_id | role          | child_id | started_on | ended_on
I1             | W1        | Social Worker | C1       | 2016-05-01 |
I2             | W1        | Social Worker | C2       | 2016-05-01 | 2016-05-20
I3             | W1        | Social Worker | C3       | 2016-05-01 | 2016-05-23
I8             | #N/A      | Social Worker | C8       | 2016-05-01 |
"""


def test_unallocated_counts_children_on_plans_or_in_care_after_more_than_one_working_day():
    assert met_by(1, UNALLOCATED) == {"C2", "C4", "C7", "C8"}


def test_unallocated_one_working_day_is_allowed():
    later = UNALLOCATED.replace("as at 2016-05-24", "as at 2016-05-25")
    assert met_by(1, later) == {"C2", "C3", "C4", "C5", "C7", "C8"}


NOT_SEEN = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-03-01
P2      | C2       | 2016-03-01
P3      | C3       | 2016-03-01
P4      | C4       | 2016-03-01

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen
V1       | P1      | C1       | 2016-04-25 | yes
V2       | P2      | C2       | 2016-04-22 | yes
V3       | P3      | C3       | 2016-04-01 | yes
V3b      | P3      | C3       | 2016-05-20 |
V4       | P4      | C4       | 2016-04-01 | yes
V4b      | P4      | C4       | 2016-05-20 | no
"""


def test_on_plan_not_seen_for_twice_the_standard():
    assert met_by(2, NOT_SEEN) == {"C2", "C3", "C4"}, (
        "20 working days from 25 April is 24 May; blank and 'no' do not show the child was seen"
    )


def test_in_care_not_visited_six_weeks_past_the_interval():
    text = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | K1      | C1       | 2016-01-01 |
E2         | K2      | C2       | 2016-01-01 |

placements
placement_id | care_id | child_id | started_on | ended_on
L1           | K1      | C1       | 2016-03-01 |
L2           | K2      | C2       | 2016-02-29 |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
"""
    assert met_by(3, text) == {"C2"}


def test_section_47_not_seen_after_three_working_days_and_never_the_unborn():
    text = """
as at 2016-05-24

people
child_id | born_on    | expected_on
C1       | 2010-01-01 |
C2       | 2010-01-01 |
C3       |            | 2016-07-01
C4       | 2010-01-01 |

section_47_enquiries
enquiry_id | child_id | started_on | ended_on
S1         | C1       | 2016-05-18 |
S2         | C2       | 2016-05-19 |
S3         | C3       | 2016-05-02 |
S4         | C4       | 2016-05-02 |

cin_visits
visit_id | child_id | visited_on | child_seen
V4       | C4       | 2016-05-03 | yes
"""
    assert met_by(4, text) == {"C1"}


def test_audit_escalated_and_not_resolved_after_ten_working_days():
    text = """
as at 2016-05-24

audits
audit_id | child_id | audited_on | escalated_on | resolved_on
A1       | C1       | 2016-05-01 | 2016-05-09   |
A2       | C2       | 2016-05-01 | 2016-05-10   |
A3       | C3       | 2016-05-01 | 2016-05-01   | 2016-05-24
"""
    assert met_by(6, text) == {"C1"}


def test_missing_now_without_plan_or_discussion():
    text = """
as at 2016-05-24

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-03-01
P2      | C2       | 2016-03-01
P3      | C3       | 2016-03-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on

missing_episodes
missing_id | child_id | missing_from | missing_to
M1         | C1       | 2016-05-23   |
M2         | C2       | 2016-05-23   |
M3         | C3       | 2016-05-20   | 2016-05-21
M4         | C9       | 2016-05-20   |

missing_details
missing_id | return_planned_on
M2         | 2016-05-24
"""
    assert met_by(8, text) == {"C1"}


def test_a_condition_whose_table_is_absent_is_not_assessable_and_never_none():
    tables = read_examples("as at 2016-05-24\n\npeople\nchild_id | born_on\nC1 | 2010-01-01\n")[0].tables
    zero, conditions = ask_conditions(Question(tables, CALENDAR, working_days(10)), blank(CHILDREN), [])
    assert zero.empty
    assert set(conditions["state"]) == {"not_assessable"}
    assert list(conditions[conditions["starred"]]["condition"]) == [1, 2, 3]


def test_a_condition_that_crashes_says_so_and_the_others_still_run(monkeypatch: pytest.MonkeyPatch):
    tables = read_examples(NOT_SEEN)[0].tables

    def broken(question: Question):
        raise RuntimeError("a value from a record")

    monkeypatch.setitem(ASKED, 6, broken)
    _, conditions = ask_conditions(Question(tables, CALENDAR, working_days(10)), blank(CHILDREN), [])
    states = dict(zip(conditions["condition"], conditions["state"], strict=True))
    assert states[6] == "crashed" and states[2] == "asked"
    assert not conditions["because"].str.contains("a value from a record").any()


def test_severity_is_on_every_row_that_meets_the_condition_and_on_no_other():
    from fscp_readiness.findings import ask_all
    from fscp_readiness.settings.places import CHECKS
    from fscp_readiness.standards import discover
    from fscp_readiness.standards.catalogue import Catalogue

    every = discover(CHECKS)
    text = """
as at 2016-05-24

people
child_id | born_on
C1       | 2010-01-01
C2       | 2010-01-01

cp_plans
plan_id | child_id | started_on
P1      | C1       | 2016-05-06
P1b     | C1       | 2016-01-04
P2      | C2       | 2016-01-04
P2b     | C2       | 2016-01-05

cp_visits
visit_id | plan_id | child_id | visited_on | child_seen

care_episodes
episode_id | care_id | child_id | started_on

referrals
referral_id | child_id | received_on
R2          | C2       | 2016-01-04
R2b         | C2       | 2016-02-01

involvements
involvement_id | worker_id | role | child_id | started_on
"""
    found = ask_all(read_examples(text)[0].tables, Catalogue({c: every[c] for c in ("ALO-01", "CPV-01")}, "x"), CALENDAR)
    severity = found.rows.set_index("record_id")["severity"].to_dict()
    assert severity == {"R2": "zero_tolerance", "R2b": "zero_tolerance", "P1": "high", "P1b": "zero_tolerance",
                        "P2": "zero_tolerance", "P2b": "zero_tolerance"}  # fmt: skip
    assert found.zero_tolerance[found.zero_tolerance["condition"].eq(2)]["child_id"].nunique() == 2


def test_records_that_name_no_child_are_not_taken_for_one_child():
    blank = "P9      |          | 2016-05-01 |\n\ncare_episodes"
    worker = "I9             | W1        | Social Worker |          | 2016-05-01 |\n"
    text = UNALLOCATED.replace("\ncare_episodes", blank, 1) + worker
    rows = ASKED[1](Question(read_examples(text)[0].tables, CALENDAR, working_days(10)))
    assert rows["child_id"].isna().sum() == 1
    text = """
as at 2016-05-24

people
child_id | born_on
C1       | 2010-01-01

section_47_enquiries
enquiry_id | child_id | started_on | ended_on
S1         |          | 2016-05-10 |

cin_visits
visit_id | child_id | visited_on | child_seen
V1       |          | 2016-05-11 | yes
"""
    rows = ASKED[4](Question(read_examples(text)[0].tables, CALENDAR, working_days(10)))
    assert len(rows) == 1
