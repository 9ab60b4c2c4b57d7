"""If Ofsted rang this morning: what stands in the way comes first, and a rehearsal alone never says ready."""

from __future__ import annotations

import datetime as dt

import pytest

from fscp_readiness.packs.inspection.annex_a import Result, Tonight, Verdict
from fscp_readiness.packs.inspection.timetable import Countdown
from fscp_readiness.packs.leadership.on_call import NOT_CHECKED, view_of

from .calls import ALL, PASSED, WRONG, call, rehearsal, tonight

OLD = {8: dt.date(2026, 11, 3)}


@pytest.mark.parametrize(
    ("night", "heading"),
    [
        (tonight(results=(*PASSED, *WRONG)), "Not ready to hand over: 2 checks of Annex A failed tonight"),
        (tonight(results=(*PASSED, WRONG[0])), "Not ready to hand over: 1 check of Annex A failed tonight"),
        (tonight(stands=OLD), "Not ready to hand over: 1 list of Annex A is too old"),
        (tonight(made=ALL[:9], not_made=(10, 11)), "Not ready to hand over: 2 of 11 lists of Annex A could not be made"),
        (
            tonight(why_none="No list may be made. [ANX-01]", made=()),
            "Not ready to hand over: none of Annex A’s lists could be made tonight",
        ),
    ],
)
def test_the_best_rehearsal_of_yesterday_hides_nothing_of_tonight(night: Tonight, heading: str):
    best = rehearsal("2026-11-23", ready=30)
    assert view_of(call(last=best)).heading == "Ready to hand over in 12 seconds, 41 gaps"
    assert view_of(call(night, best)).heading == heading


def test_ready_needs_a_rehearsal_that_is_recent_and_went_well_and_every_document():
    assert view_of(call()).heading == "11 lists of Annex A pass tonight’s checks; handing over is not rehearsed"
    assert view_of(call()).rehearsed == "Not rehearsed."
    for day, ready in (("2026-11-16", True), ("2026-11-15", False)):  # seven days, and eight
        view = view_of(call(last=rehearsal(day, ready=30)))
        assert view.heading.startswith("Ready to hand over") is ready
        assert view.rehearsed.startswith("Not rehearsed in the last 7 days: last rehearsed on 15 November 2026.") is not ready
    assert "could not be handed over when rehearsed" in view_of(call(last=rehearsal(fit=False, failed=2, ready=30))).heading
    assert view_of(call(last=rehearsal())).heading == "Annex A ready to hand over in 12 seconds, 41 gaps; 18 of 30 documents are not"
    assert view_of(call(last=rehearsal(ready=29))).heading.endswith("; 1 of 30 documents is not")


def test_gaps_are_tonight_s_in_the_heading_and_the_rehearsal_s_beside_it():
    view = view_of(call(last=rehearsal(ready=30)))
    assert "41 gaps" in view.heading
    assert view.rehearsed == "Last rehearsed on 20 November 2026: 12 seconds, 43 gaps, 30 of 30 documents found and up to date."
    assert view.annex_a == "Annex A: 11 lists made, 66 checks asked, none failed, 41 gaps explained."
    assert view.left_out == "12 rows about restricted children are counted and on no list."


def test_a_real_call_is_not_called_a_rehearsal():
    assert view_of(call(last=rehearsal(kind="call"))).rehearsed.startswith("Last made for a call on 20 November 2026")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.4, "1 second"), (11.0, "11 seconds"), (11.2, "12 seconds"), (90, "90 seconds"), (91, "2 minutes"), (181, "4 minutes")],
)
def test_it_never_says_less_time_than_it_took(seconds: float, words: str):
    assert f" in {words}, " in view_of(call(last=rehearsal(seconds=seconds, ready=30))).heading


def test_failed_checks_are_named_with_their_lists_and_the_rest_counted():
    many = tuple(Result("A5", number, Verdict.FAILED, number, "codes") for number in (1, 3, 4, 5, 6))
    said = view_of(call(tonight(results=(*PASSED, *many)))).annex_a
    assert said == (
        "Annex A: 5 of 71 checks failed: A5 on list 1 (1 row), A5 on list 3 (3 rows), A5 on list 4 (4 rows) and 2 more; 41 gaps explained."
    )


def test_a_list_that_rests_on_an_older_day_says_so_though_it_is_accepted():
    fresh = view_of(call(tonight(stands={7: dt.date(2026, 11, 20)})))
    assert "List 7 is of 20 November 2026." in fresh.annex_a and fresh.heading.startswith("11 lists")
    old = view_of(call(tonight(stands=dict.fromkeys((7, 8), dt.date(2026, 11, 17)))))
    assert "Lists 7 and 8 are of 17 November 2026; none older than 18 November 2026 is accepted." in old.annex_a


def test_the_next_start_says_working_days_and_the_age_of_the_lists_and_who_has_not_agreed_it():
    assert view_of(call()).next == (
        "Possible start: Monday 11 January 2027, 32 working days away; tonight’s lists would be 49 days old, too old to hand over."
    )
    assert view_of(call(agreed=False)).next.startswith("Possible start, not agreed by the council yet: ")
    open_now = Countdown(dt.date(2026, 11, 16), dt.date(2026, 12, 18), "Autumn", 0, 0, 1, False)
    assert view_of(call(ahead=(open_now,))).next == (
        "Possible start: Monday 16 November to Friday 18 December 2026, which may be today; tonight’s lists would be 1 day old."
    )
    assert view_of(call(ahead=())).next == ""


def test_where_nothing_checked_it_that_is_said():
    view = view_of(None)
    assert view.annex_a == NOT_CHECKED and view.rehearsed == "Not rehearsed." and "not checked" in view.heading
