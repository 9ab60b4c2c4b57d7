"""The finished papers of every made-up night: what a screen reader, a printer and a careless reader would meet."""

from __future__ import annotations

import io
import re
from functools import cache
from typing import Any

import page
import pdfplumber
import pikepdf
import pytest

from fscp_readiness.packs import leadership, pdf
from fscp_readiness.packs.leadership import MorningView, PackView
from fscp_readiness.packs.leadership.palette import COLOURS
from fscp_readiness.packs.templates import draw

from .calls import as_called
from .conftest import Drawn, drawn


def test_every_paper_passes_pdf_ua(each: Drawn) -> None:
    for name, made in each.papers():
        report = page.validate_pdf_bytes(made, profile="ua1")
        assert report.is_compliant, (name, [(f.rule_id, f.message) for f in report.failures])


def test_the_morning_is_one_page_and_the_pack_is_no_book(each: Drawn) -> None:
    assert len(_open(each.morning_pdf).pages) == 1
    assert len(_open(each.pack_pdf).pages) <= 32


def test_language_title_tags_and_order_are_set(each: Drawn) -> None:
    for _, made in each.papers():
        paper = _open(made)
        assert str(paper.Root.Lang) == "en-GB"
        assert bool(paper.Root.MarkInfo.Marked)
        assert bool(paper.Root.ViewerPreferences.DisplayDocTitle)
        assert "Inspection readiness" in str(paper.docinfo["/Title"])
        assert all(one.obj.Tabs == "/S" for one in paper.pages)
        levels = [int(str(element.S)[2:]) for element in pdf.structure(paper) if re.fullmatch(r"/H[1-6]", str(element.S))]
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))


def test_every_figure_says_what_it_shows_and_every_header_what_it_heads(each: Drawn) -> None:
    for _, made in each.papers():
        for element in pdf.structure(_open(made)):
            if element.S == "/Figure":
                assert re.search(r"\d", str(element.Alt)), str(element.Alt)
            if element.S == "/TH":
                held = element.get("/A", pikepdf.Array())
                attributes = list(held) if isinstance(held, pikepdf.Array) else [held]
                assert any("/Scope" in one for one in attributes), "a header cell without a scope"


def test_nothing_drawn_lies_outside_the_tags(each: Drawn) -> None:
    for _, made in each.papers():
        paper = _open(made)
        tagged = _tagged(paper)
        for one in paper.pages:
            depth: list[bool] = []
            for instruction in pikepdf.parse_content_stream(one):
                operator = str(instruction.operator)
                if operator in ("BDC", "BMC"):
                    depth.append(_covered(instruction, tagged.get(one.obj.objgen, set())))
                elif operator == "EMC":
                    depth.pop()
                elif operator in ("Tj", "TJ", "Do", "sh", "f", "F", "f*", "S", "B", "b"):
                    assert any(depth), f"{operator} outside any mark"


def test_only_inter_is_used_and_it_is_inside_the_file(each: Drawn) -> None:
    for _, made in each.papers():
        paper = _open(made)
        fonts = {str(font.BaseFont): font for one in paper.pages for font in one.obj.Resources.get("/Font", {}).values()}
        assert fonts
        assert all("Inter" in name for name in fonts), sorted(fonts)
        assert all("/FontFile2" in _descriptor(font) or "/FontFile3" in _descriptor(font) for font in fonts.values())


def test_fault_150_the_marking_is_above_and_below_every_page_and_once_in_the_text(each: Drawn) -> None:
    for _, made in each.papers():
        for number, (_, height, words) in enumerate(_words(made)):
            assert each.night.marking in _between(words, 0, 38)
            assert each.night.marking in _between(words, height - 45, height)
            assert each.night.run_id in _between(words, height - 45, height)
            if number == 0:
                assert each.night.marking in _between(words, 38, 130)


def test_no_words_lie_over_their_neighbours_or_past_the_edge(each: Drawn) -> None:
    for name, made in each.papers():
        for number, (width, height, words) in enumerate(_words(made), start=1):
            for word in words:
                assert word["x0"] >= 30 and word["x1"] <= width - 30, (name, number, word["text"])
                assert word["top"] >= 12 and word["bottom"] <= height - 12, (name, number, word["text"])
            assert not _overlaps(words), (name, number, _overlaps(words)[:3])


def test_fault_144_every_heading_is_printed_once(each: Drawn) -> None:
    """A block that jumped to the next page must not stand on both."""
    html = draw("leadership/pack.html.j2", view=each.pack, palette=COLOURS)
    wanted = len(re.findall(r"<h[12]\b", html))
    found = [element for element in pdf.structure(_open(each.pack_pdf)) if str(element.S) in ("/H1", "/H2")]
    assert len(found) == wanted


