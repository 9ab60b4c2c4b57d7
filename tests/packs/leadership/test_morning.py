"""The one-page morning: what gives way when the page is full."""

from __future__ import annotations

import io

import pdfplumber

from .conftest import Drawn


def test_a_shorter_page_lists_fewer_children_and_still_counts_them_all(bad_day: Drawn) -> None:
    view = bad_day.morning
    seen = []
    while view is not None:
        more = int(view.first_more.split()[0]) if view.first_more else 0
        assert len(view.first) + more == view.first_listable
        assert view.first_total == view.first_listable + view.first_restricted
        seen.append(len(view.first))
        last, view = view, view.shorter()
    assert seen == sorted(seen, reverse=True)
    assert len(last.first) == 1
    assert all(len(line.because) == 1 for line in last.judgements)


def test_the_child_in_most_danger_is_the_last_to_go(bad_day: Drawn) -> None:
    view = bad_day.morning
    while (shorter := view.shorter()) is not None:
        view = shorter
    assert view.first[0] == bad_day.morning.first[0]


def test_without_history_it_says_that_there_is_no_yesterday(each: Drawn) -> None:
    if not each.night.remembered.nights:
        assert "no yesterday" in each.morning.changed.flags
        assert not each.morning.changed.moves


def test_a_night_that_may_list_nobody_says_so_and_still_counts() -> None:
    from .conftest import drawn

    morning = drawn("lists not allowed").morning
    assert morning.first == ()
    assert morning.first_total > 0
    assert "which records are restricted" in morning.first_note
    assert any("counts only" in note for note in morning.notes)


def test_page_one_gives_up_words_before_conditions_and_never_its_arithmetic(each: Drawn) -> None:
    glance = each.pack.glance
    while (shorter := glance.shorter()) is not None:
        left = int(shorter.conditions_more.split()[0]) if shorter.conditions_more else 0
        assert len(shorter.conditions) + left == shorter.conditions_all
        if len(shorter.conditions) < min(4, len(glance.conditions)):
            assert not any(card.show for card in shorter.cards) and not shorter.changed.moves
        glance = shorter
    assert glance.changed.flags == each.pack.glance.changed.flags


def test_a_full_page_counts_fresh_sources_and_drops_the_next_start_before_a_child_of_the_first_six(bad_day: Drawn) -> None:
    view = bad_day.morning
    while (shorter := view.shorter()) is not None:
        if len(shorter.first) < 6:
            assert shorter.on_call.next == "" and [line.tag.word for line in shorter.freshness] == ["Held"]
            assert shorter.freshness_more == "6 sources are fresh: rows and latest dates are in the pack."
        assert (shorter.on_call.heading, shorter.on_call.annex_a) == (view.on_call.heading, view.on_call.annex_a)
        view = shorter


def test_the_paper_of_a_bad_day_has_room_for_six_children(bad_day: Drawn) -> None:
    with pdfplumber.open(io.BytesIO(bad_day.morning_pdf)) as paper:
        text = "\n".join(page.extract_text() for page in paper.pages)
    assert all(row.child in text for row in bad_day.morning.first[:6])
    assert "Not ready to hand over: 2 checks of Annex A failed tonight" in text
