"""Rendering: nothing fetched, nothing undefined, nothing outside the tags."""

from __future__ import annotations

import io
from pathlib import Path

import page
import pikepdf
import pytest
from jinja2 import UndefinedError
from jinja2.exceptions import SecurityError

from fscp_readiness.packs import pdf
from fscp_readiness.packs.templates import environment

PAGE = """<!doctype html><html lang="en-GB"><head><title>A title</title><meta name="dcterms.created" content="2026-11-23"></head>
<body><h1>One</h1><p>Text, Łukasz and Siân → 5 −3.</p>{}</body></html>"""
CSS = "@page{size:A4;@top-center{content:'MARK'}} html{font-family:Inter}"
TABLE = (
    '<table><caption>What</caption><thead><tr><th scope="col">A</th><th scope="col">B</th></tr></thead>'
    '<tbody><tr><th scope="row">x</th><td>1</td></tr></tbody></table>'
)


def test_a_finished_page_passes_the_checker() -> None:
    assert page.is_pdf_compliant_bytes(pdf.render(PAGE.format(TABLE), CSS, identifier="run-1"), profile="ua1")


@pytest.mark.parametrize(
    ("seeded", "html"),
    [
        ("a figure that says nothing", PAGE.format('<svg width="9mm" height="9mm"><rect width="9" height="9"/></svg>')),
        ("a heading skipped", PAGE.format("<h3>Three</h3>")),
        ("no title", PAGE.format("").replace("<title>A title</title>", "")),
    ],
)
def test_the_checker_would_notice(seeded: str, html: str) -> None:
    assert not page.is_pdf_compliant_bytes(pdf.render(html, CSS, identifier="run-1"), profile="ua1"), seeded


def test_a_page_without_a_language_is_refused() -> None:
    with pytest.raises(pdf.RenderError):
        pdf.render(PAGE.format("").replace(' lang="en-GB"', ""), CSS, identifier="run-1")


def test_finishing_is_what_puts_the_running_head_among_the_artifacts() -> None:
    raw = pdf.lay_out(PAGE.format(TABLE), CSS)._document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    assert _outside(raw) > 0
    assert _outside(pdf.finish(raw)) == 0


def test_running_heads_are_artifacts_and_headers_have_their_scope() -> None:
    made = pikepdf.open(io.BytesIO(pdf.render(PAGE.format(TABLE), CSS, identifier="run-1")))
    scopes = [str(one.Scope) for e in pdf.structure(made) if e.S == "/TH" for one in _attributes(e) if "/Scope" in one]
    assert scopes == ["/Column", "/Column", "/Row"]
    drawn = pikepdf.unparse_content_stream(pikepdf.parse_content_stream(made.pages[0])).decode("latin-1")
    assert "/Artifact" in drawn


@pytest.mark.parametrize(
    "asks",
    ['<img src="file:///etc/hostname" alt="x">', '<link rel="attachment" href="file:///etc/passwd">', '<img src="//localhost/x" alt="x">'],
)
def test_a_page_that_asks_for_anything_outside_itself_is_refused(asks: str) -> None:
    with pytest.raises(pdf.RenderError):
        pdf.render(PAGE.format(asks), CSS, identifier="run-1")


def test_the_same_page_gives_the_same_bytes_and_another_run_another_identity() -> None:
    one, same, other = (pdf.render(PAGE.format(""), CSS, identifier=run) for run in ("run-1", "run-1", "run-2"))
    assert one == same
    assert one != other


def test_fault_114_names_with_accents_come_out_whole() -> None:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf.render(PAGE.format(""), CSS, identifier="run-1"))) as made:
        assert "Łukasz and Siân → 5 −3." in made.pages[0].extract_text()


def test_fault_142_a_word_that_was_not_given_is_an_error_and_markup_is_only_text(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text("Total {{ total }}")
    templates = environment(tmp_path)
    with pytest.raises(UndefinedError):
        templates.get_template("a.j2").render()
    assert templates.get_template("a.j2").render(total="<b>") == "Total &lt;b&gt;"


def test_a_template_can_reach_nothing_but_what_it_was_given(tmp_path: Path) -> None:
    (tmp_path / "a.j2").write_text("{{ x.__class__.__mro__ }}")
    (tmp_path / "b.j2").write_text("{{ x.append(1) }}")
    with pytest.raises((SecurityError, UndefinedError)):
        environment(tmp_path).get_template("a.j2").render(x=[])
    with pytest.raises(SecurityError):
        environment(tmp_path).get_template("b.j2").render(x=[])


def _attributes(element: pikepdf.Object) -> list[pikepdf.Object]:
    held = element.get("/A")
    return list(held) if isinstance(held, pikepdf.Array) else [] if held is None else [held]


def _outside(made: bytes) -> int:
    """How many marked runs of a page belong neither to a structure element nor to the artifacts."""
    paper = pikepdf.open(io.BytesIO(made))
    tagged = {mcid for element in pdf.structure(paper) for _, mcid in pdf._marks(element)}
    found = 0
    for instruction in pikepdf.parse_content_stream(paper.pages[0]):
        if str(instruction.operator) == "BDC" and str(instruction.operands[0]) != "/Artifact":
            marks = instruction.operands[1]
            found += not (isinstance(marks, pikepdf.Dictionary) and "/MCID" in marks and int(marks.MCID) in tagged)
    return found
