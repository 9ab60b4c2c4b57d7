"""Twelve nights lived through the real path, beside a plain replay of the truth. ``python -m tests.lived`` lives eighty."""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from . import living
from .compare import differences, ends, fixed_untruly, gap_flags, month_differences, told_of
from .living import Lived, dump, live_through, refusal
from .replay import UNKNOWN, VANISHED
from .script import CRASHED, CRASHES, HALF, HALF_LOADED, NO_COLUMN, NOT_ANSWERABLE, OUTAGE, fortnight, spring


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    return live_through(fortnight(), tmp_path_factory.mktemp("lived"))


def the_night(lived: Lived, goes: str) -> dt.date:
    return next(night.as_at for night in lived.stretch.nights if night.goes == goes)


def lives(lived: Lived, night: dt.date) -> pd.DataFrame:
    store = lived.store()
    found = store.lives(night)
    store.close()
    return found


def test_on_every_night_the_history_says_of_every_flag_what_is_true(lived: Lived):
    assert list(differences(lived)) == []
    assert {"open", "fixed", "left_cohort", "vanished", "exempt", "standard_changed"} <= set(ends(lived)), "the script shows every end"
    assert any(len(spells) > 1 for spells in lived.replay.flags.values()), "and a flag that comes back"
    for name in ("team", "child"):
        said = {
            (key, spell.number, getattr(spell, name))
            for flags in lived.replay.after.values()
            for key, each in flags.items()
            for spell in each
        }
        assert len(said) > len({which[:2] for which in said}), f"and one whose {name} is another"


def test_no_flag_ever_says_fixed_on_a_night_when_its_record_was_not_right(lived: Lived):
    assert list(fixed_untruly(lived)) == []


def test_a_months_points_are_those_of_the_truth_on_its_last_night(lived: Lived):
    assert list(month_differences(lived)) == []


def test_fault_092_the_night_of_twenty_five_hours_is_one_night_and_hours_are_those_that_passed(lived: Lived):
    store = lived.store()
    runs = store.runs()
    store.close()
    assert runs["as_at"].tolist().count("2026-10-25") == 1 and not runs["as_at"].duplicated().any()
    late = lives(lived, dt.date(2026, 10, 30))
    late = late[late["record_id"].eq("MISL-000001")]
    assert late["first_seen"].dt.date.tolist() == [dt.date(2026, 10, 25)], "72 hours were up at half past eleven that night"


def test_fault_093_in_the_night_of_twenty_three_hours_seventy_two_have_not_passed_yet(tmp_path):
    days = [dt.date(2027, 3, 28), dt.date(2027, 3, 29)]
    made = spring()
    few = replace(made, codes=("MIS-01",), nights=tuple(night for night in made.nights if night.as_at in days))
    lived = live_through(few, tmp_path)
    assert list(differences(lived)) == []
    begun = lives(lived, days[-1])
    assert begun[begun["record_id"].eq("MISL-000001")]["first_seen"].dt.date.tolist() == [days[-1]], (
        "half past midnight, not half past eleven"
    )


def test_fault_096_a_night_lived_in_another_zone_leaves_the_history_that_is_true(lived: Lived):
    elsewhere = [night.as_at for night in lived.stretch.lived if night.zone]
    assert elsewhere and all(lived.replay.after[night] for night in elsewhere)
    assert not [line for line in differences(lived) if line[:10] in {night.isoformat() for night in elsewhere}]


def test_fault_101_a_night_missed_is_a_gap_and_what_began_then_says_between_which_days(lived: Lived):
    missed = the_night(lived, OUTAGE)
    store = lived.store()
    assert missed.isoformat() not in set(store.runs()["as_at"])
    store.close()
    before, after = missed - dt.timedelta(days=1), missed + dt.timedelta(days=1)
    since = lives(lived, after)
    begun = since[since["first_seen"].dt.date.eq(after)]
    assert len(begun) and begun["not_seen_on"].dt.date.eq(before).all()


