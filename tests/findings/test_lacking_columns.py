"""A column the source lacks: the night goes on, what rests on it is not known, and nothing that was not read is said to be 'no'."""

from __future__ import annotations

import dataclasses

import pytest

from fscp_readiness.findings import ask_all
from fscp_readiness.findings.audits import audits_made, open_children
from fscp_readiness.findings.children import known_children
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.standards.catalogue import Catalogue
from fscp_readiness.standards.examples import read_examples
from fscp_readiness.tables import Tables, table

from .test_night import WORLD

CALENDAR = Calendar.read()
MORE = """
legal_statuses
legal_status_id | child_id | legal_status | started_on
L1              | C1       | C2           | 2016-01-01

cin_visits
visit_id | child_id | visited_on | child_seen | seen_alone
V9       | C4       | 2016-05-20 | yes        | yes

care_visits
visit_id | care_id | child_id | visited_on | child_seen
V8       | K1      | C4       | 2016-05-20 | yes

care_leavers
care_leaver_id | child_id
G1             | C4

missing_episodes
missing_id | child_id | missing_from
M1         | C4       | 2016-05-20

audits
audit_id | child_id | service_area | audited_on | moderated_grade
A1       | C1       | cp           | 2016-05-01 | good
"""
EXAMPLE = read_examples(WORLD + MORE)[0]
TABLES = EXAMPLE.tables
COLUMNS = [
    (name, column)
    for name, rows in sorted(EXAMPLE.shown.items())
    if name != "expect"
    for column in rows[0]
    if (name, column) != ("people", table("people").key)
]


def without(name: str, column: str) -> Tables:
    return dataclasses.replace(TABLES, frames={**TABLES.frames, name: TABLES.frames[name].drop(columns=column)})


@pytest.fixture(scope="module")
def few() -> Catalogue:
    every = discover(CHECKS)
    return Catalogue({"ALO-01": every["ALO-01"]}, every.version)


@pytest.mark.parametrize(("name", "column"), COLUMNS)
def test_the_night_goes_on_without_it(few: Catalogue, name: str, column: str):
    tables = without(name, column)
    found = ask_all(tables, few, CALENDAR)
    assert len(found.children) == 4
    audits_made(tables, found.answers, 6)
    open_children(tables, 6)


@pytest.mark.parametrize(
    ("name", "column", "fact"),
    [
        ("referrals", "closed_on", "open"),
        ("cp_plans", "ended_on", "on_plan"),
        ("care_episodes", "ended_on", "in_care"),
        ("missing_episodes", "missing_to", "missing_now"),
        ("cp_visits", "child_seen", "days_since_seen"),
        ("involvements", "role", "unallocated"),
    ],
)
def test_what_rests_on_it_is_not_known(name: str, column: str, fact: str):
    assert known_children(TABLES)[fact].notna().any(), "it is known while the column is there"
    assert known_children(without(name, column))[fact].isna().all()


def test_an_error_of_ours_is_not_taken_for_a_lacking_column(monkeypatch: pytest.MonkeyPatch):
    def ours(tables: Tables):
        raise KeyError("no such thing")

    monkeypatch.setattr("fscp_readiness.findings.children.populations.open_episodes", ours)
    with pytest.raises(KeyError):
        known_children(TABLES)
