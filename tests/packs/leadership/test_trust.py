"""How far a night can be trusted, and what past packs said: each figure beside what it hangs on."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from fscp_readiness.history import Remembered
from fscp_readiness.packs.leadership import GateSaid, build_pack, looking_back, trust

from .conftest import Drawn
from .histories import with_history
from .nights import a_night


@pytest.fixture(scope="module")
def bad() -> object:
    return a_night(21, slim=True)


def test_the_headline_counts_the_held_tables_and_the_figures_that_hang_on_them(each: Drawn) -> None:
    page = each.pack.confidence
    held = [row for row in page.held if row.tag.word == "Held"]
    assert len(held) == int(each.night.loads["state"].eq("held").sum())
    if held:
        assert page.heading.startswith(f"Data confidence: {len(held)} table")
        assert f"{sum(row.figures for row in held)} figure" in page.heading


def test_a_held_table_says_its_gate_and_who_took_it_all_the_same(bad) -> None:
    night = with_history(bad, held="ssd_cp_plans")
    row = next(row for row in trust.held_rows(night) if row.table == "Child protection plans")
    assert (row.tag.word, row.code, row.accepted) == ("Held", "SRC-09", "nobody")
    assert row.figures == 4 and "17 of 98 children open yesterday are missing" in row.sentence
    heard = GateSaid("referrals", "SRC-14", "Referrals: nothing newer than 3 November 2026.")
    warned = trust.held_rows(dataclasses.replace(night, gates=(heard,)))
    assert next(row for row in warned if row.table == "Referrals").tag.word == "Warned"
    signed = GateSaid("cp_visits", "SRC-09", "Child protection visits: 90 rows tonight.", "Data Manager", "A purge was announced")
    accepted = trust.held_rows(dataclasses.replace(night, gates=(signed,)))
    row = next(row for row in accepted if row.table == "Child protection visits")
    assert (row.tag.word, row.accepted) == ("Accepted", "Data Manager: A purge was announced")


def test_every_table_has_its_age_beside_what_is_allowed(each: Drawn) -> None:
    listed = [row for column in each.pack.confidence.freshest.columns for row in column]
    assert len(listed) == len(each.night.loads)
    assert [row.table for row in listed] == sorted(row.table for row in listed)
    fresh = int(each.night.loads["state"].eq("fresh").sum())
    assert f"{fresh} of {len(listed)} tables are fresh" in each.pack.confidence.freshest.heading


def test_a_table_older_than_allowed_is_counted_in_the_headline(bad) -> None:
    night = dataclasses.replace(with_history(bad), allowed_age=dict.fromkeys(map(str, bad.loads["table"]), 1))
    page = trust.freshest(night)
    behind = sum(row.behind for column in page.columns for row in column)
    assert behind > 0 and page.heading.endswith(f"{behind} older than allowed")


def test_missed_nights_are_named_and_the_first_night_says_so(bad) -> None:
    assert trust.nights_kept(bad) == "This is the first night kept."
    assert trust.nights_kept(with_history(bad)) == "26 of 28 nights before this one were kept; missed: 10 Nov and 11 Nov."
    young = with_history(bad)
    few = dataclasses.replace(young, remembered=dataclasses.replace(young.remembered, nights=young.remembered.nights[-5:]))
    assert trust.nights_kept(few) == "5 of 5 nights before this one were kept (the first was 18 Nov 2026); none was missed."


def test_what_is_not_known_is_not_claimed(bad) -> None:
    lines = dict(trust.kept(bad).lines)
    assert "not promised" in lines["Making this pack again"]
    assert "No past night has been asked again" in lines["Known then, known now"]
    assert lines["Audit trail"] == "No entry was written before this night."
    assert "not known" in trust.rules_changed(dataclasses.replace(with_history(bad), config_changed=None))
    changed = dataclasses.replace(with_history(bad), standards_changed=frozenset({"CPV-01"}), config_changed=True)
    assert trust.rules_changed(changed) == "1 standard says something else than last night: CPV-01. Config changed since."


def test_without_readers_or_a_night_asked_again_there_is_no_page(bad) -> None:
    assert build_pack(bad).looking_back is None
    assert build_pack(with_history(bad)).looking_back is None


def test_a_reader_sees_what_moved_since_the_pack_they_last_opened(bad) -> None:
    page = build_pack(with_history(bad, readers=True)).looking_back
    director, member = page.readers
    assert "7 nights ago" in director.note and "Monday 16 November 2026" in director.note
    assert "49 nights ago" in member.note and member.decisions == ()
    for line in (*director.moves, *member.moves):
        if line.was.endswith("%"):
            assert float(line.now[:-1]) - float(line.was[:-1]) == pytest.approx(line.moved.size, abs=1e-6)


def test_a_decision_is_judged_by_the_months_since_it_and_not_before_one_has_passed(bad) -> None:
    night = with_history(bad, readers=True)
    (decision,) = build_pack(night).looking_back.readers[0].decisions
    assert decision.came == "too soon: no whole month has passed since"
    assert decision.signature == "Director of Children’s Services, on the pack of 16 November 2026"
    earlier = night.remembered.readings.assign(as_at="2026-09-14", read_on="2026-09-15")
    then = night.then.assign(as_at=pd.Timestamp("2026-09-14"))
    night = dataclasses.replace(night, remembered=dataclasses.replace(night.remembered, readings=earlier), then=then)
    page = looking_back.looking_back(night, *_past(night))
    assert page.readers[0].decisions[0].came == "worse since, with a signal"
    assert page.heading == "Looking back: 1 decision, 0 better since with a signal"


def test_a_past_figure_stands_beside_what_is_known_now(bad) -> None:
    page = build_pack(with_history(bad, readers=True)).looking_back
    said = {row.code: row.sentence for row in page.known}
    assert said["CPV-01"] == (
        "Reported 75.5% (74 of 98) on 30 September 2026; with later entries 86.7% (85 of 98); 11 records written up late."
    )
    assert "for September 2026" in said["LAV-02"] and said["LAV-02"].endswith("with later entries the same; nothing was written up late.")
    assert said["AUD-03"].startswith("Reported 5 of 7 on"), "under ten: the counts, no percentage"
    assert page.known_heading == "Known then, known now: 2 figures are other than reported, of 3 asked again"


def _past(night):
    from fscp_readiness.packs.leadership.measured import rows_by_key
    from fscp_readiness.packs.leadership.series import past_of

    return past_of(night), rows_by_key(night)


def test_no_history_is_told_as_none(bad) -> None:
    assert Remembered().before is None
    assert trust.rules_changed(bad) == "There is no night before to compare with."
