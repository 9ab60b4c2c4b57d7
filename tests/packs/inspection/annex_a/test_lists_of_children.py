"""Lists 6, 7 and 8: who is on them, which episode, plan or period of care of each, and what the columns say."""

from __future__ import annotations

import dataclasses

import pytest

from fscp_readiness.packs.inspection.annex_a import AnnexAProblem, make_annex_a

from .laying_out import LAYOUTS, TODAY, column, laid_out, tables

NEED = """
people
child_id | gender | ethnicity | born_on    | expected_on
C1       | M      | WBRI      | 2006-05-24 |
C2       | F      | NOBT      | 2006-05-25 |
C3       |        |           |            | 2016-07-01
C4       | 02     | WBRI      | 2010-01-01 |

disabilities
disability_id | child_id | disability
D1            | C1       | NONE
D2            | C1       | LD
D3            | C2       | NONE

referrals
referral_id | child_id | received_on | closed_on  | close_reason | primary_need | no_further_action
R1          | C1       | 2015-01-01  | 2015-06-01 | RC7          | N5           | no
R2          | C1       | 2016-01-01  |            |              | N1           | no
R3          | C2       | 2016-02-01  |            |              | N2           | no
R4          | C3       | 2016-03-01  |            |              | N1           | no
R5          | C4       | 2015-10-01  | 2015-11-24 | RC7          | N4           | no
R6          | C5       | 2015-10-01  | 2015-11-23 | RC7          | N4           | no
R7          | C6       | 2016-01-01  | 2016-03-01 | RC8          | N4           | no
R8          | C7       | 2016-05-20  |            |              |              | no
R9          | C8       | 2016-02-01  |            |              | N1           | no
R10         | C9       | 2016-02-01  |            |              | N1           | no
R11         | C10      | 2016-02-01  |            |              | N1           | no

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | K1      | C1       | 2016-04-01 |
E9         | K9      | C9       | 2016-04-01 |

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
L1              | C1       | C1           | 2016-04-01 |
L9              | C9       | V4           | 2016-04-01 |

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2016-03-01 |
P2      | C2       | 2016-03-01 |

cin_plans
plan_id | child_id | referral_id | started_on | ended_on
N2      | C2       | R3          | 2016-02-20 |
N4      | C4       | R5          | 2015-10-20 | 2015-11-24
N5      | C5       | R6          | 2015-10-20 | 2015-11-23
N9      | C9       | R10         | 2016-02-20 |

assessments
assessment_id | child_id | referral_id | started_on | authorised_on | no_further_action
A3            | C3       | R4          | 2016-03-02 |               |
A6            | C6       | R7          | 2016-01-05 | 2016-02-20    | yes
A8            | C8       | R9          | 2016-02-05 | 2016-03-20    | no
A9            | C9       | R10         | 2016-04-05 |               |
"""


def test_list_6_is_everybody_served_on_the_day_or_in_the_six_months_and_nobody_else():
    listed = column(laid_out(NEED), 6, "case_status")
    assert listed == {
        "C1": "a) Looked after child",  # also on a plan: the first that applies
        "C2": "b) Child Protection plan",
        "C3": "d) Open assessment",
        "C4": "e) Closed episode",  # on the first day of the window
        "C8": "",  # assessed as in need, and no plan is open: no status of Ofsted's is true
        "C9": "c) Child in need plan",  # short breaks are not care; a plan comes before an assessment
    }  # not C5: closed the day before the window; C6: closed after assessment; C7, C10: only referred


def test_list_6_shows_the_latest_episode():
    made = laid_out(NEED)
    assert column(made, 6, "started_on")["C1"] == "2016-01-01"
    assert column(made, 6, "primary_need")["C1"] == "N1 - Abuse or neglect"
    assert column(made, 6, "closed_on")["C1"] == ""
    assert column(made, 6, "close_reason")["C4"].startswith("RC7 - ")


def test_the_common_columns():
    made = laid_out(NEED)
    assert column(made, 6, "gender") == {
        "C1": "a) Male", "C2": "b) Female", "C3": "c) Not stated/recorded", "C4": "b) Female",
        "C8": "c) Not stated/recorded", "C9": "c) Not stated/recorded",
    }  # fmt: skip
    assert column(made, 6, "age") == {"C1": "10", "C2": "9", "C3": "-1", "C4": "6", "C8": "", "C9": ""}
    assert column(made, 6, "born_on")["C3"] == "2016-07-01"
    assert column(made, 6, "ethnicity")["C3"] == "t) NOBT"
    assert column(laid_out(NEED, "2019-08"), 6, "ethnicity")["C3"] == "s) NOBT"
    assert {child: column(made, 6, "disabled")[child] for child in ("C1", "C2", "C3")} == {
        "C1": "a) Yes", "C2": "b) No", "C3": "c) Unknown",
    }  # fmt: skip


