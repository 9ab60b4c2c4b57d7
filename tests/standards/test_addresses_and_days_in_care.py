"""Postcodes, where a child lived before coming into care, and days inside care."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.standards import populations
from fscp_readiness.standards.addresses import homes_before, is_postcode, plain_postcode
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.standards.within import best_in_care, inside_care

RECORD = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 | 2015-06-30
E2         | L2      | C1       | 2016-01-04 |
E3         | L3      | C3       | 2016-01-04 |
E4         | L4      | C4       | 2016-01-04 |

addresses
address_id | child_id | from_on    | to_on      | postcode
A1         | C1       |            | 2015-06-01 | ZZ1 1AA
A2         | C1       | 2015-06-01 |            | zz2  2bb
A3         | C3       | 2016-01-04 |            | ZZ3 3DD
A4         | C4       | 2010-01-04 |            | ZZ99 3VZ

care_reviews
review_id | care_id | child_id | held_on
V1        | L1      | C1       | 2015-01-05
V2        | L1      |          | 2015-06-30
V3        | L1      | C1       | 2015-07-01
V4        |         | C1       | 2015-07-01
V5        |         | C1       | 2016-03-01
V6        | L9      | C1       | 2015-12-01
V7        |         |          | 2015-12-01
V8        | L1      | C1       |
V9        | L9      | C9       | 2015-12-01

placements
placement_id | care_id | child_id | started_on | ended_on
P1           |         | C1       | 2016-01-04 | 2016-02-01
P2           |         | C1       | 2015-02-01 | 2016-02-01
P3           |         | C1       | 2015-02-01 |
P4           | L1      |          | 2015-02-01 | #N/A
P5           |         |          | 2015-02-01 |
P6           |         | C9       | 2015-02-01 |
"""


def record():
    return read_examples(RECORD)[0].tables


@pytest.mark.parametrize("written", ["ZZ1 1AA", "zz11aa", " Z1A 1AA", "ZZ1A1AA", "Z1 1AA", "ZZ99 3VZ"])
def test_what_has_the_form_of_a_postcode(written):
    assert is_postcode(pd.Series([written], dtype="string")).tolist() == [True]


@pytest.mark.parametrize("written", ["ZZ1", "1AA ZZ1", "NOT KNOWN", "ZZ1 1A", "", None])
def test_what_has_not(written):
    assert is_postcode(pd.Series([written], dtype="string")).tolist() == [False]


def test_a_postcode_is_compared_without_spaces_in_capitals():
    assert plain_postcode(pd.Series(["zz1  1aa", " "], dtype="string")).fillna("blank").tolist() == ["ZZ11AA", "blank"]


def test_home_is_where_the_child_lived_the_day_before():
    tables = record()
    homes = homes_before(tables, populations.periods_of_care(tables))
    assert homes.to_dict() == {"L1": "ZZ11AA", "L2": "ZZ22BB"}, "not where the child moved that day, and not a postcode of no place"


def test_days_inside_care():
    tables = record()
    rows = tables.care_reviews
    inside = inside_care(rows, populations.periods_of_care(tables), "held_on")
    outside = rows[~inside]["review_id"].tolist()
    assert outside == ["V3", "V4", "V6"], "V7 and V9 have nothing to be compared with; V8 has no day"


def test_what_lasts_lies_inside_one_period_of_care_or_outside():
    tables = record()
    rows = tables.placements
    rows = rows.assign(ended_unread=rows["placement_id"].isin(tables.unreadable_keys("placements", "ended_on")))
    best = best_in_care(rows, populations.periods_of_care(tables)).fillna({"care_id": "none"}).set_index(rows["placement_id"])
    assert best["care_id"].tolist() == ["L2", "L1", "L1", "L1", "none", "none"]
    assert best.index[best["begins_outside"]].tolist() == []
    assert best.index[best["ends_outside"]].tolist() == ["P2", "P3"], "P2 ends in another period; P3 is open, and that care has ended"
    assert best.index[best["over"]].tolist() == ["P2", "P3", "P4"]


def test_nothing_is_outside_in_an_empty_table():
    tables = record()
    assert best_in_care(tables.placements[:0].assign(ended_unread=False), populations.periods_of_care(tables)).empty
    assert inside_care(tables.care_reviews[:0], populations.periods_of_care(tables), "held_on").empty
