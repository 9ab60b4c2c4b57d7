"""A flag is the same every night, different for different things, and tells nothing without the key."""

from __future__ import annotations

import pandas as pd
import pytest

from fscp_readiness.history import flag, flags

KEY = bytes(range(32))


def findings(*rows: tuple[str, str, str | None, str | None, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["code", "record_table", "record_id", "field", "outcome"]).astype("string")


def test_a_flag_is_what_it_has_always_been() -> None:
    """A change here gives every flag another name, so every age, owner and exception is lost: never without a migration."""
    assert flag(KEY, "CPV-01", "ssd_cp_plans", "P1") == "0e681983968aa854"


@pytest.mark.parametrize("other", [("CPV-02", "t", "r", ""), ("CPV-01", "u", "r", ""), ("CPV-01", "t", "s", ""), ("CPV-01", "t", "r", "e")])
def test_another_standard_record_or_episode_has_another_flag(other: tuple[str, str, str, str]) -> None:
    assert flag(KEY, *other) != flag(KEY, "CPV-01", "t", "r", "")


def test_parts_that_run_together_are_told_apart() -> None:
    assert flag(KEY, "A", "b", "cd") != flag(KEY, "A", "bc", "d")
    assert flag(KEY, "A", 'b","c', "d") != flag(KEY, "A", "b", 'c","d')


def test_another_key_gives_other_flags() -> None:
    assert flag(KEY, "A", "b", "c") != flag(bytes(32), "A", "b", "c")


def test_a_practice_flag_keeps_its_name_when_another_field_is_at_fault() -> None:
    monday = flags(KEY, findings(("CPV-01", "ssd_cp_plans", "P1", "cppv_cp_visit_date", "not_met")))
    tuesday = flags(KEY, findings(("CPV-01", "ssd_cp_plans", "P1", None, "not_recorded")))
    assert monday.tolist() == tuesday.tolist()


def test_two_fields_that_break_a_rule_are_two_flags() -> None:
    fields = ("pers_sex", "pers_ethnicity")
    made = flags(KEY, findings(*[("Q04", "ssd_person", "C000001", field, "broken") for field in fields]))
    assert made.is_unique


def test_rows_alike_in_everything_still_have_flags_of_their_own() -> None:
    twice = findings(*[("P01", "ssd_person", None, "pers_person_id", "broken")] * 3)
    assert flags(KEY, twice).is_unique
    assert flags(KEY, twice).iloc[0] == flags(KEY, twice.iloc[:1]).iloc[0]


def test_no_findings_no_flags() -> None:
    assert flags(KEY, findings()).tolist() == []
