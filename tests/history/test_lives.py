"""A flag's life: each end has its evidence, and without evidence there is none."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fscp_readiness.history.lives import LIVES, Evidence, live_on
from fscp_readiness.vocabulary import Answered

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = (dt.date(2026, 11, day) for day in (23, 24, 25, 26))
NONE = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in LIVES.items()})


def finding(record="P1", code="CPV-01", flag=None, team="East", field="", child="C1"):
    return {
        "flag": flag or f"{code}-{record}-{field}", "code": code, "record_table": "ssd_cp_plans", "record_id": record, "field": field,
        "child_id": child, "kind": "practice", "severity": "high", "service": "S1", "team": team,
    }  # fmt: skip


def found(*findings):
    columns = list(finding())
    return pd.DataFrame(list(findings), columns=columns).astype("string")


def seen(*answers, state="asked", rows=("P1", "P2"), changed=(), code="CPV-01"):
    """answers: (record, outcome) or (record, outcome, exempt)."""
    told = [(code, "ssd_cp_plans", record, outcome, *(exempt or [None])) for record, outcome, *exempt in answers]
    frame = pd.DataFrame(told, columns=["code", "record_table", "record_id", "outcome", "exempt"]).astype("string")
    held = {} if rows is None else {"ssd_cp_plans": set(rows)}
    return Evidence({code: Answered(state)} if state else {}, frame, held, changed)


def begun(*findings):
    return live_on(NONE, found(*findings), seen(), MONDAY, None)


def only(lives):
    (row,) = lives.to_dict("records")
    return row


def test_a_flag_begins_on_the_first_night_that_finds_it():
    row = only(begun(finding()))
    assert (row["state"], row["spell"], row["first_seen"].date(), row["last_seen"].date()) == ("open", 1, MONDAY, MONDAY)
    assert pd.isna(row["not_seen_on"]) and pd.isna(row["ended_on"])


def test_a_flag_found_again_goes_on_and_moves_with_its_team():
    row = only(live_on(begun(finding()), found(finding(team="West")), seen(("P1", "not_met")), TUESDAY, MONDAY))
    assert (row["state"], row["team"], row["first_seen"].date(), row["last_seen"].date()) == ("open", "West", MONDAY, TUESDAY)


def test_fault_068_where_two_records_of_one_child_were_made_one_the_flag_is_the_remaining_childs():
    row = only(live_on(begun(finding(child="C1")), found(finding(child="C2")), seen(("P1", "not_met")), TUESDAY, MONDAY))
    assert (row["child_id"], row["spell"], row["first_seen"].date()) == ("C2", 1, MONDAY)


@pytest.mark.parametrize(
    ("evidence", "state"),
    [
        (seen(("P1", "met")), "fixed"),
        (seen(("P2", "met")), "left_cohort"),
        (seen(rows=("P2",)), "vanished"),
        (seen(rows=()), "vanished"),
        (seen(("P1", "met"), rows=("P2",)), "vanished"),
        (seen(("P1", "not_met", "unborn")), "exempt"),
        (seen(("P1", "met", "unborn")), "exempt"),
        (seen(state="crashed"), "unknown"),
        (seen(state="not_assessable"), "unknown"),
        (seen(state="held"), "unknown"),
        (seen(("P1", "met"), rows=None), "unknown"),
        (seen(("P1", "not_recorded")), "unknown"),
        (seen(("P1", "met"), changed=("CPV-01",)), "standard_changed"),
        (seen(state=None), "standard_changed"),
        (seen(("P1", "met"), code="CPV-02"), "standard_changed"),
    ],
    ids=[
        "asked again and right",
        "there and not asked about",
        "the row is gone",
        "the last row of its table is gone",
        "an answer about a row that is gone",
        "exempt",
        "exempt and met",
        "crashed",
        "lacks a column",
        "its table is held",
        "right, in a table that is not tonight's",
        "not found, yet not right",
        "the standard says something else",
        "no such standard any more",
        "another standard's good answer",
    ],
)
def test_fault_069_and_140_why_a_flag_is_no_longer_there(evidence, state):
    row = only(live_on(begun(finding()), found(), evidence, TUESDAY, MONDAY))
    assert row["state"] == state
    assert pd.isna(row["ended_on"]) if state == "unknown" else row["ended_on"].date() == TUESDAY
    assert row["last_seen"].date() == MONDAY


def test_one_field_put_right_ends_its_own_flag_while_the_other_goes_on():
    one, other = finding(code="P06", field="born_on"), finding(code="P06", field="sex")
    lives = live_on(begun(one, other), found(other), seen(("P1", "broken"), code="P06"), TUESDAY, MONDAY)
    assert dict(zip(lives["field"], lives["state"], strict=True)) == {"born_on": "fixed", "sex": "open"}


def test_of_two_wrong_rows_with_one_id_the_one_that_went_has_vanished_and_was_not_put_right():
    one = finding(code="P06", field="born_on")
    lives = live_on(begun(one, {**one, "flag": "another"}), found(one), seen(("P1", "broken"), code="P06"), TUESDAY, MONDAY)
    assert sorted(lives["state"]) == ["open", "vanished"]


def test_a_rule_about_a_whole_table_is_fixed_when_it_ran_and_did_not_break():
    wide = {**finding(code="Q02"), "record_id": "", "record_table": "ssd_cp_plans"}
    assert only(live_on(begun(wide), found(), seen(code="Q02"), TUESDAY, MONDAY))["state"] == "fixed"
    assert only(live_on(begun(wide), found(), seen(code="Q02", state="crashed"), TUESDAY, MONDAY))["state"] == "unknown"
    assert only(live_on(begun(wide), found(), seen(code="Q02", rows=None), TUESDAY, MONDAY))["state"] == "unknown", "its table is held"
    assert only(live_on(begun(wide), found(), seen(code="Q02", rows=()), TUESDAY, MONDAY))["state"] == "fixed", (
        "its table is empty, and may be"
    )


def test_an_unknown_flag_found_again_is_the_same_spell():
    unknown = live_on(begun(finding()), found(), seen(state="crashed"), TUESDAY, MONDAY)
    row = only(live_on(unknown, found(finding()), seen(("P1", "not_met")), WEDNESDAY, TUESDAY))
    assert (row["state"], row["spell"], row["first_seen"].date()) == ("open", 1, MONDAY)


def test_an_unknown_flag_is_fixed_only_by_a_later_night_that_saw_it_right():
    unknown = live_on(begun(finding()), found(), seen(state="crashed"), TUESDAY, MONDAY)
    row = only(live_on(unknown, found(), seen(("P1", "met")), WEDNESDAY, TUESDAY))
    assert (row["state"], row["ended_on"].date(), row["last_seen"].date()) == ("fixed", WEDNESDAY, MONDAY)


def test_what_came_back_is_another_spell_and_the_first_keeps_its_end():
    fixed = live_on(begun(finding()), found(), seen(("P1", "met")), TUESDAY, MONDAY)
    back = live_on(fixed, found(finding()), seen(("P1", "not_met")), THURSDAY, WEDNESDAY)
    assert back["spell"].tolist() == [1, 2] and back["state"].tolist() == ["fixed", "open"]
    assert back["ended_on"].iloc[0].date() == TUESDAY
    assert back["first_seen"].iloc[1].date() == THURSDAY and back["not_seen_on"].iloc[1].date() == WEDNESDAY


def test_after_nights_missed_a_new_flag_says_between_which_days_it_began():
    row = live_on(begun(finding("P2")), found(finding("P1"), finding("P2")), seen(), THURSDAY, MONDAY).iloc[1]
    assert (row["first_seen"].date(), row["not_seen_on"].date()) == (THURSDAY, MONDAY)


def test_an_ended_flag_is_never_touched_again():
    fixed = live_on(begun(finding()), found(), seen(("P1", "met")), TUESDAY, MONDAY)
    assert live_on(fixed, found(), seen(state="crashed"), WEDNESDAY, TUESDAY).equals(fixed)


NIGHT = st.fixed_dictionaries(
    {
        "wrong": st.sets(st.sampled_from(["P1", "P2", "P3"])),
        "gone": st.sets(st.sampled_from(["P1", "P2", "P3"])),
        "state": st.sampled_from(["asked", "asked", "asked", "crashed", "held"]),
        "table": st.booleans(),
    }
)


@settings(deadline=None, max_examples=30)
@given(st.lists(NIGHT, max_size=8))
def test_over_any_nights_nothing_is_lost_and_nothing_is_fixed_unseen(nights):
    """Against a plain replay: for each record the nights that really saw it, and nothing else, decide."""
    lives, before = NONE, None
    truth: dict[str, list[tuple[dt.date, str]]] = {}
    for number, night in enumerate(nights):
        as_at = MONDAY + dt.timedelta(days=number)
        ran = night["state"] == "asked" and night["table"]
        there = {"P1", "P2", "P3"} - night["gone"]
        wrong = night["wrong"] & there if ran else set()
        answers = [(record, "not_met" if record in wrong else "met") for record in sorted(there)] if ran else []
        evidence = seen(*answers, state=night["state"], rows=sorted(there) if night["table"] else None)
        lives = live_on(lives, found(*map(finding, sorted(wrong))), evidence, as_at, before)
        before = as_at
        for record in ("P1", "P2", "P3"):
            if ran:
                what = "wrong" if record in wrong else "right" if record in there else "gone"
                truth.setdefault(record, []).append((as_at, what))
    assert not lives.duplicated(["flag", "spell"]).any()
    for record in ("P1", "P2", "P3"):
        ours = lives[lives["record_id"].eq(record)].sort_values("spell")
        expected = _replayed(truth.get(record, []))
        told = [
            (row["first_seen"].date(), row["last_seen"].date(), row["state"] if row["state"] != "unknown" else "open")
            for row in ours.to_dict("records")
        ]
        assert told == expected


def _replayed(days):
    spells, open_now = [], False
    for day, what in days:
        if what == "wrong":
            if open_now:
                spells[-1] = (spells[-1][0], day, "open")
            else:
                spells.append((day, day, "open"))
            open_now = True
        elif open_now:
            spells[-1] = (*spells[-1][:2], "fixed" if what == "right" else "vanished")
            open_now = False
    return spells


def test_fault_070_a_new_identity_is_another_record_and_nothing_of_the_old_ones_flags_is_carried_to_it():
    lives = live_on(begun(finding()), found(finding(record="P9", child="C9")), seen(("P9", "not_met"), rows=("P9",)), TUESDAY, MONDAY)
    told = {row["record_id"]: (row["child_id"], row["state"], row["first_seen"].date()) for row in lives.to_dict("records")}
    assert told == {"P1": ("C1", "vanished", MONDAY), "P9": ("C9", "open", TUESDAY)}


MOVED = [(("P1", "met"),), (("P2", "met"),), (("P1", "not_met", "unborn"),)]


@pytest.mark.parametrize("answers", MOVED, ids=["right there", "not asked about there", "exempt there"])
def test_fault_063_another_case_system_puts_nothing_right(answers):
    evidence = dataclasses.replace(seen(*answers), another_source=True)
    row = only(live_on(begun(finding()), found(), evidence, TUESDAY, MONDAY))
    assert (row["state"], row["ended_on"].date()) == ("source_changed", TUESDAY)
    assert only(live_on(begun(finding()), found(), seen(*answers), TUESDAY, MONDAY))["state"] != "source_changed"


def test_fault_063_a_flag_that_was_carried_over_goes_on_where_its_standard_could_not_be_asked_yet():
    evidence = dataclasses.replace(seen(state="not_assessable"), another_source=True)
    assert only(live_on(begun(finding()), found(), evidence, TUESDAY, MONDAY))["state"] == "unknown"
    behind = dataclasses.replace(evidence, left_behind=frozenset({finding()["flag"]}))
    assert only(live_on(begun(finding()), found(), behind, TUESDAY, MONDAY))["state"] == "source_changed"


def test_fault_063_an_id_that_both_systems_use_does_not_give_one_records_first_day_to_another():
    evidence = dataclasses.replace(seen(("P1", "not_met")), another_source=True, left_behind=frozenset({finding()["flag"]}))
    lives = live_on(begun(finding()), found(finding()), evidence, TUESDAY, MONDAY)
    told = [(row["state"], row["spell"], row["first_seen"].date()) for row in lives.to_dict("records")]
    assert told == [("source_changed", 1, MONDAY), ("open", 2, TUESDAY)]
