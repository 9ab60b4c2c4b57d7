"""Headline = table = list + restricted, and every total is one number wherever it stands."""

from __future__ import annotations

import pytest

from fscp_readiness.packs.leadership import build_morning, build_pack, wording
from fscp_readiness.packs.leadership import pack as pack_module
from fscp_readiness.vocabulary import Outcome

from .conftest import Drawn
from .nights import a_night


def test_the_children_who_come_first_are_one_number_on_every_page(each: Drawn) -> None:
    morning, people = each.morning, each.pack.children
    total = each.night.zero_tolerance["child_id"].nunique()
    assert morning.first_total == people.first_total == total
    assert f"{total} child" in morning.first_heading or (total == 0 and "No child" in morning.first_heading)
    if each.night.lists_allowed:
        assert len(people.first) + people.first_restricted == total
        left_out = int(morning.first_more.split()[0].replace(",", "")) if morning.first_more else 0
        assert len(morning.first) + left_out + morning.first_restricted == total


def test_each_standards_list_adds_up_to_its_measure(each: Drawn) -> None:
    whole = each.night.measures[each.night.measures["scope"] == "all"].set_index(["code", "counting"])
    for group in each.pack.children.groups:
        measure = whole.loc[(group.code, "live")]
        assert group.total == int(measure["not_met"]) + int(measure["not_recorded"]), group.code
        assert len(group.rows) + group.more + group.above + group.restricted == group.total, group.code


def test_every_finding_is_counted_once_in_the_pack(each: Drawn) -> None:
    people = each.pack.children
    assert sum(group.total for group in people.groups) + people.counted_total + people.recording_total == len(each.night.findings)


def test_where_many_standards_have_something_the_core_measures_list_and_the_rest_are_counted(each: Drawn, monkeypatch) -> None:
    monkeypatch.setattr(pack_module, "GROUPS_CAP", 3)
    people = build_pack(each.night).children
    core = {measure.code for judged in each.night.readiness.judgements for measure in judged.core}
    if people.counted:
        assert {group.code for group in people.groups} <= core
        assert not {row.code for row in people.counted} & core
    assert sum(group.total for group in people.groups) + people.counted_total + people.recording_total == len(each.night.findings)


def test_every_measure_of_the_whole_service_is_one_line_of_the_annex(each: Drawn) -> None:
    annex = each.pack.annex
    rows = [row for group in (*annex.groups, *annex.rules) for row in group.rows]
    lines = [(row.code, counting) for row in rows for counting in ("live", "period") if getattr(row, counting) is not None]
    assert len(lines) == len(set(lines)) == int((each.night.measures["scope"] == "all").sum())
    assert not any(row.period for group in annex.rules for row in group.rows), "the rules' table has no column for a period"
    assert sum(row.to_act_on for row in rows) == len(each.night.findings)


def test_the_counts_shown_and_those_left_to_the_annex_are_all_of_them(each: Drawn, monkeypatch) -> None:
    monkeypatch.setattr(pack_module, "GROUPS_CAP", 3)
    monkeypatch.setattr(pack_module, "COUNTS_CAP", 2)
    people = build_pack(each.night).children
    for shown, more, total in (
        (people.counted, people.counted_more, people.counted_total),
        (people.recording, people.recording_more, people.recording_total),
    ):
        left = total - sum(row.number for row in shown)
        assert len(shown) <= 2
        assert (f"with {wording.of(left, 'record', 'records')}: each is counted in the annex" in more) if left else not more


def test_the_other_measures_shown_and_left_to_the_annex_are_all_of_them(each: Drawn, monkeypatch) -> None:
    monkeypatch.setattr(pack_module, "OTHERS_CAP", 2)
    few = build_pack(each.night)
    for page, short in zip(each.pack.judgements, few.judgements, strict=True):
        left = int(short.others_note.split()[0].replace(",", "")) if short.others_note else 0
        assert len(short.others) + left == len(page.others)
        assert len(page.others) <= 2 or len(short.others) <= 2


def test_the_box_on_the_first_page_is_the_heading_of_the_list(each: Drawn) -> None:
    assert each.pack.glance.boxes[0].number == f"{each.pack.children.total:,}"
    if each.pack.children.total:
        assert each.pack.children.heading.startswith(f"{each.pack.children.total:,} ")


def test_what_falls_due_adds_up_by_day_and_by_standard(each: Drawn) -> None:
    due = each.pack.due
    assert sum(due.totals) == sum(row.total for row in due.rows) == due.total == len(each.night.due_soon)
    assert sum(day.number for day in each.morning.due) == due.total
    for place, number in enumerate(due.totals):
        assert sum(row.numbers[place] for row in due.rows) == number


def test_team_bars_and_restricted_misses_are_the_measure(each: Drawn) -> None:
    for page in each.pack.judgements:
        if page.teams is None or "more team" in page.teams.left_out:
            continue
        code = page.teams.heading.split("(")[1].split(")")[0]
        core = next(c for judged in each.night.readiness.judgements for c in judged.core if c.code == code)
        listed = sum(row.not_met for row in page.teams.rows if row.level == "team")
        hidden = int(page.teams.left_out.split()[0]) if page.teams.left_out else 0
        assert listed + hidden == core.not_met


def test_a_restricted_child_is_listed_nowhere(each: Drawn) -> None:
    hidden = set(each.night.children.loc[each.night.children["restricted"].fillna(False), "child_id"])
    listed = (
        {row.child for row in each.morning.first}
        | {row.child for row in each.pack.children.first}
        | {row.child for row in each.pack.due.listed}
    )
    listed |= {row.child for group in each.pack.children.groups for row in group.rows}
    assert not hidden & listed
    if not each.night.lists_allowed:
        assert not listed


def test_records_that_pass_and_fail_are_all_the_records_checked(each: Drawn) -> None:
    trust = each.pack.confidence
    assert sum(row.failed for row in trust.suites) == trust.suites_total.failed == int(each.night.checks["failed"].fillna(0).sum())


def test_a_child_seen_by_nobody_comes_before_one_a_day_late(bad_day: Drawn) -> None:
    rows = bad_day.pack.children.first
    known = bad_day.night.children.set_index("child_id")
    rank = ["missing_now", "unallocated", "section_47_not_seen", "under_one"]
    places = [next((n for n, flag in enumerate(rank) if bool(known.loc[row.child, flag])), len(rank)) for row in rows]
    assert places == sorted(places)


@pytest.mark.parametrize("seed", range(20, 26))
def test_any_night_reconciles(seed: int) -> None:
    night = a_night(seed, slim=True, restricted=seed % 5)
    pack, morning = build_pack(night), build_morning(night)
    practice = night.findings[night.findings["outcome"] != Outcome.BROKEN]
    assert sum(group.total for group in pack.children.groups) + pack.children.counted_total == len(practice)
    assert pack.children.first_total == morning.first_total == night.zero_tolerance["child_id"].nunique()
    everyone = set(practice["child_id"].dropna()) | set(night.zero_tolerance["child_id"])
    assert pack.children.total == len(everyone)
