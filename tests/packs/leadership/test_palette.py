"""Colour is never too faint to read, and never the only difference."""

import pytest

from fscp_readiness.packs.leadership import palette, tags


@pytest.mark.parametrize(("ink", "ground"), palette.TEXT_PAIRS)
def test_text_can_be_read_on_its_ground(ink: str, ground: str) -> None:
    assert palette.contrast(palette.COLOURS[ink], palette.COLOURS[ground]) >= 4.5


@pytest.mark.parametrize(("drawn", "ground"), palette.DRAWN_PAIRS)
def test_what_is_drawn_can_be_seen_on_its_ground(drawn: str, ground: str) -> None:
    assert palette.contrast(palette.COLOURS[drawn], palette.COLOURS[ground]) >= 3.0


def test_the_formula_is_wcags() -> None:
    assert palette.contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert palette.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_two_tags_that_mean_different_things_never_differ_by_colour_alone() -> None:
    for family in (tags.STATUS, tags.WORD, tags.VERDICT, tags.SIGNAL, tags.OUTLOOK):
        words = [tag.word for tag in family.values()]
        assert len(set(words)) == len(words)
        shaped = [tag.shape for tag in family.values() if tag.shape not in ("none", "hatched")]
        assert len(set(shaped)) == len(shaped)
