"""Placements inside care: which are current, which period each belongs to, and which visits fall in it."""

from __future__ import annotations

from fscp_readiness.standards.examples import read_examples
from fscp_readiness.standards.placements import placements_in_care, visits_inside

CARE = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on | ended_on
E1         | L1      | C1       | 2015-01-05 | 2015-06-30
E2         | L2      | C1       | 2016-01-04 |
E3         | L3      | C2       | 2016-01-04 |

legal_statuses
legal_status_id | child_id | legal_status | started_on
S3              | C2       | V4           | 2016-01-04

placements
placement_id | care_id | child_id | started_on | ended_on
P1           | L1      | C1       | 2015-01-05 |
P2           | L2      | C1       | 2016-01-04 | 2016-02-01
P3           |         | C1       | 2016-02-01 |
P4           | L2      |          | 2016-02-01 |
P5           | L3      | C2       | 2016-01-04 |
P6           | L9      | C1       | 2016-03-01 | 2016-03-05
P7           |         |          | 2016-03-01 |

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1       | L2      | C1       | 2016-02-01 | yes
V2       |         | C1       | 2016-01-10 | yes
V3       | L2      | C1       |            | yes
V4       |         |          | 2016-01-10 | yes
"""


def tables():
    (example,) = read_examples(CARE)
    return example.tables


def test_the_current_placement_is_one_a_child_and_the_higher_id_of_equals():
    rows = placements_in_care(tables(), current=True)
    assert list(rows["placement_id"]) == ["P4"]
    assert list(rows["child_id"]) == ["C1"]


def test_a_placement_ends_with_its_period_of_care_and_short_breaks_are_left_out():
    rows = placements_in_care(tables(), current=False).set_index("placement_id")
    assert sorted(rows.index) == ["P1", "P2", "P3", "P4", "P6"]
    assert str(rows.loc["P1", "ends_on"].date()) == "2015-06-30"
    assert rows.loc["P3", "care_id"] == "L2"
    assert rows.loc["P6", "care_id"] == "L2"


def test_a_visit_falls_in_every_placement_that_holds_its_day_and_without_a_day_in_any_of_its_period():
    found = visits_inside(tables(), placements_in_care(tables(), current=False))
    where = found.groupby("visit_id")["placement_id"].agg(lambda ids: sorted(ids)).to_dict()
    assert where == {"V1": ["P2", "P3", "P4"], "V2": ["P2"], "V3": ["P2", "P3", "P4", "P6"]}
