"""What reads a held table keeps the last good night's answers, whole, dated, and about nobody who is restricted since."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.extracts import read
from fscp_readiness.findings import ask_all
from fscp_readiness.findings.carried import Carried
from fscp_readiness.findings.restriction import restricted_children
from fscp_readiness.measures import count
from fscp_readiness.settings.load import load_settings
from fscp_readiness.settings.places import CHECKS
from fscp_readiness.standards import Calendar, discover
from fscp_readiness.synthetic import make_council

BEFORE, TONIGHT = dt.date(2026, 11, 22), dt.date(2026, 11, 23)
CODES = ("CPV-01", "CPV-02", "REF-01", "LAV-02", "V01")


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    folder = tmp_path_factory.mktemp("carried")
    make_council("test", seed=5, as_at=TONIGHT).write(folder)
    tables = read(str(folder), load_settings().sources, as_at=TONIGHT, extracted_on=TONIGHT).tables
    every = discover(CHECKS)
    catalogue = dataclasses.replace(every, standards={code: every[code] for code in CODES})
    before = ask_all(dataclasses.replace(tables, as_at=BEFORE), catalogue, Calendar.read())

    def again(*held, tables=tables, carried=None):
        found = (before.answers, before.in_order, before.states, before.zero_tolerance)
        told = carried or Carried(frozenset(held), BEFORE, *found, frozenset(restricted_children(tables)))
        return ask_all(tables, catalogue, Calendar.read(), carried=told)

    return before, again, tables


def of(found, code, counting="live"):
    keys = ["record_table", "record_id", "outcome", "due_on", "days_over"]
    mine = found.answers[found.answers["code"].eq(code) & found.answers["counting"].eq(counting)]
    return sorted(map(str, mine[keys].to_numpy().tolist()))


def state(found, code, counting="live"):
    return found.states.set_index(["code", "counting"]).loc[(code, counting)].tolist()


def test_answers_of_what_reads_a_held_table_are_the_last_night_s_to_the_row(asked):
    before, again, _ = asked
    found = again("cp_visits")
    for counting in ("live", "period"):
        assert of(found, "CPV-01", counting) == of(before, "CPV-01", counting)
        assert state(found, "CPV-01", counting) == [
            "held", "As at 22 November 2026, not comparable tonight: ssd_cp_visits is held at its last good copy. [SRC-09]",
        ]  # fmt: skip


def test_what_reads_other_tables_is_asked_tonight(asked):
    _, again, _ = asked
    found = again("cp_visits")
    assert state(found, "REF-01") == ["asked", ""] and state(found, "LAV-02") == ["asked", ""]


def test_where_nothing_is_held_nothing_is_carried(asked):
    _, again, _ = asked
    assert set(again().states["state"]) == {"asked"}


def test_children_who_decide_the_word_stay_counted_by_the_last_night_and_the_condition_says_held(asked):
    before, again, _ = asked
    found = again("cp_visits", "care_visits")
    states = found.conditions.set_index("condition")["state"]
    assert states[2] == states[3] == "held" and states[1] == "asked"
    for number in (2, 3):
        held, last = (each.zero_tolerance[each.zero_tolerance["condition"].eq(number)]["child_id"] for each in (found, before))
        assert set(held) == set(last)


def test_a_standard_that_crashed_last_night_has_nothing_to_carry_and_blank_counts(asked):
    before, again, _ = asked
    states = before.states.assign(state=before.states["state"].mask(before.states["code"].eq("CPV-01"), "crashed"))
    found = again(carried=Carried(frozenset({"cp_visits"}), BEFORE, before.answers, before.in_order, states, before.zero_tolerance))
    assert of(found, "CPV-01") == [] and state(found, "CPV-01")[0] == "held" and "no earlier answer" in state(found, "CPV-01")[1]


def test_held_a_second_night_it_still_names_the_night_its_answers_are_of(asked):
    _, again, _ = asked
    first = again("cp_visits")
    second = again(carried=Carried(frozenset({"cp_visits"}), TONIGHT, first.answers, first.in_order, first.states, first.zero_tolerance))
    assert state(second, "CPV-01") == state(first, "CPV-01") and of(second, "CPV-01") == of(first, "CPV-01")


def test_fault_072_a_child_restricted_since_is_in_no_list_though_the_answers_are_last_night_s(asked):
    before, again, tables = asked
    listed = before.rows[before.rows["code"].eq("CPV-01") & ~before.rows["restricted"]]
    child = listed["child_id"].iloc[0]
    frames = dict(tables.frames)
    old = frames["restricted_records"]
    row = {"child_id": child, "restricted_from": pd.Timestamp(TONIGHT)}
    frames["restricted_records"] = pd.concat([old, pd.DataFrame([row])], ignore_index=True)[old.columns].astype(old.dtypes)
    found = again("cp_visits", tables=dataclasses.replace(tables, frames=frames))
    mine = found.rows[found.rows["child_id"].eq(child)]
    assert len(mine) and mine["restricted"].all()


def test_rows_that_kept_to_a_rule_which_reads_a_held_table_are_counted_as_on_the_last_night(asked):
    before, again, _ = asked
    found = again("cp_visits")
    assert state(found, "V01")[0] == "held" and before.in_order["times"].sum() > 0
    pd.testing.assert_frame_equal(found.in_order, before.in_order)


def test_fault_072_with_a_child_restricted_since_they_count_for_the_whole_council_alone(asked):
    before, again, _ = asked
    found = (before.answers, before.in_order, before.states, before.zero_tolerance)
    told = Carried(frozenset({"cp_visits"}), BEFORE, *found, frozenset({"C000001"}))
    closed = again(carried=told).in_order
    assert closed["restricted"].isna().all() and closed["times"].sum() == before.in_order["times"].sum()
    settings = load_settings()
    counted = count(before.answers, before.states, discover(CHECKS), settings.readiness, None, as_at=TONIGHT, in_order=closed)
    assert set(counted[counted["code"].eq("V01")]["scope"]) == {"all"}
    assert int(counted[counted["code"].eq("V01")]["met"].iloc[0]) == before.in_order["times"].sum()
