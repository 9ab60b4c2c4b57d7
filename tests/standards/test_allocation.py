"""Allocation: what lies in an episode, where one worker lets go, how many there have been, and what a caseload weighs."""

from __future__ import annotations

import datetime as dt
import random

import pandas as pd

from fscp_readiness.standards import allocation, populations
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import Tables

TODAY = dt.date(2016, 5, 24)
HEADER = "involvement_id | worker_id | role | child_id | started_on | ended_on"
NO_CARE = "cp_plans\nplan_id | child_id | started_on | ended_on\n\ncare_episodes\nepisode_id | child_id | started_on\n"


def read(text: str) -> Tables:
    return read_examples(f"as at {TODAY}\n\n{text}\n\nexpect\nreferral_id | outcome | because\nR1 | met | not asked here\n")[0].tables


def with_involvements(*lines: str, received: str = "2016-05-02", closed: str = "") -> Tables:
    referral = f"referrals\nreferral_id | child_id | received_on | no_further_action | closed_on\nR1 | C1 | {received} | no | {closed}\n"
    rows = "\n".join(f"I{n} | {line}" for n, line in enumerate(lines))
    return read(f"{referral}\n{NO_CARE}\ninvolvements\n{HEADER}\n{rows}\n")


def test_an_allocation_that_began_before_the_referral_counts_from_the_referral() -> None:
    tables = with_involvements(
        "A | Social Worker | C1 | 2016-04-01 |",
        "B | Social Worker | C1 | 2016-04-01 | 2016-05-02",
        "C | Social Worker | C1 | 2016-05-02 | 2016-05-02",
        "D | Social Worker | C1 | 2016-05-11 |",
        " | Social Worker | C1 | 2016-05-11 |",
        "E | Visitor | C1 | 2016-05-11 |",
        closed="2016-05-10",
    )
    events = allocation.in_episodes(tables, populations.episodes(tables))
    assert events["on"].dt.strftime("%d %b").tolist() == ["02 May", "02 May"], (
        "one that ended that day is over; one after the end is not its"
    )
    assert events["counts"].tolist() == [True, True]


def test_each_time_a_worker_lets_go_is_a_handover() -> None:
    tables = with_involvements(
        "A | Social Worker | C1 | 2016-05-02 | 2016-05-06",
        "B | Social Worker | C1 | 2016-05-04 | 2016-05-12",
        "C | Social Worker | C1 | 2016-05-16 | 2016-05-20",
    )
    rows = allocation.handovers(tables, populations.episodes(tables))
    assert rows["starts_on"].dt.day.tolist() == [6, 12, 20]
    assert rows["done_on"].dt.day.fillna(0).tolist() == [6, 16, 0], "overlapping workers hand over on the day the first lets go"
    assert rows["closely"].tolist() == [False, False, False]


def test_the_days_with_nobody_are_those_a_day_by_day_count_finds() -> None:
    """An oracle that walks the days: a day is held where an allocation covers it, its first and its last day in."""
    chance = random.Random(5)
    first = dt.date(2016, 3, 1)
    for _ in range(30):
        spans = [(start, start + chance.randint(0, 12)) for start in (chance.randint(0, 60) for _ in range(chance.randint(1, 6)))]
        day = lambda n: (first + dt.timedelta(days=n)).isoformat()  # noqa: E731
        tables = with_involvements(*(f"W{n} | Social Worker | C1 | {day(a)} | {day(b)}" for n, (a, b) in enumerate(spans)), received=day(0))
        held = {n for a, b in spans for n in range(a, b + 1)}
        gaps = {n for n in range(min(held), max(held)) if n not in held}
        rows = allocation.handovers(tables, populations.episodes(tables))
        found: set[int] = set()
        for start, done in zip(rows["starts_on"], rows["done_on"], strict=True):
            if pd.notna(done):
                low, high = (start.date() - first).days, (done.date() - first).days
                found |= set(range(low + 1, high))
        assert found == gaps
        assert rows["done_on"].isna().sum() == 1, "everybody has let go in the end"


def test_workers_of_twelve_months_are_counted_once_and_unknown_ones_only_perhaps() -> None:
    tables = with_involvements(
        "A | Social Worker | C1 | 2015-01-01 | 2015-05-24",
        "B | Social Worker | C1 | 2015-05-20 | 2015-09-01",
        "C | Social Worker | C1 | 2015-09-01 | 2016-01-01",
        "B | Social Worker | C1 | 2016-01-01 | 2016-02-01",
        "B | Social Worker | C1 |  | 2016-02-01",
        " | Social Worker | C1 | 2016-02-01 |",
    )
    found = allocation.workers_of(tables, pd.Timestamp("2015-05-24"))
    assert found[["child_id", "sure", "possible"]].to_numpy().tolist() == [["C1", 2, 3]], (
        "B without a day is no new worker; nobody may be one"
    )


def test_nobody_allocated_is_an_empty_frame_everywhere() -> None:
    tables = with_involvements()
    episodes = populations.episodes(tables)
    assert allocation.in_episodes(tables, episodes).empty
    assert allocation.handovers(tables, episodes).empty
    assert allocation.workers_of(tables, pd.Timestamp("2015-05-24")).empty


def test_the_first_of_several_things_begun_in_an_episode() -> None:
    tables = read(
        """
        referrals
        referral_id | child_id | received_on | closed_on
        R1          | C1       | 2016-05-02  |
        R2          | C2       | 2016-05-02  | 2016-05-10
        R3          | C3       | 2016-05-02  |

        section_47_enquiries
        enquiry_id | referral_id | child_id | started_on
        S1         | R1          | C1       | 2016-05-06
        S1b        |             | C1       | 2016-05-05
        S1c        | R1          | C1       | 2016-04-01
        S2         |             | C2       | 2016-05-11

        cp_plans
        plan_id | referral_id | child_id | started_on
        P1      | R1          | C1       | 2016-05-20
        """
    )
    begun = allocation.first_begun(tables.referrals, tables.section_47_enquiries, tables.cp_plans)
    assert begun.dt.strftime("%m-%d").fillna("").tolist() == ["05-05", "", ""]


def test_weights_are_added_up_child_by_child() -> None:
    tables = read(
        """
        workers
        worker_id | full_time_equivalent
        A         | 1

        referrals
        referral_id | child_id | received_on | no_further_action | closed_on
        R1          | C1       | 2016-05-02  | no                |
        R2          | C2       | 2016-05-02  | no                |
        R3          | C3       | 2016-05-02  | no                |

        cp_plans
        plan_id | child_id | started_on | ended_on
        P1      | C1       | 2016-05-02 |

        care_episodes
        episode_id | child_id | started_on
        E1         | C1       | 2016-05-02
        E2         | C2       | 2016-05-02

        proceedings
        proceedings_id | child_id | issued_on  | final_order_on
        X              | C2       | 2016-05-03 |

        involvements
        involvement_id | worker_id | role          | child_id | started_on
        I1             | A         | Social Worker | C1       | 2016-05-02
        I2             | A         | Social Worker | C2       | 2016-05-02
        I3             | A         | Social Worker | C3       | 2016-05-02
        """
    )
    rows = allocation.weighted_caseloads(tables, {"limit": 9, "on_plan": 10, "in_care": 100, "in_court": 1000})
    assert rows["weighted"].tolist() == [1 + 10 + 100 + 1 + 100 + 1000 + 1]
    assert allocation.within_limit(rows, tables, "weighted", 1213)["met"].tolist() == [True]
    assert allocation.within_limit(rows, tables, "weighted", 1212)["met"].tolist() == [False]
