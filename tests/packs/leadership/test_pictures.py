"""The pages still look as they did when a person last looked, in colour and in grey."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageStat

from .conftest import drawn
from .pictures import FOLDER, PAGES, picture


@pytest.mark.parametrize("name", list(PAGES))
def test_the_page_looks_as_it_did(name: str) -> None:
    scenario, paper, number = PAGES[name]
    night = drawn(scenario)
    now = picture(night.morning_pdf if paper == "morning" else night.pack_pdf, number)
    stored = Image.open(FOLDER / f"{name}.png").convert("RGB")
    assert now.size == stored.size
    for mode in ("RGB", "L"):
        difference = ImageStat.Stat(ImageChops.difference(now.convert(mode), stored.convert(mode))).mean
        assert max(difference) < 3.0, f"{name} in {mode} differs by {max(difference):.2f} of 255 on average"


@pytest.mark.parametrize("name", list(PAGES))
def test_a_blank_page_would_be_noticed(name: str) -> None:
    stored = Image.open(FOLDER / f"{name}.png").convert("L")
    blank = Image.new("L", stored.size, 255)
    assert max(ImageStat.Stat(ImageChops.difference(stored, blank)).mean) > 3.0
