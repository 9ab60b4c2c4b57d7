"""The status page's sentences are true of what it is given, in words and shapes that need no colour."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace

import pytest

from fscp_readiness.packs.status import Line, Nights, Person, Status, status_json, status_page
from fscp_readiness.packs.status.page import FAILED, KEPT, MISSED, PUBLISHED

NIGHT = dt.date(2026, 11, 24)
FINE = Status(
    written_at=dt.datetime(2026, 11, 25, 2, 41, tzinfo=dt.UTC), night=NIGHT, state="fresh", code="", newest=NIGHT,
    nights=(Nights(NIGHT, PUBLISHED),), lines=(Line("Pack", True, "It is there."),),
    people=(Person("Director", "Leadership", "02:41 on 25 November 2026", ""),), held=(),
)  # fmt: skip


@pytest.mark.parametrize(
    ("state", "newest", "heading"),
    [
        ("fresh", NIGHT, "The pack of 24 November 2026 is there"),
        ("stale", dt.date(2026, 11, 23), "There is no pack of 24 November 2026: the newest is of 23 November 2026"),
        ("refused", None, "There is no pack of 24 November 2026, and none before it"),
    ],
)
def test_the_heading_is_the_state(state, newest, heading):
    assert f"<h1>{heading}</h1>" in status_page(replace(FINE, state=state, newest=newest))


@pytest.mark.parametrize(
    ("fine", "standfirst"),
    [
        ((True, True), "Everything else is in order."),
        ((True, None), "Of 2 things, 1 is not known. Nothing else is wrong."),
        ((False, True), "1 of 2 things needs somebody."),
        ((False, None), "1 of 2 things needs somebody. 1 is not known."),
    ],
)
def test_in_order_is_said_only_where_all_is_known(fine, standfirst):
    shown = replace(FINE, lines=tuple(Line(f"Line {n}", each, "So it stands.") for n, each in enumerate(fine)))
    assert shown.standfirst == standfirst and standfirst in status_page(shown)


@pytest.mark.parametrize(
    ("state", "shape", "word"),
    [
        (PUBLISHED, "circle", "Published"),
        (KEPT, "triangle", "Kept, not published"),
        (FAILED, "square", "No pack"),
        (MISSED, "diamond", "No night ran"),
    ],
)
def test_each_state_of_a_night_has_a_shape_and_a_word_of_its_own(state, shape, word):
    page = status_page(replace(FINE, nights=(Nights(NIGHT, state, "SRC-01" if state == FAILED else ""),)))
    assert f'<i class="shape {shape}"></i>{word}</span>' in page
    assert ("SRC-01" in page) is (state == FAILED)


def test_what_is_put_in_is_escaped():
    assert "<script>" not in status_page(replace(FINE, people=(Person("<script>", "Leadership", "", ""),)))


def test_every_table_has_a_caption_and_headings_with_a_scope_and_headings_do_not_jump():
    page = status_page(replace(FINE, held=(("ssd_cp_visits", "22 November 2026", "SCH-07"),)))
    assert page.count("<table") == page.count("<caption") == 4
    assert all("scope=" in each for each in re.findall(r"<th[^e][^>]*>", page))
    assert [int(each) for each in re.findall(r"<h(\d)", page)] == [1, 2, 2, 2, 2]


def test_the_data_say_the_same_as_the_page():
    told = json.loads(status_json(replace(FINE, told=1, waiting=2)))
    assert (told["night"], told["state"], told["told"], told["waiting"]) == ("2026-11-24", "fresh", 1, 2)
    assert told["nights"] == [{"night": "2026-11-24", "state": "published", "code": None}]
    assert "Director" not in json.dumps(told)
