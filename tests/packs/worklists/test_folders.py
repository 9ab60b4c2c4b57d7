"""A team's folder: its id in lower case, other characters as hyphens, a number where two clash."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from fscp_readiness.packs.worklists import folders


def test_fault_112_an_id_in_lower_case_with_hyphens() -> None:
    named = folders(["T01", "Safeguarding West", "no team recorded", "N/E", "Ô"])
    assert named == {
        "T01": "t01", "Safeguarding West": "safeguarding-west", "no team recorded": "no-team-recorded", "N/E": "n-e", "Ô": "-",
    }  # fmt: skip


def test_two_that_clash_have_a_number_and_an_id_that_is_its_own_name_keeps_it() -> None:
    assert folders(["A B", "a b", "a-b", "a-b-2"]) == {"a-b": "a-b", "a-b-2": "a-b-2", "A B": "a-b-3", "a b": "a-b-4"}


def test_no_team_takes_the_folder_of_all_or_a_name_that_windows_keeps() -> None:
    assert folders(["All", "CON", "com1"]) == {"All": "all-2", "CON": "con-2", "com1": "com1-2"}


@given(st.sets(st.text(min_size=1, max_size=90), max_size=12))
def test_every_team_has_a_safe_folder_of_its_own_whatever_the_order(teams: set[str]) -> None:
    named = folders(teams)
    assert set(named) == teams and len(set(named.values())) == len(teams)
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}", name) for name in named.values())
    assert folders(sorted(teams, reverse=True)) == named
