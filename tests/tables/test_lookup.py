"""Looking up and matching by keys that may be blank."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.tables import matched

PLANS = pd.DataFrame({"plan_id": ["P1", "P2"], "child_id": ["C1", None]}, dtype="string")
VISITS = pd.DataFrame({"visit_id": ["V1", "V2"], "child_id": ["C1", None]}, dtype="string")


def test_two_records_that_name_no_child_are_not_the_same_child_s():
    assert matched(PLANS, VISITS, on="child_id")["visit_id"].tolist() == ["V1"]
    left = matched(PLANS, VISITS, on=["child_id"], how="left")
    assert left["plan_id"].tolist() == ["P1", "P2"] and left["visit_id"].fillna("").tolist() == ["V1", ""]


@pytest.mark.parametrize("which", [{"left_on": "child_id", "right_on": "whose"}, {"left_on": ["child_id"], "right_on": ["whose"]}])
def test_nor_where_the_two_sides_name_it_differently(which):
    assert matched(PLANS, VISITS.rename(columns={"child_id": "whose"}), **which)["visit_id"].tolist() == ["V1"]


def test_a_record_without_an_id_finds_what_was_made_of_it():
    plans = pd.DataFrame({"plan_id": ["P1", None], "ended": [1, 2]})
    made = plans[["plan_id"]].assign(gap=[10, 20])
    assert matched(plans, made, on="plan_id", same_records=True)["gap"].tolist() == [10, 20]