PLANS = """
people
child_id | born_on
C1       | 2006-01-01

cp_plans
plan_id | child_id | started_on | ended_on   | other_council | initial_category | latest_category
P0      | C1       | 2014-01-01 | 2014-06-01 | no            | NEG              | NEG
P1      | C1       | 2015-01-01 | 2015-12-01 | no            | NEG              | NEG
P2      | C1       | 2016-01-04 |            | no            | NEG              | MUL
P3      | C2       | 2015-03-01 | 2015-11-24 | no            | EMO              | EMO
P4      | C3       | 2015-03-01 | 2015-11-23 | no            | EMO              | EMO
P5      | C4       | 2016-03-01 |            | yes           | EMO              | EMO
P6      | C5       | 2016-03-01 |            | no            | SAB              | PHY

cp_visits
visit_id | child_id | plan_id | visited_on | child_seen | seen_alone
V1       | C1       | P2      | 2016-05-10 | yes        | yes
V2       | C1       | P2      | 2016-05-18 | no         | no
V3       | C2       | P3      | 2015-10-01 | yes        | no
V4       | C5       | P6      | 2016-05-10 | yes        | no
V5       | C5       | P6      | 2016-05-20 |            | yes

cp_reviews
review_id | child_id | plan_id | held_on
W1        | C1       | P2      | 2016-01-04
W2        | C1       | P2      | 2016-03-30
W3        | C1       | P1      | 2015-11-01
W4        | C2       | P3      | 2015-03-01

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
L1              | C1       | L2           | 2015-11-20 | 2015-11-24
L2              | C2       | L1           | 2015-11-20 | 2015-11-23
L3              | C5       | L1           | 2016-02-01 | 2016-02-03
"""


def test_list_7_is_the_latest_plan_of_each_child_without_other_councils_temporary_ones():
    made = laid_out(PLANS)
    assert column(made, 7, "started_on") == {"C1": "2016-01-04", "C2": "2015-03-01", "C5": "2016-03-01"}
    assert column(made, 7, "ended_on") == {"C1": "", "C2": "2015-11-24", "C5": ""}
    assert column(made, 7, "latest_category") == {
        "C1": "e) Multiple/not recommended",
        "C2": "d) Emotional abuse",
        "C5": "b) Physical abuse",
    }
    assert column(made, 7, "earlier_plans") == {"C1": "2", "C2": "0", "C5": "0"}


def test_list_7_the_last_visit_is_one_at_which_the_child_was_or_may_have_been_seen():
    made = laid_out(PLANS)
    assert column(made, 7, "visited_on") == {"C1": "2016-05-10", "C2": "2015-10-01", "C5": "2016-05-20"}
    assert column(made, 7, "seen_alone") == {"C1": "a) Yes", "C2": "b) No", "C5": "c) Unknown"}


def test_list_7_the_latest_review_is_of_this_plan_and_after_its_first_day():
    assert column(laid_out(PLANS), 7, "reviewed_on") == {"C1": "2016-03-30", "C2": "", "C5": ""}


def test_list_7_emergency_orders_of_the_last_six_months():
    assert column(laid_out(PLANS), 7, "emergency_order") == {"C1": "a) Yes", "C2": "b) No", "C5": "a) Yes"}


