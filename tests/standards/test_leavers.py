"""Young people leaving care: who is in which sub-population, since when, and who is their adviser."""

from __future__ import annotations

import dataclasses

import pandas as pd

from fscp_readiness.standards import leavers
from fscp_readiness.standards.examples import read_examples

LIVES = """
as at 2016-05-24

people
child_id | born_on
C1       | 1999-01-04
C2       | 1999-01-04
C3       | 1996-01-04
C4       | 1990-01-04
C5       | 2000-05-25
C6       |
C7       | 1996-01-04
C8       | 1999-01-04
C9       | 2000-02-29

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2012-01-02 |
E2         | L2      | C2       | 2014-06-02 | 2014-07-02
E2b        | L2b     | C2       | 2015-03-02 | 2015-06-02
E3         | L3      | C3       | 2010-01-04 | 2014-01-04
E5         | L5      | C5       | 2012-01-02 |
E6         | L6      | C6       | 2012-01-02 |
E7         | L7      | C7       | 2012-01-02 |
E8         | L8      | C8       | 2016-03-01 |
E9         | L9      | C9       | 2013-01-02 |

legal_statuses
legal_status_id | child_id | legal_status | started_on

care_leavers
care_leaver_id | child_id | eligibility     | in_touch | last_contact_on
K1             | C1       | ELIGIBLE        | YES      | 2016-05-01
K2             | C2       | RELEVANT        | YES      | 2016-05-01
K3             | C3       | FORMER RELEVANT | REFU     |
K4             | C4       | QUALIFYING      | DIED     |
K5             | C5       |                 | NO       |
K6             | C6       | #N/A            | YES      |
K7             | C7       | FORMER RELEVANT | YES      |

adviser_visits
adviser_visit_id | child_id | visited_on | contact_kind
V1               | C1       | 2016-05-10 | Visit
V2               | C1       | 2016-05-11 | call
V3               | C1       |            |
"""


def _tables():
    (example,) = read_examples(LIVES)
    return example.tables


def _dates(days):
    return [None if pd.isna(day) else day.date().isoformat() for day in days]


def test_a_blank_or_unreadable_category_keeps_a_young_person_in_and_exemptions_are_said():
    rows = leavers.young_people(_tables(), ("RELEVANT", "FORMER RELEVANT"))
    assert list(rows["care_leaver_id"]) == ["K2", "K3", "K5", "K6", "K7"]
    assert list(rows["exempt"].fillna("")) == ["", "refused", "", "", ""]
    assert list(leavers.young_people(_tables(), exempt=("DIED",))["exempt"].fillna("")) == ["", "", "", "died", "", "", ""]


def test_age_and_care_make_the_sub_population():
    rows = leavers.sub_populations(_tables())
    assert list(rows["population"].fillna("?")) == ["ELIGIBLE", "RELEVANT", "FORMER RELEVANT", "NONE", "NONE", "?", "NONE"]
    assert list(rows["in_care"]) == [True, False, False, False, True, True, True]


def test_eligible_from_sixteen_and_thirteen_weeks_since_fourteen():
    tables = _tables()
    rows = pd.DataFrame({"child_id": pd.Series(["C1", "C2", "C3", "C6", "C8", "C9", "C99"], dtype="string")})
    found = _dates(leavers.became_eligible_on(rows, tables))
    assert found == ["2015-01-04", "2015-05-02", "2012-01-04", None, None, "2016-02-29", None], (
        "30 days in 2014 and 61 more from 2 March 2015"
    )
    assert list(leavers.care_too_short(rows, tables)) == [True, False, False, False, True, True, False]


def test_care_that_began_on_no_known_day_beside_a_short_one_may_have_been_long_enough():
    tables = _tables()
    beside = tables.care_episodes.iloc[:1].assign(episode_id="EX", care_id="LX", child_id="C8", started_on=pd.NaT, ended_on=pd.NaT)
    tables = dataclasses.replace(tables, frames={**tables.frames, "care_episodes": pd.concat([tables.care_episodes, beside])})
    rows = pd.DataFrame({"child_id": pd.Series(["C1", "C8"], dtype="string")})
    assert list(leavers.care_too_short(rows, tables)) == [True, False]


def test_an_eligible_child_whom_no_row_names():
    tables = _tables()
    assert list(leavers.eligible_without_a_row(tables)["care_id"]) == ["L9"], "C8 has been in care for twelve weeks only"


def test_the_last_contact_is_the_later_of_the_two_records():
    tables = _tables()
    assert _dates(leavers.last_contact_on(tables.care_leavers, tables))[:3] == ["2016-05-11", "2016-05-01", None]


def test_only_a_visit_is_a_visit():
    tables = _tables()
    assert list(leavers.adviser_visits(tables, face_to_face=True)["counts"].astype("object").fillna("?")) == [True, False, "?"]
    assert list(leavers.adviser_visits(tables, face_to_face=False)["counts"]) == [True, True, True]


def test_the_last_day_in_care():
    tables = _tables()
    assert _dates(leavers.left_care_on(tables.care_leavers, tables))[:4] == [None, "2015-06-02", "2014-01-04", None]
