"""Every page in every state: no rule of WCAG 2.2 broken that a program can see, and nothing cut on a phone or zoomed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import axe_playwright_python
import pytest
from playwright.sync_api import Page

from .chromium import chromium
from .scenes import Scenes, served
from .states import PHONE, STATES, Reader, State, not_looked_at

AXE: Final = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ZOOMED: Final = {"twice as large": {"width": 640, "height": 450}, "four times as large": PHONE}
"""A screen 1,280 pixels wide, zoomed."""

ASKED_OF_AXE: Final = """async rules => (await axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false}))
    .violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target.join(' ')).join('; ')}`)"""

CUT: Final = """() => {
    const wide = document.documentElement.clientWidth, found = []
    if (document.documentElement.scrollWidth > wide) found.push(`the page is ${document.documentElement.scrollWidth} wide`)
    const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const range = document.createRange()
    for (let text = words.nextNode(); text; text = words.nextNode()) {
        const within = text.parentElement
        if (!text.data.trim() || within.closest('.hidden, .skip, option, title') || !within.checkVisibility()) continue
        const heads = within.closest('thead')
        if (heads && getComputedStyle(heads).position === 'absolute') continue
        let block = within
        while (getComputedStyle(block).display.startsWith('inline') && !block.closest('svg')) block = block.parentElement
        range.selectNodeContents(text)
        const box = block.closest('svg') ? block.closest('svg').getBoundingClientRect() : block.getBoundingClientRect()
        for (const line of range.getClientRects())
            if (line.right > Math.min(box.right, wide) + 1 || line.left < Math.max(box.left, 0) - 1 || line.bottom > box.bottom + 6)
                found.push(`“${text.data.trim().slice(0, 40)}” leaves its ${block.tagName.toLowerCase()}.${block.className}`)
        const size = parseFloat(getComputedStyle(within).fontSize)
        const drawn = within.ownerSVGElement ? size * within.getScreenCTM().a : size
        if (drawn < 11) found.push(`“${text.data.trim().slice(0, 40)}” is ${drawn.toFixed(1)} pixels high`)
    }
    for (const each of document.querySelectorAll('main *')) {
        const style = getComputedStyle(each)
        if (each.closest('.hidden') || !/(hidden|clip)/.test(style.overflowX) || style.position === 'absolute') continue
        if (each.scrollWidth > each.clientWidth + 1) found.push(`${each.tagName.toLowerCase()}.${each.className} hides some of itself`)
    }
    return [...new Set(found)]
}"""
"""Text that leaves the box it stands in, or the page, or is too small to read; and boxes that hide what they hold."""

SMALL_TARGETS: Final = """() => [...document.querySelectorAll('main button, main .button, main select, main input, nav a, .pages a')]
    .filter(each => each.type !== 'hidden' && each.checkVisibility())
    .filter(each => Math.min(each.getBoundingClientRect().width, each.getBoundingClientRect().height) < 24)
    .map(each => each.outerHTML.slice(0, 80))"""


@dataclass
class Looked:
    """What a state looked like."""

    state: State
    title: str = ""
    headings: list[str] = field(default_factory=list)
    language: str = ""
    axe: dict[str, list[str]] = field(default_factory=dict)
    cut: dict[str, list[str]] = field(default_factory=dict)
    small: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    scenes = Scenes(tmp_path_factory.mktemp("scenes"))
    with served() as there, chromium() as browser:
        yield Reader(browser, there, scenes)
    scenes.close()


@pytest.fixture(scope="module", params=STATES, ids=lambda state: state.name)
def looked(request: pytest.FixtureRequest, reader: Reader) -> Looked:
    state: State = request.param
    told = Looked(state)
    page = reader.at(state)
    told.title, told.language = page.title(), page.locator("html").get_attribute("lang") or ""
    told.headings = page.locator("h1").all_inner_texts()
    page.evaluate(AXE)
    told.axe["on a desk"] = page.evaluate(ASKED_OF_AXE, RULES)
    told.cut["on a desk"] = page.evaluate(CUT)
    told.cut["in letters further apart"] = _in(page, {"letter-spacing": ".12em", "word-spacing": ".16em", "line-height": "1.5"})
    for words, size in ZOOMED.items():
        page.set_viewport_size(size)  # type: ignore[arg-type]
        told.cut[words] = page.evaluate(CUT)
    told.axe["on a phone"] = page.evaluate(ASKED_OF_AXE, RULES)
    told.small = page.evaluate(SMALL_TARGETS)
    return told


def _in(page: Page, style: Mapping[str, str]) -> Any:
    """What is cut when a reader has the whole page in another style."""
    page.evaluate(
        "style => Object.entries(style).forEach(([name, value]) => document.documentElement.style.setProperty(name, value))", style
    )
    found = page.evaluate(CUT)
    page.evaluate("document.documentElement.removeAttribute('style')")
    return found


def test_every_page_and_every_error_is_looked_at() -> None:
    assert not not_looked_at(), "add a state for each to tests/worklist_app/journeys/states.py"
    assert len({state.name for state in STATES}) == len(STATES)


@pytest.mark.parametrize("where", ["on a desk", "on a phone"])
def test_no_rule_of_wcag_2_2_a_and_aa_is_broken(looked: Looked, where: str) -> None:
    assert looked.axe[where] == []


def test_nothing_is_cut_and_nobody_scrolls_sideways(looked: Looked) -> None:
    assert {where: found for where, found in looked.cut.items() if found} == {}


def test_it_is_called_what_its_one_heading_says(looked: Looked) -> None:
    assert len(looked.headings) == 1
    assert looked.language == "en-GB"
    title, council = looked.title.split(" – ")[0], looked.title.split(" – ")[-1]
    assert council == "Calderbeck Metropolitan Borough Council"
    if looked.state.status == 400 and looked.state.name != "error-400":
        assert title.startswith("Error: ")


def test_what_is_pressed_is_large_enough_for_a_finger(looked: Looked) -> None:
    assert looked.small == []