def test_the_outline_has_one_entry_a_page_heading_and_links_lead_somewhere(bad_day: Drawn) -> None:
    paper = _open(bad_day.pack_pdf)
    with paper.open_outline() as outline:
        titles = [str(item.title) for item in outline.root]
    assert len(titles) == len(bad_day.pack.judgements) + len(bad_day.pack.trends) + 8  # what stands beside the judgements
    links = [note for one in paper.pages for note in one.obj.get("/Annots", [])]
    assert links
    assert all(int(note.F) & 4 for note in links), "a link that does not print"
    targets = {str(note.A.URI) for note in links if "/A" in note and "/URI" in note.A}
    assert all(target.startswith("https://cases.example.gov.uk/child/C") for target in targets)


def test_the_same_night_gives_the_same_bytes() -> None:
    before = drawn("restricted children")
    assert leadership.render_morning_pdf(leadership.build_morning(as_called("restricted children"))) == before.morning_pdf
    again = leadership.build_pack(as_called("restricted children"))
    assert again == before.pack
    assert leadership.render_pack_pdf(again) == before.pack_pdf


def test_dates_and_identity_come_from_the_night(bad_day: Drawn) -> None:
    for _, made in bad_day.papers():
        paper = _open(made)
        assert str(paper.docinfo["/CreationDate"]).startswith("D:20261123")
        assert "/Names" not in paper.Root or "/EmbeddedFiles" not in paper.Root.Names


def test_the_phone_page_fetches_nothing_and_runs_nothing(each: Drawn) -> None:
    html = leadership.render_morning_html(each.morning)
    assert 'lang="en-GB"' in html
    assert not re.search(r"<script|<link|<iframe|<img|@import|url\(|\son\w+=", html)
    assert not re.search(r"https?://(?!cases\.example\.gov\.uk/child/)", html)


@pytest.mark.parametrize("view", [MorningView, PackView])
def test_no_view_could_hold_who_a_child_is(view: type) -> None:
    forbidden = re.compile(r"(^|_)(first_?name|surname|forename|dob|birth|address|postcode|worker)", re.I)
    seen: set[type] = set()
    waiting = [view]
    while waiting:
        one = waiting.pop()
        if one in seen or not hasattr(one, "__dataclass_fields__"):
            continue
        seen.add(one)
        hints = _hints(one)
        assert not [name for name in hints if forbidden.search(name)], one
        waiting.extend(inner for hint in hints.values() for inner in _inside(hint))
    assert len(seen) > 3


def test_worker_ids_stand_on_no_page(bad_day: Drawn) -> None:
    workers = set(bad_day.night.findings["worker"].dropna())
    for _, made in bad_day.papers():
        text = _text(made)
        assert not [worker for worker in workers if worker in text]


def _open(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


@cache
def _words(made: bytes) -> list[tuple[float, float, list[dict[str, Any]]]]:
    """(width, height, words with their boxes) of each page."""
    with pdfplumber.open(io.BytesIO(made)) as paper:
        return [(one.width, one.height, one.extract_words()) for one in paper.pages]


def _between(words: list[dict[str, Any]], top: float, bottom: float) -> str:
    """The words between two heights, line by line."""
    inside = [word for word in words if word["top"] >= top and word["bottom"] <= bottom]
    return " ".join(str(word["text"]) for word in sorted(inside, key=lambda word: (round(word["top"] / 3), word["x0"])))


def _text(made: bytes) -> str:
    return "\n".join(_between(words, 0, height) for _, height, words in _words(made))


def _descriptor(font: pikepdf.Object) -> pikepdf.Object:
    return font.DescendantFonts[0].FontDescriptor if "/DescendantFonts" in font else font.FontDescriptor


def _tagged(paper: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    found: dict[tuple[int, int], set[int]] = {}
    for element in pdf.structure(paper):
        for where, mcid in pdf._marks(element):
            found.setdefault(where, set()).add(mcid)
    return found


def _covered(instruction: pikepdf.ContentStreamInstruction, tagged: set[int]) -> bool:
    if str(instruction.operands[0]) == "/Artifact":
        return True
    if len(instruction.operands) < 2 or not isinstance(instruction.operands[1], pikepdf.Dictionary):
        return False
    mcid = instruction.operands[1].get("/MCID")
    return mcid is not None and int(mcid) in tagged


def _overlaps(words: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Pairs of words whose boxes share more than a sliver."""
    found = []
    boxes = sorted(words, key=lambda word: word["top"])
    for place, one in enumerate(boxes):
        for other in boxes[place + 1 :]:
            if other["top"] >= one["bottom"] - 1.6:
                break
            wide = min(one["x1"], other["x1"]) - max(one["x0"], other["x0"])
            if wide > 0.8:
                found.append((one["text"], other["text"]))
    return found


def _hints(one: type) -> dict[str, object]:
    import typing

    return typing.get_type_hints(one)


def _inside(hint: object) -> list[type]:
    import typing

    inner = [part for arg in typing.get_args(hint) for part in _inside(arg)]
    return [*inner, hint] if isinstance(hint, type) else inner
