"""Lists 1 to 5, 9, 10 and 11: windows to the day, who is out, and the count rules."""

from __future__ import annotations

import pytest

from .laying_out import column, laid_out, said

FRONT_DOOR = """
people
child_id | born_on
C1       | 2006-01-01

contacts
contact_id | child_id | contacted_on | source
K1         | C1       | 2015-11-24   | 6
K2         | C2       | 2015-11-23   | 6
K3         | C1       | 2016-05-24   | 5D
K4         | C3       | 2016-05-25   | 6
K5         | C4       |              | 6
K6         |          | 2016-05-01   | 6

early_help_episodes
early_help_id | child_id | started_on | ended_on   | organisation
H1            | C1       | 2014-01-01 |            | School
H2            | C2       | 2014-01-01 | 2015-11-24 | Council
H3            | C3       | 2014-01-01 | 2015-11-23 | Council

referrals
referral_id | child_id | received_on | closed_on | no_further_action | team_id | worker_id
R1          | C1       | 2014-12-01  |           |                   | T1      | W1
R2          | C1       | 2015-03-09  |           | yes               | T1      | W1
R3          | C1       | 2015-12-01  |           | yes               | T1      | W1
R4          | C1       | 2016-03-09  |           | no                | T1      |
R5          | C2       | 2016-03-09  |           |                   | T1      |
R6          | C3       | 2016-03-09  |           | no                | T1      |
R7          | C3       | 2016-03-09  |           | no                | T1      |
"""


def rows(text: str, number: int, *names: str, layout: str = "2024-01") -> list[tuple[str, ...]]:
    frame = laid_out(text, layout).lists[number].frame
    return [tuple(said(value) for value in row) for row in frame[list(names)].itertuples(index=False)]


def test_list_1_is_the_contacts_of_six_months_both_ends_in():
    assert rows(FRONT_DOOR, 1, "child_id", "contacted_on", "source") == [
        ("C1", "2015-11-24", "q) 6: Police"), ("C1", "2016-05-24", "p1) 5D: LA services"),
    ]  # fmt: skip


def test_list_1_says_how_many_contacts_it_cannot_place():
    told = {(gap.column, gap.rows, gap.reason) for gap in laid_out(FRONT_DOOR).lists[1].gaps}
    assert told == {
        ("", 1, "Contacts without a day that can be read are not on the list."), ("", 1, "Contacts that name no child are on no list."),
    }  # fmt: skip


def test_list_2_is_what_goes_on_or_ended_in_the_six_months():
    assert rows(FRONT_DOOR, 2, "child_id", "ended_on", "organisation") == [("C1", "", "School"), ("C2", "2015-11-24", "Council")]


def test_list_3_counts_to_the_childs_latest_referral_and_says_the_same_on_each_row():
    assert rows(FRONT_DOOR, 3, "child_id", "received_on", "no_further_action", "earlier_in_12_months") == [
        ("C1", "2015-12-01", "a) Yes", "2"),  # of 9 March 2015 (twelve months to the day) and of 1 December 2015
        ("C1", "2016-03-09", "b) No", "2"),
        ("C2", "2016-03-09", "", "0"),
        ("C3", "2016-03-09", "b) No", "1"),
        ("C3", "2016-03-09", "b) No", "1"),  # of two on a day one is the latest
    ]


ENQUIRED = """
people
child_id | born_on
C1       | 2006-01-01

assessments
assessment_id | child_id | started_on | authorised_on | child_seen | no_further_action
A1            | C1       | 2015-01-01 |               |            | no
A2            | C1       | 2015-10-01 | 2015-11-24    | yes        | yes
A3            | C2       | 2015-10-01 | 2015-11-23    | yes        | yes
A4            | C3       | 2016-01-01 | 2016-02-01    | no         | no
A5            | C4       | 2016-01-01 | 2015-11-01    | yes        | no

section_47_enquiries
enquiry_id | child_id | started_on | ended_on   | no_further_action
S0         | C1       | 2015-03-01 | 2015-03-10 | no
S1         | C1       | 2015-11-24 | 2015-12-01 | yes
S2         | C1       | 2016-03-01 | 2016-03-10 | yes
S3         | C2       | 2016-05-20 |            |
S4         | C3       | 2016-03-01 | 2016-03-10 | yes
S5         | C4       | 2015-11-23 | 2015-12-01 | yes

cp_plans
plan_id | child_id | started_on | ended_on
P3      | C3       | 2016-01-01 |

initial_conferences
conference_id | child_id | enquiry_id | held_on    | led_to_plan | transfer_in
I0            | C1       | S0         | 2015-03-20 | no          | no
I2            | C1       | S2         | 2016-03-01 | yes         | no
I3            | C2       | S3         |            | no          | no
"""