CARE = """
people
child_id | born_on
C1       | 2006-01-01

care_episodes
episode_id | care_id | child_id | started_on | ended_on   | end_reason | primary_need | last_reviewing_officer_contact_on
E0         | K0      | C1       | 2015-06-01 | 2015-09-01 | E4A        | N1           |
E1         | K1      | C1       | 2016-01-04 | 2016-03-01 | X1         | N1           | 2016-02-01
E2         | K1      | C1       | 2016-03-01 |            |            | N2           |
E3         | K3      | C2       | 2014-01-01 | 2015-11-24 | E17        | N1           |
E4         | K4      | C3       | 2014-01-01 | 2015-11-23 | E4A        | N1           |
E5         | K5      | C4       | 2016-01-04 |            |            | N9           |
E6         | K6      | C4       | 2014-01-01 | 2015-05-23 | E4A        | N1           |

immigration_statuses
immigration_status_id | child_id | from_on    | to_on      | immigration_status
M1                    | C1       | 2014-01-01 | 2015-05-24 | UASC
M2                    | C2       | 2014-01-01 | 2015-05-23 | UASC
M4                    | C4       | 2014-01-01 |            | Unaccompanied Asylum Seeking Child

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
L1              | C1       | C1           | 2016-01-04 | 2016-03-01
L2              | C1       | C2           | 2016-03-02 |
L4              | C4       | V4           | 2016-01-04 | 2016-02-01
L5              | C4       | V2           | 2016-02-01 |

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type | provider | postcode | urn
H9           | K1      | C1       | 2016-01-04 | 2016-03-01 | U6             | PR1      | ZZ99 3VZ |
H2           | K1      | C1       | 2016-03-01 |            | K2             | PR4      | ZZ99 4VZ | SC1
H0           | K0      | C1       | 2015-06-01 | 2015-09-01 | U6             | PR1      | ZZ99 1VZ |

placement_details
placement_id | inside_area
H2           | no

care_plans
care_plan_id | child_id | started_on | ended_on | permanence_plan
B1           | C1       | 2016-02-01 |          | {"ADOPTION": "Y"}
B2           | C1       | 2016-04-01 | 2016-05-01 | {"LTFOST18": "Y"}
B4           | C4       | 2016-02-01 |          | {"ADOPTION": "Y", "RESPLMT": "Y"}

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1       | K1      | C1       | 2016-05-01 | yes
V2       | K1      | C1       | 2016-05-20 |

care_reviews
review_id | care_id | child_id | held_on    | cancelled
W1        | K1      | C1       | 2016-02-01 | no
W2        | K1      | C1       | 2016-04-20 | yes

health_checks
health_check_id | child_id | check_type | checked_on | check_status
Z1              | C1       | HEALTH     | 2016-02-01 | COMPLETED
Z2              | C1       | HEALTH     | 2016-05-01 | REFUSED
Z3              | C1       | DENTAL     | 2016-03-01 |

missing_episodes
missing_id | child_id | missing_from | missing_to | missing_type | interview_offered | interview_accepted
M1         | C1       | 2016-01-10   | 2016-01-11 | M            | Y                 | Y
M2         | C1       | 2016-04-10   | 2016-04-11 | M            | Y                 | N
M3         | C1       | 2016-04-20   | 2016-04-20 | A            |                   |
M0         | C1       | 2015-07-10   | 2015-07-11 | M            | N                 |
M4         | C4       | 2016-03-10   | 2016-03-11 | M            | N                 | Y
M5         | C2       | 2015-10-10   | 2015-10-11 | M            |                   |
"""


def test_list_8_is_the_latest_period_of_care_of_each_child():
    made = laid_out(CARE)
    assert column(made, 8, "started_on") == {"C1": "2016-01-04", "C2": "2014-01-01", "C4": "2016-01-04"}
    assert column(made, 8, "ended_on") == {"C1": "", "C2": "2015-11-24", "C4": ""}
    assert column(made, 8, "asylum") == {"C1": "a) Yes", "C2": "b) No", "C4": "a) Yes"}  # at any time in twelve months
    assert column(made, 8, "placements_in_12_months")["C4"] == "1"  # none is on record, and Ofsted's lowest is one
    assert column(made, 8, "second_period") == {"C1": "a) Yes", "C2": "b) No", "C4": "b) No"}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("primary_need", "N2 - Child’s disability"),  # the latest slice of the period
        ("legal_status", "C2: FCO"),
        ("legal_status_on", "2016-03-02"),
        ("reviewed_on", "2016-02-01"),  # the later one was cancelled
        ("visited_on", "2016-05-01"),  # the later one does not say that the child was seen
        ("permanence_plan", "b) Adoption"),
        ("reviewing_officer_on", "2016-02-01"),
        ("health_on", "2016-02-01"),  # the later one was refused
        ("dental_on", "2016-03-01"),
        ("placements_in_12_months", "3"),
        ("placed_on", "2016-03-01"),
        ("placement_type", "p) K2: Children’s Homes"),
        ("provider", "e) PR4: Private provision"),
        ("postcode", "ZZ99 4VZ"),
        ("urn", "SC1"),
        ("location", "b) Out"),
        ("council", ""),
        ("missing_in_12_months", "2"),  # one was in an earlier period of care
        ("absent_in_12_months", "1"),
        ("interview_offered", "a) Yes"),
        ("interview_accepted", "b) No"),
        ("end_reason", ""),
    ],
)
def test_list_8_column_by_column(name: str, expected: str):
    assert column(laid_out(CARE), 8, name)["C1"] == expected


def test_a_code_that_the_layout_has_no_words_for_is_blank_and_counted():
    new, old = laid_out(CARE), laid_out(CARE, "2019-08")
    assert column(new, 8, "end_reason")["C2"].startswith("v) E17")
    assert column(old, 8, "end_reason")["C2"] == ""
    told = {(gap.column, gap.rows, gap.reason) for gap in old.lists[8].gaps}
    assert ("end_reason", 1, "Ofsted's list of codes has none for E17; left blank.") in told
    assert ("primary_need", 1, "Ofsted's list of codes has none for N9; left blank.") in told


