"""Whose record is restricted: by the child's id however it is spelt, and through whatever the row names."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.findings.restriction import about_restricted, restricted_children, restriction_known
from fscp_readiness.standards.examples import read_examples

WORLD = """
as at 2016-05-24

people
child_id | born_on
C1       | 2010-01-01
C2       | 2010-01-01
C3       | 2010-01-01

restricted_records
child_id | restricted_from | restricted_to
C1       | 2016-01-01      |
C2       | 2016-01-01      | 2016-05-01
C3       | 2016-05-25      |

cp_plans
plan_id | child_id | started_on
P1      | c1       | 2016-03-01
P2      | C2       | 2016-03-01

cp_visits
visit_id | plan_id | child_id | visited_on
V1       | P1      |          | 2016-05-01
V2       | P2      |          | 2016-05-01
"""
TABLES = read_examples(WORLD)[0].tables


def test_a_restriction_stands_while_it_has_no_end_and_has_begun():
    assert list(restricted_children(TABLES)) == ["C1"]


@pytest.mark.parametrize(("child", "hidden"), [("C1", True), ("c1", True), (" C1 ", True), ("C2", False), ("C3", False), (pd.NA, False)])
def test_by_the_childs_id_case_and_spaces_aside(child: object, hidden: bool):
    assert list(about_restricted(pd.Series([child], dtype="string"), TABLES)) == [hidden]


def test_a_visit_with_no_child_on_a_restricted_childs_plan_is_restricted():
    found = about_restricted(
        pd.Series([pd.NA, pd.NA], dtype="string"), TABLES, pd.Series(["ssd_cp_visits", "ssd_cp_visits"]), pd.Series(["V1", "V2"])
    )
    assert list(found) == [True, False]


def test_a_restriction_whose_child_cannot_be_read_could_be_anybodys():
    assert restriction_known(TABLES)
    for child in ("#N/A", ""):
        broken = read_examples(WORLD.replace("C2       | 2016-01-01      | 2016-05-01", f"{child} | 2016-01-01 |"))[0].tables
        assert not restriction_known(broken)
    assert not restriction_known(read_examples("as at 2016-05-24\n\npeople\nchild_id | born_on\nC1 | 2010-01-01\n")[0].tables)