def test_list_4_is_every_assessment_begun_or_authorised_in_the_window_or_open():
    assert rows(ENQUIRED, 4, "child_id", "started_on", "child_seen", "needs_support") == [
        ("C1", "2015-01-01", "c) Unknown", ""), ("C1", "2015-10-01", "a) Yes", "b) No"), ("C3", "2016-01-01", "b) No", "a) Yes"),
        ("C4", "2016-01-01", "a) Yes", "a) Yes"),  # its days contradict each other: it began in the window
    ]  # fmt: skip


def test_list_5_says_whether_a_conference_was_unnecessary():
    assert rows(ENQUIRED, 5, "child_id", "started_on", "conference_unnecessary", "conference_on", "led_to_plan") == [
        ("C1", "2015-11-24", "a) Yes", "", ""),
        ("C1", "2016-03-01", "b) No", "2016-03-01", "a) Yes"),  # one was held, whatever the flag says
        ("C2", "2016-05-20", "", "", ""),  # not decided yet
        ("C3", "2016-03-01", "b) No", "", ""),  # on a plan already
    ]


def test_list_5_counts_what_came_before_the_latest_enquiry():
    assert rows(ENQUIRED, 5, "child_id", "enquiries_in_12_months", "conferences_in_12_months") == [
        ("C1", "2", "1"), ("C1", "2", "1"), ("C2", "0", "0"), ("C3", "0", "0"),
    ]  # fmt: skip


LEAVERS = """
people
child_id | born_on
C1       | 1996-01-01
C2       | 1999-01-01

immigration_statuses
immigration_status_id | child_id | from_on    | to_on      | immigration_status
M1                    | C1       | 2012-01-01 | 2014-01-01 | UASC
M2                    | C2       | 2012-01-01 | 2014-01-01 | UASC

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | accommodation | accommodation_suitable | activity | last_contact_on
L1             | C1       | FORMER RELEVANT | YES      | U             | 1                      | F4       | 2016-05-01
L2             | C2       | RELEVANT        | NO       | U             | 2                      | G4       |
L3             | C3       | ELIGIBLE        | YES      | 0             | 2                      | F1       |
L4             | C4       |                 | YES      | B             | 2                      | F1       |

adviser_visits
adviser_visit_id | child_id | visited_on
B1               | C1       | 2016-05-10
"""


def test_list_9_in_the_two_layouts():
    assert rows(LEAVERS, 9, "child_id", "eligibility") == [
        ("C1", "b) Former relevant child"), ("C2", "a) Relevant child"), ("C3", "d) Eligible child"), ("C4", ""),
    ]  # fmt: skip
    assert rows(LEAVERS, 9, "child_id", "activity", layout="2019-08") == [
        ("C1", "F3: Full time in training or employment"), ("C2", ""), ("C4", "F1: Full time in higher education"),
    ]  # fmt: skip


def test_list_9_leaves_home_and_activity_blank_where_nobody_is_in_touch():
    assert rows(LEAVERS, 9, "child_id", "in_touch", "accommodation", "accommodation_suitable") == [
        ("C1", "a) Yes", "U: Independent living", "a) Suitable"),
        ("C2", "b) No", "", ""),
        ("C3", "a) Yes", "", "b) Unsuitable"),
        ("C4", "a) Yes", "B: Parents/relatives", "b) Unsuitable"),
    ]


def test_list_9_the_latest_contact_and_who_came_alone():
    made = laid_out(LEAVERS)
    assert column(made, 9, "last_contact_on")["C1"] == "2016-05-10"
    assert column(made, 9, "asylum") == {"C1": "a) Yes", "C2": "b) No", "C3": "b) No", "C4": "b) No"}  # formerly counts from 18


