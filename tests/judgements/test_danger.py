"""Danger order, and nothing but danger order."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.findings.frames import CHILDREN
from fscp_readiness.judgements import danger


@pytest.fixture
def children() -> pd.DataFrame:
    told = {
        "C1": {},
        "C2": {"never_seen_alone": True},
        "C3": {"days_since_seen": 50},
        "C4": {"days_since_seen": 70},
        "C5": {"under_one": True},
        "C6": {"section_47_not_seen": True},
        "C7": {"unallocated": True},
        "C8": {"missing_now": True, "unallocated": True},
        "C9": {},
    }
    return pd.DataFrame([{"child_id": child, **flags} for child, flags in told.items()]).reindex(columns=list(CHILDREN)).astype(CHILDREN)


ROWS = pd.DataFrame(
    {
        "child_id": ["C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "C9", "C10"],
        "code": ["REC-01", "CPV-02", "CPV-01", "CPV-01", "ASM-01", "S47-01", "ALO-01", "ALO-01", "ASM-01", "ASM-01"],
        "days_over": [3, 90, 40, 60, 1, 1, 1, 1, 30, 5],
    }
)


def test_the_whole_order(rules, children):
    found = danger.order(ROWS, children, rules.danger)
    assert found["child_id"].tolist() == ["C8", "C7", "C6", "C5", "C4", "C3", "C2", "C9", "C10", "C1"]
    assert found["danger"].tolist()[:3] == ["missing", "no_worker", "section_47_not_seen"]


def test_days_over_never_come_before_danger(rules, children):
    found = danger.order(ROWS.assign(days_over=[900, 1, 1, 1, 1, 1, 1, 1, 900, 900]), children, rules.danger)
    assert found["child_id"].tolist()[:7] == ["C8", "C7", "C6", "C5", "C4", "C3", "C2"]


def test_the_order_does_not_depend_on_the_order_given(rules, children):
    for seed in range(5):
        shuffled = ROWS.sample(frac=1, random_state=seed)
        assert (
            danger.order(shuffled, children, rules.danger)["child_id"].tolist()
            == danger.order(ROWS, children, rules.danger)["child_id"].tolist()
        )


def test_a_child_never_seen_comes_before_the_longest_unseen(rules, children):
    found = danger.order(ROWS.assign(code="CPV-01")[ROWS["child_id"].isin(["C3", "C4", "C9"])], children, rules.danger)
    assert found["child_id"].tolist() == ["C9", "C4", "C3"]


def test_no_rows_is_no_rows(rules, children):
    assert danger.order(ROWS.iloc[:0], children, rules.danger).empty
