"""Three nights of one council: the month before, a whole night, and one whose visits were half loaded."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from fscp_readiness.history import default_folder, open_state
from fscp_readiness.history.decisions import accept_source, pack_read
from fscp_readiness.history.snapshots import SnapshotGone
from fscp_readiness.night import Nightly, Request
from fscp_readiness.night.entered import entered_after
from fscp_readiness.night.papers import leadership_facts
from fscp_readiness.night.rebuild import NotTheSame, rebuild
from fscp_readiness.packs.leadership.trust import held_rows
from fscp_readiness.synthetic import make_council
from fscp_readiness.vocabulary import FlagState

from .few_standards import few_standards

OCTOBER, MONDAY, TUESDAY = dt.date(2026, 10, 30), dt.date(2026, 11, 23), dt.date(2026, 11, 24)
WHO, WHY = "Data Lead", "The purge of old visits was agreed."


@dataclass
class Nights:
    whole: Nightly
    half: Nightly
    accepted: Nightly
    out: Path
    source: Path


def live(source: Path, out: Path, as_at: dt.date, *, publish: bool) -> Nightly:
    night = Nightly(Request(source=str(source), as_at=as_at, out=out, demo=True))
    with night.alone():
        for step in night.steps() if publish else night.steps()[:-1]:
            step()
    return night


@pytest.fixture(scope="module")
def nights(tmp_path_factory):
    folder = tmp_path_factory.mktemp("remembered")
    source, out = folder / "source", folder / "out"
    make_council("test", seed=3, as_at=TUESDAY).write(source)
    visits = source / "ssd_cp_visits.csv"
    whole = pd.read_csv(visits, dtype=str, keep_default_na=False, na_filter=False)
    with few_standards():
        earlier = whole.drop(whole[whole["cppv_cp_visit_date"].between("2026-10-15", "2026-10-30")].index)
        earlier.to_csv(visits, index=False)
        live(source, out, OCTOBER, publish=False)
        whole.to_csv(visits, index=False)
        monday = live(source, out, MONDAY, publish=False)
        pack_read(open_state(default_folder(out)), "Director", MONDAY, "CPV-01", "Two agency workers until Christmas.", "A Director")
        whole.sample(frac=0.6, random_state=1).sort_index().to_csv(visits, index=False)
        half = live(source, out, TUESDAY, publish=True)
        accept_source(open_state(default_folder(out)), TUESDAY, "ssd_cp_visits", WHO, WHY, "2026-11-25T08:00+00:00")
        accepted = live(source, out, TUESDAY, publish=False)
    return Nights(monday, half, accepted, out, source)


def row(night, code, counting="live"):
    rows = night.measures[night.measures["code"].eq(code) & night.measures["counting"].eq(counting) & night.measures["scope"].eq("all")]
    return rows.iloc[0]


def test_fault_009_what_reads_a_half_loaded_table_stays_as_it_was_and_says_of_which_night_it_is(nights):
    counts = ["in_scope", "met", "not_met", "not_recorded"]
    for counting in ("live", "period"):
        before, held = row(nights.whole, "CPV-01", counting), row(nights.half, "CPV-01", counting)
        assert held["status"] == "held" and held[counts].tolist() == before[counts].tolist()
    states = nights.half.findings.states.set_index(["code", "counting"])
    assert "As at 23 November 2026, not comparable tonight: ssd_cp_visits is held" in states.loc[("CPV-01", "live")]["because"]
    assert row(nights.half, "REF-01")["status"] != "held", "what reads other tables goes on"


def test_a_held_measure_s_rows_in_findings_are_as_many_as_it_counts(nights):
    found = nights.half.findings.rows
    held = row(nights.half, "CPV-01")
    assert (found["code"] == "CPV-01").sum() == held["not_met"] + held["not_recorded"] > 0


def test_no_flag_is_fixed_by_a_table_that_was_held_and_each_keeps_its_first_day(nights):
    before = nights.whole.lives.set_index("flag")
    after = nights.half.lives
    mine = after[after["code"].eq("CPV-01") & after["flag"].isin(before.index[before["state"].eq(str(FlagState.OPEN))])]
    assert len(mine) and set(mine["state"]) == {str(FlagState.UNKNOWN)}
    assert (mine["first_seen"].to_numpy() == before["first_seen"].reindex(mine["flag"]).to_numpy()).all()
    fixed_tonight = after[after["state"].eq(str(FlagState.FIXED)) & after["ended_on"].eq(pd.Timestamp(TUESDAY))]
    assert not fixed_tonight["code"].isin(["CPV-01", "CPV-02"]).any()


def test_children_who_decide_the_word_by_a_held_table_are_the_last_good_night_s(nights):
    state = nights.half.findings.conditions.set_index("condition")["state"]
    assert state[2] == "held" and state[6] == "asked"
    before, held = (each.findings.zero_tolerance for each in (nights.whole, nights.half))
    assert set(held[held["condition"] == 2]["child_id"]) == set(before[before["condition"] == 2]["child_id"])


def test_on_a_person_s_word_the_table_is_taken_as_it_is_under_another_run_with_the_word_in_the_trail(nights):
    assert row(nights.accepted, "CPV-01")["status"] != "held"
    assert nights.accepted.run_ != nights.half.run_
    trail = [entry for entry in _trail(nights.out) if entry.event == "source_accepted"]
    assert [(entry.who, WHY in entry.about) for entry in trail] == [(WHO, True)]


def test_what_was_known_at_the_end_of_last_month_stands_beside_what_is_known_now(nights):
    known = nights.whole.known.set_index(["code", "counting"])
    assert set(known["as_at"]) == {pd.Timestamp(OCTOBER)}
    then = known.loc[("CPV-01", "live")]
    assert 0 < then["written_up_late"] <= then["now_met"] - then["then_met"]


def test_a_figure_that_is_held_tonight_is_not_said_to_be_known_now(nights):
    held = nights.half.findings.states.query("state == 'held'")["code"]
    assert "CPV-01" in set(held) and not set(held) & set(nights.half.known["code"])


def test_rows_entered_after_a_day_and_dated_before_it_are_listed(nights):
    told = entered_after(dt.date(2026, 11, 1), nights.out)
    mine = told.rows[told.rows["table"].eq("ssd_cp_visits")]
    assert (mine["what"].eq("back_dated") & mine["event_on"].le(pd.Timestamp(OCTOBER))).sum() >= 1
    assert "rows entered with a date before" in told.sentence


def test_the_pack_since_a_reader_opened_it_has_that_night_s_figures(nights):
    memory = nights.half.remembered
    assert memory.readings[["reader", "as_at", "code", "said_by"]].to_numpy().tolist() == [
        ["Director", "2026-11-23", "CPV-01", "A Director"]
    ]
    assert set(memory.opened["as_at"]) == {"2026-11-23"}


def test_a_night_with_a_held_table_is_made_again_to_the_byte(nights, tmp_path):
    out = tmp_path / "again"
    shutil.copytree(default_folder(nights.out), default_folder(out))
    run = nights.half.run_
    with few_standards():
        rebuilt = rebuild(run, out)
    published = nights.half.published().path
    files = sorted(path.relative_to(published) for path in published.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(rebuilt.path) for path in rebuilt.path.rglob("*") if path.is_file())
    assert [str(name) for name in files if (published / name).read_bytes() != (rebuilt.path / name).read_bytes()] == []


def test_a_pack_that_comes_out_another_than_was_published_is_refused(nights, tmp_path):
    out = tmp_path / "another"
    shutil.copytree(default_folder(nights.out), default_folder(out))
    with closing(sqlite3.connect(default_folder(out) / "history.sqlite")) as history, history:
        history.execute("UPDATE pack SET manifest_hash = ? WHERE run = ?", ("0" * 64, nights.half.run_))
    with few_standards(), pytest.raises(NotTheSame, match="RUN-03"):
        rebuild(nights.half.run_, out)


def test_a_night_whose_snapshot_is_gone_says_so(nights, tmp_path):
    out = tmp_path / "gone"
    shutil.copytree(default_folder(nights.out), default_folder(out))
    (default_folder(out) / "snapshots" / f"{nights.half.run_}.snapshot").unlink()
    with pytest.raises(SnapshotGone, match="SNP-01"):
        rebuild(nights.half.run_, out)


def _trail(out):
    from fscp_readiness.history import open_store

    store = open_store(open_state(default_folder(out)))
    try:
        return store.trail()
    finally:
        store.close()


def test_the_page_of_data_confidence_counts_the_figures_that_wait_for_the_held_table(nights):

    states = nights.half.findings.states
    held = states[states["state"].eq("held")]
    (row,) = held_rows(leadership_facts(nights.half, nights.half.run_))
    assert row.figures == len(held) > 2 and "there yesterday are missing" in row.sentence