ADOPTION = """
people
child_id | born_on
C1       | 2012-01-01

permanences
permanence_id | child_id | entered_care_on | decided_on | order_on   | order_type            | reversed_on | reversal_reason
B1            | C1       | 2013-01-01      | 2014-01-01 | 2015-05-24 | Adoption order        |             |
B2            | C2       | 2013-01-01      | 2014-01-01 | 2015-05-23 | Adoption order        |             |
B3            | C3       | 2013-01-01      | 2014-01-01 |            |                       |             |
B4            | C4       | 2013-01-01      | 2014-01-01 |            |                       | 2016-01-01  | RD4
B5            | C5       | 2013-01-01      | 2014-01-01 |            |                       | 2015-05-23  | RD4
B6            | C6       | 2013-01-01      | 2014-01-01 | 2016-01-01 | Special guardianship  |             |
B7            | C7       | 2013-01-01      |            |            |                       |             |

adopters
adopter_id | gender | disability | stage_1_started_on | applied_on | left_on    | leaving_reason | adoption_order_on | children_placed
F1 |        | no         | 2016-01-01         |            |            |                |                   |
F2 | X      | yes        |                    |            |            |                |                   |
F3 | M      | no         |                    | 2014-01-01 | 2015-05-23 | 1              |                   |
F4 | M      | no         |                    | 2014-01-01 | 2015-05-24 | 2              |                   |
F5 | F      | no         | 2014-01-01         |            |            |                | 2015-05-23        | 1
F6 | F      | no         | 2014-01-01         |            |            |                | 2015-05-24        | 2
F7 | F      | no         | 2014-01-01         |            | 2015-06-01 | 1              | 2015-05-23        | 1
"""


def test_list_10_is_adopted_decided_for_or_reversed_in_twelve_months():
    assert rows(ADOPTION, 10, "child_id", "order_on", "reversal_reason") == [
        ("C1", "2015-05-24", ""), ("C3", "", ""), ("C4", "", "RD4 - Any other reason"),
    ]  # fmt: skip


def test_list_11_is_who_applied_and_had_to_do_with_the_agency_in_twelve_months():
    assert rows(ADOPTION, 11, "adopter_id", "gender", "disability", "children_placed", "leaving_reason") == [
        ("F1", "d) Not stated/recorded", "b) No", "", ""),
        ("F4", "a) Male", "b) No", "", "2 - Process put on hold"),
        ("F6", "b) Female", "b) No", "2", ""),
        ("F7", "b) Female", "b) No", "1", "1 - Adopter withdrew from process"),  # the later of the two ends counts
    ]  # not F2: an enquiry only; F3 left, F5 was done, the day before the window
    assert ("leaving_reason", 1) in {(gap.column, gap.rows) for gap in laid_out(ADOPTION).lists[11].gaps}


@pytest.mark.parametrize("layout", ["2019-08", "2024-01"])
def test_every_list_of_the_layout_is_there_whatever_the_source_lacks(layout: str):
    made = laid_out("people\nchild_id | born_on\nC1 | 2006-01-01\n", layout)
    assert list(made.lists) == list(range(1, 12))
    assert all(list(one.frame.columns) == [each.name for each in one.layout.columns] for one in made.lists.values())
    assert all(one.gaps for one in made.lists.values())


def test_a_record_held_twice_is_one_row_and_two_contacts_of_a_day_are_two():
    twice = "people\nchild_id | born_on\nC1 | 2006-01-01\n\ncontacts\ncontact_id | child_id | contacted_on | source\n"
    same = twice + "K1 | C1 | 2016-05-01 | 6\nK1 | C1 | 2016-05-01 | 6\n"
    other = twice + "K1 | C1 | 2016-05-01 | 6\nK2 | C1 | 2016-05-01 | 6\n"
    assert [len(laid_out(text).lists[1].frame) for text in (same, other)] == [1, 2]


def test_rows_stand_by_child_and_then_by_day():
    given = "people\nchild_id | born_on\nC1 | 2006-01-01\n\ncontacts\ncontact_id | child_id | contacted_on | source\n"
    given += "K1 | C2 | 2016-05-01 | 6\nK2 | C1 | 2016-05-03 | 6\nK3 | C1 | 2016-05-02 | 6\n"
    assert rows(given, 1, "child_id", "contacted_on") == [("C1", "2016-05-02"), ("C1", "2016-05-03"), ("C2", "2016-05-01")]
