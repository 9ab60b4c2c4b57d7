"""Three rules of visiting: every gap in every placement in care is asked about by exactly one of them."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.standards import Asked, Calendar, clocks, placements, visiting_rules
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import DATES, TableAbsent, Tables
from fscp_readiness.vocabulary import Counting

CARE = """
as at 2016-05-24

care_episodes
episode_id | care_id | child_id | started_on
E1         | L1      | C1       | 2014-01-06
E2         | L2      | C2       | 2014-01-06
E3         | L3      | C3       | 2016-01-04
E4         | L4      | C4       | 2016-01-04
E5         | L5      | C5       | 2016-01-04

legal_statuses
legal_status_id | child_id | legal_status | started_on
S3              | C3       | C1           | 2016-01-04

care_reviews
review_id | care_id | child_id | held_on
R3        | L3      | C3       | 2016-02-01

placements
placement_id | care_id | child_id | started_on | ended_on   | placement_type
P1           | L1      | C1       | 2014-01-06 | 2016-03-01 | U4
P1b          | L1      | C1       | 2016-03-01 |            | K2
P2           | L2      | C2       | 2015-02-02 |            | U4
P3           | L3      | C3       | 2016-01-04 |            | P1
P4           | L4      | C4       | 2016-01-04 |            | U3
P5           | L5      | C5       |            |            | U3

placement_details
placement_id | until_18 | child_agreed_on | temporary_approval_from | temporary_approval_to
P1           | yes      |                 |                         |
P2           | yes      | 2016-04-01      |                         |
P4           |          |                 | 2016-01-04              | 2016-03-31

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V1a      | L1      | C1       | 2015-12-01 | yes
V1b      | L1      | C1       | 2016-02-20 | yes
V1c      | L1      | C1       | 2016-04-20 | yes
V2a      | L2      | C2       | 2015-12-01 | yes
V2b      | L2      | C2       | 2016-03-10 | yes
V3a      | L3      | C3       | 2016-01-20 | yes
V3b      | L3      | C3       | 2016-05-02 | yes
V4a      | L4      | C4       | 2016-01-12 | yes
V4b      | L4      | C4       | 2016-03-30 | yes
V4c      | L4      | C4       | 2016-05-12 | yes
V5       | L5      | C5       | 2016-05-12 | yes
"""
RULES = (visiting_rules.ORDINARY, visiting_rules.LASTING, visiting_rules.SPECIAL)


def tables(*without: str, door: str = "ssd") -> Tables:
    (example,) = read_examples(CARE)
    held = {name: frame for name, frame in example.tables.frames.items() if name not in without}
    return dataclasses.replace(example.tables, frames=held, door=door)


def asked(counting: Counting) -> Asked:
    return Asked(dt.date(2016, 5, 24), counting, dt.date(2015, 11, 24), Calendar.read(), clock=visiting_rules.SIX_WEEKS)


def gaps(rule: str, counting: Counting, held: Tables) -> set[tuple[str, str]]:
    rows = visiting_rules.asked_under(rule, held, asked(counting))
    return {(row.placement_id, str(row.starts_on)[:10]) for row in rows.itertuples()}


@pytest.mark.parametrize("counting", list(Counting))
def test_every_gap_is_asked_about_by_exactly_one_rule(counting: Counting) -> None:
    held, question = tables(), asked(counting)
    rows = placements.placements_in_care(held, current=question.live)
    rules = visiting_rules.VisitingRules.of(held, rows, question.today if question.live else None)
    events = placements.visits_inside(held, rows)

    def due_of(each: pd.DataFrame) -> pd.Series:
        until = each["done_on"].where(pd.Series(not question.live, index=each.index)).astype(DATES)
        return rules.of_gaps(each[["placement_id"]].assign(on=each["starts_on"], until=until))["due_on"]

    every = clocks.repeated(rows, events, question, key="placement_id", due_of=due_of)
    parts = [gaps(rule, counting, held) for rule in RULES]
    assert sum(len(part) for part in parts) == len(set.union(*parts)) == len(every)
    if question.live:
        assert {placement for part in parts for placement, _ in part} == {"P1b", "P2", "P3", "P4", "P5"}


def test_the_live_rule_is_that_of_the_day() -> None:
    held = tables()
    assert {placement for placement, _ in gaps(visiting_rules.ORDINARY, Counting.LIVE, held)} == {"P1b", "P4", "P5"}
    assert {placement for placement, _ in gaps(visiting_rules.LASTING, Counting.LIVE, held)} == {"P2"}
    assert {placement for placement, _ in gaps(visiting_rules.SPECIAL, Counting.LIVE, held)} == {"P3"}


def test_in_a_period_a_placement_passes_from_one_rule_to_the_next() -> None:
    held = tables()
    assert gaps(visiting_rules.SPECIAL, Counting.PERIOD, held) >= {("P4", "2016-01-04"), ("P4", "2016-01-12")}
    assert ("P4", "2016-03-30") in gaps(visiting_rules.ORDINARY, Counting.PERIOD, held)
    assert ("P2", "2015-12-01") in gaps(visiting_rules.ORDINARY, Counting.PERIOD, held), "fell due on 12 January, in the first year"
    assert ("P1", "2015-12-01") in gaps(visiting_rules.LASTING, Counting.PERIOD, held)


@pytest.mark.parametrize("without", ["legal_statuses", "care_reviews", "placement_details"])
def test_where_special_placements_cannot_be_told_apart_the_ordinary_rule_asks_about_them(without: str) -> None:
    held = tables(without)
    with pytest.raises(TableAbsent):
        visiting_rules.asked_under(visiting_rules.SPECIAL, held, asked(Counting.LIVE))
    assert "P3" in {placement for placement, _ in gaps(visiting_rules.ORDINARY, Counting.LIVE, held)}


def test_a_workbook_cannot_tell_either() -> None:
    found = gaps(visiting_rules.ORDINARY, Counting.LIVE, tables("care_reviews", "placement_details", door="annex_a"))
    assert "P3" in {placement for placement, _ in found}


def test_a_source_with_no_placement_at_all_is_no_error() -> None:
    (example,) = read_examples(CARE)
    empty = {name: frame.iloc[0:0] if name == "placements" else frame for name, frame in example.tables.frames.items()}
    held = dataclasses.replace(example.tables, frames=empty)
    for rule in RULES:
        for counting in Counting:
            assert visiting_rules.asked_under(rule, held, asked(counting)).empty


def test_legal_status_joins_by_child_and_date_and_the_later_wins() -> None:
    (example,) = read_examples(
        """
as at 2016-05-24

legal_statuses
legal_status_id | child_id | legal_status | started_on | ended_on
S1              | C1       | C1           | 2016-01-04 | 2016-03-01
S2              | C1       | C2           | 2016-03-01 |
S3              | C2       | V2           | 2016-01-04 | 2016-02-01
"""
    )
    children = pd.Series(["C1", "C1", "C2", "C3", pd.NA], dtype="string", index=[7, 3, 5, 1, 2])
    on = pd.Series(["2016-02-29", "2016-03-01", "2016-02-02", "2016-02-02", "2016-02-02"], index=children.index).astype(DATES)
    found = placements.legal_status_on(example.tables, children, on)["legal_status"]
    assert found.fillna("none").to_dict() == {7: "C1", 3: "C2", 5: "none", 1: "none", 2: "none"}
