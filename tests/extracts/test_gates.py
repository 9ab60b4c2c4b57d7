"""Each gate lets an ordinary night by, stops the night it is for, and says so without a value of any record."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pandas as pd
import pytest

from fscp_readiness.extracts.gates import CLOSED_BY, Before, Beside, gated, in_english
from fscp_readiness.settings.gates import Gates
from fscp_readiness.settings.places import CONFIG
from fscp_readiness.tables import ALL, BY_NAME, DTYPES, Type, table

AS_AT = dt.date(2016, 5, 24)
YESTERDAY = dt.date(2016, 5, 23)
CHOSEN = Gates.load(CONFIG / "gates.toml")


def day(back: int) -> dt.date:
    """So many days before tonight."""
    return AS_AT - dt.timedelta(days=back)


def frame_of(name: str, **columns: list) -> pd.DataFrame:
    declared = table(name)
    return pd.DataFrame(
        {
            column: pd.Series([pd.NA if value is None else value for value in values], dtype="object").astype(
                DTYPES[declared.column(column).type]
            )
            for column, values in columns.items()
        }
    )


def plans(numbers: range, ended: dict[int, dt.date] | None = None, **columns: list) -> pd.DataFrame:
    """Child protection plans begun over the ten months before, one a child, all open but those that ended."""
    made = {
        "plan_id": [f"P{n}" for n in numbers],
        "child_id": [f"C{n:06}" for n in numbers],
        "started_on": [day(7 * n % 300) for n in numbers],
        "ended_on": [(ended or {}).get(n) for n in numbers],
        "latest_category": ["NEG" for _ in numbers],
    }
    return frame_of("cp_plans", **{**made, **columns})


def contacts(days: list[int], first: int = 0) -> pd.DataFrame:
    """Contacts, each so many days ago."""
    numbers = range(first, first + len(days))
    return frame_of(
        "contacts", contact_id=[f"K{n}" for n in numbers], child_id=[f"C{n:06}" for n in numbers], contacted_on=[day(back) for back in days]
    )


def in_need(teams: list[str | None], first: int = 0) -> pd.DataFrame:
    """Child in need plans, all open, by their teams."""
    numbers = range(first, first + len(teams))
    return frame_of(
        "cin_plans", plan_id=[f"P{n}" for n in numbers], child_id=[f"C{n:06}" for n in numbers],
        started_on=[day(100 + n) for n in numbers], ended_on=[None for _ in numbers], team_id=teams,
    )  # fmt: skip


def asked(
    name: str, tonight: pd.DataFrame, before: pd.DataFrame | None, usual: float = 0, also: Beside | None = None, chosen: Gates = CHOSEN
):
    then = None if before is None else Before(before, usual, YESTERDAY)
    return gated(table(name), tonight, then, chosen, AS_AT, also)


def failed(*args, **named) -> dict[str, str]:
    """gate -> its code."""
    return {one.gate: one.code for one in asked(*args, **named).failed}


def sentence(gate: str, *args, **named) -> str:
    return next(one.sentence for one in asked(*args, **named).failed if one.gate == gate)


# ---- churn


def test_an_ordinary_night_fails_nothing():
    before = plans(range(300))
    tonight = plans(range(306), ended={3: YESTERDAY, 4: AS_AT, 5: AS_AT, 6: YESTERDAY})
    done = asked("cp_plans", tonight, before)
    assert (done.vanished, done.failed) == (0, ())


def test_fault_009_a_half_loaded_table_is_told_by_the_ids_that_went_without_an_end():
    before, tonight = plans(range(312)), plans(range(41, 312))
    assert asked("cp_plans", tonight, before).vanished == 41
    assert failed("cp_plans", tonight, before) == {"churn": "SRC-09"}
    said = "Child protection plans: 41 of 312 children open yesterday are missing with no end date."
    assert sentence("churn", "cp_plans", tonight, before) == said


def test_fault_015_a_view_that_leaves_some_out_fails_though_new_rows_make_up_the_number():
    assert failed("cp_plans", plans(range(5, 105)), plans(range(100))) == {"churn": "SRC-09"}


@pytest.mark.parametrize(
    ("usual", "gone", "fails"), [(0, 2, False), (0, 3, True), (1, 6, False), (1, 7, True), (4, 14, False), (4, 15, True)]
)
def test_churn_begins_above_what_is_usual_and_five_times_its_square_root(usual, gone, fails):
    assert ("churn" in failed("cp_plans", plans(range(gone, 200)), plans(range(200)), usual=usual)) is fails


def test_after_a_gap_as_many_may_be_gone_as_usual_each_night():
    before = Before(plans(range(200)), 1.0, day(10))
    tonight = [gated(table("cp_plans"), plans(range(gone, 200)), before, CHOSEN, AS_AT) for gone in (15, 16)]
    assert [bool(done.failed) for done in tonight] == [False, True]
    assert "open on 14 May 2016" in tonight[1].failed[0].sentence


def test_a_copy_without_a_date_is_of_the_night_before():
    before = Before(plans(range(20), ended=dict.fromkeys(range(10), YESTERDAY)), 0)
    assert gated(table("cp_plans"), plans(range(10, 20)), before, CHOSEN, AS_AT).vanished == 0


def test_ids_that_had_closed_before_may_go():
    before = plans(range(100), ended={n: day(30) for n in range(40)})
    assert asked("cp_plans", plans(range(40, 100)), before).vanished == 0


def test_an_end_still_to_come_last_night_leaves_the_id_open():
    before = plans(range(100), ended=dict.fromkeys(range(10), AS_AT))
    assert asked("cp_plans", plans(range(10, 100)), before).vanished == 10


def test_of_events_without_an_end_every_id_is_to_stay():
    before = contacts([n % 60 for n in range(200)])
    tonight = before.iloc[9:].reset_index(drop=True)
    assert sentence("churn", "contacts", tonight, before) == "Contacts: 9 of 200 children there yesterday are missing."


def test_the_oldest_days_of_a_moving_window_may_roll_off():
    before = contacts([180] * 30 + [n % 180 for n in range(400)])
    tonight = before[before["contacted_on"] > pd.Timestamp(day(180))].reset_index(drop=True)
    assert asked("contacts", tonight, before).vanished == 0
    some = before[(before["contacted_on"] > pd.Timestamp(day(180))) | (before.index % 2 == 0)].reset_index(drop=True)
    assert asked("contacts", some, before).vanished == 15, "a day of which some rows are there has not rolled off"


def test_months_at_once_or_young_rows_do_not_roll_off():
    years = contacts([n * 3 for n in range(400)])
    assert asked("contacts", years[years["contacted_on"] > pd.Timestamp(day(900))].reset_index(drop=True), years).vanished > 50
    young = contacts(list(range(60)))
    assert asked("contacts", young[young["contacted_on"] > pd.Timestamp(day(40))].reset_index(drop=True), young).vanished == 20


def test_a_made_id_that_changes_with_its_row_is_not_gone():
    columns = {"contact_id": [f"K{n}" for n in range(50)], "referral_id": [None] * 50}
    before = frame_of("contact_decisions", contact_decision_id=[f"K{n}//" for n in range(50)], **columns, decided_on=[None] * 50)
    tonight = frame_of(
        "contact_decisions", contact_decision_id=[f"K{n}//2016-05-24" for n in range(50)], **columns, decided_on=[AS_AT] * 50
    )
    assert asked("contact_decisions", tonight, before).vanished == 0
    assert asked("contact_decisions", tonight.iloc[10:].reset_index(drop=True), before).vanished == 10


def test_every_table_with_an_end_of_its_own_says_which():
    for name, column in CLOSED_BY.items():
        assert table(name).column(column).type is Type.DATE
    endings = {"ended_on", "closed_on", "to_on", "left_on", "resolved_on", "valid_to", "restricted_to", "missing_to"}
    without = {declared.name for declared in ALL if declared.name not in CLOSED_BY and endings & {column.name for column in declared}}
    assert without == {"audits"}, "an audit that is resolved stays: it is an event"


# ---- collapse, emptied


def test_fewer_than_half_the_rows_is_a_collapse_at_any_size():
    assert failed("cp_plans", plans(range(1)), plans(range(3))) == {"collapse": "SRC-09"}
    closed = {n: day(30) for n in range(1000)}
    assert failed("cp_plans", plans(range(499), closed), plans(range(1000), closed)) == {"collapse": "SRC-09"}
    assert failed("cp_plans", plans(range(500), closed), plans(range(1000), closed)) == {}


def test_fault_064_a_table_of_five_rows_or_more_does_not_empty_in_a_night():
    closed = {n: day(30) for n in range(9)}
    none = plans(range(0))
    assert failed("cp_plans", none, plans(range(5), closed)) == {"emptied": "SCH-64"}
    assert failed("cp_plans", none, plans(range(4), closed)) == {}
    assert failed("cp_plans", none, none) == {} and failed("cp_plans", none, None) == {}


def test_fault_071_restricted_records_that_go_without_an_end_are_never_believed():
    def restricted(numbers: range, to: dt.date | None = None) -> pd.DataFrame:
        ids = [f"C{n:06}" for n in numbers]
        return frame_of("restricted_records", child_id=ids, restricted_from=[day(300)] * len(ids), restricted_to=[to] * len(ids))

    assert failed("restricted_records", restricted(range(1, 4)), restricted(range(4))) == {"churn": "SEC-71"}
    assert failed("restricted_records", restricted(range(0)), restricted(range(1), YESTERDAY)) == {"emptied": "SEC-71"}
    assert failed("restricted_records", restricted(range(4), YESTERDAY), restricted(range(4))) == {}


# ---- columns and what stands in them


def test_fault_057_a_column_that_was_there_last_night_is_asked_for():
    before = plans(range(20))
    tonight = before.drop(columns="latest_category")
    assert failed("cp_plans", tonight, before) == {"columns": "SCH-57"}
    assert "cppl_cp_plan_latest_category is a column that the table had yesterday" in sentence("columns", "cp_plans", tonight, before)
    assert failed("cp_plans", before, tonight) == {} and failed("cp_plans", tonight, None) == {}


def test_without_the_column_that_names_its_rows_nothing_else_is_asked():
    before = plans(range(20))
    assert failed("cp_plans", before.drop(columns="plan_id"), before) == {"columns": "SCH-57"}


def test_fault_059_dates_that_became_text_hold_the_table():
    before = plans(range(300))
    begun = before["started_on"].mask(before.index < 6)
    tonight, bad = before.assign(started_on=begun), {"started_on": frozenset(f"P{n}" for n in range(6))}
    assert failed("cp_plans", tonight, before, also=Beside(unreadable=bad)) == {"types": "SCH-59"}
    assert "6 of 300 values of cppl_cp_plan_start_date can no longer be read as dates" in sentence(
        "types", "cp_plans", tonight, before, also=Beside(unreadable=bad)
    )
    few = before.assign(started_on=before["started_on"].mask(before.index < 3))
    assert failed("cp_plans", few, before, also=Beside(unreadable={"started_on": frozenset({"P0", "P1", "P2"})})) == {}
    assert failed("cp_plans", tonight, tonight, also=Beside(unreadable=bad)) == {}, "what could not be read before is no news"


def test_fault_059_on_the_first_night_a_column_of_which_most_cannot_be_read():
    tonight = plans(range(30))
    bad = frozenset(f"P{n}" for n in range(20))
    begun = tonight["started_on"].mask(tonight.index < 20)
    assert failed("cp_plans", tonight.assign(started_on=begun), None, also=Beside(unreadable={"started_on": bad})) == {"types": "SCH-59"}
    assert failed("cp_plans", tonight, None, also=Beside(unreadable={"started_on": frozenset(list(bad)[:4])})) == {}


def test_fault_060_a_new_code_on_new_rows_holds_nothing():
    before = plans(range(100))
    tonight = plans(range(120), latest_category=["NEG"] * 100 + [None] * 20)
    new = Beside(unreadable={"latest_category": frozenset(f"P{n}" for n in range(100, 120))})
    assert failed("cp_plans", tonight, before, also=new) == {}


def test_fault_061_a_list_of_codes_that_was_replaced_holds_the_table():
    before = plans(range(100))
    tonight = plans(range(100), latest_category=[None] * 8 + ["NEG"] * 92)
    new = Beside(unreadable={"latest_category": frozenset(f"P{n}" for n in range(8))})
    assert failed("cp_plans", tonight, before, also=new) == {"new_codes": "SCH-60"}
    few = plans(range(100), latest_category=[None] * 4 + ["NEG"] * 96)
    assert failed("cp_plans", few, before, also=new) == {}


def test_values_that_were_there_last_night_and_are_blank_hold_the_table():
    before = plans(range(40))
    tonight = plans(range(40), latest_category=[None] * 5 + ["NEG"] * 35)
    assert failed("cp_plans", tonight, before) == {"nulls": "SRC-15"}
    assert failed("cp_plans", plans(range(30), latest_category=[None] * 4 + ["NEG"] * 26), plans(range(30))) == {}
    assert failed("cp_plans", plans(range(80), latest_category=[None] * 8 + ["NEG"] * 72), plans(range(80))) == {}


def test_new_rows_that_are_still_blank_are_no_jump():
    before = plans(range(20))
    assert failed("cp_plans", plans(range(30), latest_category=["NEG"] * 20 + [None] * 10), before) == {}


def test_fault_065_a_whole_team_that_is_missing_is_named():
    before = in_need(["East"] * 40 + ["West"] * 5)
    tonight = in_need(["East"] * 40)
    assert failed("cin_plans", tonight, before)["team_missing"] == "SCH-65"
    said = "Child in need plans: no row tonight of team West (5); rows yesterday in brackets."
    assert sentence("team_missing", "cin_plans", tonight, before) == said
    assert "team_missing" not in failed("cin_plans", tonight, in_need(["East"] * 40 + ["West"] * 4))


def test_fault_065_a_team_whose_children_another_team_took_is_not_missing():
    assert failed("cin_plans", in_need(["East"] * 45), in_need(["East"] * 40 + ["West"] * 5)) == {}


def test_a_team_of_its_own_table_is_a_row_and_no_team():
    before = frame_of("teams", team_id=["East", "West", "West", "West", "West", "West"])
    assert "team_missing" not in failed("teams", before.iloc[:1], before)


def test_fault_066_many_duplicates_hold_the_table_and_a_few_do_not():
    before = plans(range(100))
    five, four = (pd.concat([before, before.iloc[:n]], ignore_index=True) for n in (5, 4))
    assert failed("cp_plans", five, before) == {"duplicate_keys": "SCH-66"}
    assert failed("cp_plans", four, before) == {}
    assert failed("cp_plans", five, five) == {}, "as many as last night is no jump"


def test_fault_066_on_the_first_night_a_table_loaded_twice():
    once = plans(range(30))
    assert failed("cp_plans", pd.concat([once, once], ignore_index=True), None) == {"duplicate_keys": "SCH-66"}
    assert failed("cp_plans", pd.concat([once, once.iloc[:9]], ignore_index=True), None) == {}


def test_rows_whose_id_stands_twice_are_not_laid_side_by_side():
    once = plans(range(40))
    twice = once.iloc[:5].assign(started_on=once["started_on"].iloc[:5] - pd.Timedelta(days=1))
    assert failed("cp_plans", once, pd.concat([once, twice], ignore_index=True)) == {}
    assert failed("cp_plans", pd.concat([twice, once], ignore_index=True), once) == {"duplicate_keys": "SCH-66"}


# ---- orphans, dates, freshness


def people(numbers: range) -> Beside:
    return Beside(frames={"people": frame_of("people", child_id=[f"C{n:06}" for n in numbers])})


def test_fault_088_a_jump_of_rows_whose_child_is_nobody_holds_the_table():
    before = plans(range(100))
    strangers = plans(range(100), child_id=[f"X{n}" for n in range(6)] + [f"C{n:06}" for n in range(6, 100)])
    assert failed("cp_plans", strangers, before, also=people(range(100))) == {"orphans": "SCH-88"}
    assert "6 of 100 values of cppl_person_id are in no row of people tonight" in sentence(
        "orphans", "cp_plans", strangers, before, also=people(range(100))
    )
    assert failed("cp_plans", strangers, strangers, also=people(range(100))) == {}
    assert failed("cp_plans", strangers, before) == {}, "without people nothing is asked"


def test_a_short_table_of_people_is_told_of_people_and_not_of_every_table():
    assert failed("cp_plans", plans(range(100)), plans(range(100)), also=people(range(50))) == {}


def test_on_the_first_night_rows_of_which_most_are_of_nobody():
    assert failed("cp_plans", plans(range(20)), None, also=people(range(9))) == {"orphans": "SCH-88"}
    assert failed("cp_plans", plans(range(20)), None, also=people(range(10))) == {}


def test_a_jump_of_rows_dated_ahead_holds_the_table():
    before = contacts([1 + n % 30 for n in range(40)])
    tonight = pd.concat([before, contacts([-3] * 5, first=40)], ignore_index=True)
    assert failed("contacts", tonight, before) == {"dates": "SCH-74"}
    assert failed("contacts", pd.concat([before, contacts([-3] * 4, first=40)], ignore_index=True), before) == {}
    assert failed("contacts", tonight, tonight) == {}, "as many as last night is no jump"
    assert failed("contacts", contacts([-3] * 5), None) == {"dates": "SCH-74"}


def test_dates_that_all_moved_hold_the_table():
    before = plans(range(40))
    moved = before["started_on"].where(before.index >= 5, before["started_on"] - pd.Timedelta(days=1))
    assert failed("cp_plans", before.assign(started_on=moved), before) == {"dates": "SCH-59"}
    four = before["started_on"].where(before.index >= 4, before["started_on"] - pd.Timedelta(days=1))
    assert failed("cp_plans", before.assign(started_on=four), before) == {}


def test_fault_011_a_newest_day_older_than_last_nights_holds_the_table():
    before = contacts([200, 150, 100, 50, 5, 4])
    assert failed("contacts", before.iloc[:4], before) == {"freshness": "SRC-11"}
    assert failed("contacts", before.iloc[:5], before) == {}, "one row may be put right"


def test_fault_010_nothing_new_for_days_where_there_is_something_nearly_every_day():
    daily = contacts([n + 11 for n in range(120)])
    assert failed("contacts", daily, None) == {"freshness": "SRC-10"}
    assert failed("contacts", contacts([n + 10 for n in range(120)]), None) == {}
    assert failed("contacts", contacts([2 * n + 11 for n in range(120)]), None) == {}, "every second day is not nearly every day"
    own = CHOSEN.model_copy(update={"tables": {"contacts": CHOSEN.of("x").model_copy(update={"behind_days": 3})}})
    assert failed("contacts", contacts([2 * n + 4 for n in range(60)]), None, chosen=own) == {"freshness": "SRC-10"}


# ---- every gate


def test_the_first_night_asks_nothing_that_needs_a_memory():
    done = asked("cp_plans", plans(range(2), ended={0: day(3)}), None)
    assert (done.vanished, done.failed) == (0, ())


def test_blank_ids_are_nobodys():
    before = plans(range(10), plan_id=[None] * 5 + [f"P{n}" for n in range(5, 10)])
    assert asked("cp_plans", plans(range(5, 10)), before).vanished == 0


def test_an_empty_and_a_bare_frame_are_taken_for_every_table():
    for declared in BY_NAME.values():
        bare = frame_of(declared.name, **{declared.key: ["A1", "A2", "A3"]})
        for tonight, before in ((bare, bare), (bare.iloc[:0], bare), (bare, bare.iloc[:0]), (bare.iloc[:0], None)):
            assert not [one for one in asked(declared.name, tonight, before).failed if one.gate not in ("churn", "emptied")]


def test_no_sentence_holds_a_value_of_a_record():
    before = plans(range(100), latest_category=["NEG"] * 100)
    tonight = plans(range(50, 90), child_id=["X1"] * 40, latest_category=[None] * 40, started_on=[day(-4)] * 40)
    said = " ".join(one.sentence for one in asked("cp_plans", tonight, before, also=people(range(100))).failed)
    assert said.count("Child protection plans:") >= 5
    for value in ("C0000", "P5", "X1", "NEG", "2016"):
        assert value not in said


def test_tables_are_called_by_their_english_names():
    assert [in_english(table(name)) for name in ("cin_visits", "sdq_scores")] == ["Child in need visits", "SDQ scores"]


def test_what_came_in_is_left_as_it_was():
    before, tonight = plans(range(30)), plans(range(10, 40))
    kept = before.copy(), tonight.copy()
    asked("cp_plans", tonight, before)
    pd.testing.assert_frame_equal(before, kept[0])
    pd.testing.assert_frame_equal(tonight, kept[1])


def test_a_result_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        asked("cp_plans", plans(range(3)), None).vanished = 3
