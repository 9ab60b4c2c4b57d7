"""Check A1: each list beside the standards' own populations; what cannot be compared is not passed."""

from __future__ import annotations

from fscp_readiness.packs.inspection.annex_a import AnnexA, MadeList, Verdict, check, workbook
from fscp_readiness.packs.inspection.annex_a.in_need import FOUND_IN_NEED, OPEN_FOR_NOTHING

from .laying_out import column, laid_out
from .test_lists_of_children import NEED
from .test_lists_of_events import ADOPTION, FRONT_DOOR

LEAVERS = "\ncare_leavers\ncare_leaver_id | child_id | eligibility\nV1 | C99 | RELEVANT\n"
HIDDEN = """people
child_id | born_on
C1       | 2006-01-01

referrals
referral_id | child_id | received_on | closed_on | no_further_action
R1          | C1       | 2016-01-04  |           | no
R2          | C2       | 2016-01-04  |           | no
R3          | C3       | 2016-01-04  |           | no
R4          | C4       | 2015-01-05  | 2015-10-01 | no

assessments
assessment_id | child_id | referral_id | started_on | authorised_on | no_further_action
A1            | C1       | R1          | 2016-01-05 | 2016-02-20    | no
A2            | C2       | R2          | 2016-01-05 | 2016-02-20    | yes
A4            | C4       | R4          | 2015-01-06 |               | no

cp_plans

cin_plans

care_episodes

care_leavers
"""


def a1(made: AnnexA, number: int, content: bytes = b"") -> list[tuple[Verdict, int, str]]:
    found = check(content or workbook(made), made)
    return [(one.verdict, one.rows, one.said) for one in found if one.check == "A1" and one.number == number]


def without(made: AnnexA, number: int, child: str) -> bytes:
    """The workbook of a set in which a list has lost a child."""
    one = made.lists[number]
    lacking = MadeList(one.layout, one.frame[one.frame["child_id"].ne(child)], one.gaps, one.left_out)
    return workbook(AnnexA(made.as_at, made.layout, made.tables, {**made.lists, number: lacking}))


def test_list_2_is_compared_with_the_early_help_not_yet_ended():
    made = laid_out(FRONT_DOOR)
    assert a1(made, 2) == [(Verdict.PASSED, 0, "1 early help episodes not yet ended on the list, 1 on record")]
    assert a1(made, 2, without(made, 2, "C1"))[0][:2] == (Verdict.FAILED, 1)


def test_list_6_is_compared_with_who_is_in_care_on_a_plan_in_need_or_being_assessed():
    made = laid_out(NEED + LEAVERS)
    verdict, rows, said = a1(made, 6)[0]
    assert (verdict, rows) == (Verdict.PASSED, 0) and said.startswith("5 of 5 children")  # C1, C2, C3, C8, C9
    assert a1(made, 6, without(made, 6, "C3"))[0][:2] == (Verdict.FAILED, 1)


def test_list_6_a_plan_or_assessment_left_open_on_a_closed_case_is_to_be_explained():
    made = laid_out(HIDDEN)
    assert column(made, 6, "case_status")["C4"] == "d) Open assessment"
    assert a1(made, 6)[1][:2] == (Verdict.TO_EXPLAIN, 1)


def test_list_6_a_case_open_for_nothing_has_no_status_and_the_comments_say_why():
    made = laid_out(HIDDEN)
    assert column(made, 6, "case_status") == {"C1": "", "C2": "", "C4": "d) Open assessment"}  # C3: a referral alone
    told = {(gap.column, gap.rows, gap.reason) for gap in made.lists[6].gaps}
    assert {("case_status", 1, FOUND_IN_NEED), ("case_status", 1, OPEN_FOR_NOTHING)} <= told
    assert ("", 1, "Open cases without an assessment, a plan or care in the window are not on the list.") in told


def test_list_6_what_the_source_lacks_is_not_compared_and_said():
    person = "people\nchild_id | born_on\nC1 | 2006-01-01\n"
    plan = "\ncp_plans\nplan_id | child_id | started_on | ended_on\nP1 | C1 | 2016-03-01 |\n"
    case = "\nreferrals\nreferral_id | child_id | received_on | closed_on | no_further_action\nR1 | C1 | 2016-01-01 | | no\n"
    made = laid_out(person + plan + case)
    verdict, _, said = a1(made, 6)[0]
    assert verdict is Verdict.PASSED and "1 of 1" in said and "not compared: the source holds no table" in said
    bare = laid_out(person)
    assert a1(bare, 6)[0][0] is Verdict.NOT_ASKED and "nothing to compare with" in a1(bare, 6)[0][2]


def test_list_10_is_compared_with_who_waits_to_be_adopted():
    made = laid_out(ADOPTION)
    assert a1(made, 10) == [(Verdict.PASSED, 0, "1 children waiting to be adopted on the list, 1 on record")]
    assert a1(made, 10, without(made, 10, "C3"))[0][:2] == (Verdict.FAILED, 1)


def test_list_11_has_nothing_to_be_compared_with_and_is_not_passed():
    assert a1(laid_out(ADOPTION), 11)[0][0] is Verdict.NOT_ASKED


def test_a_list_whose_table_the_source_lacks_is_not_passed():
    made = laid_out("people\nchild_id | born_on\nC1 | 2006-01-01\n")
    for number in (1, 2, 3, 4, 5, 7, 8, 9, 10, 11):
        found = a1(made, number)
        assert [one[0] for one in found] == [Verdict.NOT_ASKED] and "nothing to compare with" in found[0][2], number
