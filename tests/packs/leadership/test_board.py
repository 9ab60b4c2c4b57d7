"""The board's page: every action counted once and the worst first, audits as the pack has them, and who has not opened the pack."""

from __future__ import annotations

import dataclasses
import io
from functools import cache

import page
import pandas as pd
import pikepdf
import pytest

from fscp_readiness.measures.track import Track
from fscp_readiness.packs.leadership import board
from fscp_readiness.settings.plan import Board
from tests.packs.leadership.histories import with_history
from tests.packs.leadership.nights import a_night
from tests.packs.leadership.test_plan import EVERY, view

READERS = ("Director of Children’s Services", "Chair of the board")


def meetings(*rows):
    frame = pd.DataFrame(rows, columns=["reader", "held_on", "pack_as_at", "decisions"])
    days = {name: pd.to_datetime(frame[name], format="%Y-%m-%d") for name in ("held_on", "pack_as_at")}
    return frame.assign(**days)


GIVEN = meetings(
    ("board", "2026-10-10", "2026-10-09", None), ("board", "2026-11-10", "2026-11-09", "two more auditors"),
    ("scrutiny", "2026-11-12", None, " "), ("lead_member", "2026-12-01", "2026-11-30", "none"),
)  # fmt: skip


@cache
def the_night():
    return with_history(a_night(slim=True), readers=True, months=6)


def made(readers=READERS, found=EVERY, held=GIVEN, night=None, **more):
    return board.build(night or the_night(), found, view(found).actions, Board(readers=readers, **more), held)


def test_every_action_is_counted_once_by_where_it_comes_from_and_where_it_stands():
    rows = {row.source: row for row in made().sources}
    assert (rows["Recommendations of inspections"].actions, rows["The service’s own"].actions, rows["All"].actions) == (2, 6, 8)
    for row in rows.values():
        assert sum(row.numbers) == row.actions
    assert made().heading == "8 actions: 2 overdue, 2 off track, 3 cannot be told; 1 on track or reached"
    assert made(found=EVERY[3:4]).heading == "1 action: none overdue or off track; 1 on track or reached"
    assert made(found=EVERY[:1]).heading == "1 action: 1 overdue; none on track or reached"
    assert len(made().columns) == len(Track)


def test_the_worst_stand_first_and_those_left_out_are_counted():
    shown = made()
    assert [(each.id, each.track.word) for each in shown.actions] == [
        ("R11", "Overdue"), ("S2", "Overdue"), ("S5", "Off track"), ("S7", "Off track"), ("S3", "Cannot tell"),
    ]  # fmt: skip
    assert shown.actions_more == "3 more actions, further from trouble: leadership/plan.pdf."


def test_who_has_not_opened_the_pack_for_longer_than_config_allows_is_said_first():
    rows = [(row.reader, row.late.word if row.late else "") for row in made().readers[:3]]
    assert rows == [("Chair of the board", "Never opened"), ("Lead member", "Not for 48 days"), ("Director of Children’s Services", "")]
    late = made(unread_after_days=5).readers[2]
    assert late.late.word == "Not for 6 days" and late.last == "The pack of 16 Nov 2026, on 17 Nov 2026" and late.decisions == "1"


def test_each_body_has_its_last_meeting_of_before_this_night_and_what_is_not_recorded_is_said():
    rows = {row.reader: row for row in made().readers[3:]}
    assert rows["The board"].last == "Met on 10 Nov 2026, given the pack of 9 Nov 2026" and rows["The board"].decisions == "recorded"
    assert rows["The scrutiny panel"].last.endswith("a pack whose day is not recorded")
    assert rows["The scrutiny panel"].decisions == "not recorded"
    assert rows["The lead member"].late.word == "None held", "a meeting after this night is not one it knows of"
    assert len(made(held=None).readers) == 3


def test_a_decision_stands_in_its_readers_words_with_what_the_months_say_since():
    (decision,) = made().decisions
    assert decision.decided.startswith("Two agency workers") and decision.signature.endswith("on the pack of 16 November 2026")
    assert decision.came == "too soon: no whole month has passed since"


def test_without_readers_and_decisions_the_page_says_so():
    night = dataclasses.replace(the_night(), remembered=dataclasses.replace(the_night().remembered, readings=pd.DataFrame(
        columns=the_night().remembered.readings.columns)))  # fmt: skip
    empty = made(readers=(), held=None, night=night)
    assert empty.readers == () and "Nobody is named" in empty.readers_said and "No decision has been noted" in empty.decisions_said


def test_audits_are_the_same_as_in_the_pack():
    shown = made().audits
    assert shown.heading == "Audits: 37 of 66 (56.1%) moderated good or better; 16 of 22 escalated closed, 3 past the time allowed"


@pytest.mark.parametrize("held", [GIVEN, None])
def test_it_is_one_page_that_passes_the_checker_and_the_same_every_time(held):
    content = board.render_pdf(made(held=held))
    assert page.is_pdf_compliant_bytes(content, profile="ua1")
    assert len(pikepdf.open(io.BytesIO(content)).pages) == 1
    assert content == board.render_pdf(made(held=held))


def test_a_long_plan_is_still_one_page_and_what_was_left_out_is_counted():
    long = [
        dataclasses.replace(each, action=each.action.model_copy(update={"what": "Every team sees every child. " * 8})) for each in EVERY
    ]
    full = made(found=tuple(long))
    full = dataclasses.replace(full, decisions=full.decisions * 3, decisions_all=3)
    content = board.render_pdf(full)
    with pikepdf.open(io.BytesIO(content)) as paper:
        assert len(paper.pages) == 1
    less = full.shorter()
    assert len(less.actions) == 4 and less.actions_more.startswith("4 more actions")
    while (shorter := less.shorter()) is not None:
        less = shorter
    assert (len(less.actions), len(less.decisions)) == (1, 1) and less.decisions_said.startswith("2 earlier decisions")


def test_words_from_config_are_escaped_and_nothing_is_fetched():
    text = board.render_html(made(readers=("<b>Director</b>",)))
    assert "&lt;b&gt;Director" in text and "src=" not in text and "href=" not in text
