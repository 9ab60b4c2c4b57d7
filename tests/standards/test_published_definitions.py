"""The definitions that England counts by (domain.md 5.4), each asked of the standard that counts it."""

from __future__ import annotations

import pytest

from fscp_readiness.findings.examples import check_example
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import discover
from fscp_readiness.standards.examples import read_examples

CATALOGUE = discover(CHECKS)

RE_REFERRAL = """
as at 2016-03-31
counting period

referrals
referral_id | child_id | received_on | no_further_action | closed_on
R1          | C1       | 2015-02-01  | yes               | 2015-02-01
R2          | C1       | 2016-02-01  | no                |
R3          | C2       | 2015-01-31  | yes               | 2015-01-31
R4          | C2       | 2016-02-01  | no                |
R5          | C1       | 2016-03-01  | no                |

expect
referral_id | outcome      | because
R1          | out_of_scope | before the six months
R2          | met          | within twelve months of a previous one, whatever became of that
R3          | out_of_scope | before the six months
R4          | not_met      | a day more than twelve months
R5          | out_of_scope | a referral is not recorded while a case is already open, so it is not one
"""

REVIEWED = """
as at 2016-03-31

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2015-06-01 |
P2      | C2       | 2015-06-01 |
P3      | C3       | 2015-12-31 |
P4      | C4       | 2016-01-01 |
P5      | C5       | 2015-06-01 | 2016-03-31

cp_reviews
review_id | plan_id | child_id | held_on
V1        | P1      | C1       | 2015-09-01
V2        | P1      | C1       | 2016-03-01
V3        | P2      | C2       | 2015-09-02
V4        | P2      | C2       | 2016-03-01
V5        | P3      | C3       | 2016-03-31

expect
plan_id | outcome      | because
P1      | met          | all in time
P2      | not_met      | all but the first, which was a day late: every review must be in time
P3      | met          | on a plan for three months to the day
P4      | out_of_scope | on a plan for less than three months at 31 March
P5      | out_of_scope | not on a plan at the end of 31 March
"""

TWO_YEARS = """
as at 2016-03-31

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2014-04-02 |
P2      | C2       | 2014-04-03 |
P3      | C3       | 2012-04-03 | 2016-03-30

expect
plan_id | outcome      | because
P1      | met          | 730 calendar days, counting the last one: more than 729
P2      | not_met      | 729 is not more than 729
P3      | out_of_scope | the denominator is plans open at 31 March, not plans of the year
"""

SECOND_PLAN = """
as at 2016-03-31
counting period

cp_plans
plan_id | child_id | started_on | ended_on
P1      | C1       | 2001-01-01 | 2001-06-01
P2      | C1       | 2015-11-01 | 2015-12-01
P3      | C1       | 2016-02-01 |
P4      | C2       | 2016-02-01 |
P5      | C3       | 2014-02-01 |

expect
plan_id | outcome      | because
P1      | out_of_scope | did not begin in the period
P2      | met          | any earlier plan, however long ago
P3      | met          | the denominator is plans that began, so one child counts twice
P4      | not_met      | a first plan
P5      | out_of_scope | open, and did not begin in the period
"""

PLACEMENTS = """
as at 2016-03-31

care_episodes
episode_id | care_id | child_id | started_on
E1         | L1      | C1       | 2014-01-05
E2         | L2      | C2       | 2014-01-05
E3         | L3      | C3       | 2014-01-05

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type | postcode
P1a          | L1      | C1       | 2014-01-05 | 2015-06-01 | U4             | ZZ1 1AA
P1b          | L1      | C1       | 2015-06-01 | 2015-06-02 | U4             | ZZ1 2AA
P1c          | L1      | C1       | 2015-06-02 |            | U4             | ZZ1 3AA
P2a          | L2      | C2       | 2014-01-05 | 2015-06-01 | U4             | ZZ1 1AA
P2b          | L2      | C2       | 2015-06-01 | 2015-06-01 | U4             | ZZ1 2AA
P2c          | L2      | C2       | 2015-06-01 |            | U4             | ZZ1 3AA
P3a          | L3      | C3       | 2014-01-05 | 2015-06-01 | U4             | ZZ1 1AA
P3b          | L3      | C3       | 2015-06-01 | 2015-12-01 | U4             | ZZ1 2AA
P3c          | L3      | C3       | 2015-12-01 |            | A3             | ZZ1 2AA

expect
record_id | outcome | because
L1        | met     | three: the one open at the start of the year, one of 24 hours, and today's
L2        | not_met | one lasted less than 24 hours
L3        | not_met | adoption by the present carer is not a change
"""

EMPLOYED = """
as at 2016-03-31

people
child_id | born_on
C1       | 1996-01-04
C2       | 1996-01-04
C3       | 1996-01-04
C4       | 1998-01-04

care_episodes
episode_id | child_id | started_on | ended_on
E1         | C1       | 2010-01-04 | 2014-01-04

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | activity
K1             | C1       | FORMER RELEVANT | YES      | F2
K2             | C2       | FORMER RELEVANT | NO       |
K3             | C3       | FORMER RELEVANT | REFU     |
K4             | C4       | FORMER RELEVANT | YES      | F2

expect
care_leaver_id | outcome      | because
K1             | met          | studying
K2             | not_recorded | not in touch, and kept in the count
K3             | not_recorded | refuses, and kept in the count
K4             | out_of_scope | 18
"""

DEFINITIONS = {
    "REF-02": RE_REFERRAL, "CPR-03": REVIEWED, "CPD-01": TWO_YEARS, "CPD-02": SECOND_PLAN, "LAS-01": PLACEMENTS, "CLV-07": EMPLOYED,
}  # fmt: skip


@pytest.mark.parametrize("code", sorted(DEFINITIONS))
def test_the_standard_counts_as_england_counts(code):
    wrong = check_example(CATALOGUE[code], read_examples(DEFINITIONS[code])[0])
    assert not wrong, "\n".join(wrong)


BAND_EDGES = """
as at 2016-08-31
counting period

assessments
assessment_id | child_id | referral_id | started_on | authorised_on
A1            | C1       | R1          | 2016-04-22 | 2016-04-22
A2            | C1       | R1          | 2016-04-22 | 2016-06-28
A3            | C1       | R1          | 2016-04-22 | 2016-06-29

referrals
referral_id | child_id | received_on | closed_on | no_further_action
R1          | C1       | 2016-04-22  |           | no

expect
assessment_id | outcome | because
A1            | met     | the band "same day": the day it began is day nought
A2            | met     | W03: the band "41 to 45" ends with the 45th working day
A3            | not_met | the first of the band "46 to 50"
"""


def test_the_published_bands_of_assessments_end_on_the_45th_working_day():
    wrong = check_example(CATALOGUE["ASM-01.dfe"], read_examples(BAND_EDGES)[0])
    assert not wrong, "\n".join(wrong)
