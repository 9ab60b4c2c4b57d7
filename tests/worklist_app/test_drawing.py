"""The style sheet: drawn from the palette, no colour too faint, its files under names that change with their bytes."""

from __future__ import annotations

import re

import pytest

from fscp_readiness.packs.leadership.palette import COLOURS, contrast
from fscp_readiness.worklist_app.drawing import WEIGHTS, day, draw, short_day, stills
from tests.worklist_app.made import AS_AT

TEXT = (
    ("marking", "off_tint"), ("better_ink", "better_tint"), ("paper", "navy"), ("paper", "marking"), ("paper", "on_bar"),
    ("paper", "close_ink"), ("paper", "on_ink"), ("paper", "off_ink"), ("ink", "band"), ("ink", "line"), ("link", "wash"),
    ("muted", "wash"), ("off_ink", "paper"), ("plain_ink", "plain_tint"),
)  # fmt: skip
DRAWN = (("common", "paper"), ("off_bar", "paper"), ("on_bar", "paper"), ("pale", "navy"), ("bar", "paper"), ("close_bar", "paper"))


@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(COLOURS[ink], COLOURS[ground]) >= 4.5


@pytest.mark.parametrize(("drawn", "ground"), DRAWN)
def test_what_is_drawn_can_be_seen(drawn: str, ground: str) -> None:
    assert contrast(COLOURS[drawn], COLOURS[ground]) >= 3


def test_focus_can_be_seen_on_every_ground() -> None:
    for ground in ("paper", "wash", "navy", "band"):
        assert max(contrast("#ffdd00", COLOURS[ground]), contrast("#0b0c0c", COLOURS[ground])) >= 3


def test_the_style_sheet_loads_nothing_from_elsewhere_and_every_letter_it_names_is_served() -> None:
    told = stills()
    sheet = told.files[told.style].content.decode()
    assert "http" not in sheet and "@import" not in sheet and "data:" not in sheet
    named = set(re.findall(r'url\("/still/([^"]+)"\)', sheet))
    assert len(named) == len(WEIGHTS) and named <= set(told.files)
    assert sheet.count("{") == sheet.count("}")


def test_a_template_that_lacks_a_word_fails_instead_of_leaving_a_gap() -> None:
    with pytest.raises(Exception, match="undefined"):
        draw("failed", council="x", marking="y", heading="z", words="w")


def test_days_are_spoken_as_people_speak() -> None:
    assert (day(AS_AT), short_day(AS_AT), day(None), short_day(None)) == ("Monday 23 November 2026", "23 Nov 2026", "", "")