def test_fault_102_after_thirty_days_off_there_is_one_night_and_no_replay_of_the_others(lived: Lived):
    last, before = lived.stretch.nights[-1].as_at, lived.stretch.nights[-2].as_at
    assert (last - before).days == 31
    store = lived.store()
    assert store.runs()["as_at"].tolist()[-2:] == [before.isoformat(), last.isoformat()]
    store.close()
    assert [began for _, not_seen, began in gap_flags(lived) if not_seen == before] == [last] * len(
        [began for _, not_seen, began in gap_flags(lived) if began == last]
    )
    kept = lives(lived, last)
    assert (kept["first_seen"].dt.date < last).any() and kept["ended_on"].dropna().dt.date.isin(lived.truths).all()


def test_fault_103_the_same_night_again_changes_nothing(lived: Lived, tmp_path):
    again = copied(lived, tmp_path)
    before = dump(again)
    living.live_again(again, lived.stretch.nights[-1])
    assert dump(again) == before


def test_fault_009_a_half_loaded_table_is_held_and_its_flags_are_unknown_until_it_is_whole(lived: Lived):
    night = the_night(lived, HALF_LOADED)
    assert not lived.believed
    before, then, after = (lives(lived, night + dt.timedelta(days=n)) for n in (-1, 0, 1))
    stood = before[before["record_table"].eq(HALF) & before["state"].eq("open")]
    assert len(stood)
    now = then.merge(stood[["flag", "spell"]], on=["flag", "spell"])
    assert set(now["state"]) == {UNKNOWN} and now["ended_on"].isna().all()
    assert not (after["record_table"].eq(HALF) & after["state"].eq(VANISHED)).any()
    assert UNKNOWN not in set(after["state"])


def test_a_check_that_crashed_ends_no_flag(lived: Lived):
    night = the_night(lived, CRASHED)
    before, then, after = (lives(lived, night + dt.timedelta(days=n)) for n in (-1, 0, 1))
    stood = before[before["code"].eq(CRASHES) & before["state"].eq("open")]
    assert len(stood)
    now = then.merge(stood[["flag", "spell"]], on=["flag", "spell"])
    assert set(now["state"]) == {UNKNOWN} and now["ended_on"].isna().all()
    assert UNKNOWN not in set(after["state"])


def test_fault_057_without_a_column_what_rests_on_it_is_unknown_and_then_goes_on(lived: Lived):
    night = the_night(lived, NO_COLUMN)
    before, then, after = (lives(lived, night + dt.timedelta(days=n)) for n in (-1, 0, 1))
    stood = before[before["code"].isin(NOT_ANSWERABLE) & before["state"].eq("open")]
    assert len(stood)
    now = then.merge(stood[["flag", "spell"]], on=["flag", "spell"])
    assert set(now["state"]) == {UNKNOWN} and now["ended_on"].isna().all()
    assert set(then[~then["code"].isin(NOT_ANSWERABLE) & then["ended_on"].isna()]["state"]) == {"open"}
    back = after.merge(now[["flag", "spell"]], on=["flag", "spell"])
    assert len(back) == len(now) and back["first_seen"].tolist() == now["first_seen"].tolist()
    assert UNKNOWN not in set(after["state"])


def test_fault_011_a_night_before_the_last_changes_nothing_that_is_kept(lived: Lived, tmp_path):
    again = copied(lived, tmp_path)
    before = dump(again)
    living.live_again(again, lived.stretch.nights[0])
    assert dump(again) == before


def test_fault_011_data_older_than_last_nights_are_refused(lived: Lived, tmp_path):
    again = copied(lived, tmp_path)
    before = dump(again)
    assert refusal(again, lived.stretch.nights[-1].as_at + dt.timedelta(days=1)) == "SRC-11"
    assert dump(again) == before


def copied(lived: Lived, folder) -> Lived:
    """The same history, to try something on."""
    shutil.copytree(lived.folder / "state", folder / "state")
    return Lived(lived.stretch, folder, lived.replay, lived.truths)


def test_no_two_lives_are_of_one_record_and_spell(lived: Lived):
    kept = lives(lived, lived.stretch.nights[-1].as_at)
    assert len(told_of(kept)) == len(kept)