def test_list_8_an_interview_not_offered_was_not_accepted_and_one_not_said_is_unknown():
    made = laid_out(CARE)
    assert column(made, 8, "interview_offered") == {"C1": "a) Yes", "C2": "c) Unknown", "C4": "b) No"}
    assert column(made, 8, "interview_accepted") == {"C1": "b) No", "C2": "", "C4": ""}


def test_a_plan_for_two_things_is_no_plan():
    made = laid_out(CARE)
    assert column(made, 8, "permanence_plan")["C4"] == ""
    assert ("permanence_plan", 1) in {(gap.column, gap.rows) for gap in made.lists[8].gaps}


WORKERS = """
involvements
involvement_id | worker_id | team_id | child_id | role             | started_on | ended_on
I1             | W1        | T1      | C1       | Allocated Worker | 2016-01-01 |
I2             | W2        | T2      | C2       | Allocated Worker | 2016-01-01 | 2016-02-01
I4             | W2        | T2      | C4       | Allocated Worker | 2015-10-01 | 2015-11-24

workers
worker_id | worker_name
W1        | Worker One

teams
team_id | team_name
T2      | East
"""


def test_who_holds_the_child_now_or_held_it_last_where_the_case_is_closed():
    made = laid_out(NEED + WORKERS)
    assert {child: name for child, name in column(made, 6, "worker").items() if name} == {"C1": "Worker One", "C4": "W2"}
    assert {child: name for child, name in column(made, 6, "team").items() if name} == {"C1": "T1", "C2": "East", "C4": "East"}


def test_restricted_children_are_counted_and_in_no_list():
    restricted = "\nrestricted_records\nchild_id | restricted_from | restricted_to\nC1 | 2016-01-01 |\nC4 | 2016-01-01 | 2016-02-01\n"
    made = laid_out(NEED + restricted)
    assert {number: made.lists[number].left_out for number in (6, 7, 8)} == {6: 1, 7: 1, 8: 1}
    assert all("C1" not in set(one.frame[one.layout.key]) for one in made.lists.values())
    assert "C4" in set(made.lists[6].frame["child_id"])


def test_no_list_where_nobody_can_say_whose_record_is_restricted():
    with pytest.raises(AnnexAProblem, match="ANX-01") as refused:
        make_annex_a(tables(NEED), LAYOUTS["2024-01"], lists_allowed=False)
    assert refused.value.exit_code == 2


def test_a_workbook_is_not_laid_out_again():
    with pytest.raises(AnnexAProblem, match="ANX-02"):
        make_annex_a(dataclasses.replace(tables(NEED), door="annex_a"), LAYOUTS["2024-01"], lists_allowed=True)


def test_a_table_that_the_source_lacks_empties_the_list_and_says_so():
    made = laid_out("people\nchild_id | born_on\nC1 | 2006-01-01\n")
    assert made.as_at == TODAY
    assert made.lists[7].frame.empty
    assert [gap.reason for gap in made.lists[7].gaps] == ["The source holds no table ssd_cp_plans: the list is empty."]


def test_an_open_episode_comes_before_a_later_one_that_is_closed():
    made = laid_out("""people
child_id | born_on
C1       | 2006-01-01

referrals
referral_id | child_id | received_on | closed_on  | close_reason | no_further_action
R1          | C1       | 2016-01-01  |            |              | no
R2          | C1       | 2016-02-01  | 2016-03-01 | RC7          | no

cin_plans
plan_id | child_id | referral_id | started_on | ended_on
N1      | C1       | R1          | 2016-01-20 |
""")
    assert column(made, 6, "started_on") == {"C1": "2016-01-01"}
    assert column(made, 6, "case_status") == {"C1": "c) Child in need plan"}


def test_a_child_in_need_plan_left_open_on_a_closed_case_is_closed():
    made = laid_out("""people
child_id | born_on
C1       | 2006-01-01

referrals
referral_id | child_id | received_on | closed_on  | close_reason | no_further_action
R2          | C1       | 2016-02-01  | 2016-03-01 | RC7          | no

cin_plans
plan_id | child_id | referral_id | started_on | ended_on
N1      | C1       | R2          | 2016-02-20 |
""")
    assert column(made, 6, "case_status") == {"C1": "e) Closed episode"}


def test_the_last_day_seen_is_of_any_kind_of_visit_that_says_so():
    made = laid_out(
        NEED
        + """
cin_visits
visit_id | child_id | visited_on | child_seen
V1       | C2       | 2016-03-01 | yes
V2       | C2       | 2016-05-01 |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V3       | K1      | C1       | 2016-05-02 | yes

cp_visits
visit_id | child_id | plan_id | visited_on | child_seen
V4       | C1       | P1      | 2016-04-02 | yes
V5       | C2       | P2      | 2016-04-02 | yes
"""
    )
    seen = column(made, 6, "last_seen_on")
    assert (seen["C1"], seen["C2"], seen["C3"]) == ("2016-05-02", "2016-04-02", "")
