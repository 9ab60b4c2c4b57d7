"""The finished papers of every scene: what a screen reader, a printer, a browser and a careless reader would meet."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import axe_playwright_python
import page
import pdfplumber
import pikepdf
import pytest

from fscp_readiness.packs import pdf
from fscp_readiness.packs.cabinet import approved_numbers
from fscp_readiness.packs.cabinet.leaving import MayNotLeave, check
from fscp_readiness.packs.cabinet.paper import Paper
from tests.worklist_app.journeys.chromium import chromium

from .scenes import WORLDS, Made, made

AXE: Final = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
ASKED_OF_AXE: Final = """async () => (await axe.run(document, {resultTypes: ['violations'], preload: false}))
    .violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target.join(' ')).join('; ')}`)"""
WIDER: Final = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SCREENS: Final = {"a desk": {"width": 1280, "height": 900}, "a phone": {"width": 360, "height": 740}}


@pytest.fixture(params=list(WORLDS))
def scene(request: pytest.FixtureRequest) -> Made:
    return made(request.param)


def test_it_passes_pdf_ua(scene: Made) -> None:
    report = page.validate_pdf_bytes(scene.paper.pdf, profile="ua1")
    assert report.is_compliant, [(f.rule_id, f.message) for f in report.failures]


def test_it_is_two_to_four_pages_and_a_cover_adds_one_at_most(scene: Made) -> None:
    most = 5 if scene.view.cover else 4
    assert 2 <= len(_open(scene.paper.pdf).pages) <= most


def test_language_title_and_headings(scene: Made) -> None:
    paper = _open(scene.paper.pdf)
    assert str(paper.Root.Lang) == "en-GB"
    assert str(paper.docinfo["/Title"]) == f"{scene.view.title}, October 2026, {scene.view.council}"
    levels = [int(str(element.S)[2:]) for element in pdf.structure(paper) if re.fullmatch(r"/H[1-6]", str(element.S))]
    assert levels[0] == 1 and levels.count(1) == 1 and set(levels[1:]) == {2}


def test_the_chart_is_one_figure_that_says_what_it_shows(scene: Made) -> None:
    figures = [str(element.Alt) for element in pdf.structure(_open(scene.paper.pdf)) if element.S == "/Figure"]
    assert figures == ([scene.view.chart.alt] if scene.view.chart else [])


def test_only_inter_is_used(scene: Made) -> None:
    fonts = {str(font.BaseFont) for one in _open(scene.paper.pdf).pages for font in one.obj.Resources.get("/Font", {}).values()}
    assert fonts and all("Inter" in name for name in fonts), fonts


def test_the_marking_is_above_and_below_every_page_and_once_in_the_text(scene: Made) -> None:
    for number, (height, words) in enumerate(_words(scene.paper.pdf)):
        assert scene.view.marking in _between(words, 0, 40)
        assert scene.view.marking in _between(words, height - 42, height)
        assert (scene.view.marking in _between(words, 40, height - 42)) == (number == 0)
    assert scene.paper.html.count(scene.view.marking) == 3


def test_no_words_lie_over_their_neighbours_or_past_the_edge(scene: Made) -> None:
    for number, (height, words) in enumerate(_words(scene.paper.pdf), start=1):
        for word in words:
            assert word["x0"] >= 42 and word["x1"] <= 595 - 42, (number, word["text"])
            assert word["top"] >= 12 and word["bottom"] <= height - 12, (number, word["text"])
        assert _overlaps(words) == [], (number, _overlaps(words)[:3])


def test_type_is_large_enough(scene: Made) -> None:
    """Twelve points for what is read, eleven in tables, notes and signatures nine and a half or more; running heads nine."""
    with pdfplumber.open(io.BytesIO(scene.paper.pdf)) as paper:
        inside = [char for one in paper.pages for char in one.chars if 42 <= char["top"] <= one.height - 44]
    sizes = Counter(round(char["size"], 1) for char in inside)
    assert min(sizes) >= 9.5
    assert sizes.most_common(1)[0][0] >= 11, sizes


def test_every_number_of_the_finished_files_is_approved(scene: Made) -> None:
    check(scene.paper, approved_numbers(scene.facts))


def test_a_number_slipped_into_a_finished_file_stops_it() -> None:
    scene = made("no human words")
    slipped = scene.paper.html.replace("140 of 180", "140 of 178", 1)
    with pytest.raises(MayNotLeave, match="178"):
        check(Paper(slipped, scene.paper.pdf, scene.paper.csv), approved_numbers(scene.facts))


def test_nothing_runs_and_nothing_is_fetched(scene: Made) -> None:
    assert not re.search(r"<script|<link|<iframe|<img|@import|url\(|\son\w+=|https?://(?!www\.w3\.org/2000/svg)|<!--", scene.paper.html)
    paper = _open(scene.paper.pdf)
    assert "/Names" not in paper.Root or not {"/EmbeddedFiles", "/JavaScript"} & set(paper.Root.Names.keys())


def test_the_human_part_stands_as_it_was_signed() -> None:
    text = " ".join(_between(words, 0, height) for height, words in _words(made("a full month").paper.pdf))
    for said in ("Visits fell because a team had empty posts.", "We spent £1.2 million more than planned.", "Ann Other, Director"):
        assert said in text


def test_a_cover_sheet_is_there_only_where_it_is_wanted() -> None:
    assert "Key decision" in made("five areas, a cover").paper.html
    assert "Key decision" not in made("a full month").paper.html


def test_an_odd_name_cannot_break_the_running_heads() -> None:
    words = _words(made("a long name").paper.pdf)[1][1]
    assert "Children’s social care: how we are doing" in _between(words, 0, 40)


@pytest.fixture(scope="module")
def looked() -> Iterator[dict[tuple[str, str], tuple[list[str], bool]]]:
    """Scene and screen -> what axe finds, and whether the page is wider than the screen."""
    found: dict[tuple[str, str], tuple[list[str], bool]] = {}
    with chromium() as browser:
        window = browser.new_page()
        for name in WORLDS:
            window.set_content(made(name).paper.html)
            window.evaluate(AXE)
            for screen, size in SCREENS.items():
                window.set_viewport_size(size)  # type: ignore[arg-type]
                found[name, screen] = window.evaluate(ASKED_OF_AXE), window.evaluate(WIDER)
        window.set_content(made("a full month").paper.html)
        found["cells", "a phone"] = window.locator(".measures tbody tr").first.locator("td").all_inner_texts(), False
        window.set_content(made("a full month").paper.html.replace('<html lang="en-GB">', "<html>"))
        window.evaluate(AXE)
        found["broken", "a desk"] = window.evaluate(ASKED_OF_AXE), False
    yield found


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", WORLDS)
def test_axe_finds_nothing_and_nothing_is_cut(looked: dict[tuple[str, str], tuple[list[str], bool]], name: str, screen: str) -> None:
    assert looked[name, screen] == ([], False)


def test_on_a_phone_each_figure_says_what_it_is_of(looked: dict[tuple[str, str], tuple[list[str], bool]]) -> None:
    heads = ["In October 2025", "In October 2026", "Our standard", "England", "Change"]
    assert [cell.splitlines()[0] for cell in looked["cells", "a phone"][0]] == heads


def test_axe_would_find_a_fault(looked: dict[tuple[str, str], tuple[list[str], bool]]) -> None:
    assert any("html-has-lang" in each for each in looked["broken", "a desk"][0])


def _open(paper: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(paper))


@cache
def _words(paper: bytes) -> list[tuple[float, list[dict[str, Any]]]]:
    """Height of each page, and its words with their boxes."""
    with pdfplumber.open(io.BytesIO(paper)) as opened:
        return [(float(one.height), one.extract_words()) for one in opened.pages]


def _between(words: list[dict[str, Any]], top: float, bottom: float) -> str:
    inside = [word for word in words if word["top"] >= top and word["bottom"] <= bottom]
    return " ".join(str(word["text"]) for word in sorted(inside, key=lambda word: (round(word["top"] / 3), word["x0"])))


def _overlaps(words: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs of words whose boxes share more than a sliver."""
    found = []
    boxes = sorted(words, key=lambda word: word["top"])
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if other["top"] >= one["bottom"] - 1.6:
                break
            if min(one["x1"], other["x1"]) - max(one["x0"], other["x0"]) > 0.8:
                found.append((one["text"], other["text"]))
    return found
